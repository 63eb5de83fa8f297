"""Processes that answer what comes through a pipe of their own, until nobody asks."""

import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, NamedTuple

PATIENCE = 60.0
"""Seconds that a process has to say that it is ready."""
Work = Callable[[list[Any]], list[Any]]
IS_FORKING = sys.platform == "linux"
"""A forked process has read the rules already; elsewhere than on Linux forking is not safe."""


def context() -> Any:
    """How processes are made."""
    return multiprocessing.get_context("fork" if IS_FORKING else None)


class ForkedProcess:
    """A child of this process as multiprocessing makes it; `others` are the ends of pipes that it must not keep."""

    def __init__(self, work: Work, others: list[Connection]) -> None:
        self.pipe, theirs = context().Pipe()
        forked = [self.pipe, *others] if IS_FORKING else []
        self._process = context().Process(target=_serve, args=(work, theirs, forked), daemon=True)
        self._process.start()
        theirs.close()

    def stop(self) -> None:
        """Ends it whatever it is doing."""
        self._process.kill()
        self._process.join()
        self.pipe.close()

    release = stop


class FreshProcess:
    """A Python of its own, which finds modules where this one does.

    When it is released it waits for the next one who asks for a process of its name: it has loaded already what the
    work takes. So a name says what it may have loaded. One without a name ends then.
    """

    def __init__(self, name: str | None) -> None:
        self._name = name
        self.pipe, theirs = context().Pipe()
        program = f"import sys; sys.path[:] = {sys.path!r}; from {__name__} import answer; answer({theirs.fileno()})"
        command = [sys.executable, "-c", program]
        # Ctrl-C is for its parent, from its first moment.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
        try:
            self._process = subprocess.Popen(command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        theirs.close()

    @classmethod
    def of(cls, name: str | None, work: Work) -> "FreshProcess":
        """One that waits, or a new one, for some work. Raises OSError if there can be none."""
        while name is not None and (process := _next()):
            if process._name == name and process._takes(work):
                return process
            process.stop()
        process = cls(name)
        if not process._takes(work):
            process.stop()
            raise OSError(0, "no process to work with can be started", sys.executable)
        return process

    def stop(self) -> None:
        """Ends it whatever it is doing."""
        self._process.kill()
        self._process.wait()
        self.pipe.close()

    def release(self) -> None:
        """Leaves it, with nothing to do, to the next one."""
        if self._name is None:
            self.stop()
        else:
            _waiting.append(self)

    def _takes(self, work: Work) -> bool:
        try:
            self.pipe.send(_Take(work))
            return self.pipe.poll(PATIENCE) and bool(self.pipe.recv() == _READY)
        except (EOFError, OSError):
            return False


Process = ForkedProcess | FreshProcess


class _Take(NamedTuple):
    """What a process is to do from now on."""

    work: Work


_READY = b"ready"
_waiting: list[FreshProcess] = []


def _next() -> FreshProcess | None:
    """One that waits, for nobody else: there may be several threads that want one."""
    try:
        return _waiting.pop()
    except IndexError:
        return None


def answer(pipe: int) -> None:
    """What a fresh process does with its end of the pipe, a file descriptor."""
    _serve(list, Connection(pipe), [])


def _serve(work: Work, pipe: Connection, inherited: list[Connection]) -> None:
    """What a process does: answer until nobody asks."""
    # Ctrl-C reaches the whole group; the parent ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        # A copy of the parent's ends would keep the others waiting for a parent that is gone.
        for end in inherited:
            end.close()
        while True:
            given = pipe.recv()
            if isinstance(given, _Take):
                work, given = given.work, None
            pipe.send(_READY if given is None else work(given))
    except BaseException:
        # What is left in buffers belongs to the parent.
        os._exit(1)
