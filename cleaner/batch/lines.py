"""A file in which many sources are remembered: lines of JSON, the last one of a place counts."""

from collections.abc import Iterator
from typing import IO

from cleaner.batch.seen import Seen, seen_in, spelled

EVERY = 64
"""So many sources are remembered before they are written down; what is lost when it is killed is done again."""
NONSENSE = (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError)
"""What reading something else than was written raises."""


class Lines:
    """What the file says, and what is added to it. `dry`: nothing is written."""

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
        """Remembers, or with None forgets, a source. Raises OSError."""
        if seen:
            self.seen[place] = seen
        else:
            self.seen.pop(place, None)
        self._new.append(spelled(place, seen))
        if len(self._new) >= EVERY:
            self._flush()

    def close(self) -> None:
        """Writes down what is new, and once most lines are out of date, all anew. Raises OSError."""
        self._flush()
        if self._file:
            self._file.close()
        if self._stale and not self._dry:
            from cleaner.atomic import replace_file

            replace_file(self._path, b"".join(spelled(place, seen) for place, seen in self.seen.items()))

    def _flush(self) -> None:
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


def _read(path: str) -> Iterator[tuple[str, Seen | None]]:
    """What the lines say; those that are cut off, or say something else, are passed over."""
    try:
        with open(path, "rb") as file:
            lines = file.read().split(b"\n")
    except FileNotFoundError:
        return
    for line in lines:
        try:
            yield seen_in(line)
        except NONSENSE:
            continue
