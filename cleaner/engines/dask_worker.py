"""What a worker of a Dask cluster does with a task."""

from typing import NamedTuple

from distributed import get_worker

from cleaner.batch import Event, Target, Task, Unfit, work_on
from cleaner.batch.task import MORE


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
        raise Unfit(f"{error} (on {here})") from None
    whole = [any(is_whole(event, target) for target in task.targets) for event in events]
    told = zip(events, whole, strict=True)
    return Done([event._replace(reason=f"{event.reason} (on {here})") if at else event for event, at in told], here)


def is_whole(event: Event, target: Target) -> bool:
    """Whether an event says that a source failed as a whole, not an article in it."""
    return event.kind == "rejected" and event.place == target.path and not event.reason.endswith(MORE)
