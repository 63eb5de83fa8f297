"""What a repair step finds in a line: edits, and damage it must leave as it is."""

from collections.abc import Iterable
from typing import NamedTuple

from cleaner.record import Kind, Span


class Edit(NamedTuple):
    """`after` for [start, end) of a line (code points); edits of one step are sorted and disjoint.

    `origins` says for each character of `after` where in [start, end) it stood (half-open, code
    points of the line); None: character for character where the lengths are equal, else each
    character stands for the whole of [start, end). So keep edits small: one for each character
    that several stood for. `flag` is a code of the rule files for repairs a person should see.
    """

    start: int
    end: int
    after: str
    kind: Kind
    flag: str | None = None
    origins: tuple[Span, ...] | None = None


class Doubt(NamedTuple):
    """Damage in [start, end) of a line that cannot be undone; `code` is a flag of the rule files."""

    start: int
    end: int
    code: str


def apply(text: str, edits: Iterable[Edit], start: int = 0, end: int | None = None) -> str:
    """`text`, or [start, end) of it, with the edits made that lie in it."""
    parts, at = [], start
    for edit in edits:
        parts += [text[at : edit.start], edit.after]
        at = edit.end
    return "".join((*parts, text[at:end]))
