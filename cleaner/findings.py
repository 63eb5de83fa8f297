"""What detectors say and what settle makes of it."""

from typing import NamedTuple


class Finding(NamedTuple):
    """A detector's claim: the span [start, end) has this role, says this rule."""

    start: int
    end: int
    role: str
    rule: str
    loose: bool = False
    """Holds only where it touches another finding: the text shows no boundary before it."""


class Piece(NamedTuple):
    """A stretch of the source on its way to a role; `role` is None while it is open."""

    start: int
    end: int
    line: int
    role: str | None = None
    rule: str = ""
    guess: bool = False
    """No mark in the text shows the role; it is flagged."""

    def settled(self, role: str, rule: str, guess: bool = False) -> "Piece":
        """This piece with a role."""
        return Piece(self.start, self.end, self.line, role, rule, guess)
