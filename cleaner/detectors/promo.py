"""Calls to follow, install, subscribe or give, and the bars that are left of them."""

from collections.abc import Iterator

from cleaner.detectors import Detector, View, form_findings
from cleaner.findings import Finding
from cleaner.spans import tighten

RULES = ("promo-follow", "promo-app", "promo-newsletter")
SEPARATORS = "promo-separators"
ROW = 60
"""How far, in code points, a row of separators may reach beyond the line that woke us."""


def detect(view: View) -> Iterator[Finding]:
    """Calls, and rows of bars, colons and angle brackets with at least one bar or bracket pair."""
    yield from form_findings(view, *RULES)
    if not view.book.rules[SEPARATORS].anchored.keys().isdisjoint(view.anchors):
        yield from _separators(view)


def _separators(view: View) -> Iterator[Finding]:
    text, rule = view.source.text, view.book.rules[SEPARATORS]
    # The row may begin with colons on lines above the bar that woke us, and end below it.
    at, stop = max(0, view.line.start - ROW), view.line.end + ROW
    for hit in rule.forms[0].pattern.finditer(text, at, stop):
        start, end = tighten(text, *hit.span())
        ours = start < view.line.end and end > view.line.start and set(text[start:end]) & set("|<>")
        if ours and not _is_in_table(text, start, end):
            yield Finding(start, end, rule.role, rule.code)


def _is_in_table(text: str, start: int, end: int) -> bool:
    """Whether a row goes over a line's end with words on both sides: rows of a table close and open with bars."""
    words_before = text[:start].rstrip(" \t|")[-1:].isalnum() and "\n" not in text[max(0, start - 2) : start]
    words_after = "\n" not in text[end : end + 2] and text[end : end + 2].strip() != ""
    return "\n" in text[start:end] and words_before and words_after


DETECTOR = Detector(detect, (*RULES, SEPARATORS))
