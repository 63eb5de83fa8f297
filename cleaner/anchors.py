"""Anchors: words of the rules, one of which stands in every text that a form fits, found in one pass over an article.

An anchor is looked for by its longest word, and that within the tokens between white space; what a
token holds is remembered.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from itertools import chain, filterfalse

from cleaner.memo import Memo
from cleaner.record import Struct
from cleaner.rules import Rulebook
from cleaner.source import Source, kept

MOST = 1 << 13
"""So many tokens are remembered."""
PART = 50
"""So many new tokens are looked through together."""
START = 4
"""By so many code points of its start a key is looked up, or by all that it has."""
REACH = 400
"""How far, in code points, a form may reach beyond the line that woke its detector."""


class _Key(Struct, frozen=True, eq=False):
    """The longest word of an anchor; it opens or closes a word where a space stands beside it in the anchor."""

    word: str
    anchor: str
    opens: bool
    closes: bool
    others: tuple[str, ...]
    """The other words of the anchor."""


class _Index:
    """Finds the keys of anchors in tokens; `spaced` are anchors of a sign and a space, which no token holds."""

    def __init__(self, anchors: Iterable[str]) -> None:
        by_start: dict[str, list[str]] = defaultdict(list)
        spaced: list[str] = []
        for anchor in anchors:
            word = max(anchor.split(), key=len) if " " in anchor else anchor
            if len(word) == 1 and anchor != word:
                spaced.append(anchor)
            else:
                by_start[word[:START]].append(anchor)
        self.spaced = tuple(spaced)
        # Of thousands of keys a text needs a few dozen.
        self._by_start = Memo(lambda start: [*map(_key, by_start[start])], MOST)
        self._starts = [frozenset(map(tuple, (s for s in by_start if len(s) == n))) for n in range(1, START + 1)]
        self._known = Memo(lambda token: self._keys(token, self._starts_in(token)), MOST)

    def keys_in(self, tokens: list[str]) -> list[_Key]:
        """The keys that some of the tokens hold."""
        known = self._known
        new = [*dict.fromkeys(filterfalse(known.__contains__, tokens))]
        for at in range(0, len(new), PART):
            part = new[at : at + PART]
            starts = self._starts_in(" ".join(part))
            for token in part:
                known.keep(token, self._keys(token, starts))
        return [*chain.from_iterable(map(known.__getitem__, tokens))]

    def _keys(self, token: str, starts: list[str]) -> tuple[_Key, ...]:
        held = [start for start in starts if start in token]
        return tuple([key for start in held for key in self._by_start[start] if _stands(key, token)]) if held else ()

    def _starts_in(self, text: str) -> list[str]:
        """The starts of keys in a text."""
        # `zip` makes one tuple for all that it yields, as long as nobody keeps it.
        rows = (zip(*(text[at:] for at in range(size)), strict=False) for size in range(1, START + 1))
        found = chain.from_iterable(map(frozenset.intersection, self._starts, rows))
        return sorted(map("".join, found))


@kept
def anchors_of(source: Source, book: Rulebook) -> dict[int, frozenset[str]]:
    """The anchors that may stand in a line, by the line's number; the words of one may be parted by a line's end."""
    text, index = source.text, _index(book)
    found: dict[int, frozenset[str]] = {}
    for line in source.lines:
        if keys := index.keys_in(line.text.split()):
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
    return _Index({anchor for rule in book.rules.values() for form in rule.forms for anchor in form.anchors})


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
