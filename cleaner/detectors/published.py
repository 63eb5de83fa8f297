"""Dates of publication and update, and reading time."""

from collections.abc import Iterator
from functools import lru_cache

from cleaner.detectors import Detector, View, form_findings
from cleaner.findings import Finding
from cleaner.rules import Rulebook
from cleaner.stamps import Stamp, could_be_stamp, read_stamp, says_more

RULES = ("published-label", "published-alone", "published-reading-time")
HEAD = 16
"""Lines at the top of an article among which a date alone is that of publication."""


def detect(view: View) -> Iterator[Finding]:
    """Dates with their label; alone on a line at the top, elsewhere only beside another such mark."""
    for finding in form_findings(view, *RULES):
        stray = finding.rule == "published-alone" and view.line.number >= HEAD
        yield finding._replace(loose=True) if stray else finding
    line = view.line
    if stamp := stamp_of(line.text, view.book):
        code = "published-label" if stamp.labels else "published-alone"
        yield Finding(line.start, line.end, "published", code, loose=not stamp.labels and line.number >= HEAD)


def stamp_of(text: str, book: Rulebook) -> Stamp | None:
    """What a text says that is nothing but a date, or a date and how long the article takes to read; else None."""
    return _stamp(text, book) if could_be_stamp(text, book.calendar) else None


@lru_cache(maxsize=1 << 8)
def _stamp(text: str, book: Rulebook) -> Stamp | None:
    stamp = None if says_more(text, book.calendar) else read_stamp(text, book.calendar)
    if not (stamp and stamp.whole) and (end := _reading_time_at(text, book)):
        stamp = read_stamp(text[:end], book.calendar)
    return stamp if stamp and stamp.whole else None


def _reading_time_at(text: str, book: Rulebook) -> int:
    """Where the reading time begins that a text ends with; 0 without one."""
    for form in book.rules["published-reading-time"].forms:
        if form.source and (not form.anchors or any(map(text.__contains__, form.anchors))):
            starts = (hit.start() for hit in form.pattern.finditer(text))
            if start := next((at for at in starts if form.pattern.fullmatch(text, at)), 0):
                return start
    return 0


DETECTOR = Detector(detect, RULES, lambda text, book: could_be_stamp(text, book.calendar))
