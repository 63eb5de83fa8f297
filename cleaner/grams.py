"""Grams: which of thousands of words can stand in a text, told by the letters that they begin with.

All stretches of four letters of a text are taken as numbers, those of two for shorter words: sets of numbers are
compared without a step of Python for each.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Literal

_NUMBERS: dict[int, Literal["Q", "I"]] = {4: "Q", 2: "I"}
"""Lengths of grams, in units of UTF-16, and the type of a number that holds so many."""
_LAST = "\uffff"
"""The last character that is one unit."""


class Grams:
    """Words by their grams; one shorter than `least`, or that begins with letters of two units, is always likely."""

    def __init__(self, words: Iterable[str], least: int = 2) -> None:
        self._always: list[str] = []
        starts: dict[int, dict[str, str]] = {size: {} for size in _NUMBERS if size >= least}
        longest = max(_NUMBERS)
        sizes = [max((size for size in starts if size <= length), default=0) for length in range(longest + 1)]
        for word in words:
            size = sizes[min(len(word), longest)]
            if size and (word.isascii() or max(word[:size]) <= _LAST):
                starts[size][word] = word[:size]
            else:
                self._always.append(word)
        self._words = {size: _by_gram(own, size) for size, own in starts.items()}
        self._grams = {size: frozenset(words) for size, words in self._words.items()}

    def likely(self, text: str) -> Iterator[str]:
        """The words that begin as something in a text does, and those that are always likely."""
        yield from self._always
        units = _units(text)
        for size, words in self._words.items():
            for gram in self._grams[size].intersection(chain.from_iterable(_grams(units, size))):
                yield from words[gram]


def _by_gram(starts: dict[str, str], size: int) -> dict[int, list[str]]:
    """Words by their first grams, which together are read as numbers at once."""
    found: dict[int, list[str]] = defaultdict(list)
    for gram, word in zip(next(_grams(_units("".join(starts.values())), size)), starts, strict=True):
        found[gram].append(word)
    return found


def _units(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")


def _grams(units: bytes, size: int) -> Iterator[list[int]]:
    """All stretches of so many units as numbers, those first that stand at a multiple of their length."""
    for at in range(0, 2 * size, 2):
        grams = memoryview(units)[at : at + (len(units) - at) // (2 * size) * 2 * size]
        yield grams.cast(_NUMBERS[size]).tolist()
