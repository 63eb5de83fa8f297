"""How UTF-8 looks when it was read as a one-byte charset: its leads and trails, and what joins them."""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from cleaner.charsets import READ, high, table

COMMON = ((0xC3, 0xC4, 0xC5), (0xCE, 0xCF), (0xD0, 0xD1), (0xD7,), (0xD8, 0xD9, 0xDA, 0xDB))
"""First bytes of Latin, Greek, Cyrillic, Hebrew and Arabic letters."""


class Form(NamedTuple):
    """How UTF-8 looks in a charset."""

    high: frozenset[str]
    leads: frozenset[str]
    common: tuple[tuple[frozenset[str], re.Pattern[str]], ...]
    """Leads of Latin, Greek, Cyrillic, Hebrew and Arabic letters, and words of them with and without their trails."""
    trails: frozenset[str]
    sequence: re.Pattern[str]
    lost: str
    """U+FFFD: what stood there was lost before it was read wrong."""
    first: dict[str, int]
    rest: dict[str, int]


@cache
def form_of(name: str) -> Form:
    """How UTF-8 looks in the charset `name`."""
    chars = table(name)
    first = {chars[byte]: byte for byte in range(0xC2, 0xF5) if chars[byte] != "\ufffe"}
    rest = {chars[byte]: byte for byte in range(0x80, 0xC0) if chars[byte] != "\ufffe"}
    if rest.get("\xa0"):
        rest[" "] = 0xA0
    trail = _class(rest)
    two, three, four = (
        _class([char for char, byte in first.items() if low <= byte < high])
        for low, high in ((0xC2, 0xE0), (0xE0, 0xF0), (0xF0, 0xF5))
    )
    leads = [frozenset(char for char, byte in first.items() if byte in script) for script in COMMON]
    common = tuple(
        (held, re.compile(f"(?>[\\x00-\\x7f]|{_class(held)}{trail}?|{three}{trail}{{0,2}})*+")) for held in leads
    )
    sequence = f"{two}{trail}|{three}{trail}{{2}}|{four}{trail}{{3}}"
    return Form(
        high=frozenset(high(name)),
        leads=frozenset(char for char in first if char > "\x7f"),
        common=common,
        trails=frozenset(rest),
        sequence=re.compile(sequence),
        lost=chars[0xEF] + chars[0xBF] + chars[0xBD],
        first=first,
        rest=rest,
    )


def _class(chars: Iterable[str]) -> str:
    held = "".join(chars)
    return f"[{re.escape(held)}]" if held else "(?!)"


@cache
def lost() -> re.Pattern[str]:
    """U+FFFD as UTF-8, read in any charset."""
    return re.compile(
        "|".join(sorted({re.escape(form_of(name).lost) for name in READ if "\ufffe" not in form_of(name).lost}))
    )
