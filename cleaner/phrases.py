"""What the rules list word for word: thousands of phrases in fifty languages, of which a text asks for a few dozen.

Phrases of one length stand side by side in one text, which is read in a moment: a table of them all would take as long
to make as a short article takes to clean.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec


class Codes(msgspec.Struct, frozen=True, array_like=True):
    """The rules that list some phrases: those by which they are whole lines, and the others."""

    whole: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    def __contains__(self, code: str) -> bool:
        return code in self.whole or code in self.others


NONE = Codes()


class Phrases(msgspec.Struct, frozen=True, eq=False, array_like=True):
    """Phrases in small letters, by twice their length in code points, and one more if they are ASCII."""

    rows: Mapping[int, str]
    """All phrases of one kind, each behind the other."""
    kinds: Mapping[int, str]
    """For each of them a character, whose code is its place in `codes`."""
    codes: tuple[Codes, ...]

    def listed(self, phrase: str) -> Codes:
        """The rules that list a phrase."""
        length = len(phrase)
        key = 2 * length + phrase.isascii()
        if not (row := self.rows.get(key)):
            return NONE
        at = row.find(phrase)
        while at >= 0 and at % length:
            at = row.find(phrase, at + 1)
        return self.codes[ord(self.kinds[key][at // length])] if at >= 0 else NONE


def phrases_of(lists: Iterable[tuple[str, bool, Iterable[str]]]) -> Phrases:
    """The phrases of lists, each with the code of its rule and whether they are whole lines."""
    found: dict[str, tuple[dict[str, None], dict[str, None]]] = {}
    for code, whole, words in lists:
        for phrase in words:
            found.setdefault(phrase, ({}, {}))[not whole][code] = None
    codes: dict[Codes, int] = {}
    rows, kinds = defaultdict[int, list[str]](list), defaultdict[int, list[str]](list)
    for phrase, (lines, others) in found.items():
        key = 2 * len(phrase) + phrase.isascii()
        rows[key].append(phrase)
        kinds[key].append(chr(codes.setdefault(Codes(tuple(lines), tuple(others)), len(codes))))
    joined, numbers = ({key: "".join(own) for key, own in held.items()} for held in (rows, kinds))
    return Phrases(joined, numbers, tuple(codes))
