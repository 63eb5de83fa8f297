"""What is no article: comment widgets and their policy, buttons, rights."""

from collections.abc import Iterator

from cleaner.detectors import Detector, View, form_findings
from cleaner.findings import Finding

RULES = ("boilerplate-comments", "boilerplate-policy", "boilerplate-tools", "boilerplate-rights")


def detect(view: View) -> Iterator[Finding]:
    """Widgets and notices."""
    for code in RULES:
        yield from form_findings(view, code)


DETECTOR = Detector(detect, RULES)
