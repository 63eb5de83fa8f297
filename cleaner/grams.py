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
    words: Mapping[int, Mapping[int, tuple[str, ...]]]
    """By the length of a gram, words by those that they begin with."""

    @cached_property
    def _grams(self) -> Mapping[int, frozenset[int]]:
        return {size: frozenset(words) for size, words in self.words.items()}

    @property
    def all_words(self) -> frozenset[str]:
        """All that it holds."""
        return frozenset(self.always).union(*chain.from_iterable(words.values() for words in self.words.values()))

    def likely(self, text: str, least: int = 2) -> Iterator[str]:
        """The words that begin as something in a text does, but for those shorter than `least`; and all of `always`."""
        yield from self.always
        units = _units(text)
        for size, words in self.words.items():
            if size >= least:
                for gram in self._grams[size].intersection(chain.from_iterable(_grams(units, size))):
                    yield from words[gram]


def grams_of(words: Iterable[str]) -> Grams:
    """The grams of words."""
    always: list[str] = []
    starts: dict[int, dict[str, str]] = {size: {} for size in _NUMBERS}
    for word in words:
        size = next((size for size in _NUMBERS if size <= len(word)), 0)
        if size and max(word[:size]) <= _LAST:
            starts[size][word] = word[:size]
        else:
            always.append(word)
    return Grams(tuple(always), {size: _by_gram(own, size) for size, own in starts.items()})


def _by_gram(starts: dict[str, str], size: int) -> dict[int, tuple[str, ...]]:
    """Words by their first grams, which together are read as numbers at once."""
    found: dict[int, list[str]] = defaultdict(list)
    for gram, word in zip(next(_grams(_units("".join(starts.values())), size)), starts, strict=True):
        found[gram].append(word)
    return {gram: tuple(words) for gram, words in found.items()}


def _units(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")


def _grams(units: bytes, size: int) -> Iterator[list[int]]:
    """All stretches of so many units as numbers, those first that stand at a multiple of their length."""
    for at in range(0, 2 * size, 2):
        grams = memoryview(units)[at : at + (len(units) - at) // (2 * size) * 2 * size]
        yield grams.cast(_NUMBERS[size]).tolist()
