"""Dates of publication and update, and reading time."""

from collections.abc import Iterator

from cleaner.detectors import Detector, View, form_findings
from cleaner.findings import Finding

RULES = ("published-label", "published-alone", "published-reading-time")


def detect(view: View) -> Iterator[Finding]:
    """Dates with their label, or alone on a line."""
    for code in RULES:
        yield from form_findings(view, code)


DETECTOR = Detector(detect, RULES)
