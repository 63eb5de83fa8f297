"""What a worker of a Dask cluster does with a task."""

from typing import NamedTuple

from distributed import get_worker

from cleaner.batch import Event, Task, Unfit, work_on


class Done(NamedTuple):
    """What there is to tell of a task, and the worker that did it."""

    events: list[Event]
    address: str


def work_on_task(task: Task, topic: str) -> Done:
    """What a worker does; of a source that failed as a whole it says where that was."""
    worker, here = get_worker(), get_worker().address
    own = worker.state.tasks.get(worker.get_current_task())
    try:
        # A run that is lost has its tasks cancelled.
        events = work_on(
            task, lambda count: worker.log_event(topic, count), lambda: own is None or own.state != "cancelled"
        )
    except (Unfit, ModuleNotFoundError) as error:
        # Others may be able to do it.
        events = [Event("failed", target.path, str(error)) for target in task.targets]
    return Done([_here(event, here) if event.kind == "failed" else event for event in events], here)


def _here(event: Event, address: str) -> Event:
    return event._replace(reason=f"{event.reason} (on {address})")
