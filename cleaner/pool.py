"""Several processes that work on chunks of a stream: results in order, a bounded window, and no harm from a dead one.

Each has a pipe of its own. Where workers share one, as those of `concurrent.futures` and `pebble` do, one that
is killed while it writes leaves the others waiting for good (pebble issue 163); here it costs nothing but its own
chunk, which is done again, item by item, so that the item that kills is found.
"""

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
WINDOW = 4
"""So many chunks for each process are being done, or done before their turn, at most."""
CHUNK, CHUNK_BYTES = 32, 1 << 17
"""So many items go to a process at once, at most, or a few of so many bytes."""
AHEAD_BYTES = 1 << 20
"""So many bytes of items are read ahead."""
ATTEMPTS = 3
"""An item that was alone with its process so many times when it died is taken to have killed it."""


def context() -> Any:
    """How processes are made: a forked one has read the rules already; elsewhere than on Linux forking is not safe."""
    return multiprocessing.get_context("fork" if sys.platform == "linux" else None)


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
        self.pipe, theirs = context().Pipe()
        forked = [self.pipe, *others] if sys.platform == "linux" else []
        self.process = context().Process(target=_serve, args=(work, theirs, forked), daemon=True)
        self.process.start()
        theirs.close()
        self.slot: _Slot[Item, Result] | None = None

    def stop(self) -> None:
        """Ends the process whatever it is doing."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


class _Feed(Generic[Item]):
    """Items read ahead by a thread: whoever waits for input must not keep back what is done."""

    def __init__(self, items: Iterable[Item], size: Callable[[Item], int]) -> None:
        self._items, self._size = iter(items), size
        self._held: deque[Item] = deque()
        self._bytes = 0
        self._changed = threading.Condition()
        self.ended = self._stopped = self._told = False
        self.error: BaseException | None = None
        self.woken, self._wake = context().Pipe(duplex=False)
        self._thread = threading.Thread(target=self._read, daemon=True)

    def start(self) -> None:
        """Begins to read."""
        self._thread.start()

    def take(self) -> list[Item]:
        """The next chunk: what is there already, as far as it is not too much; nothing if nothing is."""
        chunk: list[Item] = []
        with self._changed:
            size = 0
            while self._held and len(chunk) < CHUNK and size < CHUNK_BYTES:
                chunk.append(self._held.popleft())
                size += self._size(chunk[-1])
            self._bytes -= size
            self._changed.notify()
        return chunk

    def heard(self) -> None:
        """Takes the news that there is more, or that there will be no more."""
        with self._changed:
            self.woken.recv_bytes()
            self._told = False

    def stop(self) -> None:
        """Reads no more; a read that waits for its input is left waiting."""
        with self._changed:
            self._stopped = True
            self._changed.notify()

    def _read(self) -> None:
        try:
            for item in self._items:
                with self._changed:
                    while self._held and self._bytes > AHEAD_BYTES and not self._stopped:
                        self._changed.wait()
                    if self._stopped:
                        return
                    self._held.append(item)
                    self._bytes += self._size(item)
                    self._tell()
        except BaseException as error:
            self.error = error
        with self._changed:
            self.ended = True
            self._tell()

    def _tell(self) -> None:
        if not self._told:
            self._told = True
            self._wake.send_bytes(b".")


class _Pool(Generic[Item, Result]):
    def __init__(
        self, work: Callable[[list[Item]], list[Result]], feed: _Feed[Item], jobs: int, lost: Callable[[Item], Result]
    ) -> None:
        self._work, self._feed, self._jobs, self._lost = work, feed, jobs, lost
        self._workers: list[_Worker[Item, Result]] = []
        self._slots: deque[_Slot[Item, Result]] = deque()

    def run(self) -> Generator[Result, None, None]:
        """The results in order."""
        # A process is best made while there is no thread.
        while len(self._workers) < self._jobs:
            self._new()
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
            worker.stop()

    def _new(self) -> None:
        self._workers.append(_Worker(self._work, [worker.pipe for worker in self._workers]))

    def _assign(self) -> None:
        """Gives parts that nobody has, and then new ones, to processes that have none."""
        for worker in [worker for worker in self._workers if worker.slot is None]:
            slot = next((slot for slot in self._slots if slot.parts and not slot.taken), None)
            if slot is None:
                chunk = self._feed.take() if len(self._slots) < WINDOW * self._jobs else []
                if not chunk:
                    return
                slot = _Slot(chunk)
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

    def _bury(self, worker: _Worker[Item, Result]) -> None:
        worker.stop()
        self._workers.remove(worker)
        if worker.slot:
            worker.slot.died(self._lost)
        self._new()


def ordered(
    work: Callable[[list[Item]], list[Result]],
    items: Iterable[Item],
    jobs: int,
    lost: Callable[[Item], Result],
    size: Callable[[Item], int] = lambda _: 1,
) -> Generator[Result, None, None]:
    """The results of `work` for each item, in order, from `jobs` processes, each as soon as it can be there.

    `work` gives one result for each item of a list. An item whose process dies with it each time is `lost`. Items are
    read ahead in a thread, as far as their sizes allow. The processes end with the iterator, and when the process that
    started them does.
    """
    pool: _Pool[Item, Result] = _Pool(work, _Feed(items, size), jobs, lost)
    try:
        yield from pool.run()
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
