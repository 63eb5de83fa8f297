"""A process with a pipe of its own, and the chunks of work that it is given."""

import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
ATTEMPTS = 3
"""An item that was alone with its process so many times when it died is taken to have killed it."""


def context() -> Any:
    """How processes are made: a forked one has read the rules already; elsewhere than on Linux forking is not safe."""
    return multiprocessing.get_context("fork" if sys.platform == "linux" else None)


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
    """A process, the parent's end of its pipe, and the chunk that it has."""

    def __init__(self, work: Callable[[list[Item]], list[Result]], others: list[Connection]) -> None:
        self.pipe, theirs = context().Pipe()
        forked = [self.pipe, *others] if sys.platform == "linux" else []
        self.process = context().Process(target=_serve, args=(work, theirs, forked), daemon=True)
        self.process.start()
        theirs.close()
        self.slot: Slot[Item, Result] | None = None

    def stop(self) -> None:
        """Ends the process whatever it is doing."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


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
