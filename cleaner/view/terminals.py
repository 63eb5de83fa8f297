"""Whether a terminal puts right-to-left text into visual order by itself, by the names it gives itself.

No terminal can be asked that; but each sets variables of its environment. What is known of which is in
`terminals.toml`, with the source of each claim.
"""

from collections.abc import Mapping
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import NamedTuple


class Terminal(NamedTuple):
    """A terminal, and by what it is known: a variable, a glob for its value, and the least number it may be."""

    name: str
    variable: str
    value: str
    reorders: bool
    reason: str
    example: str
    least: int = 0

    def met(self, environment: Mapping[str, str]) -> bool:
        """Whether these variables are set as this terminal sets them."""
        said = environment.get(self.variable, "")
        number = int(said) if said.isascii() and said.isdigit() else 0
        return bool(said) and fnmatchcase(said, self.value) and number >= self.least


@cache
def terminals() -> tuple[Terminal, ...]:
    """All that are known, in the order in which they are looked for."""
    import rtoml

    table = rtoml.loads((Path(__file__).parent / "terminals.toml").read_text("utf-8"))
    return tuple(Terminal(**entry) for entry in table["terminal"])


def reorders(environment: Mapping[str, str]) -> bool:
    """Whether the terminal that set these variables reorders by itself; one that is not known does not, as most."""
    return next((terminal.reorders for terminal in terminals() if terminal.met(environment)), False)
