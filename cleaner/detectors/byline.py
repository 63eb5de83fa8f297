"""Who wrote it: `Dana Levi, Omri Katz |`, `By Dana Levi`, `… contributed to this report`."""

import re
from collections.abc import Iterator

from cleaner.detectors import WHOLE_LINE, Detector, View, form_findings
from cleaner.findings import Finding
from cleaner.names import looks_like_names
from cleaner.spans import tighten

RULES = ("byline-bar", "byline-by", "byline-contributed")
HEAD = 3000
"""How far into the text, in code points, a byline with a bar is looked for."""
LONGEST = 110
_TRAILING_NAMES = re.compile(r"(?:(?:[A-Z][\w.'’-]*|and|&)(?:,|(?=\s|$))\s*){1,10}$")


def detect(view: View) -> Iterator[Finding]:
    """Bylines by their bar, by their 'By', or by what they say."""
    if "|" in view.line.text and view.line.start < HEAD:
        yield from _before_bar(view)
    particles = view.book.rules["name-particles"].words
    for form in view.book.rules["byline-by"].forms:
        hit = form.pattern.fullmatch(view.line.text) if len(view.line.text) <= LONGEST else None
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
        # A bar that a sentence follows parts no menu if it is the only one around.
        alone = "|" not in text[bar + 1 : bar + 80] and "|" not in text[max(0, bar - 80) : bar]
        if not follows.match(text, bar + 1, bar + 60) and not (alone and text[bar - 1 : bar].isalpha()):
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
    particles = view.book.rules["name-particles"].words
    if end - start <= LONGEST and looks_like_names(text[start:end], particles):
        return start, end
    if len(line.text) <= WHOLE_LINE:
        return bar, bar
    hit = _TRAILING_NAMES.search(text, max(start, bar - LONGEST), end)
    return (hit.start(), end) if hit else (bar, bar)


DETECTOR = Detector(detect, RULES)
