"""Anchors: words of the rules, one of which stands in every text that a form fits, found in one pass over an article.

An anchor is looked for by its longest word, and that within the tokens between white space; what a
token holds is remembered.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from itertools import accumulate, chain, compress, count
from typing import NamedTuple

from cleaner.keys import SHORT, Keys, key_of
from cleaner.memo import LONGEST, Memo
from cleaner.record import Struct
from cleaner.rules import WHOLE_LINE, Rulebook
from cleaner.source import Source, kept

MOST, KEPT = 1 << 14, 1 << 11
"""So many tokens are remembered, and so many keys kept."""


class _Key(Struct, frozen=True, eq=False):
    """The longest word of an anchor; it opens or closes a word where a space stands beside it in the anchor."""

    word: str
    anchor: str
    opens: bool
    closes: bool
    size: int
    """So many words the anchor has."""


class _Held(NamedTuple):
    """What a token holds: anchors of one word, and keys of those of several, which have `size` words at the most."""

    anchors: frozenset[str]
    parted: tuple[_Key, ...]
    size: int


class _Index:
    """Finds keys in tokens."""

    def __init__(self, keys: Keys, inside: frozenset[str]) -> None:
        self.spaced = keys.spaced
        self.inside = inside
        """Anchors that can stand in a long line."""
        # Of thousands of keys a text needs a few dozen.
        self._keys = Memo(lambda word: [*map(_key, keys.anchors(word))], KEPT)
        self._grams, self._small = keys.grams, keys.small
        self._plain: set[str] = set()
        self._holders: dict[str, _Held] = {}

    def holders(self, tokens: set[str]) -> dict[str, _Held]:
        """Those of the tokens that hold keys."""
        if len(self._plain) + len(self._holders) > MOST:
            self._plain, self._holders = set(), {}
        fresh = tokens - self._plain
        new = fresh.difference(self._holders)
        small = {*filter(str.islower, filter(str.isalpha, filter(str.isascii, new)))}
        # Most tokens are small letters, and can hold few of the short keys.
        found = self._found(small, SHORT, self._small) | self._found(new - small)
        known = {token: self._holders[token] for token in fresh - new}
        self._plain.update([token for token in new.difference(found) if len(token) <= LONGEST])
        self._holders.update([pair for pair in found.items() if len(pair[0]) <= LONGEST])
        return known | found

    def _found(self, tokens: Iterable[str], least: int = 2, also: Iterable[str] = ()) -> dict[str, _Held]:
        """Which of the tokens hold keys of a length, or `also` others."""
        found: dict[str, set[_Key]] = defaultdict(set)
        text = " ".join(("", *tokens, ""))
        for word in filter(text.__contains__, chain(also, self._grams.likely(text, least))):
            at = text.find(word)
            while at >= 0:
                start, end = text.rindex(" ", 0, at) + 1, text.index(" ", at)
                if held := [key for key in self._keys[word] if _stands(key, text, at, end)]:
                    found[text[start:end]].update(held)
                at = text.find(word, end)
        return {token: _held(keys) for token, keys in found.items()}


@kept
def anchors_of(source: Source, book: Rulebook) -> dict[int, frozenset[str]]:
    """The anchors that may stand in a line, by the line's number; the words of one may be parted by a line's end.

    In a line that is too long to be a form as a whole, only those of forms that can stand in it.
    """
    index, lines = _index(book), source.lines
    rows = [line.text.split() for line in lines]
    tokens = [*chain.from_iterable(rows)]
    holders = index.holders(set(tokens))
    found: dict[int, set[str]] = defaultdict(set)
    ends = [*accumulate(map(len, rows))]
    for at in compress(count(), map(holders.__contains__, tokens)):
        held = holders[tokens[at]]
        here = found[bisect_right(ends, at)]
        here |= held.anchors
        if held.parted:
            near = " ".join(tokens[max(0, at - held.size + 1) : at + held.size])
            here |= {key.anchor for key in held.parted if key.anchor.strip() in near}
    for anchor in index.spaced:
        for line in lines if anchor[0] in source.text and anchor in source.text else ():
            if anchor in line.text:
                found[line.number].add(anchor)
    return {
        number: index.inside.intersection(anchors) if _is_long(lines[number].text) else frozenset(anchors)
        for number, anchors in found.items()
    }


def _is_long(text: str) -> bool:
    # Of a byline the length counts without addresses.
    return len(text) > WHOLE_LINE and "@" not in text


@kept
def all_anchors(source: Source, book: Rulebook) -> frozenset[str]:
    """The anchors of all lines."""
    return frozenset().union(*anchors_of(source, book).values())


@cache
def _index(book: Rulebook) -> _Index:
    return _Index(book.keys, book.inside)


def _key(anchor: str) -> _Key:
    words = anchor.split()
    if words == [anchor]:
        return _Key(anchor, anchor, False, False, 1)
    longest = key_of(anchor)
    before, after = anchor.split(longest, 1)
    return _Key(longest, anchor, before != before.rstrip(), after != after.lstrip(), len(words))


def _held(keys: Iterable[_Key]) -> _Held:
    parted = tuple(key for key in keys if key.size > 1)
    size = max((key.size for key in parted), default=0)
    return _Held(frozenset(key.anchor for key in keys if key.size == 1), parted, size)


def _stands(key: _Key, text: str, at: int, stop: int) -> bool:
    """Whether a key, found at `at`, has no letter or digit on the side where its anchor has a space, before `stop`."""
    while at >= 0:
        end = at + len(key.word)
        if not (key.opens and text[at - 1].isalnum()) and not (key.closes and text[end].isalnum()):
            return True
        at = text.find(key.word, at + 1, stop)
    return False
