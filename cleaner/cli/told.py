"""What is said of a batch, while it runs and at its end."""

import time
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from cleaner.cli.progress import Progress
from cleaner.cli.streams import complain, shown

if TYPE_CHECKING:
    from cleaner.batch import Counts, Event

STEADILY = 15.0
"""Seconds between two lines of progress where they are kept, as in the log of a cluster."""


class Told:
    """What is said of a run, and how often it was said; `steadily`: how far it is also where no terminal shows it."""

    def __init__(self, *, dry: bool, quiet: bool, steadily: bool = False) -> None:
        self.counts = dict.fromkeys(("wrote", "removed", "rejected", "failed"), 0)
        self.sources = self.current = self.done = self.read = 0
        self.articles: Counts | None = None
        self._lost = False
        self._words = {"wrote": "would write", "removed": "would remove"} if dry else {}
        self._quiet, self._steadily = quiet, steadily and not quiet
        self._progress = Progress(wanted=not quiet)
        self._next = time.monotonic() + STEADILY

    def know(self, sources: int, current: int, articles: "Counts") -> None:
        """So many sources are to be up to date; so many are, and hold these articles."""
        self.sources += sources
        self.current += current
        self._add(articles)

    def tell(self, events: Iterable["Event"]) -> None:
        """Names each file that was written or removed, on standard output; complains of what was rejected."""
        try:
            for event in events:
                if event.kind == "read":
                    self.read += event.counts.read
                elif event.kind == "done":
                    self.done += 1
                    self._add(event.counts)
                else:
                    self.counts[event.kind] += 1
                    if not self._quiet:
                        self._progress.clear()
                        self._say(event)
                self._progress.count(self.read, f"articles, {self._far()}")
                self._keep()
        finally:
            self._progress.clear()

    def summary(self) -> str:
        """All counts in a line: of sources, of files, of articles."""
        made, wrote, removed = ("to make", "to write", "to remove") if self._words else ("made", "written", "removed")
        sources = f"{self.current:,} were up to date, {self.done:,} {made}, {self.failed:,} failed"
        files = f"{self.counts['wrote']:,} {wrote}, {self.counts['removed']:,} {removed}"
        return f"sources: {sources}; files: {files}; articles: {self._articles()}"

    @property
    def failed(self) -> int:
        """So many sources could not be cleaned."""
        return self.sources - self.current - self.done

    def code(self, *, exit_zero: bool) -> int:
        """1 where something failed, or, without `exit_zero`, an article did, or something was written or removed."""
        return int(bool(self.failed or self._lost) if exit_zero else any(self.counts.values()))

    def check(self) -> None:
        """Complains, and counts it as a fault, where articles came in that neither came out nor were rejected."""
        if self.articles and not self.articles.add_up:
            self.counts["rejected"] += 1
            self._lost = True
            if not self._quiet:
                complain("the counts do not add up, please report it", self._articles())

    def wait(self, folder: str) -> None:
        """Says why nothing happens."""
        if not self._quiet:
            complain(folder, "another run is at work here; waiting for its end")

    def _add(self, articles: "Counts") -> None:
        self.articles = self.articles.plus(articles) if self.articles else articles

    def _articles(self) -> str:
        read, written, rejected, _ = self.articles or (0, 0, 0, 0)
        return f"{read:,} in = {written:,} out + {rejected:,} rejected"

    def _keep(self) -> None:
        """A line of progress that stays, now and then."""
        now = time.monotonic()
        if self._steadily and not self._progress.on and now >= self._next:
            self._next = now + STEADILY
            complain("dask", f"{self.read:,} articles, {self._far()}")

    def _far(self) -> str:
        return f"{self.done:,} of {self.sources - self.current:,} sources"

    def _say(self, event: "Event") -> None:
        if event.kind in ("rejected", "failed"):
            complain(event.place, event.reason)
        else:
            click.echo(f"{self._words.get(event.kind, event.kind)} {shown(event.place)}")
