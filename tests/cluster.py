"""A real Dask cluster on this machine, by the commands that users type, and what may happen to it."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from distributed import Client

PATIENCE = 60.0


class Cluster:
    """A scheduler and its workers, one thread each; `modules` is a folder that they look for modules in."""

    def __init__(self, folder: Path, workers: int = 2, modules: Path | None = None, failures: int = 3) -> None:
        self._folder, self._held = folder, contextlib.ExitStack()
        held = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": str(failures), "PYTHONUNBUFFERED": "1"}
        self._environ = {**os.environ, **held} | ({"PYTHONPATH": str(modules)} if modules else {})
        self.nannies: list[subprocess.Popen[bytes]] = []
        told = folder / "scheduler.json"
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", told=told)
        wait_for(lambda: told.exists() and told.read_text("utf-8").rstrip().endswith("}"))
        self.address: str = json.loads(told.read_text("utf-8"))["address"]
        self.client = Client(self.address, set_as_default=False)
        self.add(workers)

    def add(self, count: int, **environ: str) -> None:
        """Workers more, with these variables beside the others in their environment."""
        self._environ |= environ
        for _ in range(count):
            self.nannies.append(self._start("worker", self.address, "--nthreads", "1", "--no-dashboard"))
        wait_for(lambda: len(self.client.nthreads()) == len(self.nannies))

    def _start(self, *command: str, told: Path | None = None) -> "subprocess.Popen[bytes]":
        dask = [sys.executable, "-m", "dask", *command]
        dask += ["--scheduler-file", str(told)] if told else ["--local-directory", str(self._folder)]
        log = (self._folder / "log").open("ab")
        return self._held.enter_context(subprocess.Popen(dask, env=self._environ, stdout=log, stderr=log))

    def pids(self) -> dict[str, int]:
        """The process of each worker, by its address."""
        return self.client.run(os.getpid)

    def busy(self) -> str:
        """The address of a worker that is in the middle of a task."""
        wait_for(lambda: any(self.client.processing().values()))
        return next(address for address, tasks in self.client.processing().items() if tasks)

    def __enter__(self) -> "Cluster":
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()
        for process in [*self.nannies, self.scheduler]:
            process.kill()
        # Workers whose nanny is gone end by themselves.
        self._held.close()


def parent(pid: int) -> int:
    """The process that started another."""
    return int(Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[1])


def members(group: int) -> list[int]:
    """The processes of a group that have not ended."""
    stats = (path for path in Path("/proc").glob("[0-9]*/stat"))
    found = []
    for path in stats:
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            state, _, own = path.read_text("utf-8", "replace").rpartition(")")[2].split()[:3]
            if int(own) == group and state != "Z":
                found.append(int(path.parent.name))
    return found


def wait_for(what: Callable[[], object]) -> None:
    """Waits until something is so, for a while."""
    end = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < end, "it did not come to be"
        time.sleep(0.05)


def is_gone(pid: int) -> bool:
    """Whether a process is no more, or only its parent has not noticed."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def kill(pid: int) -> None:
    """Kills a process that is there, and sees that it is gone."""
    assert not is_gone(pid)
    os.kill(pid, signal.SIGKILL)
    wait_for(lambda: is_gone(pid))
