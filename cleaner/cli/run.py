"""Entries out of inputs, and what is said of their outcomes."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from cleaner.cli.progress import Progress
from cleaner.cli.streams import complain, open_input
from cleaner.formats import Fields

if TYPE_CHECKING:
    from cleaner.inputs import Entry
    from cleaner.outcomes import Outcome


class Reading(NamedTuple):
    """How inputs are to be read; with `nul` the articles of a text end at NUL."""

    format: str = "auto"
    fields: Fields = Fields()
    nul: bool = False


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
            parts = [f"records {self.done:,}", f"rejected {self.rejected:,}"]
            if self.passed_over:
                parts.append(f"without an article {self.passed_over:,}")
            complain("done", ", ".join(parts))
