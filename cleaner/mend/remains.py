"""What is left of UTF-8 that was read as something else and then lost signs: it cannot be had again."""

import re
from collections.abc import Iterator

from cleaner.charsets import READ
from cleaner.letters import UNIT, cost
from cleaner.mend.forms import form_of
from cleaner.record import Span

REMNANT, UNLIKELY = 3, 6 * UNIT
"""So many leads, in words that cost so much for each sign, are what is left of sequences."""
_WORD = re.compile(r"[^ \t\n\r\f\v]+")


def remains(line: str) -> Iterator[Span]:
    """Words of UTF-8 read as something else whose sequences have lost signs, so that they cannot be undone."""
    signs, high = frozenset(line), sum(1 for sign in line if sign > "\x7f")
    for name in READ:
        for leads in form_of(name).common:
            if signs.isdisjoint(leads) or sum(map(line.count, leads)) * 10 < 3 * high:
                continue
            remnant = form_of(name).remnant(leads)
            found = [word.span() for word in _WORD.finditer(line) if remnant.fullmatch(word[0]) and _is_broken(word[0])]
            inside = [sign for start, end in found for sign in line[start:end] if sign > "\x7f"]
            if sum(1 for sign in inside if sign in leads) >= REMNANT and 2 * len(inside) >= high:
                yield found[0][0], found[-1][1]
                return


def _is_broken(word: str) -> bool:
    high = sum(1 for sign in word if sign > "\x7f")
    return high >= 2 and cost(word) > UNLIKELY * high
