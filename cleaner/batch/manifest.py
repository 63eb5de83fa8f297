"""What a batch remembers of each source, so that it need not read it again to know that nothing is to do.

It only saves work: what is missing or does not fit is cleaned again, and written only where it differs.
"""

import json
import os
from collections.abc import Iterator
from typing import IO, Any, NamedTuple

EVERY = 64
"""So many sources are remembered before they are written down; what is lost when it is killed is done again."""


class State(NamedTuple):
    """How a file was: size in bytes, times of change of its content and of its entry in the folder, in nanoseconds."""

    size: int
    mtime: int
    ctime: int


class Seen(NamedTuple):
    """A source as it was when its records were made, with what, and the files that they are in."""

    path: str
    """Absolute, so that it is known from anywhere whether it is gone."""
    state: State
    sha256: str
    key: str
    """A digest of all else that decides what the records are."""
    outputs: dict[str, State]


def state_of(path: str) -> State | None:
    """How a file is now; None if there is none."""
    try:
        found = os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    return State(found.st_size, found.st_mtime_ns, found.st_ctime_ns)


class Manifest:
    """What is known of sources, by the place of their records: lines of JSON, the last one of a place counts."""

    def __init__(self, path: str, *, dry: bool) -> None:
        self._path, self._dry = path, dry
        self._file: IO[bytes] | None = None
        self._new: list[bytes] = []
        self.seen: dict[str, Seen] = {}
        lines = 0
        for place, seen in _read(path):
            lines += 1
            if seen:
                self.seen[place] = seen
            else:
                self.seen.pop(place, None)
        self._stale = lines > 2 * len(self.seen) + EVERY

    def add(self, place: str, seen: Seen | None) -> None:
        """Remembers, or with None forgets, a source."""
        if seen:
            self.seen[place] = seen
        else:
            self.seen.pop(place, None)
        self._new.append(_line(place, seen))
        if len(self._new) >= EVERY:
            self.flush()

    def flush(self) -> None:
        """Writes down what is new. Raises OSError."""
        if self._new and not self._dry:
            if self._file is None:
                self._file = open(self._path, "ab", buffering=0)  # noqa: SIM115
                # The last line may have been cut off.
                self._new.insert(0, b"\n")
            try:
                self._file.write(b"".join(self._new))
            except OSError as error:
                raise OSError(error.errno, error.strerror, self._path) from None
        self._new.clear()

    def close(self) -> None:
        """Writes down what is new, and once most lines are out of date, all anew. Raises OSError."""
        self.flush()
        if self._file:
            self._file.close()
        if self._stale and not self._dry:
            from cleaner.atomic import replace_file

            replace_file(self._path, b"".join(_line(place, seen) for place, seen in self.seen.items()))


def _line(place: str, seen: Seen | None) -> bytes:
    # A name that is no UTF-8 has halves of surrogate pairs in it, which only ASCII escapes can hold.
    return json.dumps([place, seen]).encode() + b"\n"


def _read(path: str) -> Iterator[tuple[str, Seen | None]]:
    """What the lines say; those that are cut off, or say something else, are passed over."""
    try:
        with open(path, "rb") as file:
            lines = file.read().split(b"\n")
    except FileNotFoundError:
        return
    for line in lines:
        try:
            yield _entry(json.loads(line))
        except (ValueError, TypeError, AttributeError, RecursionError):
            continue


def _entry(row: Any) -> tuple[str, Seen | None]:
    """What a line says. Raises ValueError, TypeError or AttributeError if it is none of ours."""
    place, seen = row
    path, state, sha256, key, outputs = seen or ("", (0, 0, 0), "", "", {})
    if not all(isinstance(text, str) for text in (place, path, sha256, key)):
        raise TypeError("no text")
    held = {str(to): State(*map(int, was)) for to, was in outputs.items()}
    return place, Seen(path, State(*map(int, state)), sha256, key, held) if seen else None
