"""A folder of records on a disk: files are made in a corner of it and moved to their place whole."""

import contextlib
import errno
import filecmp
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from typing import IO

from cleaner.atomic import replace_file
from cleaner.batch.store import CORNER, State


class Folder:
    """A store in a folder, locked from `open` to `close`.

    `root` is where it is, if not where its name says; with `run`, the name of a run that has the lock already, it is
    opened by one of many that work for that run. `waits` is called once if another run has the lock.
    """

    def __init__(
        self, name: str, root: str | None = None, run: str | None = None, waits: Callable[[], object] = lambda: None
    ) -> None:
        self.name, self._root, self._run, self._waits = name, root or name, run, waits
        self._real = os.path.realpath(self._root)
        self._lock: IO[bytes] | None = None
        self._made = ""

    def open(self, *, dry: bool) -> str:
        """As of any store; waits until another run has ended. Links in the corner are refused."""
        corner = self._path(CORNER)
        _refuse_links(corner)
        if dry:
            self._made = tempfile.mkdtemp(prefix="cleaner-")
        elif self._run:
            # Were it made here, records would go to a disk of this machine that nobody looks at.
            if not os.path.isdir(run := os.path.join(corner, "made", self._run)):
                raise OSError(0, "this folder is not to be seen where the work is done", self.name)
            self._made = tempfile.mkdtemp(dir=run)
        else:
            os.makedirs(corner, exist_ok=True)
            self._lock = _locked(os.path.join(corner, "lock"), self._waits)
            self._made = os.path.join(corner, "made")
            # What a run that was killed has left.
            shutil.rmtree(self._made, ignore_errors=True)
            # What works on for a run that was killed may be quicker.
            os.makedirs(self._made, exist_ok=True)
            _ignore(corner)
        return self._made

    def share(self) -> tuple[str, str]:
        """As of any store."""
        run = os.urandom(8).hex()
        os.mkdir(os.path.join(self._made, run))
        return os.path.abspath(self._root), run

    def close(self) -> None:
        """As of any store."""
        shutil.rmtree(self._made, ignore_errors=True)
        if self._lock:
            self._lock.close()

    def state(self, relative: str) -> State | None:
        """As of any store."""
        return state_of(self._path(relative))

    def lines(self) -> str | None:
        """As of any store; those who work for another run have their own."""
        return None if self._run else self._path(f"{CORNER}/manifest.jsonl")

    def read(self, relative: str, size: int | None = None) -> bytes | None:
        """As of any store."""
        return read(self._path(relative), size)

    def preload(self, relatives: Iterable[str]) -> dict[str, bytes]:
        """Nothing: a file is read as quickly when it is wanted."""
        return {}

    def holds(self, relative: str, path: str) -> bool:
        """As of any store."""
        own = self._path(relative)
        return os.path.isfile(own) and filecmp.cmp(path, own, shallow=False)

    def put(self, path: str, relative: str) -> None:
        """As of any store; raises OSError where a link leads out of the folder."""
        to = self._path(relative)
        self._guard(to)
        if os.path.lexists(to) and not os.path.isfile(to):
            raise FileExistsError(errno.EEXIST, "something else stands where a file belongs", to)
        os.makedirs(os.path.dirname(to), exist_ok=True)
        os.replace(path, to)

    def save(self, relative: str, data: bytes) -> None:
        """As of any store."""
        path = self._path(relative)
        self._guard(path)
        if os.path.islink(path):
            raise OSError(0, "it must not be a link", path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        replace_file(path, data)

    def remove(self, relative: str) -> bool:
        """As of any store."""
        path = self._path(relative)
        if not os.path.lexists(path):
            return False
        self._guard(path)
        os.unlink(path)
        folder = os.path.dirname(path)
        with contextlib.suppress(OSError):
            while os.path.realpath(folder) != self._real:
                os.rmdir(folder)
                folder = os.path.dirname(folder)
        return True

    def files(self, under: str = "") -> Iterator[str]:
        """As of any store; links are none of them, nor is what only looks like a file."""
        for root, folders, names in os.walk(self._path(under)):
            folders[:] = sorted(name for name in folders if name != CORNER)
            for name in sorted(names):
                path = os.path.join(root, name)
                if os.path.isfile(path) and not os.path.islink(path):
                    yield os.path.relpath(path, self._root).replace(os.sep, "/")

    def _path(self, relative: str) -> str:
        return os.path.join(self._root, relative)

    def _guard(self, path: str) -> None:
        folder = os.path.realpath(os.path.dirname(path))
        if folder != self._real and not folder.startswith(os.path.join(self._real, "")):
            raise OSError(0, "a link leads out of the folder of records", path)


def read(path: str, size: int | None = None) -> bytes | None:
    """A file's content, or its first bytes, or for a negative size its last; None if there is none. Raises OSError."""
    try:
        with open(path, "rb") as file:
            if size is not None and size < 0:
                file.seek(max(0, os.fstat(file.fileno()).st_size + size))
            return file.read(-1 if size is None else abs(size))
    except (FileNotFoundError, NotADirectoryError):
        return None


def state_of(path: str) -> State | None:
    """How a file is now; None if there is none. Raises OSError."""
    try:
        found = os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    return State(found.st_size, f"{found.st_mtime_ns}.{found.st_ctime_ns}")


def _refuse_links(corner: str) -> None:
    """Raises OSError where something in the corner is a link: it would lead what is written there elsewhere."""
    names = ("lock", "made", "shards", "manifest.jsonl", ".gitignore")
    for path in (corner, *(os.path.join(corner, name) for name in names)):
        if os.path.islink(path):
            raise OSError(0, "it must not be a link", path)


def _locked(path: str, waits: Callable[[], object]) -> IO[bytes]:
    """A file that one run holds at a time, until it is closed or its process ends; waits for another's end."""
    file = open(path, "ab")  # noqa: SIM115
    if sys.platform != "win32":
        import fcntl

        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waits()
            fcntl.flock(file, fcntl.LOCK_EX)
    return file


def _ignore(corner: str) -> None:
    """Keeps the corner out of git, as other tools keep theirs."""
    path = os.path.join(corner, ".gitignore")
    if not os.path.exists(path):
        with open(path, "w", encoding="ascii") as file:
            file.write("*\n")
