"""Keys: the longest word of each anchor, by which it is looked for."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec

from cleaner.grams import Grams, grams_of

SHORT = 4
"""Shorter keys have grams of their own."""


class Keys(msgspec.Struct, frozen=True, eq=False, array_like=True):
    """The keys of some anchors; `spaced` are those of a sign and a space, which no token holds."""

    spaced: tuple[str, ...]
    grams: Grams
    small: tuple[str, ...]
    """Short keys of nothing but small letters: few enough to be looked for one by one."""
    longer: Mapping[str, tuple[str, ...]]
    """The anchors of each key that does not stand for itself alone."""

    def anchors(self, key: str) -> tuple[str, ...]:
        """The anchors of a key."""
        return self.longer.get(key) or (key,)


def keys_of(anchors: Iterable[str]) -> Keys:
    """The keys of anchors."""
    spaced: list[str] = []
    by_key: dict[str, list[str]] = defaultdict(list)
    for anchor in anchors:
        key = key_of(anchor)
        if len(key) == 1 and anchor != key:
            spaced.append(anchor)
        else:
            by_key[key].append(anchor)
    return Keys(
        spaced=tuple(spaced),
        grams=grams_of(by_key),
        small=tuple(key for key in by_key if len(key) < SHORT and is_small(key)),
        longer={key: tuple(own) for key, own in by_key.items() if own != [key]},
    )


def key_of(anchor: str) -> str:
    """The longest word of an anchor."""
    return anchor if anchor.isprintable() and " " not in anchor else max(anchor.split(), key=len)


def is_small(word: str) -> bool:
    """Whether a word is nothing but small letters of ASCII."""
    return word.isascii() and word.isalpha() and word.islower()
