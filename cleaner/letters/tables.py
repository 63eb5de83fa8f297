"""The letter statistics of languages: what a letter costs after two others."""

import os
from collections import defaultdict
from functools import cache
from typing import NamedTuple

TABLES = {
    "Hebr": ("he",),
    "Arab": ("ar", "fa", "ur"),
    "Cyrl": ("ru", "uk", "bg", "mk"),
    "Grek": ("el",),
    "Latn": ("latin",),
}
UNIT = 8
"""Costs are counted in eighths of a bit, as the tables hold them."""
RAREST = 12 * UNIT
"""No letter costs more, so that a language without a table does not look like damage."""
EDGE = "\n"
"""What stands in place of a neighbour at either end of a word."""
_CAPPED = bytes((*range(RAREST), *[RAREST] * (256 - RAREST)))
_FOLDER = os.path.dirname(__file__)


class Table(NamedTuple):
    """The letters that tables of one alphabet tell apart, and what each costs after two others in each of them.

    From `start` on `cells` hold `width` costs, one for each table, by the place of the letters.
    """

    codes: dict[int, int]
    size: int
    width: int
    start: int
    cells: bytes


@cache
def table(*names: str) -> Table:
    """Tables of one alphabet, read when they are first needed."""
    path = plain_path(*names)
    if os.path.exists(path):
        with open(path, "rb", buffering=0) as file:
            cells = file.read()
    else:
        cells = plain(*names)
    start = cells.index(b"\n") + 1
    letters = cells[: start - 1].decode("utf-8")
    return Table(_codes(letters), len(letters) + 2, len(names), start, cells)


def plain_path(*names: str) -> str:
    """Where the build of a package puts tables as they are read soonest."""
    return os.path.join(_FOLDER, f"{'-'.join(names)}.plain")


def plain(*names: str) -> bytes:
    """Tables of one alphabet as they are read soonest: its letters in a line, then their cells, none above `RAREST`."""
    parts = [_read(name) for name in names]
    letters, first = parts[0]
    cells = bytearray(len(names) * len(first))
    for at, (_, own) in enumerate(parts):
        cells[at :: len(names)] = own
    return letters + b"\n" + cells.translate(_CAPPED)


def _read(name: str) -> list[bytes]:
    import zlib

    with open(os.path.join(_FOLDER, f"{name}.bin"), "rb") as file:
        letters, packed = file.read().split(b"\n", 1)
    return [letters, zlib.decompress(packed)]


@cache
def _codes(letters: str) -> dict[int, int]:
    """The place of each letter in an alphabet, behind the last one that of all others; 0 for the edge of a word."""
    other = len(letters) + 1
    return defaultdict(lambda: other, {ord(letter): at for at, letter in enumerate(EDGE + letters)})
