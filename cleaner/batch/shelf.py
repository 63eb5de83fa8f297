"""The folder of records: files are made in a corner of it and put in their place whole."""

import contextlib
import filecmp
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from typing import IO

from cleaner.batch.manifest import Manifest
from cleaner.batch.sources import CORNER


class Shelf:
    """A folder of records, locked until it is closed; `dry`: nothing in it changes, though all is told as if it did.

    Raises OSError, as all its methods do; then the files in their places are as they were.
    """

    def __init__(self, folder: str, *, dry: bool = False) -> None:
        self.folder, self.dry = folder, dry
        self._real = os.path.realpath(folder)
        corner = os.path.join(folder, CORNER)
        _refuse_links(corner)
        self._lock: IO[bytes] | None = None
        self._count = 0
        if dry:
            self._made = tempfile.mkdtemp(prefix="cleaner-")
        else:
            os.makedirs(corner, exist_ok=True)
            self._lock = _locked(os.path.join(corner, "lock"))
            self._made = os.path.join(corner, "made")
            # What a run that was killed has left.
            shutil.rmtree(self._made, ignore_errors=True)
            os.mkdir(self._made)
            _ignore(corner)
        self.manifest = Manifest(os.path.join(corner, "manifest.jsonl"), dry=dry)

    def path(self, relative: str) -> str:
        """Where a file of records stands."""
        return os.path.join(self.folder, relative)

    def is_ours(self, relative: str) -> bool:
        """Whether a file may be replaced: there is none, or it holds records, rejects or nothing."""
        path = self.path(relative)
        return not os.path.lexists(path) or is_record(path)

    def make(self) -> IO[bytes]:
        """A new file, to be put in its place later."""
        self._count += 1
        return open(os.path.join(self._made, str(self._count)), "w+b")

    def write(self, made: IO[bytes], data: bytes) -> None:
        """Writes on in a file that is being made."""
        with _named(made.name):
            made.write(data)

    def put(self, made: IO[bytes], relative: str) -> bool:
        """Puts a file in its place; False if one with the same content stands there."""
        path = self.path(relative)
        try:
            with _named(made.name):
                made.close()
            if os.path.isfile(path) and filecmp.cmp(made.name, path, shallow=False):
                return False
            if not self.dry:
                self._guard(path)
                os.makedirs(os.path.dirname(path), exist_ok=True)
                os.replace(made.name, path)
            return True
        finally:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(made.name)

    def remove(self, relative: str) -> bool:
        """Removes a file, and the folders that it leaves empty; False if there was none."""
        path = self.path(relative)
        if not os.path.lexists(path):
            return False
        if not self.dry:
            self._guard(path)
            os.unlink(path)
            folder = os.path.dirname(path)
            with contextlib.suppress(OSError):
                while os.path.realpath(folder) != self._real:
                    os.rmdir(folder)
                    folder = os.path.dirname(folder)
        return True

    def close(self) -> None:
        """Writes down what was done, and lets the next run in."""
        try:
            self.manifest.close()
        finally:
            shutil.rmtree(self._made, ignore_errors=True)
            if self._lock:
                self._lock.close()

    def _guard(self, path: str) -> None:
        folder = os.path.realpath(os.path.dirname(path))
        if folder != self._real and not folder.startswith(os.path.join(self._real, "")):
            raise OSError(0, "a link leads out of the folder of records", path)


def is_record(path: str) -> bool:
    """Whether a file holds records or rejects, by how it begins, or nothing."""
    try:
        with open(path, "rb") as file:
            head = file.read(32)
    except OSError:
        return False
    return not head or head.startswith((b'{"schema":"cleaner/record/', b'{"place": "'))


def _refuse_links(corner: str) -> None:
    """Raises OSError where something in the corner is a link: it would lead what is written there elsewhere."""
    for path in (corner, *(os.path.join(corner, name) for name in ("lock", "made", "manifest.jsonl", ".gitignore"))):
        if os.path.islink(path):
            raise OSError(0, "it must not be a link", path)


@contextlib.contextmanager
def _named(path: str) -> Iterator[None]:
    """Errors of writing, which do not say where, with the name of the file."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, path) from None


def _locked(path: str) -> IO[bytes]:
    """A file that one run holds at a time, until it is closed or its process ends; waits for another's end."""
    file = open(path, "ab")  # noqa: SIM115
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX)
    return file


def _ignore(corner: str) -> None:
    """Keeps the corner out of git, as other tools keep theirs."""
    path = os.path.join(corner, ".gitignore")
    if not os.path.exists(path):
        with open(path, "w", encoding="ascii") as file:
            file.write("*\n")
