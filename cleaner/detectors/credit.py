"""Credit lines, in brackets or bare, in the words of each language and on the wrong keyboard."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from operator import itemgetter

from cleaner.agencies import are_agencies, is_credit_word, is_nearly_credit_word, names_agency, parts_of
from cleaner.detectors import Detector, View, form_findings
from cleaner.expressions import expression
from cleaner.findings import Finding
from cleaner.names import looks_like_names
from cleaner.rules import WHOLE_LINE, Rule, Rulebook
from cleaner.scripts import CASELESS, main_script
from cleaner.sentences import is_open_ended
from cleaner.source import Source, kept
from cleaner.spans import fold

PHRASED = ("credit-field", "credit-sentence", "credit-empty")
RULES = ("credit-bracketed", "credit-of-paper", "credit-bare", "credit-phrase", "credit-agency", *PHRASED)
_BRACKETS = expression(
    r"[(\[（［【](?:(?P<inside>[^()\[\]（）［］【】]{1,200}(?:\([^()]{0,60}\)[^()\[\]]{0,60})?)[)\]）］】]"
    r"|(?P<open>[^()\[\]（）［］【】\n]{1,100})(?=\n|$))"
)
# Korean sets an equals sign where others set a colon: 사진=홍길동 기자.
_BARE = expression(
    r"(?:^|(?<=\s)|(?<=[.!?)»”“\"’])(?=[^\W\d_]))/?(?P<head>[^\s():：=|,./][^():：=|,.]{0,24}?)\s*[:：=]\s*"
)
_SIGN = expression(r"[(\[（［【:：=＝/／]|\s(?:via|\|)\s")
"""One of them stands in every credit that no anchor shows."""
_OPENING = "([（［【"
_COLON = expression(r"[:：=]")
_WORD = expression(r"\S+")
_GLUED = expression(r"(?<=[a-zß-öø-ÿα-ωа-я])[A-ZÀ-ÖØ-ÞΑ-ΩА-Я]\w*$")
GLUED = 20
"""Fewest code points of a caption whose credit follows without a space: `… in the stormPhoto: Dana Levi`."""
_SLASHED = expression(r"(?<![\w(/])[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){1,2}(?P<agencies>(?:/[\w'-]+)+)(?![\w/)])")
HEAD = 60
"""No words before a colon, and the white space between, are longer, in code points."""
NAMES, CAPTIONED = 101, 400
"""Longest names behind a bare head, and longest line that they may close, in code points."""
CASELESS_NAMES = 8
"""Most words after a bare head in a script without capitals; more are a sentence."""


def detect(view: View) -> Iterator[Finding]:
    """Credits in a line, each with its brackets."""
    if any(map(view.line.text.__contains__, _OPENING)):
        yield from _in_brackets(view)
    yield from _bare(view)
    if len(view.line.text) > WHOLE_LINE:
        yield from _slashed(view)
    elif len(parts_of(view.line.text)) > 1 and names_agency(view.line.text, view.book):
        yield Finding(view.line.start, view.line.end, "credit", "credit-agency")
    yield from form_findings(view, *PHRASED)


def _in_brackets(view: View) -> Iterator[Finding]:
    text, line = view.source.text, view.line
    # A bracket may close on a later line.
    stop = line.end + (60 if line.text.count("(") > line.text.count(")") else 0)
    for hit in _BRACKETS.finditer(text, line.start, stop):
        if hit.start() >= line.end:
            break
        code = _bracketed(view, hit)
        # Brackets that a sentence goes on after are spoken of, not printed under a picture.
        goes_on = text[hit.end() : hit.end() + 2].lstrip(" ")[:1]
        caseless = view.profile.script in CASELESS and goes_on.isalpha() and len(line.text) <= WHOLE_LINE
        if code and not (goes_on.islower() or goes_on == "," or caseless):
            yield Finding(hit.start(), hit.end(), "credit", code)


def _bracketed(view: View, hit: re.Match[str]) -> str | None:
    """The rule that makes a bracket a credit, or None."""
    inside, book = fold(hit["inside"] or hit["open"]), view.book
    particles = book.rules["name-particles"].words
    closed = hit["inside"] is not None
    head, colon, rest = _COLON.sub(":", inside, count=1).partition(":")
    if colon and is_credit_word(head, book.rules["credit-bracketed"]):
        return "credit-bracketed" if closed or looks_like_names(rest, particles) else None
    if not closed:
        return None
    if colon and looks_like_names(rest, particles) and _closes_caption(view, hit):
        return "credit-misspelt" if is_nearly_credit_word(head, book.rules["credit-bare"]) else None
    first, _, rest = inside.partition(" ")
    if rest and is_credit_word(first, book.rules["credit-bare"]) and looks_like_names(rest, particles):
        return "credit-bracketed"
    if _is_of_paper(inside, book) and _closes_caption(view, hit):
        return "credit-of-paper"
    if names_agency(inside, book) and (len(parts_of(inside)) > 1 or _closes_caption(view, hit)):
        return "credit-agency"
    if inside.casefold() in book.rules["credit-phrase"].words and _closes_caption(view, hit):
        return "credit-phrase"
    return None


def _is_of_paper(inside: str, book: Rulebook) -> bool:
    """Whether a photographer and the paper are named: `Jane Roe for Daybreak News`."""
    particles = book.rules["name-particles"].words
    hits = (form.pattern.fullmatch(inside) for form in book.rules["credit-of-paper"].forms)
    return any(hit and all(looks_like_names(part, particles, 5) for part in hit.groups()) for hit in hits)


def _closes_caption(view: View, hit: re.Match[str]) -> bool:
    """Whether a bracket ends its line after words without a full stop, or stands alone on it.

    In a line that goes on, a new statement has to follow.
    """
    text, line = view.source.text, view.line
    before = text[max(line.start, hit.start() - 250) : hit.start()].strip()
    goes_on = len(line.text) > 2 * WHOLE_LINE and text[hit.end() : hit.end() + 2].strip().isupper()
    ends = hit.end() == line.end and hit.start() - line.start <= 250
    return (ends or goes_on) and (not before or is_open_ended(before))


def _bare(view: View) -> Iterator[Finding]:
    text, line, rule = view.source.text, view.line, view.book.rules["credit-bare"]
    ends = (colon.start() for colon in _COLON.finditer(line.text))
    if not any(_ends_as_head(line.text[max(0, end - 2 * HEAD) : end], rule) for end in ends):
        return
    for hit in _BARE.finditer(text, line.start, line.end):
        words = list(_WORD.finditer(text, *hit.span("head")))
        at = [word.start() for word in words[-3:]]
        last = text[at[-1] + 1 : hit.end("head")]
        glued = _GLUED.search(text, at[-1], hit.end("head")) if last != last.lower() else None
        at += [glued.start()] if glued and glued.start() - line.start >= GLUED else []
        heads = {start: fold(text[start : hit.end("head")]).casefold() for start in at}
        starts = [at for at, head in heads.items() if head in rule.words]
        if not starts or (text[starts[0]].islower() and starts[0] > line.start):
            continue
        start = starts[0]
        if _closes_line(view, hit.end()):
            start = _with_sign(text, line.start, start)
            yield Finding(start, line.end, "credit", "credit-bare")
        elif len(line.text) > WHOLE_LINE and (names := _names_at(view, hit.end())):
            yield Finding(start, hit.end() + len(names), "credit", "credit-repeated")


def _ends_as_head(text: str, rule: Rule) -> bool:
    text, endings = " ".join(text.split()).casefold(), _endings(rule)
    return text.endswith(endings.get(text[-2:], ())) or text.endswith(endings.get(text[-1:], ()))


@cache
def _endings(rule: Rule) -> dict[str, tuple[str, ...]]:
    """The words of a rule by their last two letters."""
    words = sorted(rule.words, key=_end)
    return {end: tuple(some) for end, some in groupby(words, _end)}


_end = itemgetter(slice(-2, None))


def _closes_line(view: View, at: int) -> bool:
    """Whether names, and nothing else, stand from `at` to the end of a line of no great length."""
    line = view.line
    if line.end - at > NAMES or line.end - line.start > CAPTIONED:
        return False
    rest = view.source.text[at : line.end].removesuffix(";")
    limit = CASELESS_NAMES if view.profile.script in CASELESS - {"Hebr"} else 14
    named = looks_like_names(rest, view.book.rules["name-particles"].words, limit)
    return named or are_agencies(rest, view.book)


def _with_sign(text: str, start: int, at: int) -> int:
    """Where a credit begins with the sign before it: a slash, a camera at the start of its line."""
    before = text[start:at].strip()
    if before and len(before) <= 2 and not before.isalnum() and unicodedata.category(before[0])[0] == "S":
        return start
    return at - (text[at - 1 : at] == "/")


def _names_at(view: View, at: int) -> str:
    """In a line that goes on, the names at `at`: known from other credits, or up to a new statement."""
    text, end = view.source.text, min(view.line.end, at + 120)
    known = next((names for names in known_names(view.source) if text.startswith(names, at)), "")
    opening = view.book.opener.search(text, at, end)
    stops = [opening.start()] if opening else []
    words = [(word.start(), main_script(word[0])) for word in _WORD.finditer(text, at, end)]
    stops += [start for start, script in words if script not in (words[0][1], None)]
    until = text[at : min(stops)].rstrip() if stops else ""
    named = looks_like_names(until, view.book.rules["name-particles"].words) if until else False
    return until if named and len(until) > len(known) else known


def _slashed(view: View) -> Iterator[Finding]:
    """In a line that goes on: names, a slash and an agency, as in `Dana Levi/AP`."""
    text, line = view.source.text, view.line
    if "/" not in line.text:
        return
    for hit in _SLASHED.finditer(text, line.start, line.end):
        parts = parts_of(hit["agencies"].strip("/"))
        if all(part.casefold() in view.book.rules["credit-agency"].words for part in parts):
            yield Finding(hit.start(), hit.end(), "credit", "credit-agency")


@kept
def known_names(source: Source) -> tuple[str, ...]:
    """What stands after a colon in short brackets anywhere in the source, longest first."""
    insides = ((hit["inside"] or "").partition(":")[2].strip() for hit in _BRACKETS.finditer(source.text))
    return tuple(sorted({names for names in insides if 0 < len(names) <= 80}, key=lambda names: (-len(names), names)))


DETECTOR = Detector(detect, RULES, lambda text, book: _SIGN.search(text) is not None)
