"""What the markup of a page says of a line: its mark, as a finding."""

from collections.abc import Iterator

from cleaner.detectors import Detector, View
from cleaner.findings import Finding


def detect(view: View) -> Iterator[Finding]:
    """The whole line, if its mark has a rule."""
    line, mark = view.line, view.source.mark(view.line)
    if mark.rule:
        rule = view.book.rules[mark.rule]
        yield Finding(line.start, line.end, rule.role, rule.code)


DETECTOR = Detector(detect, (), marked=True)
