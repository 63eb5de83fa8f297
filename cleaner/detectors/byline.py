"""Who wrote it: `Dana Levi, Omri Katz |`, `By Dana Levi`, `… contributed to this report`."""

from collections.abc import Iterator

from cleaner.detectors import Detector, View, form_findings
from cleaner.findings import Finding
from cleaner.names import LONGEST, looks_like_names, names_at_end
from cleaner.spans import tighten
from cleaner.stamps import could_be_stamp

MOST_BARS = 8
"""A line with more bars is a table or a menu."""
RULES = ("byline-bar", "byline-by", "byline-contributed")


def detect(view: View) -> Iterator[Finding]:
    """Bylines by their bar, by their 'By', or by what they say."""
    table = len(view.line.text) > 1 and view.line.text[0] == "|"
    if not table and view.line.text.count("|") <= MOST_BARS:
        yield from _before_bar(view)
    particles = view.book.rules["name-particles"].words
    dated = could_be_stamp(view.line.text, view.book.calendar)
    for form in view.book.rules["byline-by"].forms:
        hit = form.pattern.fullmatch(view.line.text) if len(view.line.text) <= LONGEST and not dated else None
        if hit and looks_like_names(hit["names"], particles):
            yield Finding(view.line.start, view.line.end, "byline", "byline-by")
    yield from form_findings(view, "byline-contributed")


def _before_bar(view: View) -> Iterator[Finding]:
    text, line = view.source.text, view.line
    follows = view.book.rules["byline-bar"].forms[0].pattern
    networks = view.book.rules["byline-networks"].words
    at = line.start
    while (bar := text.find("|", at, line.end)) >= 0:
        at = bar + 1
        if not follows.match(text, bar + 1, min(bar + 60, line.end)):
            continue
        start, end = _names_before(view, bar)
        names = text[start:end]
        if names and names.casefold() not in networks and "<<" not in text[max(0, start - 60) : start]:
            yield Finding(start, bar + 1, "byline", "byline-bar")


def _names_before(view: View, bar: int) -> tuple[int, int]:
    """The span of the names before a bar; empty when there are none."""
    text, line = view.source.text, view.line
    start, end = tighten(text, max(line.start, text.rfind("|", line.start, bar) + 1), bar)
    if start == end and line.number and bar == line.start:
        above = view.source.lines[line.number - 1]
        start, end = above.start, above.end
    at = names_at_end(text[start:end], view.book.rules["name-particles"].words)
    return (start + at, end) if at >= 0 else (bar, bar)


DETECTOR = Detector(detect, RULES)
