"""Several processes that work on chunks of a stream: results in order, a bounded window, and no harm from a dead one.

Each has a pipe of its own. Where workers share one, as those of `concurrent.futures` and `pebble` do, one that
is killed while it writes leaves the others waiting for good (pebble issue 163); here it costs nothing but its own
chunk, which is done again, item by item, so that the item that kills is found.
"""

from collections import deque
from collections.abc import Callable, Generator, Iterable
from multiprocessing.connection import wait
from typing import Generic

from cleaner.pool.feed import Feed
from cleaner.pool.process import IS_FORKING, ForkedProcess, FreshProcess, Process
from cleaner.pool.worker import Item, Result, Slot, Worker

__all__ = ["ordered"]
WINDOW = 4
"""So many chunks for each process are being done, or done before their turn, at most."""


def ordered(
    work: Callable[[list[Item]], list[Result]],
    items: Iterable[Item],
    jobs: int,
    lost: Callable[[Item], Result],
    size: Callable[[Item], int] = lambda _: 1,
    *,
    fresh: str | None = None,
) -> Generator[Result, None, None]:
    """The results of `work` for each item, in order, from `jobs` processes, each as soon as it can be there.

    `work` gives one result for each item of a list. An item whose process dies with it each time is `lost`. Items are
    read ahead in a thread, as far as their sizes allow. The processes end with the iterator, and when the process that
    started them does.

    They are forks where that is usual. With `fresh`, a name, they are programs of their own, and those of that name are
    used again: where this process has threads a fork may hang, and one that `multiprocessing` made as a daemon may not
    fork at all. To read ahead takes a thread: so what comes in the place of a dead fork is a program of its own, too.
    """
    pool: _Pool[Item, Result] = _Pool(work, Feed(items, size), jobs, lost, fresh)
    try:
        yield from pool.run()
    finally:
        pool.stop()


class _Pool(Generic[Item, Result]):
    def __init__(
        self,
        work: Callable[[list[Item]], list[Result]],
        feed: Feed[Item],
        jobs: int,
        lost: Callable[[Item], Result],
        fresh: str | None,
    ) -> None:
        self._work, self._feed, self._jobs, self._lost, self._fresh = work, feed, jobs, lost, fresh
        self._workers: list[Worker[Item, Result]] = []
        self._slots: deque[Slot[Item, Result]] = deque()

    def run(self) -> Generator[Result, None, None]:
        """The results in order."""
        while len(self._workers) < self._jobs:
            self._new(forked=self._fresh is None)
        self._feed.start()
        while True:
            ended = self._feed.ended
            self._assign()
            while self._slots and not self._slots[0].parts:
                yield from self._slots.popleft().results
                self._assign()
            if ended and not self._slots:
                break
            self._receive()
        if self._feed.error:
            raise self._feed.error

    def stop(self) -> None:
        """Ends all processes."""
        self._feed.stop()
        for worker in self._workers:
            worker.release()

    def _new(self, *, forked: bool) -> None:
        if forked:
            process: Process = ForkedProcess(self._work, [worker.pipe for worker in self._workers])
        else:
            process = FreshProcess.of(self._fresh, self._work)
        self._workers.append(Worker(process))

    def _assign(self) -> None:
        """Gives parts that nobody has, and then new ones, to processes that have none."""
        for worker in [worker for worker in self._workers if worker.slot is None]:
            slot = next((slot for slot in self._slots if slot.parts and not slot.taken), None)
            if slot is None:
                chunk = self._feed.take() if len(self._slots) < WINDOW * self._jobs else []
                if not chunk:
                    return
                slot = Slot(chunk)
                self._slots.append(slot)
            worker.slot, slot.taken = slot, True
            try:
                worker.pipe.send(slot.parts[0])
            except OSError:
                self._bury(worker)

    def _receive(self) -> None:
        """Waits until a process is done, or dead, or there is more to do."""
        busy = {worker.pipe: worker for worker in self._workers if worker.slot}
        # With a full window, more to do is no news.
        more = [self._feed.woken] if len(self._slots) < WINDOW * self._jobs else []
        for pipe in wait([*busy, *more]):
            if pipe is self._feed.woken:
                self._feed.heard()
                continue
            worker = busy[pipe]
            try:
                results = worker.pipe.recv()
            except Exception:
                # It died before it answered, or in the middle: what came of the answer can be anything.
                self._bury(worker)
            else:
                if worker.slot:
                    worker.slot.done(results)
                worker.slot = None

    def _bury(self, worker: Worker[Item, Result]) -> None:
        worker.stop()
        self._workers.remove(worker)
        if worker.slot:
            worker.slot.died(self._lost)
        self._new(forked=self._fresh is None and not IS_FORKING)
