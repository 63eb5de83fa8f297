"""What a detector is, what it sees, and where the forms of a rule stand in that."""

from collections.abc import Callable, Iterator
from functools import lru_cache

from cleaner.anchors import REACH
from cleaner.findings import Finding
from cleaner.language import Profile
from cleaner.record import Struct
from cleaner.rules import Form, Rule, Rulebook, Site
from cleaner.source import Line, Source
from cleaner.spans import tighten

WHOLE_LINE = 160
"""Longest line, in code points, that a whole-line form is tried on."""
_BOUNDARY_BEFORE = "\"'”’»)]|>.!?…"


class View(Struct, frozen=True):
    """What a detector sees: the line that woke it, within its article."""

    source: Source
    line: Line
    book: Rulebook
    profile: Profile
    site: Site | None
    anchors: frozenset[str]
    """The anchors that stand in the line."""
    said: str
    """The line in small letters, its white space folded; empty when it is too long for a whole-line form."""


class Detector(Struct, frozen=True):
    """`rules` are codes, whose forms wake it.

    So do lines with letters foreign to the body (`other_script`), those of a page (`marked`), and lines short enough
    for a whole-line form if it `could_be` anything.
    """

    detect: Callable[[View], Iterator[Finding]]
    rules: tuple[str, ...]
    could_be: Callable[[str, Rulebook], bool] | None = None
    other_script: bool = False
    marked: bool = False


def form_detector(*rules: str) -> Detector:
    """A detector that finds what the forms of its rules say, and nothing else."""
    return Detector(lambda view: form_findings(view, *rules), rules)


def form_findings(view: View, *codes: str) -> Iterator[Finding]:
    """What the forms of rules find in a line, each where its `where` allows."""
    line, said, anchors, rules = view.line, view.said, view.anchors, view.book.rules
    text = line.text
    first = text[0]
    for code in codes:
        rule = rules[code]
        if said in rule.lines:
            yield Finding(line.start, line.end, rule.role, rule.code)
        elif not rule.by_first.get(first, rule.by_first[""]) and rule.anchored.keys().isdisjoint(anchors):
            continue
        elif said and _is_whole_line(rule, text, said, anchors):
            yield Finding(line.start, line.end, rule.role, rule.code)
        for form in _awake(rule, first, anchors):
            if form.where != "line":
                for start, end, loose in form_spans(view, form):
                    yield Finding(start, end, rule.role, rule.code, loose)


@lru_cache(maxsize=1 << 9)
def _is_whole_line(rule: Rule, text: str, said: str, anchors: frozenset[str]) -> bool:
    """Whether a short line is what a form of the rule says; a page says the same again and again."""
    # An anchor that goes on in another line wakes no form of a whole one.
    held = frozenset([anchor for anchor in anchors if all(word in text for word in anchor.split())])
    return any(
        said in form.words or (form.source and form.pattern.fullmatch(text))
        for form in _awake(rule, text[0], held)
        if form.where == "line" and (not form.first or text[0] in form.first)
    )


@lru_cache(maxsize=1 << 10)
def _awake(rule: Rule, first: str, anchors: frozenset[str]) -> tuple[Form, ...]:
    """The forms of a rule for a line that begins with `first` and holds the anchors; most lines hold the same few."""
    forms = rule.by_first.get(first, rule.by_first[""])
    awake = (form for anchor in anchors for form in rule.anchored.get(anchor, ()))
    return tuple(dict.fromkeys((*forms, *awake))) if anchors else forms


def form_spans(view: View, form: Form) -> Iterator[tuple[int, int, bool]]:
    """Spans inside the line at which one form stands, and whether the text shows no boundary before it."""
    text, line = view.source.text, view.line
    if form.first and line.text[0] not in form.first:
        return
    if form.where == "start" and (hit := form.pattern.match(text, line.start, line.end)):
        yield hit.start(), hit.end(), False
    elif form.where == "end" and (hit := form.pattern.search(text, line.start, line.end)):
        start, end = hit.span("it") if "it" in hit.re.groupindex else hit.span()
        if hit.end() == line.end:
            yield *tighten(text, start, end), False
    elif form.where in ("flat", "any"):
        for start, end in _inside(text, line, form):
            yield start, end, form.where == "flat" and not boundary_before(text, start)


def _inside(text: str, line: Line, form: Form) -> Iterator[tuple[int, int]]:
    # A form may begin on the line before (a counter whose number stands alone) and end on a later one.
    at, stop = max(0, line.start - REACH), line.end + REACH
    while (hit := form.pattern.search(text, at, stop)) and hit.start() < line.end:
        at = max(hit.end(), hit.start() + 1)
        start, end = tighten(text, *hit.span())
        quoted = start > 0 and text[start - 1] in '"“‘'
        if end > line.start and not quoted and (form.where == "any" or _ends_here(text, end)):
            yield start, end


def boundary_before(text: str, start: int) -> bool:
    """Whether a new statement can begin at `start`: a line does, or the last one is closed."""
    before = text[max(0, start - 80) : start]
    bare = before.rstrip(" \t\f\v\xa0")
    return not bare or bare[-1] in "\n\r\x85\u2028\u2029" or (bare[-1] in _BOUNDARY_BEFORE and bare != before)


def _ends_here(text: str, end: int) -> bool:
    after = text[end : end + 80].lstrip(" \t\f\v\xa0")
    closing_quote = text[end : end + 1] in ("'", "’", '"', "”", ".")
    return not (after[:1].islower() or after[:1] in (",", ";") or closing_quote)
