"""What single words gain when they are read in another one-byte charset, sign by sign."""

from functools import cache, lru_cache

from cleaner.charsets import READ, WRITTEN, table
from cleaner.letters import UNIT, cost
from cleaner.mend.clusters import given
from cleaner.mend.objections import MOST
from cleaner.mend.soundness import is_sound

HOPE = 3 * UNIT
"""What one strange word must gain for the others to be looked at."""
ENOUGH = 13 * UNIT
"""A reading must make a stretch likelier by as much."""


@lru_cache(maxsize=1 << 9)
def hopes(word: str) -> dict[str, frozenset[str]]:
    """For each charset that a strange word can be held by those it may have been written in, by what it gains."""
    least = given(word) - HOPE
    is_hope = cache(lambda after: cost(after) <= least)
    known: dict[str, frozenset[str]] = {}
    found: dict[str, frozenset[str]] = {}
    for name in READ:
        if not held_by(name).issuperset(word):
            continue
        # The same bytes read the same, whatever charset they are.
        data = word.translate(reading_of(name, "latin-1"))
        if data not in known:
            known[data] = frozenset(
                written for written in WRITTEN if is_hope(data.translate(reading_of("latin-1", written)))
            )
        if known[data]:
            found[name] = known[data]
    return found


@lru_cache(maxsize=1 << 11)
def read_as(word: str, name: str, written: str) -> tuple[str, int]:
    """A word of one charset read in another, and what it gains."""
    text = word.translate(reading_of(name, written))
    return text, given(word) - given(text) if is_sound(word, text) else -MOST


@cache
def held_by(name: str) -> frozenset[str]:
    """The characters of a charset."""
    return frozenset(table(name))


@cache
def reading_of(name: str, written: str) -> dict[int, str]:
    """What each sign of the charset `name` is in the charset `written`; U+FFFD for nothing."""
    pairs = zip(_codes(name), _meanings(written), strict=True)
    return {code: meant for code, meant in pairs if code > 0x7F}


@cache
def _codes(name: str) -> tuple[int, ...]:
    return tuple(map(ord, table(name)[128:]))


@cache
def _meanings(written: str) -> tuple[str, ...]:
    # One object each, however many charsets are read as this one.
    return tuple(table(written)[128:].replace("\ufffe", "\ufffd"))
