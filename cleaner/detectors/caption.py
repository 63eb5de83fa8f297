"""Image texts that their script gives away, Hebrew in an English article, Latin in a Hebrew one, or a label."""

import re
from collections.abc import Iterator
from functools import lru_cache

from cleaner.detectors import Detector, View, boundary_before, form_findings
from cleaner.expressions import expression
from cleaner.findings import Finding
from cleaner.scripts import CASELESS, LATIN, RANGES, count_scripts, main_script, scripts_in
from cleaner.sentences import count_sentences, is_terminated
from cleaner.spans import tighten

PARAGRAPH = 250
"""From this length on, in code points, a finished text in another script is a paragraph of its own."""
SENTENCE = 60
"""The same for one of two such texts in a row."""
LONG_LINE = 200
BETWEEN = 40
"""How much of the body's script or of numbers, in code points, a text that is printed twice may end with."""
_WORD_BEFORE, _WORD_AFTER = expression(r"(?<=\s)\S+\s+$"), expression(r"^\s+\S+")
_NUMBERED = expression(r"\d{1,2}[.)]\s")
_OPENING, _CLOSING = "\"'“‘״(", "\"'”’״.!?"


def detect(view: View) -> Iterator[Finding]:
    """A line with a label; a whole line in another script; in long lines, runs of it between two statements."""
    yield from form_findings(view, "caption-labelled")
    line, script = view.line, view.profile.script
    if script is None:
        return
    if _NUMBERED.match(line.text) or (line.text[0] == "[" and line.text[-1] == "]"):
        return
    if _is_mixed_sentence(line.text, script):
        return
    if main_script(line.text) != script and not _mixes_statements(line.text, script):
        if not _is_paragraph(view) and count_sentences(line.text) < 4:
            # Where no capitals tell, a name alone may be what a link was cut at.
            lone = script in CASELESS and len(line.text.split()) == 1
            yield Finding(line.start, line.end, "caption", "caption-other-script", loose=lone)
    elif len(line.text) > LONG_LINE or _mixes_statements(line.text, script):
        done = line.start
        for start, end in _runs(view.source.text, line.start, line.end, script):
            start = _after_counter(view, start, end)
            if done <= start < end:
                start, done = _with_copies(view.source.text, start, end, line.start, line.end)
                yield from _judge(view, start, done)


def _is_paragraph(view: View) -> bool:
    """Whether a line is a long finished text, or one of two finished sentences in a row, both in other scripts."""
    text, at, lines = view.line.text, view.line.number, view.source.lines
    if not is_terminated(text) or len(text) <= SENTENCE:
        return False
    beside = [line.text for line in (*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2])]
    return len(text) > PARAGRAPH or any(
        len(other) > SENTENCE and other != text and is_terminated(other) and main_script(other) != view.profile.script
        for other in beside
    )


def _is_mixed_sentence(text: str, script: str) -> bool:
    """Whether a line is one sentence in both scripts: a quotation and who said it, names and what they did."""
    if len(text) > LONG_LINE or text[-1] != ".":
        return False
    scripts = count_scripts(text)
    return scripts[script] * 4 > sum(scripts.values())


def _after_counter(view: View, start: int, end: int) -> int:
    """Where a run begins once the words of a gallery counter are left out of it."""
    forms = view.book.rules["counter-gallery"].forms
    hit = next((hit for form in forms if (hit := form.pattern.match(view.source.text, start, end))), None)
    return tighten(view.source.text, hit.end(), end)[0] if hit else start


def _mixes_statements(text: str, script: str) -> bool:
    """Whether a line holds so much of both scripts that it must have lost line breaks."""
    if len(text) <= LONG_LINE:
        return False
    scripts = count_scripts(text)
    return scripts[script] > 0 and len(scripts) > 1 and count_sentences(text) > 2


def _runs(text: str, start: int, end: int, script: str) -> Iterator[tuple[int, int]]:
    """Stretches of words in other scripts; one word of `script` inside does not part them."""
    if others := frozenset(scripts_in(text[start:end])) - {script}:
        for hit in _foreign(script, others).finditer(text, start, end):
            yield _with_marks(text, *hit.span(), start, end)


@lru_cache(maxsize=1 << 5)
def _foreign(script: str, others: frozenset[str]) -> re.Pattern[str]:
    own = LATIN if script == "Latn" else RANGES[script]
    foreign = "".join(LATIN if name == "Latn" else RANGES[name] for name in sorted(others))
    return re.compile(rf"[{foreign}](?:[^{own}\n]*(?:[{own}][{own}\d]*[^{own}\n]*)?[{foreign}])*+")


def _with_marks(text: str, left: int, right: int, start: int, end: int) -> tuple[int, int]:
    while left > start and text[left - 1] in _OPENING[:-1]:
        left -= 1
    while right < end and text[right] in _CLOSING + ",)" and not text[right].isspace():
        right += 1
    return tighten(text, left, right)


def _with_copies(text: str, left: int, right: int, start: int, end: int) -> tuple[int, int]:
    """The span of all copies of a run that says itself again, with the words both copies begin or end with."""
    for first in _ends(_WORD_BEFORE, text[max(start, left - BETWEEN) : left], left, -1):
        for last in _ends(_WORD_AFTER, text[right : min(end, right + BETWEEN)], right, 1):
            if is_repeated(text[first:last]):
                return first, last
    run = text[left:right]
    again = text.find(run, right, min(end, right + len(run) + BETWEEN))
    if again < 0:
        return left, right
    between = text[right:again]
    tail, lead = between.rstrip(), between.lstrip()
    stop = again + len(run)
    if text.startswith(tail, stop, end):
        unit, stop = text[left:again], stop + len(tail)
    elif text[max(start, left - len(lead)) : left] == lead:
        left -= len(lead)
        unit = text[left:right] + between[: len(between) - len(lead)]
    else:
        return left, right
    while text.startswith(unit.strip(), following := _skip_blank(text, stop, end), end):
        stop = following + len(unit.strip())
    return left, stop


def _ends(word: re.Pattern[str], beside: str, at: int, way: int) -> list[int]:
    """`at`, and where it comes to lie when up to three words beside it are taken in."""
    found = [at]
    while len(found) < 4 and (hit := word.search(beside)):
        beside = beside[: hit.start()] if way < 0 else beside[hit.end() :]
        found.append(found[-1] + way * len(hit[0]))
    return found


def _skip_blank(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


def _judge(view: View, start: int, end: int) -> Iterator[Finding]:
    text = view.source.text
    run, after = text[start:end], text[end : view.line.end].lstrip(") ")
    doubled = is_repeated(run)
    enclosed = text[start - 1 : start] == "(" or (run[0] in _OPENING and run[-1] in _CLOSING and not doubled)
    cased = view.profile.script not in CASELESS
    opens = not after or after[0] in '("“' or (cased and after[0].isupper())
    if doubled or (opens and not enclosed):
        boundary = (doubled and len(run.split()) > 3) or (boundary_before(text, start) and len(run.split()) > 1)
        yield Finding(start, end, "caption", "caption-other-script-run", loose=not boundary)


def is_repeated(text: str) -> bool:
    """Whether `text` says the same words two or three times over."""
    words = text.split()
    parts = [(times, len(words) // times) for times in (2, 3) if len(words) >= times]
    return any(words == words[:size] * times for times, size in parts)


DETECTOR = Detector(detect, ("caption-labelled",), other_script=True)
