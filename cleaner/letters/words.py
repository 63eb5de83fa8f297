"""What words cost in several tables at once, and read from either end.

Between its neighbours a letter costs the same in whatever word it stands. What it costs in each table is a field of
one number, so that a word costs a single sum.
"""

from functools import cache, partial
from struct import Struct

from cleaner.letters.tables import TABLES, table
from cleaner.memo import Memo

Costs = tuple[int, ...]
"""One for each table, in eighths of a bit."""
EDGE = "\n"
"""What stands in place of a neighbour at either end of a word."""
FIELD = 32
"""Bits of a field: a word would have to be longer than any text to fill them."""
MOST, KEPT = 1 << 13, 1 << 15
"""So many words of a script are kept, and so many letters with their neighbours; then they are forgotten."""
_DIGRAPHS = {0x5F0: "\u05d5\u05d5", 0x5F1: "\u05d5\u05d9", 0x5F2: "\u05d9\u05d9"}


class Letters(dict[tuple[str, str, str], int]):
    """What a letter costs in some tables, by its neighbours; `backwards`, then also in words read backwards."""

    def __init__(self, names: tuple[str, ...], *, backwards: bool = False) -> None:
        super().__init__()
        self._tables = [table(name) for name in names]
        self._backwards, self._width = backwards, FIELD * len(names)
        self._fields = Struct(f"<{(1 + backwards) * len(names)}I")

    def costs(self, word: str) -> Costs:
        """What a word of small letters costs in each table; then, `backwards`, what it would cost from its end.

        Of several words, with EDGE between them, what they cost together.
        """
        total = sum(map(self.__getitem__, zip(EDGE + word, word, word[1:] + EDGE, strict=False)))
        return self._fields.unpack(total.to_bytes(self._fields.size, "little"))

    def __missing__(self, key: tuple[str, str, str]) -> int:
        there, back = 0, 0
        # Between words nothing stands.
        for codes, size, cells in reversed(self._tables) if key[1] != EDGE else ():
            left, middle, right = (0 if char == EDGE else ord(codes[ord(char)]) for char in key)
            # The first letter of a word is also what follows its edge.
            there = there << FIELD | cells[(left * size + middle) * size + right] + (0 if left else cells[middle])
            back = back << FIELD | cells[(right * size + middle) * size + left] + (0 if right else cells[middle])
        if len(self) >= KEPT:
            self.clear()
        value = self[key] = there | (back << self._width if self._backwards else 0)
        return value


@cache
def _letters(script: str) -> Letters:
    return Letters(TABLES[script], backwards=True)


def _both_ways(word: str, script: str) -> tuple[Costs, Costs]:
    folded, half = _folded(word, script), len(TABLES[script])
    costs = _letters(script).costs(folded)
    if len(folded) == len(word):
        return costs[:half], costs[half:]
    # What folds to several letters turns as one.
    return costs[:half], _letters(script).costs(_folded(word[::-1], script))[:half]


def _folded(word: str, script: str) -> str:
    return word.casefold().translate(_DIGRAPHS) if script == "Hebr" else word.casefold()


@cache
def both_ways(script: str) -> Memo[tuple[Costs, Costs]]:
    """What words of a script cost in each of its tables, case not counted: as they stand, and read backwards."""
    return Memo(partial(_both_ways, script=script), MOST)


def word_costs(word: str, script: str) -> Costs:
    """What one word costs in each table of its script, case not counted."""
    return both_ways(script)[word][0]
