"""Dates of publication and update, and reading time."""

from collections.abc import Iterator

from cleaner.detectors import Detector, View, form_findings
from cleaner.findings import Finding
from cleaner.stamps import could_be_stamp, read_stamp

RULES = ("published-label", "published-alone", "published-reading-time")
HEAD = 16
"""Lines at the top of an article among which a date alone is that of publication."""


def detect(view: View) -> Iterator[Finding]:
    """Dates with their label; alone on a line at the top, elsewhere only beside another such mark."""
    for code in RULES:
        for finding in form_findings(view, code):
            stray = code == "published-alone" and view.line.number >= HEAD
            yield finding._replace(loose=finding.loose or stray)
    line = view.line
    if could_be_stamp(line.text, view.book.calendar) and (stamp := read_stamp(line.text, view.book.calendar)).whole:
        code = "published-label" if stamp.labels else "published-alone"
        yield Finding(line.start, line.end, "published", code, loose=not stamp.labels and line.number >= HEAD)


DETECTOR = Detector(detect, RULES)
