"""Labels of the content system that were printed with the text: `850 גג`."""

from collections.abc import Iterator

from cleaner.detectors import Detector, View, form_findings
from cleaner.findings import Finding

RULES = ("label-size", "label-field")


def detect(view: View) -> Iterator[Finding]:
    """Labels at the start of a line or alone on it."""
    for code in RULES:
        yield from form_findings(view, code)


DETECTOR = Detector(detect, RULES)
