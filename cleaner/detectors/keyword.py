"""Headers over the topics of an article; the topics are found by what surrounds them."""

from collections.abc import Iterator

from cleaner.detectors import Detector, View, form_findings
from cleaner.findings import Finding

RULES = ("keyword-header",)


def detect(view: View) -> Iterator[Finding]:
    """Topic headers, with or without their colon."""
    for code in RULES:
        yield from form_findings(view, code)


DETECTOR = Detector(detect, RULES)
