"""Grams: which of thousands of words can stand in a text, told by the letters that they begin with.

All stretches of four letters of a text are taken as numbers, those of two for shorter words: sets of numbers are
compared without a step of Python for each.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain
from typing import Literal

import msgspec

_NUMBERS: dict[int, Literal["Q", "I"]] = {4: "Q", 2: "I"}
"""Lengths of grams, in units of UTF-16, and the type of a number that holds so many."""
_LAST = "\uffff"
"""The last character that is one unit."""


class Grams(msgspec.Struct, frozen=True, eq=False, array_like=True, dict=True):
    """Words by their grams; one that begins with letters of two units is always likely."""

    always: tuple[str, ...]
    heads: Mapping[int, str]
    """By the length of a gram, all that words begin with, side by side."""
    words: Mapping[int, str]
    """The words that begin with each of them in a line: one text is sooner read than thousands."""

    @cached_property
    def _by_gram(self) -> Mapping[int, Mapping[int, str]]:
        return {
            size: dict(zip(next(_grams(_units(heads), size)), self.words[size].split("\n"), strict=True))
            for size, heads in self.heads.items()
        }

    @cached_property
    def _known(self) -> Mapping[int, frozenset[int]]:
        return {size: frozenset(words) for size, words in self._by_gram.items()}

    def likely(self, text: str, least: int = 2) -> Iterator[str]:
        """The words that begin as something in a text does, but for those shorter than `least`; and all of `always`."""
        yield from self.always
        units = _units(text)
        for size, words in self._by_gram.items():
            if size >= least:
                for gram in self._known[size].intersection(chain.from_iterable(_grams(units, size))):
                    yield from words[gram].split()


def grams_of(words: Iterable[str]) -> Grams:
    """The grams of words, in which no white space stands."""
    always: list[str] = []
    starts: dict[int, dict[str, list[str]]] = {size: defaultdict(list) for size in _NUMBERS}
    for word in words:
        size = next((size for size in _NUMBERS if size <= len(word)), 0)
        if size and max(word[:size]) <= _LAST:
            starts[size][word[:size]].append(word)
        else:
            always.append(word)
    heads = {size: "".join(own) for size, own in starts.items() if own}
    return Grams(tuple(always), heads, {size: "\n".join(map(" ".join, starts[size].values())) for size in heads})


def _units(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")


def _grams(units: bytes, size: int) -> Iterator[list[int]]:
    """All stretches of so many units as numbers, those first that stand at a multiple of their length."""
    for at in range(0, 2 * size, 2):
        grams = memoryview(units)[at : at + (len(units) - at) // (2 * size) * 2 * size]
        yield grams.cast(_NUMBERS[size]).tolist()
