"""Anchors: words of the rules, one of which stands in every text that a form fits, found in one pass over an article.

An anchor is looked for by its longest word, and that within the tokens between white space; what a
token holds is remembered.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import chain, filterfalse
from typing import NamedTuple

from cleaner.keys import SHORT, Keys, is_small, key_of
from cleaner.memo import LONGEST, Memo
from cleaner.record import Struct
from cleaner.rules import WHOLE_LINE, Rulebook
from cleaner.source import Line, Source, kept

MOST, KEPT = 1 << 14, 1 << 11
"""So many tokens are remembered, and so many keys kept."""
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


class _Held(NamedTuple):
    """What a token holds: anchors of one word, and keys of those of several."""

    anchors: frozenset[str]
    parted: tuple[_Key, ...]


class _Index:
    """Finds keys in tokens."""

    def __init__(self, keys: Keys) -> None:
        self.spaced = keys.spaced
        # Of thousands of keys a text needs a few dozen.
        self._keys = Memo(lambda word: [*map(_key, keys.anchors(word))], KEPT)
        self._grams, self._small = keys.grams, keys.small
        self._plain: set[str] = set()
        self._holders: dict[str, _Held] = {}

    def holders(self, tokens: set[str]) -> dict[str, _Held]:
        """Which of the tokens hold keys; others that do may be among them."""
        if len(self._plain) + len(self._holders) > MOST:
            self._plain, self._holders = set(), {}
        plain, known = self._plain, self._holders
        new = tokens - plain - known.keys()
        small = {*filter(is_small, new)}
        ascii_, others = filter(str.isascii, new - small), filterfalse(str.isascii, new - small)
        # Most tokens are small letters, and can hold few of the short keys.
        found = self._found(small, small=True) | self._found(ascii_) | self._found(others)
        plain.update(token for token in new - found.keys() if len(token) <= LONGEST)
        known.update((token, held) for token, held in found.items() if len(token) <= LONGEST)
        return known | found if len(max(found, key=len, default="")) > LONGEST else known

    def _found(self, tokens: Iterable[str], *, small: bool = False) -> dict[str, _Held]:
        found: dict[str, set[_Key]] = defaultdict(set)
        text = " ".join(("", *tokens, ""))
        likely = chain(self._small, self._grams.likely(text, SHORT)) if small else self._grams.likely(text)
        for word in likely:
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
    rows = [(line, line.text.split()) for line in source.lines]
    long = [row for row in rows if _is_long(row[0].text)]
    short = [row for row in rows if not _is_long(row[0].text)]
    # White space may part the words of an anchor: to fold the whole text takes less time than what is near each line.
    said = cache(lambda: " ".join(chain.from_iterable(tokens for _, tokens in rows)))
    stands = cache(lambda key: key.anchor.strip() in said())
    found = _anchored(source.text, short, _index(book), stands)
    return found | _anchored(source.text, long, _index_inside(book), stands)


def _is_long(text: str) -> bool:
    # Of a byline the length counts without addresses.
    return len(text) > WHOLE_LINE and "@" not in text


def _anchored(
    text: str, rows: Sequence[tuple[Line, list[str]]], index: _Index, stands: Callable[[_Key], bool]
) -> dict[int, frozenset[str]]:
    """The anchors of lines, given with their tokens; `stands` tells whether that of a key is anywhere in the text."""
    found: dict[int, frozenset[str]] = {}
    holders = index.holders(set(chain.from_iterable(tokens for _, tokens in rows)))
    for line, tokens in rows:
        if held := [*map(holders.__getitem__, filter(holders.__contains__, tokens))]:
            also: list[str] = []
            if parted := {key for each in held if each.parted for key in each.parted}:
                near = text[max(0, line.start - REACH) : line.end + REACH]
                also = [key.anchor for key in parted if all(map(near.__contains__, key.others)) and stands(key)]
            found[line.number] = held[0].anchors.union(also, *[each.anchors for each in held[1:]])
    for anchor in index.spaced:
        for line, _ in rows if anchor[0] in text and anchor in text else ():
            if anchor in line.text:
                found[line.number] = found.get(line.number, frozenset()) | {anchor}
    return found


@kept
def all_anchors(source: Source, book: Rulebook) -> frozenset[str]:
    """The anchors of all lines."""
    return frozenset().union(*anchors_of(source, book).values())


@cache
def _index(book: Rulebook) -> _Index:
    return _Index(book.keys)


@cache
def _index_inside(book: Rulebook) -> _Index:
    return _Index(book.keys_inside)


def _key(anchor: str) -> _Key:
    words = anchor.split()
    if words == [anchor]:
        return _Key(anchor, anchor, False, False, ())
    longest = key_of(anchor)
    before, after = anchor.split(longest, 1)
    words.remove(longest)
    return _Key(longest, anchor, before != before.rstrip(), after != after.lstrip(), tuple(words))


def _held(keys: Iterable[_Key]) -> _Held:
    return _Held(frozenset(key.anchor for key in keys if not key.others), tuple(key for key in keys if key.others))


def _stands(key: _Key, text: str, at: int, stop: int) -> bool:
    """Whether a key, found at `at`, has no letter or digit on the side where its anchor has a space, before `stop`."""
    while at >= 0:
        end = at + len(key.word)
        if not (key.opens and text[at - 1].isalnum()) and not (key.closes and text[end].isalnum()):
            return True
        at = text.find(key.word, at + 1, stop)
    return False
