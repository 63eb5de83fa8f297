"""What words cost in several tables at once, and read from either end.

Between its neighbours a letter costs the same in whatever word it stands. What it costs in each table is a field of
one number, so that a word costs a single sum.
"""

from collections.abc import Collection, Iterator
from functools import cache, partial
from itertools import accumulate
from struct import Struct

from cleaner.expressions import expression
from cleaner.letters.tables import TABLES, table
from cleaner.memo import Memo

Costs = tuple[int, ...]
"""One for each table, in eighths of a bit."""
EDGE = "\n"
"""What stands in place of a neighbour at either end of a word."""
MOST, KEPT = 1 << 13, 1 << 15
"""So many words of a script are kept, and so many letters with their neighbours; then they are forgotten."""
_DIGRAPH = expression("[\u05f0-\u05f2]")
_DIGRAPHS = {0x5F0: "\u05d5\u05d5", 0x5F1: "\u05d5\u05d9", 0x5F2: "\u05d9\u05d9"}


class Letters(dict[str, int]):
    """What a letter costs in some tables, by itself and its neighbours; if `backwards`, also in a word read so."""

    def __init__(self, names: tuple[str, ...], *, backwards: bool = False) -> None:
        super().__init__()
        self._tables = [table(name) for name in names]
        self._backwards = backwards
        # No text is so long that what a word costs would not fit in 32 bits.
        self._fields = Struct(f"<{(1 + backwards) * len(names)}I")

    def costs(self, word: str) -> Costs:
        """What a word of small letters costs in each table; then, `backwards`, what it would cost from its end.

        Of several words, with EDGE between them, what they cost together.
        """
        return self._unpacked(sum(self._steps(f"{EDGE}{word}{EDGE}", len(word))))

    def all_costs(self, words: Collection[str]) -> Iterator[Costs]:
        """The same for many words."""
        text = f"{EDGE}{EDGE.join(words)}{EDGE}"
        sums = [0, *accumulate(self._steps(text, len(text) - 2))]
        end = -1
        for word in words:
            start, end = end + 1, end + 1 + len(word)
            yield self._unpacked(sums[end] - sums[start])

    def _steps(self, text: str, length: int) -> Iterator[int]:
        """What so many characters of a text cost, from the second one on."""
        windows = map(slice, range(length), range(3, length + 3))
        return map(self.__getitem__, map(text.__getitem__, windows))

    def _unpacked(self, total: int) -> Costs:
        return self._fields.unpack(total.to_bytes(self._fields.size, "little"))

    def __missing__(self, key: str) -> int:
        if len(self) >= KEPT:
            self.clear()
        # An edge costs nothing.
        fields = b"" if key[1] == EDGE else self._fields.pack(*self._costs(key))
        value = self[key] = int.from_bytes(fields, "little")
        return value

    def _costs(self, key: str) -> list[int]:
        """What the letter in the middle costs in each table; then, `backwards`, what it costs from the other end."""
        there, back = list[int](), list[int]()
        of, left, middle, right, at, turned = dict[int, str](), 0, 0, 0, 0, 0
        for codes, size, cells in self._tables:
            if codes is not of:
                of = codes
                left, middle, right = (0 if char == EDGE else ord(codes[ord(char)]) for char in key)
                at, turned = (left * size + middle) * size + right, (right * size + middle) * size + left
            # The first letter of a word is also what follows its edge.
            there.append(cells[at] + (0 if left else cells[middle]))
            back.append(cells[turned] + (0 if right else cells[middle]))
        return there + back if self._backwards else there


@cache
def _letters(script: str) -> Letters:
    return Letters(TABLES[script], backwards=True)


def _both_ways(word: str, script: str) -> Costs:
    folded, half = _folded(word, script), len(TABLES[script])
    costs = _letters(script).costs(folded)
    if len(folded) == len(word):
        return costs
    # What folds to several letters turns as one.
    return costs[:half] + _letters(script).costs(_folded(word[::-1], script))[:half]


def _folded(word: str, script: str) -> str:
    if script == "Hebr" and _DIGRAPH.search(word):
        return word.casefold().translate(_DIGRAPHS)
    return word.casefold()


@cache
def _known(script: str) -> Memo[Costs]:
    return Memo(partial(_both_ways, script=script), MOST)


def both_ways(word: str, script: str) -> tuple[Costs, Costs]:
    """What a word costs in each table of its script, case not counted: as it stands, and read backwards."""
    costs, half = _known(script)[word], len(TABLES[script])
    return costs[:half], costs[half:]


def meet(words: Collection[str], script: str) -> None:
    """Finds out at once what words that were never met cost; none of their letters may have two cases, or be two."""
    known = _known(script)
    new = known.unknown(words)
    for word, costs in zip(new, _letters(script).all_costs(new), strict=True):
        known.keep(word, costs)


def word_costs(word: str, script: str) -> Costs:
    """What one word costs in each table of its script, case not counted."""
    return _known(script)[word][: len(TABLES[script])]
