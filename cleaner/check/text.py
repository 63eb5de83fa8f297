"""The problems of one text."""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from cleaner.check.codes import DAMAGE, LEAKED
from cleaner.decoding import decode, whole
from cleaner.flow import clean
from cleaner.mend import Repair, repair
from cleaner.readers import looks_like_html
from cleaner.record import Change, Flag, Span
from cleaner.source import MARK
from cleaner.spans import fold

SHOWN = 50
"""So many code points of a text are shown in a message."""


class Problem(NamedTuple):
    """Line and column count from 1, columns in code points; `code` is one that `cleaner rules` explains."""

    line: int
    column: int
    code: str
    message: str


class _Found(NamedTuple):
    span: Span
    code: str
    message: str


def check(
    data: str | bytes, *, site: str | None = None, encoding: str | None = None, declared: str | None = None
) -> tuple[Problem, ...]:
    """The problems of a text, sorted; none of an article that is clean, and none of nothing.

    `encoding` overrides what bytes say of themselves, `declared` counts where they do not contradict it.

    Raises DecodeError for bytes that are no text, ValueError for an HTML page and an unknown site or encoding.

    >>> [problem] = check("The ferry sailed at seven.\\n(Photo: Dana Levi)")
    >>> problem.line, problem.column, problem.code, problem.message
    (2, 1, 'credit-bracketed', 'credit in the text: "(Photo: Dana Levi)"')
    """
    if looks_like_html(data):
        raise ValueError("it is an HTML page; its text: cleaner clean -f html -t source PAGE | cleaner check")
    text, found = _read(data, encoding, declared)
    if text and not text.isspace():
        repaired = repair(text)
        found += [*_damage(text, repaired, found), *_repairs(repaired), *_leaks(text, site)]
    # A line ends where git, GitHub and SARIF end it; a byte order mark takes no column.
    starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    marked = text.startswith(MARK)

    def problem(one: _Found) -> Problem:
        line = bisect_right(starts, one.span[0])
        column = one.span[0] - starts[line - 1] + (line > 1 or not marked)
        return Problem(line, max(1, column), one.code, one.message)

    return tuple(sorted(set(map(problem, found))))


def excerpt(text: str) -> str:
    """`text` in quotes, shortened, on one line, what cannot be seen as escapes.

    >>> excerpt("old\\n\\u202epier")
    '"old \\\\u202epier"'
    """
    # Folding a whole book for fifty characters would be a waste.
    shown = fold(text[: 8 * SHOWN]) or text[:SHOWN]
    cut = shown[:SHOWN] + "…" if len(shown) > SHOWN else shown
    return '"' + "".join(char if char.isprintable() else ascii(char)[1:-1] for char in cut) + '"'


def _read(data: str | bytes, encoding: str | None, declared: str | None) -> tuple[str, list[_Found]]:
    """The text, and what getting at it brought to light."""
    if isinstance(data, str):
        text, flags = whole(data)
        return text, [_flagged(text, flag) for flag in flags]
    decoded = decode(data, declared, encoding=encoding)
    text = decoded.text
    found = [_flagged(text, flag) for flag in decoded.flags if flag.code in DAMAGE]
    guesses = [flag for flag in decoded.flags if flag.code == "guessed-encoding"]
    found += [_Found(flag.span, "encoding", f"{flag.message}, not as UTF-8") for flag in guesses]
    if not guesses and decoded.encoding != "utf-8" and text.encode("utf-8") != data:
        found.append(_Found((0, len(text)), "encoding", f"it is {decoded.encoding}, not UTF-8"))
    return text, found


def _flagged(text: str, flag: Flag) -> _Found:
    return _Found(flag.span, flag.code, f"{excerpt(text[slice(*flag.span)])} {DAMAGE[flag.code]}")


def _damage(text: str, repaired: Repair, known: list[_Found]) -> list[_Found]:
    """What repair flagged, but for what decoding has told."""
    told = {one.span for one in known}
    return [_flagged(text, flag) for flag in repaired.flags if flag.code in DAMAGE and flag.span not in told]


def _repairs(repaired: Repair) -> Iterator[_Found]:
    """The changes, but for controls inside a stretch that is flagged as hostile."""
    hostile = [flag.span for flag in repaired.flags if flag.code == "hostile-control"]
    for change in repaired.changes:
        at = bisect_right(hostile, (change.span[0], len(repaired.text) + change.span[1])) - 1
        if change.kind != "control" or at < 0 or hostile[at][1] < change.span[1]:
            yield _Found(change.span, change.kind, _said(change))


def _said(change: Change) -> str:
    if change.kind == "control":
        return f"{excerpt(change.before)} does nothing here"
    # Decomposed and shaped letters look like those that should stand there.
    before = f'"{ascii(change.before[:SHOWN])[1:-1]}"' if change.kind == "normal-form" else excerpt(change.before)
    return f"{before} should read {excerpt(change.after)}"


def _leaks(text: str, site: str | None) -> Iterator[_Found]:
    for leaked in clean(text, format="text", site=site).texts():
        if leaked.role in LEAKED:
            for span in leaked.spans:
                yield _Found(span, leaked.rule, f"{leaked.role} in the text: {excerpt(text[slice(*span)])}")
