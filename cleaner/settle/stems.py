"""Words without their endings: by those that they share, lines tell that they speak of the same."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

from cleaner.words import LINE, words_in

STEM, LEAST = 5, 3
"""So many letters of a word are compared, as endings differ; of words with fewer than the least none."""


def stems(text: str) -> frozenset[str]:
    """The words of `text`, without their endings and in small letters."""
    return _stems_of_line(text) if len(text) <= LINE else _stems(text)


def _stems(text: str) -> frozenset[str]:
    return _stemmed(words_in(text))


_stems_of_line = lru_cache(maxsize=1 << 7)(_stems)


def stems_of(texts: Iterable[str]) -> frozenset[str]:
    """Those of several texts together."""
    return _stemmed({*chain.from_iterable(map(words_in, texts))})


def _stemmed(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(str.casefold, {word[:STEM] for word in words if len(word) >= LEAST}))
