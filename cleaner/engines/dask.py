"""Batches on a Dask cluster; takes the extra `dask`.

Workers get names, not articles, and do what the local engine does. They clean in a process of its own for each task: so
threads of one worker don't wait for each other, and a record that kills costs that process and not the worker.
"""

import os
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from importlib.metadata import version
from queue import Empty, SimpleQueue
from typing import Any

from distributed import Client, KilledWorker, LocalCluster

from cleaner.batch import Counts, Event, Shelf, Target, Task, Work, tasks
from cleaner.engines.dask_local import hush, local_cluster
from cleaner.engines.dask_worker import Done, work_on_task

DISTRIBUTION = "caption-cleaner"
GONE = "the scheduler is gone; what is done stays done"
SLOW = 3.0
"""Seconds to wait for a scheduler in silence."""
PATIENCE = 5.0
"""Seconds without news after which the workers are counted."""


class Cluster:
    """The workers of a scheduler, or `jobs` of our own if there is no address, from the first update to `close`.

    `say` is told what a person wants to know. Raises OSError where the scheduler can't be reached, or is lost.
    """

    def __init__(self, address: str | None, jobs: int, say: Callable[[str], None]) -> None:
        self._address, self._jobs, self._say = address, jobs, say
        self._named = address or "dask"
        self._own: LocalCluster | None = None
        self._client: Client | None = None
        self._workers = -1
        self._news: SimpleQueue[Any] = SimpleQueue()

    def update(self, targets: list[Target], shelf: Shelf, work: Work) -> Iterator[Event]:
        """As `batch.update`, on the cluster, whose machines must all see the sources and the shelf.

        A source that fails as a whole is tried once more when all others are done, on another worker if there is one.
        One whose worker died too often is tried alone then: only what kills its worker is given up.
        """
        if not targets:
            return
        again: dict[Target, str] = {}
        suspects: list[Target] = []
        for task, result in self._results(tasks(targets, shelf, work)):
            if task and isinstance(result, KilledWorker):
                suspects += task.targets
                continue
            for event in self._events(task, result, shelf):
                if task and event.kind == "failed" and isinstance(result, Done):
                    again |= {target: result.address for target in task.targets if target.path == event.place}
                else:
                    yield event
        for address in sorted(set(again.values())):
            others = [worker for worker in self._there(self._connected()) if worker != address]
            left = [target for target, where in again.items() if where == address]
            for task, result in self._results(tasks(left, shelf, work), others):
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
            hush()
            if self._address is None:
                self._own = local_cluster(self._jobs)
            slow = threading.Timer(SLOW, self._say, [f"waiting for the scheduler {self._address or ''}".strip()])
            slow.start()
            try:
                self._client = Client(self._own or self._address, set_as_default=False)
            except Exception as error:
                raise OSError(0, f"no scheduler answers: {error}", self._named) from None
            finally:
                slow.cancel()
            told = self._client.scheduler_info()["address"], self._client.dashboard_link
            self._say("scheduler {}, dashboard {} (where bokeh is installed)".format(*told))
            self._examine(self._client)
        return self._client

    def _examine(self, client: Client) -> None:
        """Raises OSError where workers lack cleaner, or have another version.

        The former would end if they got work, as Dask can't tell them what it is.
        """
        answers: SimpleQueue[dict[str, Any]] = SimpleQueue()

        def ask() -> None:
            # What is lost meanwhile is met by the work too, and said there.
            with suppress(Exception):
                answers.put(client.run(version, DISTRIBUTION, on_error="return"))

        threading.Thread(target=ask, daemon=True).start()
        try:
            found = answers.get(timeout=PATIENCE)
        except Empty:
            self._say("not all workers answer; those that do will do the work")
            return
        if other := [address for address, what in found.items() if what != version(DISTRIBUTION)]:
            wanted = "pip install 'caption-cleaner[dask]' there, as here"
            raise OSError(0, f"workers lack this version of cleaner, {wanted}: {', '.join(other)}", self._named)

    def _results(
        self, todo: Iterable[Task], workers: list[str] | None = None
    ) -> Iterator[tuple[Task | None, Done | BaseException]]:
        """Each task with what became of it, as they are done, and without a task what is told before."""
        client, topic = self._connected(), os.urandom(8).hex()
        client.subscribe_topic(topic, lambda event: self._news.put(event[1]))
        pending = {}
        for number, task in enumerate(todo):
            # Where they are gone by then, any other will do.
            where = {"workers": workers, "allow_other_workers": True} if workers else {}
            future = client.submit(work_on_task, task, topic, pure=False, key=f"clean-{topic}-{number}", **where)
            pending[future.key] = future, task
            future.add_done_callback(self._news.put)
        while pending:
            try:
                news = self._news.get(timeout=PATIENCE)
            except Empty:
                self._count(client)
                continue
            if isinstance(news, int):
                yield None, Done([Event("read", "", counts=Counts(read=news))], "")
                continue
            _, task = pending.pop(news.key)
            yield task, self._result(news)

    def _result(self, future: Any) -> Any:
        """What a task returned or raised. Raises OSError where nobody knows."""
        # Where it raises, what became of the task can no longer be asked.
        with suppress(Exception):
            if future.status in ("finished", "error"):
                return future.result() if future.status == "finished" else future.exception()
        raise OSError(0, GONE, self._named)

    def _events(self, task: Task | None, result: Done | BaseException, shelf: Shelf) -> Iterator[Event]:
        """What is told of a task."""
        targets = task.targets if task else []
        if isinstance(result, BaseException):
            dies = "the worker that has it dies each time"
            reason = dies if isinstance(result, KilledWorker) else f"{type(result).__name__}: {result}"
            yield from (Event("failed", target.path, reason) for target in targets)
            return
        done = {event.place for event in result.events if event.kind == "done"}
        for target in targets:
            if target.path in done:
                shelf.manifest.drop(target.place)
        yield from result.events

    def _there(self, client: Client) -> list[str]:
        """The addresses of the workers. Raises OSError where nobody knows."""
        with suppress(Exception):
            return list(client.nthreads())
        raise OSError(0, GONE, self._named)

    def _count(self, client: Client) -> None:
        """Says how many workers there are, if it has changed."""
        workers = len(self._there(client))
        if workers != self._workers:
            self._say(f"{workers or 'no'} worker{'' if workers == 1 else 's'}{'' if workers else ': waiting for some'}")
            self._workers = workers
