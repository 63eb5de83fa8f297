"""Anchors: the words of the rules one of which stands in every text that a form fits, found in one pass over an article.

An anchor is looked for by its longest word, and that within the tokens between white space; what a
token holds is remembered.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from itertools import chain
from typing import NamedTuple

from cleaner.memo import Memo
from cleaner.rules import Rulebook
from cleaner.source import Source, kept

MOST = 1 << 13
"""So many tokens are remembered."""


class _Index(NamedTuple):
    """Anchors by their longest word, their key; the keys in a token; and keys with a space, which no token holds."""

    by_key: dict[str, tuple[str, ...]]
    keys_in: Memo[tuple[str, ...]]
    spaced: tuple[str, ...]


@kept
def anchors_of(source: Source, book: Rulebook) -> dict[int, frozenset[str]]:
    """The anchors whose longest word stands in a line, by the line's number; all their words stand in the article."""
    text, index = source.text, _index(book)
    keys_in = index.keys_in.__getitem__
    found = {line.number: keys for line in source.lines if (keys := {*chain(*map(keys_in, line.text.split()))})}
    for key in index.spaced:
        for line in source.lines if key in text else ():
            if key in line.text:
                found.setdefault(line.number, set()).add(key)
    held = cache(lambda key: [anchor for anchor in index.by_key[key] if all(word in text for word in anchor.split())])
    # Most lines hold the same few.
    same = cache(lambda keys: frozenset(chain(*map(held, keys))))
    return {number: same(frozenset(keys)) for number, keys in found.items()}


@kept
def all_anchors(source: Source, book: Rulebook) -> frozenset[str]:
    """The anchors of all lines."""
    return frozenset().union(*anchors_of(source, book).values())


@cache
def _index(book: Rulebook) -> _Index:
    anchors = {anchor for rule in book.rules.values() for form in rule.forms for anchor in form.anchors}
    by_key: dict[str, list[str]] = defaultdict(list)
    for anchor in sorted(anchors):
        longest = max(anchor.split(), key=len)
        by_key[longest if len(longest) > 1 else anchor].append(anchor)
    return _Index(
        by_key={key: tuple(held) for key, held in by_key.items()},
        keys_in=Memo(_finder(key for key in by_key if key.split() == [key]), MOST),
        spaced=tuple(key for key in by_key if key.split() != [key]),
    )


def _finder(keys: Iterable[str]) -> Callable[[str], tuple[str, ...]]:
    """Tells which keys a token holds."""
    by_first: dict[str, list[str]] = defaultdict(list)
    for key in keys:
        by_first[key[0]].append(key)

    def find(token: str) -> tuple[str, ...]:
        starts = ((at, by_first[char]) for at, char in enumerate(token) if char in by_first)
        return tuple(key for at, held in starts for key in held if token.startswith(key, at))

    return find
