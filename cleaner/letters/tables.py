"""The letter statistics of languages: what a letter costs after two others."""

import os
import zlib
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
_CAPPED = bytes((*range(RAREST), *[RAREST] * (256 - RAREST)))
_FOLDER = os.path.dirname(__file__)


class Table(NamedTuple):
    """The letters that a table tells apart, and what each costs after two others."""

    codes: dict[int, str]
    size: int
    cells: bytes


@cache
def table(name: str) -> Table:
    """One table, read when it is first needed."""
    with open(os.path.join(_FOLDER, f"{name}.bin"), "rb") as file:
        alphabet, packed = file.read().split(b"\n", 1)
    letters = alphabet.decode("utf-8")
    size = len(letters) + 2
    cells = zlib.decompress(packed).translate(_CAPPED)
    return Table(_codes(letters), size, cells)


@cache
def _codes(letters: str) -> dict[int, str]:
    """The place of each letter in an alphabet; behind the last one that of all others."""
    other = chr(len(letters) + 1)
    return defaultdict(lambda: other, {ord(letter): chr(at) for at, letter in enumerate(letters, 1)})
