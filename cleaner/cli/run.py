"""A stream of articles through one process or several: entries in, outcomes out, in order."""

import base64
import json
from collections.abc import Generator, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from cleaner.cli.options import Reading
from cleaner.cli.progress import Progress
from cleaner.cli.streams import complain, open_input

if TYPE_CHECKING:
    from cleaner.inputs import Entry
    from cleaner.outcomes import Options, Outcome

CHUNK = 32
"""So many entries go to a process at once, and so many bytes."""
CHUNK_BYTES = 1 << 17


def entries_of(names: Iterable[str], reading: Reading) -> Iterator["Entry"]:
    """The entries of all inputs; one that can't be opened or read on is an entry with a fault."""
    from cleaner.inputs import Entry, entries

    for name in names:
        try:
            with open_input(name) as file:
                yield from entries(file, name, reading.format, reading.fields, nul=reading.nul)
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else None
            yield Entry(name, reading.format, b"", reason or str(error), alone=True)


def outcomes_of(
    entries: Iterator["Entry"], options: "Options", jobs: int, *, singly: bool = False
) -> Generator["Outcome", None, None]:
    """What becomes of each entry, in order; `singly` hands them on one by one, as they come."""
    from cleaner.outcomes import outcome, outcomes, rejected

    if jobs == 1:
        return (outcome(entry, options) for entry in entries)
    from cleaner.pool import ordered

    lost = partial(rejected, reason="the process that worked on it died, each time")
    return ordered(partial(outcomes, options=options), _chunks(entries, 1 if singly else CHUNK), jobs, lost)


def _chunks(entries: Iterator["Entry"], most: int) -> Iterator[list["Entry"]]:
    """The entries in chunks; the first ones are small, so that the first record is out soon."""
    chunk: list[Entry] = []
    size, limit = 0, 1
    for entry in entries:
        chunk.append(entry)
        size += len(entry.data)
        if len(chunk) >= limit or size >= CHUNK_BYTES:
            yield chunk
            chunk, size, limit = [], 0, min(2 * limit, most)
    if chunk:
        yield chunk


class Tally:
    """What comes of a run: rejects are named as they come, and counted."""

    def __init__(self, *, quiet: bool, verbose: bool) -> None:
        self.done = self.rejected = self.passed_over = 0
        self._quiet, self._verbose = quiet, verbose
        self._progress = Progress(wanted=not quiet)

    def count(self, outcome: "Outcome") -> None:
        """Counts an outcome, and complains of a reject."""
        if outcome.reason is not None:
            self.rejected += 1
            self.say(outcome.place, outcome.reason)
        elif outcome.line is None:
            self.passed_over += 1
        else:
            self.done += 1
            self._progress.count(self.done, "records")

    def say(self, place: str, message: str) -> None:
        """A message, unless none are wanted."""
        if not self._quiet:
            self._progress.clear()
            complain(place, message)

    def close(self) -> None:
        """Ends the line that counts, and sums up where asked to."""
        self._progress.clear()
        if self._verbose:
            parts = [f"{self.done:,} records", f"{self.rejected:,} rejected"]
            if self.passed_over:
                parts.append(f"{self.passed_over:,} entries without an article")
            complain("done", ", ".join(parts))


def reject_line(outcome: "Outcome") -> bytes:
    """A reject as a line of JSON: place, reason, and what came, in Base64 where it is no UTF-8."""
    try:
        raw, encoding = outcome.raw.decode(), "utf-8"
    except UnicodeDecodeError:
        raw, encoding = base64.b64encode(outcome.raw).decode(), "base64"
    place = outcome.place.encode("utf-8", "replace").decode()
    held = {"place": place, "reason": outcome.reason, "encoding": encoding, "raw": raw}
    return json.dumps(held, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
