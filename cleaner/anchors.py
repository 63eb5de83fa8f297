"""Anchors: words of the rules, one of which stands in every text that a form fits, found in one pass over an article.

An anchor is looked for by its longest word, and that within the tokens between white space; what a
token holds is remembered.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cache, lru_cache
from itertools import chain, filterfalse
from typing import Literal, NamedTuple

from cleaner.memo import LONGEST
from cleaner.record import Struct
from cleaner.rules import Rulebook
from cleaner.source import Source, kept

MOST = 1 << 14
"""So many tokens are remembered."""
REACH = 400
"""How far, in code points, a form may reach beyond the line that woke its detector."""
_GRAMS: dict[int, Literal["Q", "I"]] = {4: "Q", 2: "I"}
"""Keys are looked up by their first letters, so many units of UTF-16: the type of a number that holds them."""


_ONE_UNIT = "\uffff"
_SIZES = (0, 0, 2, 2, 4)
"""How many units, by the length of a key; the last holds for all that are longer."""


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
    """Finds the keys of anchors in tokens; `spaced` are anchors of a sign and a space, which no token holds."""

    def __init__(self, anchors: Iterable[str]) -> None:
        self.spaced: list[str] = []
        self._signs: list[str] = []
        by_size: dict[int, dict[str, str]] = {size: {} for size in _GRAMS}
        for anchor in anchors:
            word = anchor if anchor.isprintable() and " " not in anchor else max(anchor.split(), key=len)
            start = word[: _SIZES[min(len(word), len(_SIZES) - 1)]]
            if start and (start.isascii() or max(start) <= _ONE_UNIT):
                by_size[len(start)][anchor] = start
            else:
                (self._signs if anchor == word else self.spaced).append(anchor)
        self._by_gram: dict[int, dict[int, list[str]]] = {size: defaultdict(list) for size in _GRAMS}
        for size, starts in by_size.items():
            grams, by_gram = next(_grams(_units("".join(starts.values())), size)), self._by_gram[size]
            for gram, anchor in zip(grams, starts, strict=True):
                by_gram[gram].append(anchor)
        self._grams = {size: frozenset(by_gram) for size, by_gram in self._by_gram.items()}
        self._plain: set[str] = set()
        self._holders: dict[str, _Held] = {}

    def holders(self, tokens: set[str]) -> dict[str, _Held]:
        """Which of the tokens hold keys; others that do may be among them."""
        if len(self._plain) + len(self._holders) > MOST:
            self._plain, self._holders = set(), {}
        plain, known = self._plain, self._holders
        new = tokens - plain - known.keys()
        found = self._found_in(new)
        plain.update(token for token in new - found.keys() if len(token) <= LONGEST)
        known.update((token, held) for token, held in found.items() if len(token) <= LONGEST)
        return known | found if len(max(found, key=len, default="")) > LONGEST else known

    def _found_in(self, tokens: Collection[str]) -> dict[str, _Held]:
        found: dict[str, set[_Key]] = defaultdict(set)
        # Apart from the others ASCII is looked through in half the time.
        for some in (filter(str.isascii, tokens), filterfalse(str.isascii, tokens)):
            text = " ".join(("", *some, ""))
            for key in map(_key, self._likely(text)):
                at = text.find(key.word)
                while at >= 0:
                    if _stands(key, text, at):
                        found[text[text.rindex(" ", 0, at) + 1 : text.index(" ", at)]].add(key)
                    at = text.find(key.word, at + 1)
        return {token: _held(keys) for token, keys in found.items()}

    def _likely(self, text: str) -> Iterator[str]:
        """The anchors whose keys begin as something in a text does."""
        yield from (sign for sign in self._signs if sign in text)
        units = _units(text)
        for size, by_gram in self._by_gram.items():
            for gram in self._grams[size].intersection(chain.from_iterable(_grams(units, size))):
                yield from by_gram[gram]


@kept
def anchors_of(source: Source, book: Rulebook) -> dict[int, frozenset[str]]:
    """The anchors that may stand in a line, by the line's number; the words of one may be parted by a line's end."""
    text, index = source.text, _index(book)
    found: dict[int, frozenset[str]] = {}
    rows = [line.text.split() for line in source.lines]
    holders = index.holders(set(chain.from_iterable(rows)))
    for line, row in zip(source.lines, rows, strict=True):
        if held := [*map(holders.__getitem__, filter(holders.__contains__, row))]:
            also: list[str] = []
            if parted := {key for each in held if each.parted for key in each.parted}:
                near = text[max(0, line.start - REACH) : line.end + REACH]
                also = [key.anchor for key in parted if all(map(near.__contains__, key.others))]
            found[line.number] = held[0].anchors.union(also, *[each.anchors for each in held[1:]])
    for anchor in index.spaced:
        for line in source.lines if anchor[0] in text and anchor in text else ():
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


@lru_cache(maxsize=1 << 11)
def _key(anchor: str) -> _Key:
    words = anchor.split()
    if words == [anchor]:
        return _Key(anchor, anchor, False, False, ())
    longest = max(words, key=len)
    before, after = anchor.split(longest, 1)
    words.remove(longest)
    return _Key(longest, anchor, before != before.rstrip(), after != after.lstrip(), tuple(words))


def _units(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")


def _grams(units: bytes, size: int) -> Iterator[list[int]]:
    """All stretches of `size` units as numbers, which are compared more quickly."""
    for at in range(0, 2 * size, 2):
        grams = memoryview(units)[at : at + (len(units) - at) // (2 * size) * 2 * size]
        yield grams.cast(_GRAMS[size]).tolist()


def _held(keys: Iterable[_Key]) -> _Held:
    return _Held(frozenset(key.anchor for key in keys if not key.others), tuple(key for key in keys if key.others))


def _stands(key: _Key, text: str, at: int) -> bool:
    """Whether a key that is found at `at` has no letter or digit on the side where its anchor has a space."""
    end = at + len(key.word)
    return not (key.opens and text[at - 1].isalnum()) and not (key.closes and text[end].isalnum())
