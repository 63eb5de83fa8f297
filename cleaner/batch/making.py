"""The records of one source, from the first that is written to the place where they are kept."""

import errno
import os
from collections.abc import Iterator
from typing import IO, Literal, NamedTuple

from cleaner.batch.manifest import Seen, State, state_of
from cleaner.batch.shelf import Shelf
from cleaner.batch.sources import Target
from cleaner.outcomes import Outcome, reject_line

HOPELESS = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
"""Errors that the next file would meet too."""


class Event(NamedTuple):
    """Something that was done, or could not be."""

    kind: Literal["wrote", "removed", "rejected"]
    place: str
    reason: str = ""


class Making:
    """The records of one source while they are made."""

    def __init__(self, target: Target, shelf: Shelf) -> None:
        self.target, self._shelf = target, shelf
        self.state, self.sha256 = State(0, 0, 0), ""
        self.failed: str | None = None
        self.alone = self.read = False
        # Entries may be handed on in another thread than that in which outcomes are taken.
        self.handed = self.taken = 0
        self._files: dict[str, IO[bytes]] = {}

    def take(self, result: Outcome) -> Iterator[Event]:
        """Writes a record, or a reject, to the file that it belongs to."""
        self.taken += 1
        if result.line is not None:
            self._write(".json" if self.alone else ".jsonl", result.line)
        elif result.reason is not None:
            yield Event("rejected", result.place, result.reason)
            if self.alone:
                self.failed = ""
            else:
                self._write(".rejects.jsonl", reject_line(result))

    def put_away(self, key: str) -> Iterator[Event]:
        """Puts the files in their places, removes what was there before them, and remembers all that.

        Of a source that can't be read, or has no record, all stays as it was.
        """
        place, manifest = self.target.place, self._shelf.manifest
        if self.failed:
            yield Event("rejected", self.target.path, self.failed)
        if self.failed is not None:
            for file in self._files.values():
                file.close()
            return
        if not self.alone:
            self._write(".jsonl", b"")
        before = manifest.seen.get(place)
        known = before.outputs if before else {}
        outputs = {}
        try:
            for suffix, file in self._files.items():
                if place + suffix not in known and not self._shelf.is_ours(place + suffix):
                    raise FileExistsError(errno.EEXIST, "a file that is no record stands where its record belongs")
                if self._shelf.put(file, place + suffix):
                    yield Event("wrote", self._shelf.path(place + suffix))
                outputs[place + suffix] = state_of(self._shelf.path(place + suffix)) or State(0, 0, 0)
            for old in known:
                if old not in outputs and self._shelf.remove(old):
                    yield Event("removed", self._shelf.path(old))
        except OSError as error:
            if error.errno in HOPELESS:
                raise
            yield Event("rejected", self._shelf.path(place), error.strerror or str(error))
            return
        manifest.add(place, Seen(os.path.abspath(self.target.path), self.state, self.sha256, key, outputs))

    def _write(self, suffix: str, data: bytes) -> None:
        if suffix not in self._files:
            self._files[suffix] = self._shelf.make()
        self._shelf.write(self._files[suffix], data)
