"""Where files of records stand: a folder, or a prefix in an object store. What both can do."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol


class State(NamedTuple):
    """How a file was: its size in bytes, and a stamp that another content would not have, as far as can be told.

    Of a file on a disk that is made of the times of change of its content and of its entry in the folder, of an object
    its ETag, or what the store has instead.
    """

    size: int
    stamp: str


CORNER = ".cleaner-batch"
"""A folder in the folder of records, for the batch itself. It may be deleted between two runs."""
NO_STATE = State(-1, "")
"""That of no file."""


class Store(Protocol):
    """Files by their paths inside the store. All methods raise OSError; then what stood in a place stands there."""

    name: str
    """As it was named: for messages."""

    def open(self, *, dry: bool) -> str:
        """Prepares the store for a run; an empty folder on this machine for files in the making. `dry`: reads only."""

    def share(self) -> tuple[str, str]:
        """What another process opens this store with to work for the same run: `root` and `run` of `store_at`."""

    def close(self) -> None:
        """Ends the run: removes that folder, lets the next run in."""

    def state(self, relative: str) -> State | None:
        """How a file is now; None if there is none."""

    def lines(self) -> str | None:
        """The path of a file that many sources are remembered in; None where nothing can be added to a file."""

    def read(self, relative: str, size: int | None = None) -> bytes | None:
        """A file's content, or its first so many bytes, or the last ones for a negative size; None if there is none."""

    def preload(self, relatives: Iterable[str]) -> dict[str, bytes]:
        """The contents of several small files, of those that are there."""

    def holds(self, relative: str, path: str) -> bool:
        """Whether a file is the same as one on this machine."""

    def put(self, path: str, relative: str) -> None:
        """Puts a file of this machine in its place, whole; then it may be gone here."""

    def save(self, relative: str, data: bytes) -> None:
        """The same for a small file, from its content."""

    def remove(self, relative: str) -> bool:
        """Removes a file, and the folders that it leaves empty; False if there was none."""

    def files(self, under: str = "") -> Iterator[str]:
        """The paths of all files, those of the batch itself apart, or of those under a path; sorted."""
