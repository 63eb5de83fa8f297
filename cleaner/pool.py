"""Several processes that work on chunks of a stream: results in order, a bounded window, and no harm from a dead one.

Each has a pipe of its own. Where workers share one, as those of `concurrent.futures` and `pebble` do, one that
is killed while it writes leaves the others waiting for good (pebble issue 163); here it costs nothing but its own
chunk, which is done again, item by item, so that the item that kills is found.
"""

import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from multiprocessing.connection import Connection, wait
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
WINDOW = 4
"""So many chunks for each process are read ahead, or done before their turn, at most."""
ATTEMPTS = 3
"""An item that was alone with its process so many times when it died is taken to have killed it."""


class _Slot(Generic[Item, Result]):
    """A chunk in its place in the stream: what is left to do, and what is done."""

    def __init__(self, items: list[Item]) -> None:
        self.parts: deque[list[Item]] = deque([items])
        self.results: list[Result] = []
        self.attempts = 0
        self.taken = False

    def done(self, results: list[Result]) -> None:
        """Takes the results of the first part."""
        self.results += results
        self.parts.popleft()
        self.attempts, self.taken = 0, False

    def died(self, given_up: Callable[[Item], Result]) -> None:
        """Has the first part done again, item by item; gives up an item that has been alone often enough."""
        items = self.parts[0]
        self.attempts, self.taken = self.attempts + 1, False
        if len(items) > 1:
            self.parts.popleft()
            self.parts.extendleft([item] for item in reversed(items))
            self.attempts = 0
        elif self.attempts == ATTEMPTS:
            self.done([given_up(items[0])])


class _Worker(Generic[Item, Result]):
    """A process, the parent's end of its pipe, and the chunk that it has."""

    def __init__(self, work: Callable[[list[Item]], list[Result]], others: list[Connection]) -> None:
        # A forked process has the rules already; elsewhere forking is not safe.
        context = multiprocessing.get_context("fork" if sys.platform == "linux" else None)
        self.pipe, theirs = context.Pipe()
        forked = [self.pipe, *others] if sys.platform == "linux" else []
        self.process = context.Process(target=_serve, args=(work, theirs, forked), daemon=True)
        self.process.start()
        theirs.close()
        self.slot: _Slot[Item, Result] | None = None

    def stop(self) -> None:
        """Ends the process whatever it is doing."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


class _Pool(Generic[Item, Result]):
    def __init__(
        self, work: Callable[[list[Item]], list[Result]], jobs: int, given_up: Callable[[Item], Result]
    ) -> None:
        self._work, self._jobs, self._given_up = work, jobs, given_up
        self._workers: list[_Worker[Item, Result]] = []
        self._slots: deque[_Slot[Item, Result]] = deque()

    def run(self, chunks: Iterator[list[Item]]) -> Iterator[Result]:
        """The results in order."""
        more = True
        while more or self._slots:
            while more and len(self._slots) < WINDOW * self._jobs:
                chunk = next(chunks, None)
                if chunk is None:
                    more = False
                else:
                    self._slots.append(_Slot(chunk))
                    self._assign()
            while self._slots and not self._slots[0].parts:
                yield from self._slots.popleft().results
            self._receive()

    def stop(self) -> None:
        """Ends all processes."""
        for worker in self._workers:
            worker.stop()

    def _assign(self) -> None:
        """Gives parts that nobody has to processes that have none."""
        waiting = (slot for slot in self._slots if slot.parts and not slot.taken)
        for slot in waiting:
            worker = self._free()
            if worker is None:
                return
            worker.slot, slot.taken = slot, True
            try:
                worker.pipe.send(slot.parts[0])
            except OSError:
                self._bury(worker)

    def _free(self) -> _Worker[Item, Result] | None:
        """A process that has nothing to do: a new one, as long as there may be more."""
        idle = next((worker for worker in self._workers if worker.slot is None), None)
        if idle is None and len(self._workers) < self._jobs:
            idle = _Worker(self._work, [worker.pipe for worker in self._workers])
            self._workers.append(idle)
        return idle

    def _receive(self) -> None:
        """Waits until a process is done, or dead, and gives it or its successor the next part."""
        busy = {worker.pipe: worker for worker in self._workers if worker.slot}
        for pipe in wait(list(busy)) if busy else ():
            worker = busy[pipe]  # type: ignore[index]
            try:
                results = worker.pipe.recv()
            except Exception:
                # It died before it answered, or in the middle: what came of the answer can be anything.
                self._bury(worker)
            else:
                if worker.slot:
                    worker.slot.done(results)
                worker.slot = None
        self._assign()

    def _bury(self, worker: _Worker[Item, Result]) -> None:
        worker.stop()
        self._workers.remove(worker)
        if worker.slot:
            worker.slot.died(self._given_up)


def ordered(
    work: Callable[[list[Item]], list[Result]],
    chunks: Iterable[list[Item]],
    jobs: int,
    given_up: Callable[[Item], Result],
) -> Generator[Result, None, None]:
    """The results of `work` for each item of the chunks, in order, from `jobs` processes.

    `work` gives one result for each item. An item whose process dies with it is `given_up`. The processes end with
    the iterator, and when the process that started them does.
    """
    pool: _Pool[Item, Result] = _Pool(work, jobs, given_up)
    try:
        yield from pool.run(iter(chunks))
    finally:
        pool.stop()


def _serve(work: Callable[[list[Item]], list[Result]], pipe: Connection, inherited: list[Connection]) -> None:
    """What a process does: answer until nobody asks."""
    # Ctrl-C reaches the whole group; the parent ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        # A copy of the parent's ends would keep the others waiting for a parent that is gone.
        for end in inherited:
            end.close()
        while True:
            pipe.send(work(pipe.recv()))
    except BaseException:
        # What is left in buffers belongs to the parent.
        os._exit(1)
