"""What detectors say and what settle makes of it."""

from typing import NamedTuple

from cleaner.record import Struct


class Finding(NamedTuple):
    """A detector's claim: the span [start, end) has this role, says this rule."""

    start: int
    end: int
    role: str
    rule: str
    loose: bool = False
    """Holds only where it touches another finding: the text shows no boundary before it."""


class Piece(Struct, frozen=True):
    """A stretch of the source, with its text, on its way to a role; `role` is None while it is open."""

    start: int
    end: int
    line: int
    text: str
    role: str | None = None
    rule: str = ""
    guess: bool = False
    """No mark in the text shows the role; it is flagged."""

    def settled(self, role: str, rule: str, guess: bool = False) -> "Piece":
        """This piece with a role."""
        return Piece(self.start, self.end, self.line, self.text, role, rule, guess)

    def part(self, source: str, start: int, end: int) -> "Piece":
        """This piece from `start` to `end` of the source instead."""
        return Piece(start, end, self.line, source[start:end], self.role, self.rule, self.guess)
