"""Gallery counters and player chrome: `5 View gallery`, `2:06`, `Play Video`."""

from collections.abc import Iterator

from cleaner.detectors import Detector, View, boundary_before, form_findings
from cleaner.findings import Finding

RULES = ("counter-gallery", "counter-position", "counter-player")


def detect(view: View) -> Iterator[Finding]:
    """Counters; inside a line only with their number, or where a statement can begin."""
    text = view.source.text
    for finding in form_findings(view, *RULES):
        numbered = text[finding.start].isdigit()
        if numbered and _number_belongs_to_prose(text, finding.start):
            number_end = finding.start + len(text[finding.start : finding.end].split()[0])
            finding = finding._replace(start=finding.end - len(text[number_end : finding.end].lstrip()))
            numbered = False
        if text[finding.start - 1 : finding.start] in ('"', "“", "”", "‘") and finding.start:
            continue
        if numbered or boundary_before(text, finding.start):
            alone = finding.end - finding.start == view.line.end - view.line.start
            yield finding._replace(loose=alone and _needs_picture(text[finding.start : finding.end]))


def _needs_picture(counter: str) -> bool:
    """A lone X, a time of day or a score belong to a viewer only where one is; `0:48` is no time of day."""
    return counter == "X" or not (any(map(str.isalpha, counter)) or counter.startswith(("0:", "00:")))


def _number_belongs_to_prose(text: str, start: int) -> bool:
    """Whether the number ends a line of prose: `… in 106` above a counter without number."""
    number = text[start : start + 8].split("\n", 1)
    return len(number) > 1 and number[0].strip().isdigit() and not boundary_before(text, start)


DETECTOR = Detector(detect, RULES)
