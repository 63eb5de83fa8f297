"""The decoded source of one article, and its lines."""

from collections.abc import Callable, Iterator
from functools import cached_property, wraps
from typing import Any, ParamSpec, TypeVar, cast

from cleaner.expressions import expression
from cleaner.marks import NO_FACTS, OPEN, Facts, Mark
from cleaner.record import Flag, Struct

# A form feed or tab is white space inside a line; only these end one.
MARK = "\ufeff"
LINE_END = expression("\r\n|[\n\r\x85\u2028\u2029]")
_RARE_ENDS = "\r\x85\u2028\u2029"


_Asked = ParamSpec("_Asked")
_Value = TypeVar("_Value")


class Line(Struct, frozen=True):
    """One line that is not blank, without white space at its ends."""

    number: int
    start: int
    end: int
    text: str
    set_apart: bool
    """A blank line stands directly above it."""
    row: int
    """Its number among all lines, blank ones too."""


class Source(Struct, frozen=True, eq=False, dict=True):
    """An article as decoded: `text` is what every span counts in; `size` is in bytes."""

    text: str
    name: str
    size: int
    sha256: str
    encoding: str
    flags: tuple[Flag, ...] = ()
    """What decoding it left to look at."""
    format: str = "text"
    marks: tuple[Mark, ...] = ()
    """What markup says of each line, blank ones too; nothing of plain text."""
    facts: Facts = NO_FACTS

    def mark(self, line: Line) -> Mark:
        """What the markup says of a line."""
        return self.marks[line.row] if line.row < len(self.marks) else OPEN

    @cached_property
    def found(self) -> dict[Any, Any]:
        """What functions that are `kept` have found of it, and of no other text that takes its place."""
        return {}

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines that are not blank, in order."""
        return tuple(self._split())

    def _split(self) -> Iterator[Line]:
        number, blank = 0, False
        marked = MARK in self.text
        for row, (at, held) in enumerate(_rows(self.text)):
            text = held.strip()
            start = at if text == held else at + held.find(text)
            # A byte order mark stands before the first words, not among them.
            while marked and len(text) > 1 and text[0] == MARK:
                bare = text[1:].lstrip()
                start, text = start + len(text) - len(bare), bare
            if not text:
                blank = True
                continue
            yield Line(number, start, start + len(text), text, blank, row)
            number, blank = number + 1, False


def _rows(text: str) -> Iterator[tuple[int, str]]:
    """All lines, blank ones too, without what ends them, and where each starts."""
    at = 0
    if any(end in text for end in _RARE_ENDS):
        for found in LINE_END.finditer(text):
            yield at, text[at : found.start()]
            at = found.end()
        yield at, text[at:]
        return
    for row in text.split("\n"):
        yield at, row
        at += len(row) + 1


def kept(function: Callable[_Asked, _Value]) -> Callable[_Asked, _Value]:
    """A pure function of a source, its first argument, asked once: what it finds lives as long as the source."""

    @wraps(function)
    def ask(*asked: _Asked.args, **named: _Asked.kwargs) -> _Value:
        source, *rest = asked
        found, key = cast(Source, source).found, (function, *rest, *named.items())
        if key not in found:
            found[key] = function(*asked, **named)
        return cast(_Value, found[key])

    return ask
