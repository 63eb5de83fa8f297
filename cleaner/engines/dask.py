"""Batches on a Dask cluster; takes the extra `dask`.

Workers get names, not articles, and do what the local engine does. They clean in a process of its own for each task: so
threads of one worker don't wait for each other, and a record that kills costs that process and not the worker.
"""

import logging
import os
import signal
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from typing import Any

from distributed import Client, KilledWorker, LocalCluster, get_worker

from cleaner.batch import Counts, Event, Shelf, Target, Task, Unfit, Work, tasks, work_on

PATIENCE = 5.0
"""Seconds without news after which the workers are counted."""


class Cluster:
    """The workers of a scheduler, or `jobs` of our own if there is no address, from the first update to `close`.

    `say` is told what a person wants to know. Raises OSError where the scheduler can't be reached, or is lost.
    """

    def __init__(self, address: str | None, jobs: int, say: Callable[[str], None]) -> None:
        self._address, self._jobs, self._say = address, jobs, say
        self._own: LocalCluster | None = None
        self._client: Client | None = None
        self._workers = -1
        self._news: SimpleQueue[Any] = SimpleQueue()

    def update(self, targets: list[Target], shelf: Shelf, work: Work) -> Iterator[Event]:
        """As `batch.update`, on the cluster, whose machines must all see the sources and the shelf.

        A source whose worker died too often is done once more when all others are done, alone: only what kills its
        worker then is given up.
        """
        if not targets:
            return
        suspects: list[Target] = []
        for task, result in self._results(tasks(targets, shelf, work)):
            if task and isinstance(result, KilledWorker):
                suspects += task.targets
            else:
                yield from self._events(task, result, shelf)
        for target in suspects:
            for task, result in self._results(tasks([target], shelf, work)):
                yield from self._events(task, result, shelf)

    def close(self) -> None:
        """Leaves the cluster; ends it if it is our own."""
        for held in (self._client, self._own):
            if held:
                held.close()

    def _connected(self) -> Client:
        if self._client is None:
            _hush()
            if self._address is None:
                self._own = _local(self._jobs)
            try:
                self._client = Client(self._own or self._address, set_as_default=False)
            except (OSError, ValueError) as error:
                raise OSError(0, f"no scheduler answers: {error}", self._address) from None
            self._say(f"scheduler {self._client.scheduler_info()['address']}, dashboard {self._client.dashboard_link}")
        return self._client

    def _results(self, todo: Iterable[Task]) -> Iterator[tuple[Task | None, Any]]:
        """Each task with its events, or what was raised, as they are done, and without a task what is told before."""
        client, topic = self._connected(), os.urandom(8).hex()
        client.subscribe_topic(topic, lambda event: self._news.put(event[1]))
        pending = {}
        for number, task in enumerate(todo):
            future = client.submit(_work_on, task, topic, pure=False, key=f"clean-{topic}-{number}")
            pending[future.key] = future, task
            future.add_done_callback(self._news.put)
        while pending:
            try:
                news = self._news.get(timeout=PATIENCE)
            except Empty:
                self._count(client)
                continue
            if isinstance(news, int):
                yield None, [Event("read", "", counts=Counts(read=news))]
                continue
            _, task = pending.pop(news.key)
            if news.status not in ("finished", "error"):
                raise OSError(0, "the scheduler is gone; what is done stays done", self._address or "dask")
            yield task, news.result() if news.status == "finished" else news.exception()

    def _events(self, task: Task | None, result: Any, shelf: Shelf) -> Iterator[Event]:
        """What is told of a task. Raises OSError where the next one would end the same way."""
        if task is None:
            yield from result
            return
        if isinstance(result, Unfit | ModuleNotFoundError):
            raise OSError(0, f"its workers can't do it: {result}", self._address or "dask")
        if isinstance(result, BaseException):
            dies = "the worker that has it dies each time"
            reason = dies if isinstance(result, KilledWorker) else f"{type(result).__name__}: {result}"
            result = [Event("rejected", target.path, reason) for target in task.targets]
        done = {event.place for event in result if event.kind == "done"}
        for target in task.targets:
            if target.path in done:
                shelf.manifest.drop(target.place)
        yield from result

    def _count(self, client: Client) -> None:
        """Says how many workers there are, if it has changed."""
        workers = len(client.nthreads())
        if workers != self._workers:
            self._say(f"{workers or 'no'} worker{'' if workers == 1 else 's'}{'' if workers else ': waiting for some'}")
            self._workers = workers


def _work_on(task: Task, topic: str) -> list[Event]:
    """What a worker does; of a source that failed as a whole it says where that was."""
    worker = get_worker()
    sources = {target.path for target in task.targets}
    return [
        event._replace(reason=f"{event.reason} (on {worker.address})")
        if event.kind == "rejected" and event.place in sources
        else event
        for event in work_on(task, lambda count: worker.log_event(topic, count))
    ]


def _local(jobs: int) -> LocalCluster:
    """A cluster of this machine, whose processes leave it to this one what Ctrl-C means."""
    with _deaf(), warnings.catch_warnings():
        # That another port is taken: it is told which one.
        warnings.simplefilter("ignore")
        address = "127.0.0.1:8787"
        return LocalCluster(
            n_workers=jobs, threads_per_worker=1, dashboard_address=address, silence_logs=logging.CRITICAL
        )


@contextmanager
def _deaf() -> Iterator[None]:
    """Processes that are started meanwhile never hear Ctrl-C; neither does this one, for a second."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _hush() -> None:
    """What goes wrong is said once, by whoever runs this."""
    for name in list(logging.Logger.manager.loggerDict):
        if name.partition(".")[0] == "distributed":
            logging.getLogger(name).setLevel(logging.CRITICAL)
