"""Who wrote it: `Dana Levi, Omri Katz |`, `By Dana Levi`, `… contributed to this report`."""

from collections.abc import Iterator

from cleaner.detectors import Detector, View, form_findings
from cleaner.findings import Finding
from cleaner.names import ADDRESS, LONGEST, OFFICE, is_office, looks_like_names, names_at_end
from cleaner.spans import tighten
from cleaner.stamps import could_be_stamp, is_stamp

MOST_BARS = 8
"""A line with more bars is a table or a menu."""
RULES = ("byline-bar", "byline-by", "byline-contributed")


def detect(view: View) -> Iterator[Finding]:
    """Bylines by their bar, by their 'By', or by what they say."""
    table = len(view.line.text) > 1 and view.line.text[0] == "|"
    if not table and view.line.text.count("|") <= MOST_BARS:
        yield from _before_bar(view)
    text = ADDRESS.sub("", view.line.text).strip() if "@" in view.line.text else view.line.text
    dated = any(map(str.isdigit, text)) and could_be_stamp(text, view.book.calendar)
    if len(text) <= LONGEST and not dated:
        yield from _by(view, text)
    yield from form_findings(view, "byline-contributed")


def _by(view: View, text: str) -> Iterator[Finding]:
    """A line of 'By' and names; what follows a bar is their outlet or office."""
    anchored = view.book.rules["byline-by"].anchored
    woken = dict.fromkeys(form for anchor in sorted(view.anchors) for form in anchored.get(anchor, ()))
    forms = [form for form in woken if not form.first or text[:1] in form.first]
    if not forms:
        return
    head, _, office = text.partition("|")
    shown = [text, head.rstrip()] if _signs(office.strip(), view) else [text]
    for form in forms:
        hit = next((hit for part in shown if (hit := form.pattern.fullmatch(part))), None)
        if hit and looks_like_names(hit["names"], view.book.rules["name-particles"].words):
            yield Finding(view.line.start, view.line.end, "byline", "byline-by")


def _signs(office: str, view: View) -> bool:
    """Whether what stands behind a byline's bar is an outlet or an office, and no call or button."""
    rules = view.book.rules
    if is_office(office, rules["byline-job"].words) or looks_like_names(office, rules["name-particles"].words, OFFICE):
        return not view.book.phrases.listed(office.casefold()).whole
    return False


def _before_bar(view: View) -> Iterator[Finding]:
    text, line = view.source.text, view.line
    follows = view.book.rules["byline-bar"].forms[0].pattern
    networks, phrases = view.book.rules["byline-networks"].words, view.book.phrases
    if any("page-navigation" in phrases.listed(part.strip().casefold()) for part in line.text.split("|")):
        return
    at = line.start
    while (bar := text.find("|", at, line.end)) >= 0:
        at = bar + 1
        if not follows.match(text, bar + 1, min(bar + 60, line.end)):
            continue
        start, end = _names_before(view, bar)
        names = text[start:end]
        is_name = names and names.casefold() not in networks and not is_stamp(names, view.book.calendar)
        if is_name and "<<" not in text[max(0, start - 60) : start]:
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
