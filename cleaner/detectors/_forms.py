"""What a detector is, what it sees, and where the forms of a rule stand in that."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from cleaner.findings import Finding
from cleaner.language import Profile
from cleaner.record import Struct
from cleaner.rules import Form, Rule, Rulebook, Site
from cleaner.source import Line, Source
from cleaner.spans import tighten

REACH = 400
"""How far, in code points, a form may reach beyond the line that woke its detector."""
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
    listed: tuple[str, ...]
    """The codes of the rules that list it as a whole line."""


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
    line, said = view.line, view.said
    for code in view.listed:
        if code in codes:
            yield Finding(line.start, line.end, view.book.rules[code].role, code)
    for rule, whole, inside in _woken(codes, line.text[0], view.anchors, view.book):
        if said and whole and _is_whole_line(whole, line.text, said, view.anchors):
            yield Finding(line.start, line.end, rule.role, rule.code)
        for form in inside:
            for start, end, loose in form_spans(view, form):
                yield Finding(start, end, rule.role, rule.code, loose)


class _Woken(NamedTuple):
    """The forms of a rule that a line can fit as a whole, and those that can stand in it."""

    rule: Rule
    whole: tuple[Form, ...]
    inside: tuple[Form, ...]


@lru_cache(maxsize=1 << 11)
def _woken(codes: tuple[str, ...], first: str, anchors: frozenset[str], book: Rulebook) -> tuple[_Woken, ...]:
    """What wakes in a line that begins with `first` and holds the anchors; most lines hold the same few."""
    found: list[_Woken] = []
    for rule in map(book.rules.__getitem__, codes):
        anchored = (form for anchor in anchors for form in rule.anchored.get(anchor, ()))
        awake = dict.fromkeys((*rule.by_first.get(first, rule.by_first[""]), *anchored))
        fit = [form for form in awake if not form.first or first in form.first]
        whole, inside = [form for form in fit if form.where == "line"], [form for form in fit if form.where != "line"]
        if fit:
            found.append(_Woken(rule, tuple(whole), tuple(inside)))
    return tuple(found)


@lru_cache(maxsize=1 << 9)
def _is_whole_line(forms: tuple[Form, ...], text: str, said: str, anchors: frozenset[str]) -> bool:
    """Whether a short line is what a form says; a page says the same again and again."""
    fit = (form for form in forms if said in form.words or (form.source and form.pattern.fullmatch(text)))
    return any(not form.anchors or any(_holds(text, anchor) for anchor in anchors & set(form.anchors)) for form in fit)


def _holds(text: str, anchor: str) -> bool:
    # An anchor that goes on in another line wakes no form of a whole one.
    return all(map(text.__contains__, anchor.split()))


def form_spans(view: View, form: Form) -> Iterator[tuple[int, int, bool]]:
    """Spans inside the line at which one form stands, and whether the text shows no boundary before it."""
    text, line = view.source.text, view.line
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
    last: int | None = None
    while (hit := form.pattern.search(text, at, stop)) and hit.start() < line.end:
        at = max(hit.end(), hit.start() + 1)
        # Where no anchor follows, no form does.
        if form.keys:
            last = max(text.rfind(key, at, stop) for key in form.keys) if last is None else last
            stop = stop if last >= at else at
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
