"""The records of one source, from the first that is written to the place where they are kept."""

import errno
import os
from collections.abc import Iterator
from typing import Literal, NamedTuple

from cleaner.batch.output import Output
from cleaner.batch.remote import is_remote
from cleaner.batch.seen import Counts, Seen
from cleaner.batch.shelf import Shelf
from cleaner.batch.sources import Target
from cleaner.batch.store import NO_STATE
from cleaner.batch.work import Digests, Work
from cleaner.outcomes import Outcome, reject_line

HOPELESS = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
"""Errors that the next file would meet too."""
REJECTS = ".rejects.jsonl"
SUFFIXES = (REJECTS, ".jsonl", ".jsonl.zst", ".json", ".parquet")
"""What stands behind the place of a source in the names of its files; longer ones first."""


class Event(NamedTuple):
    """Something that was done, or could not be.

    `rejected` is an article in a source, `failed` a source as a whole; `read`: so many articles more are done, if not
    in their place; `done`: all records of a source are.
    """

    kind: Literal["wrote", "removed", "rejected", "failed", "read", "done"]
    place: str
    reason: str = ""
    counts: Counts = Counts()
    """What a source that is done held, or what was read of it."""


class Making:
    """The records of one source while they are made."""

    def __init__(self, target: Target, shelf: Shelf, work: Work, digests: Digests) -> None:
        self.target, self._shelf, self._work, self._digests = target, shelf, work, digests
        self.state, self.sha256 = NO_STATE, ""
        self.failed: str | None = None
        self.alone = self.read = False
        # Entries may be handed on in another thread than that in which outcomes are taken.
        self.handed = self.taken = 0
        self._passed_over = 0
        self._outputs: dict[str, Output] = {}

    def take(self, result: Outcome) -> Iterator[Event]:
        """Writes a record, or a reject, to the file that it belongs to."""
        self.taken += 1
        if result.line is not None:
            self._output(self._suffix()).add(result.line)
        elif result.reason is None:
            self._passed_over += 1
        else:
            yield Event("failed" if self.alone else "rejected", result.place, result.reason)
            if self.alone:
                self.failed = ""
            else:
                self._output(REJECTS).add(reject_line(result))

    def put_away(self) -> Iterator[Event]:
        """Puts the files in their places, removes what was there before them, and remembers all that.

        Of a source that can't be read, or has no record, all stays as it was.
        """
        if self.failed:
            yield Event("failed", self.target.path, self.failed)
        if self.failed is not None:
            for output in self._outputs.values():
                output.file.close()
            return
        if not self.alone:
            self._output(self._suffix())
        try:
            yield from self._put_away()
        except OSError as error:
            if error.errno in HOPELESS:
                raise
            where = error.filename or self._shelf.path(self.target.place)
            yield Event("failed", self.target.path, f"{where}: {error.strerror or error}")

    def _put_away(self) -> Iterator[Event]:
        place, manifest = self.target.place, self._shelf.manifest
        before = manifest.get(place)
        known = before.outputs if before else {}
        outputs = {}
        for suffix, output in self._outputs.items():
            relative = place + suffix
            file = output.end()
            if not self._shelf.is_ours(relative):
                where = self._shelf.path(relative)
                raise FileExistsError(errno.EEXIST, "a file that is no record stands where its record belongs", where)
            if self._shelf.put(file, relative):
                yield Event("wrote", self._shelf.path(relative))
            outputs[relative] = self._shelf.state(relative) or NO_STATE
        for old in known:
            if old not in outputs and self._shelf.is_ours(old) and self._shelf.remove(old):
                yield Event("removed", self._shelf.path(old))
        path = self.target.path if is_remote(self.target.path) else os.path.abspath(self.target.at)
        counts = self._counts()
        seen = Seen(path, self.state, self.sha256, *self._digests, counts, outputs)
        manifest.add(place, seen, alone=self.alone)
        yield Event("done", self.target.path, counts=counts)

    def _counts(self) -> Counts:
        written, rejected = (
            self._outputs[suffix].count if suffix in self._outputs else 0 for suffix in (self._suffix(), REJECTS)
        )
        return Counts(self.handed - self._passed_over, written, rejected, self._passed_over)

    def _suffix(self) -> str:
        """That of the file of records."""
        if self._work.options.to == "parquet":
            return ".parquet"
        if self.alone:
            return ".json"
        return ".jsonl.zst" if self._work.packed else ".jsonl"

    def _output(self, suffix: str) -> Output:
        if suffix not in self._outputs:
            form = None if suffix == REJECTS else self._work.options.to
            self._outputs[suffix] = Output(self._shelf, form, packed=suffix.endswith(".zst"))
        return self._outputs[suffix]
