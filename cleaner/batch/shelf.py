"""Where the records are kept: files are made apart and put in their place whole."""

import contextlib
import os
from collections.abc import Callable, Iterator
from typing import IO

from cleaner.batch.folder import Folder
from cleaner.batch.lines import Lines
from cleaner.batch.manifest import Manifest
from cleaner.batch.ours import first_line, is_ours
from cleaner.batch.remote import is_remote
from cleaner.batch.store import State, Store


def store_at(
    name: str, root: str | None = None, run: str | None = None, waits: Callable[[], object] = lambda: None
) -> Store:
    """The store of that name: a URL, or a folder, for which the rest is as `Folder` has it. Raises OSError."""
    if not is_remote(name):
        return Folder(name, root, run, waits)
    if not name.partition("://")[2].strip("/"):
        raise OSError(0, "the name of a bucket is missing", name)
    # Not at the top: most batches are made of files.
    from cleaner.batch.bucket import Bucket

    return Bucket(name, listed=run is None)


class Shelf:
    """A folder of records, or a prefix in an object store, from now until it is closed.

    `dry`: nothing in it changes, though all is told as if it did. Raises OSError, as all its methods do; then the files
    in their places are as they were.
    """

    def __init__(self, store: Store, *, dry: bool = False) -> None:
        self._store, self.dry, self._count = store, dry, 0
        self._made = store.open(dry=dry)
        lines = store.lines()
        self.manifest = Manifest(store, Lines(lines, dry=dry) if lines else None, dry=dry)

    def share(self) -> tuple[str, str, str]:
        """What other processes open its store with, by `store_at`, to work for the same run."""
        return self._store.name, *self._store.share()

    def path(self, relative: str) -> str:
        """The name of a file of records, for messages."""
        return os.path.join(self._store.name, relative)

    def is_ours(self, relative: str) -> bool:
        """Whether a file may be replaced or removed: there is none, or it holds records, rejects or nothing."""
        try:
            state = self._store.state(relative)
            return state is None or state.size == 0 or is_ours(lambda size: self._store.read(relative, size))
        except (IsADirectoryError, PermissionError):
            return False

    def first_line(self, relative: str) -> bytes:
        """The first line of a file, unpacked."""
        return first_line(lambda size: self._store.read(relative, size))

    def state(self, relative: str) -> State | None:
        """How a file of records is now; None if there is none."""
        return self._store.state(relative)

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
        try:
            with _named(made.name):
                made.close()
            if self._store.holds(relative, made.name):
                return False
            if not self.dry:
                self._store.put(made.name, relative)
            return True
        finally:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(made.name)

    def remove(self, relative: str) -> bool:
        """Removes a file, and the folders that it leaves empty; False if there was none."""
        return self._store.state(relative) is not None if self.dry else self._store.remove(relative)

    def files(self) -> Iterator[str]:
        """All files, sorted."""
        return self._store.files()

    def close(self) -> None:
        """Writes down what was done, and lets the next run in."""
        try:
            self.manifest.close()
        finally:
            self._store.close()


@contextlib.contextmanager
def _named(path: str) -> Iterator[None]:
    """Errors of writing, which do not say where, with the name of the file."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, path) from None
