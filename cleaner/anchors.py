"""Anchors: words of the rules, one of which stands in every text that a form fits, found in one pass over an article.

An anchor is looked for by its longest word, and that within the tokens between white space; what a
token holds is remembered.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import NamedTuple

from cleaner.memo import Memo
from cleaner.rules import Rulebook
from cleaner.source import Source, kept

MOST = 1 << 13
"""So many tokens are remembered."""


START = 4
"""By so many code points of its start a key is looked up, or by all that it has."""
REACH = 400
"""How far, in code points, a form may reach beyond the line that woke its detector."""


@dataclass(frozen=True, eq=False, slots=True)
class _Key:
    """The longest word of an anchor; it opens or closes a word where a space stands beside it in the anchor."""

    word: str
    anchor: str
    opens: bool
    closes: bool
    others: tuple[str, ...]
    """The other words of the anchor."""


class _Index(NamedTuple):
    """The keys that each token holds; and anchors of a sign and a space, which no token holds."""

    keys_in: Memo[tuple[_Key, ...]]
    spaced: tuple[str, ...]


@kept
def anchors_of(source: Source, book: Rulebook) -> dict[int, frozenset[str]]:
    """The anchors that may stand in a line, by the line's number; the words of one may be parted by a line's end."""
    text, index = source.text, _index(book)
    keys_in = index.keys_in.__getitem__
    found: dict[int, frozenset[str]] = {}
    for line in source.lines:
        if keys := [*chain.from_iterable(map(keys_in, line.text.split()))]:
            held = {key.anchor for key in keys if not key.others}
            if len(held) < len(keys) and (parted := {key for key in keys if key.others}):
                near = text[max(0, line.start - REACH) : line.end + REACH]
                held.update(key.anchor for key in parted if all(word in near for word in key.others))
            found[line.number] = frozenset(held)
    for anchor in index.spaced:
        for line in source.lines if anchor in text else ():
            if anchor in line.text:
                found[line.number] = found.get(line.number, frozenset()) | {anchor}
    return found


@kept
def all_anchors(source: Source, book: Rulebook) -> frozenset[str]:
    """The anchors of all lines."""
    return frozenset().union(*anchors_of(source, book).values())


@cache
def _index(book: Rulebook) -> _Index:
    anchors = {anchor for rule in book.rules.values() for form in rule.forms for anchor in form.anchors}
    spaced = {anchor for anchor in anchors if anchor.split() != [anchor] and max(map(len, anchor.split())) == 1}
    return _Index(Memo(_finder(map(_key, sorted(anchors - spaced))), MOST), tuple(sorted(spaced)))


def _key(anchor: str) -> _Key:
    words = anchor.split()
    if words == [anchor]:
        return _Key(anchor, anchor, False, False, ())
    longest = max(words, key=len)
    before, after = anchor.split(longest, 1)
    words.remove(longest)
    return _Key(longest, anchor, before != before.rstrip(), after != after.lstrip(), tuple(words))


def _stands(key: _Key, token: str) -> bool:
    """Whether a token holds a key, with no letter or digit on the side where its anchor has a space."""
    at = token.find(key.word)
    while at >= 0:
        end = at + len(key.word)
        opens, closes = not token[max(0, at - 1) : at].isalnum(), not token[end : end + 1].isalnum()
        if (opens or not key.opens) and (closes or not key.closes):
            return True
        at = token.find(key.word, at + 1)
    return False


def _finder(keys: Iterable[_Key]) -> Callable[[str], tuple[_Key, ...]]:
    """Tells which keys a token holds."""
    by_start: dict[str, list[_Key]] = defaultdict(list)
    for key in keys:
        by_start[key.word[:START]].append(key)
    sizes = range(1, START + 1)
    rows = {size: frozenset(tuple(start) for start in by_start if len(start) == size) for size in sizes}

    def find(token: str) -> tuple[_Key, ...]:
        found: list[_Key] = []
        for size in sizes:
            # `zip` makes one tuple for all that it yields, as long as nobody keeps it.
            if not rows[size].isdisjoint(zip(*(token[at:] for at in range(size)), strict=False)):
                starts = sorted({token[at : at + size] for at in range(len(token) - size + 1)} & by_start.keys())
                found += [key for start in starts for key in by_start[start] if _stands(key, token)]
        return tuple(found)

    return find
