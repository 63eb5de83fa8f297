"""Processes that answer what comes through a pipe of their own, until nobody asks."""

import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

Work = Callable[[list[Any]], list[Any]]


def context() -> Any:
    """How processes are made: a forked one has read the rules already; elsewhere than on Linux forking is not safe."""
    return multiprocessing.get_context("fork" if sys.platform == "linux" else None)


class ForkedProcess:
    """A child of this process as multiprocessing makes it; `others` are the ends of pipes that it must not keep."""

    def __init__(self, work: Work, others: list[Connection]) -> None:
        self.pipe, theirs = context().Pipe()
        forked = [self.pipe, *others] if sys.platform == "linux" else []
        self._process = context().Process(target=_serve, args=(work, theirs, forked), daemon=True)
        self._process.start()
        theirs.close()

    def stop(self) -> None:
        """Ends it whatever it is doing."""
        self._process.kill()
        self._process.join()


class FreshProcess:
    """A Python of its own, which finds modules where this one does; `work` is sent to it."""

    def __init__(self, work: Work, others: list[Connection]) -> None:
        self.pipe, theirs = context().Pipe()
        program = f"import sys; sys.path[:] = {sys.path!r}; from {__name__} import answer; answer({theirs.fileno()})"
        command = [sys.executable, "-c", program]
        self._process = subprocess.Popen(command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL)
        theirs.close()
        try:
            self.pipe.recv_bytes()
            self.pipe.send_bytes(pickle.dumps(work))
        except (EOFError, OSError):
            self.stop()
            raise OSError(0, "no process to work with can be started", sys.executable) from None

    def stop(self) -> None:
        """Ends it whatever it is doing."""
        self._process.kill()
        self._process.wait()


def answer(pipe: int) -> None:
    """What a fresh process does with its end of the pipe, a file descriptor."""
    connection = Connection(pipe)
    connection.send_bytes(b"ready")
    _serve(pickle.loads(connection.recv_bytes()), connection, [])


def _serve(work: Work, pipe: Connection, inherited: list[Connection]) -> None:
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
