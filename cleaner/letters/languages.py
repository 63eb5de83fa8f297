"""What words cost in each language of their script: which of them they are likely to be."""

import unicodedata
from collections.abc import Collection
from functools import cache

from cleaner.letters.tables import TABLES, table
from cleaner.letters.words import Block, Letters, both_ways, parted

LATIN = (
    *("en", "fr", "de", "es", "it", "pt", "nl", "pl", "tr"),
    *("da", "sv", "no", "fi", "ro", "cs", "hu", "ca", "hr", "id"),
)
"""Languages of Latin script whose tables know the letters from a to z."""
LONGEST = 40
"""Longest word, in letters, that tells anything."""
YIDDISH, AYIN = 40, 12
"""Yiddish has no table: what a letter costs that is no Hebrew, and how much less the ayin that writes its e."""
_PLAIN = str.maketrans({"ß": "ss", "ł": "l", "ı": "i", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th"})


def tables_of(script: str) -> tuple[str, ...]:
    """The languages of a script whose words `language_costs` tells."""
    return LATIN if script == "Latn" else (*TABLES.get(script, ()), *(["yi"] if script == "Hebr" else []))


def language_costs(words: Collection[str], script: str) -> dict[str, int]:
    """What words cost in each language of a script that has a table (eighths of a bit); empty where none has."""
    words = [word for word in words if len(word) <= LONGEST]
    if script == "Latn":
        row = "\0".join(("", *map(plain, words), ""))
        # To these tables all letters beyond z are one.
        return dict(zip(LATIN, _latin().together(row.encode("ascii", "replace")), strict=True)) if words else {}
    costs = {}
    if script in TABLES and words:
        total = sum(map(both_ways(script).__getitem__, words))
        costs = dict(zip(TABLES[script], parted(total, script)[0], strict=True))
    if script == "Hebr":
        letters = "".join(words)
        costs["yi"] = len(letters) * YIDDISH - letters.count("ע") * AYIN
    return costs


def plain(word: str) -> str:
    """`word` in small letters without accents."""
    small = word.lower()
    if small.isascii():
        return small
    parts = unicodedata.normalize("NFD", small.translate(_PLAIN))
    return "".join(char for char in parts if unicodedata.category(char) != "Mn")


@cache
def _latin() -> Block:
    return Block(Letters(table(*LATIN)))
