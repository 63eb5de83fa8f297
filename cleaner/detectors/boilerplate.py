"""What is no article: comment widgets and their policy, buttons, rights."""

from collections.abc import Iterator

from cleaner.detectors import Detector, View, form_findings
from cleaner.findings import Finding

RULES = ("boilerplate-comments", "boilerplate-policy", "boilerplate-tools", "boilerplate-rights")


def detect(view: View) -> Iterator[Finding]:
    """Widgets and notices; a button of one word (`Print`, `Search`) only beside something else of the page."""
    for code in RULES:
        for finding in form_findings(view, code):
            yield finding._replace(loose=finding.loose or _is_one_word(view, finding))


def _is_one_word(view: View, finding: Finding) -> bool:
    return len(view.source.text[finding.start : finding.end].split()) == 1


DETECTOR = Detector(detect, RULES)
