"""Traces that UTF-8 read in some one-byte charset leaves in a single word.

Each test lets through too much rather than too little: a word without a trace holds, in no charset and in no
company, anything that `sequences`, `remains` or `forms.lost` would find.
"""

from functools import cache, lru_cache
from itertools import pairwise

from cleaner.charsets import READ, table
from cleaner.mend.forms import COMMON, Form, form_of, lost
from cleaner.mend.roles import among, roles

_BRACKETS = frozenset("[\\]^_")
"""The leads that are ASCII, all of MacArabic: other signs can be told without the roles of all charsets."""
_SUFFIX = 3
"""So many signs at the end of a word tell whether a sequence may reach beyond it."""


def has_sequence(word: str) -> bool:
    """Whether UTF-8 may stand in a word, all letters of a charset in it being part of its sequences; or its U+FFFD."""
    if word.isascii() and _BRACKETS.isdisjoint(word):
        return False
    leads, trails = roles()
    bits = 0
    for left, right in pairwise(word):
        bits |= leads.get(left, 0) & trails.get(right, 0)
    if not bits:
        return False
    return lost().search(word) is not None or any(_is_whole(word, form) for form in among(bits))


def is_open(word: str) -> bool:
    """Whether a sequence may begin at the end of a word and go on, over a space, in the next one."""
    suffix = word[-_SUFFIX:]
    return not _openers().isdisjoint(suffix) and _is_open(suffix)


@cache
def edges() -> frozenset[str]:
    """Signs that may end such a sequence at the start of a word."""
    return frozenset(sign for form in _spaced() for sign in form.rest if sign != " ")


def is_remnant(word: str) -> bool:
    """Whether a word may be what is left of sequences: leads with and without their trails."""
    if _leads().isdisjoint(word):
        return False
    held, leading = _remnants()
    bits = -1
    for sign in word:
        if sign > "\x7f" and not (bits := bits & held.get(sign, 0)):
            return False
    return any(bits & leading.get(sign, 0) for sign in word)


def _is_whole(word: str, form: Form) -> bool:
    """Whether a sequence that ends in ink stands in a word, and no letter of the charset must stand outside of one.

    Where no sequence can hold a space, neighbours do not matter, and the word can be weighed.
    """
    if " " in form.rest:
        return form.inked.search(word) is not None and not form.is_anchored(word)
    if not form.tiled.fullmatch(word):
        return False
    from cleaner.mend.sequences import is_undone

    return is_undone(word, form)


@lru_cache(maxsize=1 << 9)
def _is_open(suffix: str) -> bool:
    return any(form.is_dangling(suffix) and not form.is_anchored(suffix) for form in _spaced())


@cache
def _openers() -> frozenset[str]:
    """First bytes of the sequences that a word may break off."""
    return frozenset().union(*(form.threes | form.fours for form in _spaced()))


@cache
def _spaced() -> tuple[Form, ...]:
    """Charsets in which a space may be part of a sequence."""
    return tuple(form for form in map(form_of, READ) if " " in form.rest)


@cache
def _leads() -> frozenset[str]:
    """First bytes of the letters of all alphabets in all charsets: hardly a word of sound text holds one."""
    return frozenset(table(name)[byte] for name in READ for leads in COMMON for byte in leads) - {"\ufffe"}


@cache
def _remnants() -> tuple[dict[str, int], dict[str, int]]:
    """For each sign the alphabets in charsets, one bit each, in whose remnants it may stand; those it is a lead of."""
    held: dict[str, int] = {}
    leading: dict[str, int] = {}
    for number, form in enumerate(map(form_of, READ)):
        at = number * len(COMMON)
        for sign in form.rest.keys() | form.threes:
            held[sign] = held.get(sign, 0) | ((1 << len(COMMON)) - 1) << at
        for bit, leads in enumerate(form.common, at):
            for sign in leads:
                held[sign] = held.get(sign, 0) | 1 << bit
                leading[sign] = leading.get(sign, 0) | 1 << bit
    return held, leading
