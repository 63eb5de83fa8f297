"""The chunks of work that a process is given."""

from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

from cleaner.pool.process import Process

Item = TypeVar("Item")
Result = TypeVar("Result")
ATTEMPTS = 3
"""An item that was alone with its process so many times when it died is taken to have killed it."""


class Slot(Generic[Item, Result]):
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


class Worker(Generic[Item, Result]):
    """A process, and the chunk that it has."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self.pipe = process.pipe
        self.slot: Slot[Item, Result] | None = None

    def stop(self) -> None:
        """Ends the process whatever it is doing."""
        self._process.stop()

    def release(self) -> None:
        """Ends the process, or leaves it to the next one who wants one, if it has nothing to do."""
        if self.slot:
            self._process.stop()
        else:
            self._process.release()
