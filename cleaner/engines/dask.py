"""Batches on a Dask cluster; takes the extra `dask`.

Workers get names, not articles: what a task is given are some sources, where records go, and how they are made. It
does with them what the local engine does, `batch.update`, and cleans in a process of its own for each task: so threads
of one worker don't wait for each other, and a record that kills costs that process and not the worker.
"""

import logging
import os
import signal
import threading
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from queue import Empty, SimpleQueue
from typing import Any, NamedTuple

from distributed import Client, KilledWorker, LocalCluster, get_worker

from cleaner.batch import Counts, Event, Seen, Shelf, Target, Work, is_current, is_remote, store_at, update

SMALL, TOGETHER = 1 << 16, 1 << 20
"""Sources below so many bytes are put together, up to so many, to one task: a task costs a millisecond, and a start."""
PATIENCE = 5.0
"""Seconds without news after which the workers are counted."""
TOLD = 20
"""So many rejects of a source are told; all are in the file of its rejects."""


class Unfit(Exception):
    """A worker can't do the work as it is asked to."""


class Task(NamedTuple):
    """What a worker is given."""

    targets: list[Target]
    store: tuple[str, str, str]
    """Name, root and run, as `batch.store_at` wants them."""
    work: Work
    key: str
    known: dict[str, Seen]
    """What is remembered of the sources, by their places, where a worker would not look for it."""
    dry: bool


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
        """As `batch.update`, on the cluster: a task for each source, or for some small ones.

        A source whose worker died too often is done once more when all others are done, alone: only what kills a
        worker then is given up. Sources must have absolute paths that all workers see, as the folder of the shelf.
        """
        if not targets:
            return
        client = self._connected()
        store = shelf.share()
        client.subscribe_topic(store[2], lambda event: self._news.put(event[1]))
        given = Task([], store, work._replace(jobs=1, fresh=True), work.digests().key, {}, shelf.dry)
        suspects: list[Target] = []
        for task, result in self._results(client, [_task(given, group, shelf) for group in grouped(targets)]):
            if task and isinstance(result, KilledWorker):
                suspects += task.targets
            else:
                yield from self._events(task, result, shelf)
        for target in suspects:
            for task, result in self._results(client, [_task(given, [target], shelf)]):
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

    def _results(self, client: Client, tasks: list[Task]) -> Iterator[tuple[Task | None, Any]]:
        """Each task with its events, or what was raised, as they are done, and without a task what is told before."""
        pending = {}
        for task in tasks:
            future = client.submit(work_on, task, pure=False, key=f"clean-{task.store[2]}-{os.urandom(6).hex()}")
            pending[future.key] = future, task
            future.add_done_callback(self._news.put)
        while pending:
            try:
                future = self._news.get(timeout=PATIENCE)
            except Empty:
                self._count(client)
                continue
            if isinstance(future, int):
                yield None, [Event("read", "", counts=Counts(read=future))]
                continue
            _, task = pending.pop(future.key)
            if future.status == "cancelled":
                raise OSError(0, "the scheduler is gone; what is done stays done", self._address or "dask")
            yield task, future.result() if future.status == "finished" else future.exception()

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


def work_on(task: Task) -> list[Event]:
    """What a worker does. Raises Unfit where it would not do the same as others."""
    if task.work.digests().key != task.key:
        raise Unfit("they have another version of cleaner, or of its rules")
    try:
        with closing(Shelf(store_at(*task.store), dry=task.dry)) as shelf:
            shelf.manifest.tell(task.known)
            # A worker may have been lost before it could tell; one that a stopped run has left may have gone on.
            current = [target for target in task.targets if is_current(target, shelf, task.key)]
            todo = [target for target in task.targets if target not in current]
            return [*_told(current, shelf), *_few(_counted(update(todo, shelf, task.work), task.store[2]))]
    except OSError as error:
        return [Event("rejected", target.path, _here(error.strerror or error)) for target in task.targets]


def grouped(targets: Iterable[Target]) -> Iterator[list[Target]]:
    """Sources, each alone but for small ones that follow each other."""
    group: list[Target] = []
    size = 0
    for target in targets:
        own = _size(target)
        if group and (own > SMALL or size + own > TOGETHER):
            yield group
            group, size = [], 0
        group.append(target)
        size += own
        if own > SMALL:
            yield group
            group, size = [], 0
    if group:
        yield group


def _task(given: Task, targets: list[Target], shelf: Shelf) -> Task:
    known = {target.place: seen for target in targets if (seen := shelf.manifest.line(target.place))}
    own = [target._replace(at=target.at if is_remote(target.at) else os.path.abspath(target.at)) for target in targets]
    return given._replace(targets=own, known=known)


def _size(target: Target) -> int:
    if target.state:
        return target.state.size
    try:
        return os.path.getsize(target.at)
    except OSError:
        return 0


def _told(targets: list[Target], shelf: Shelf) -> Iterator[Event]:
    """What was done with sources, out of what is remembered of them."""
    for target in targets:
        if seen := shelf.manifest.get(target.place):
            yield from (Event("wrote", shelf.path(relative)) for relative in seen.outputs)
            yield Event("done", target.path, counts=seen.counts)


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


def _counted(events: Iterable[Event], run: str) -> Iterator[Event]:
    """Events without those of single articles, whose number is told to whoever listens, now and then."""
    read, then = 0, time.monotonic() + PATIENCE
    for event in events:
        if event.kind != "read":
            yield event
            continue
        read += event.counts.read
        if (now := time.monotonic()) >= then:
            get_worker().log_event(run, read)
            read, then = 0, now + PATIENCE
    if read:
        get_worker().log_event(run, read)


def _few(events: Iterable[Event]) -> Iterator[Event]:
    """Events, of which not too many say that an article was rejected."""
    rejected = 0
    for event in events:
        if event.kind == "rejected":
            rejected += 1
            if rejected <= TOLD:
                yield event
        elif event.kind == "done" and rejected > TOLD:
            yield Event("rejected", event.place, f"{rejected - TOLD:,} more articles, named in the file of its rejects")
            rejected = 0
            yield event
        else:
            yield event


def _here(reason: object) -> str:
    return f"{reason} (on the worker {get_worker().address})"
