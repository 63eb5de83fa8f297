"""What words cost in several tables at once, and read from either end.

Between its neighbours a letter costs the same in whatever word it stands. What it costs in each table is a field of
one number, so that a word costs a single sum.
"""

import sys
from collections.abc import Collection, Iterable, Iterator
from functools import cache, partial
from itertools import islice
from operator import add
from struct import Struct

from cleaner.expressions import expression
from cleaner.letters.tables import EDGE, TABLES, Table, table
from cleaner.memo import Memo

Costs = tuple[int, ...]
"""One for each table, in eighths of a bit."""
MOST, KEPT = 1 << 13, 1 << 15
"""So many words of a script are kept, and so many letters with their neighbours; then they are forgotten."""
BLOCKS = {"Hebr": 0x500, "Arab": 0x600}
"""Where the letters of scripts that run from right to left stand."""
_DIGRAPH = expression("[\u05f0-\u05f2]")
_DIGRAPHS = {0x5F0: "\u05d5\u05d5", 0x5F1: "\u05d5\u05d9", 0x5F2: "\u05d9\u05d9"}


class Letters(dict[str, int]):
    """What a letter costs in some tables, by itself and its neighbours; if `backwards`, also in a word read so."""

    def __init__(self, *tables: Table, backwards: bool = False) -> None:
        super().__init__()
        self._tables = tables
        self._backwards = backwards
        # No text is so long that what a word costs would not fit in 32 bits.
        self._fields = Struct(f"<{(1 + backwards) * sum(each.width for each in tables)}I")

    def costs(self, word: str) -> int:
        """What a word of small letters costs in each table; then, `backwards`, what it would cost from its end."""
        length, edged = len(word), f"{EDGE}{word}{EDGE}"
        windows = map(edged.__getitem__, map(slice, range(length), range(3, length + 3)))
        return sum(map(self.__getitem__, windows))

    def parted(self, total: int) -> Costs:
        """The fields of a sum."""
        return self._fields.unpack(total.to_bytes(self._fields.size, "little"))

    def columns(self, totals: Iterable[int]) -> list[Costs]:
        """Each field of several sums."""
        data = b"".join([total.to_bytes(self._fields.size, "little") for total in totals])
        return [*zip(*self._fields.iter_unpack(data), strict=True)]

    def __missing__(self, key: str) -> int:
        if len(self) >= KEPT:
            self.clear()
        fields = bytearray(self._fields.size)
        # An edge costs nothing.
        if key[1] != EDGE:
            fields[::4] = self._costs(key) + (self._costs(key[::-1]) if self._backwards else b"")
        value = self[key] = int.from_bytes(fields, "little")
        return value

    def _costs(self, key: str) -> bytes:
        """What the letter in the middle costs in each table."""
        letters = [*map(ord, key)]
        return b"".join([_between(each, *map(each.codes.__getitem__, letters)) for each in self._tables])


def _between(table: Table, before: int, letter: int, after: int) -> bytes:
    """What a letter costs between two others, or after the edge of a word (0), in each table of an alphabet."""
    _, size, width, start, cells = table
    at = start + width * ((before * size + letter) * size + after)
    found = cells[at : at + width]
    if before:
        return found
    # The first letter of a word is also what follows its edge.
    first = start + width * letter
    return bytes(map(add, found, cells[first : first + width]))


class Block(dict[int, int]):
    """The same for the 256 letters from `first` on: by three bytes of a row, in which a zero stands for an edge."""

    def __init__(self, letters: Letters, first: int = 0) -> None:
        super().__init__()
        self._letters, self._first = letters, first

    def together(self, row: bytes) -> Costs:
        """What a row of words costs."""
        return self._letters.parted(sum(self._steps(row)))

    def each(self, row: bytes, words: Iterable[str]) -> list[int]:
        """What words cost, each for itself, that stand in a row."""
        steps = self._steps(row)
        # An edge costs nothing.
        return [sum(islice(steps, len(word) + 1)) for word in words]

    def _steps(self, row: bytes) -> Iterator[int]:
        windows = bytearray(4 * (len(row) - 2))
        windows[0::4], windows[1::4], windows[2::4] = row[:-2], row[1:-1], row[2:]
        return map(self.__getitem__, memoryview(windows).cast("I"))

    def __missing__(self, key: int) -> int:
        window = key.to_bytes(4, sys.byteorder)[:3]
        value = self._letters["".join(chr(self._first + low) if low else EDGE for low in window)]
        if len(self) >= KEPT:
            self.clear()
        self[key] = value
        return value


@cache
def _letters(script: str) -> Letters:
    return Letters(*map(table, TABLES[script]), backwards=script in BLOCKS)


def _both_ways(word: str, script: str) -> int:
    folded, letters = _folded(word, script), _letters(script)
    if len(folded) == len(word) or script not in BLOCKS:
        return letters.costs(folded)
    # What folds to several letters turns as one.
    there, back = letters.costs(folded), letters.costs(_folded(word[::-1], script))
    width = 32 * len(TABLES[script])
    return there % (1 << width) + (back % (1 << width) << width)


def _folded(word: str, script: str) -> str:
    if script == "Hebr" and _DIGRAPH.search(word):
        return word.casefold().translate(_DIGRAPHS)
    return word.casefold()


@cache
def both_ways(script: str) -> Memo[int]:
    """What words of a script cost in each of its tables, case not counted: as they stand, and read backwards.

    Both are fields of one number: what words cost together is the sum (`parted`). In scripts that run from left to
    right nothing is stored backwards.
    """
    return Memo(partial(_both_ways, script=script), MOST)


def parted(total: int, script: str) -> tuple[Costs, Costs]:
    """What words cost in each table of their script, as they stand, and read backwards."""
    costs, half = _letters(script).parted(total), len(TABLES[script])
    return costs[:half], costs[half:]


@cache
def _block(script: str) -> Block:
    return Block(_letters(script), BLOCKS[script])


def meet(words: Collection[str], script: str) -> tuple[list[Costs], list[Costs]]:
    """What words cost of letters of its block, which have no cases: in each table as they stand, and read backwards.

    That of those that were never met is found out at once.
    """
    known, half = both_ways(script), len(TABLES[script])
    if new := known.unknown(words):
        row = "\0".join(("", *new, "")).encode("utf-16-le")[::2]
        known.keep(zip(new, _block(script).each(row, new), strict=True))
    columns = _letters(script).columns(map(known.__getitem__, words))
    return columns[:half], columns[half:]
