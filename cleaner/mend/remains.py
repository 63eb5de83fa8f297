"""What is left of UTF-8 that was read as something else and then lost signs: it cannot be had again."""

from functools import lru_cache

from cleaner.charsets import READ
from cleaner.expressions import expression
from cleaner.letters import UNIT
from cleaner.mend.clusters import cost_of, signs_of
from cleaner.mend.forms import form_of
from cleaner.mend.soundness import is_drawn
from cleaner.record import Span

REMNANT, UNLIKELY = 3, 9 * UNIT // 2
"""So many leads, in words that cost so much for each sign, are what is left of sequences."""
_WORD = expression(r"[^ \t\n\r\f\v]+")


@lru_cache(maxsize=4)
def remains(line: str) -> Span | None:
    """Words of UTF-8 read as something else whose sequences have lost signs, so that they cannot be undone."""
    words = [word.span() for word in _WORD.finditer(line) if is_broken(word[0])]
    high = signs_of(line)
    if 2 * sum(signs_of(line[start:end]) for start, end in words) < high or not words:
        return None
    signs = frozenset(line)
    for name in READ:
        for leads in form_of(name).common:
            if signs.isdisjoint(leads) or sum(map(line.count, leads)) * 10 < 3 * high:
                continue
            remnant = form_of(name).remnant(leads)
            found = [(start, end) for start, end in words if remnant.fullmatch(line, start, end)]
            inside = [sign for start, end in found for sign in line[start:end] if sign > "\x7f"]
            if sum(1 for sign in inside if sign in leads) >= REMNANT and 2 * len(inside) >= high:
                return found[0][0], found[-1][1]
    return None


def is_broken(word: str) -> bool:
    """Whether a word costs more than words of its length do, and is no drawing."""
    high = 0 if word.isascii() else signs_of(word)
    return high >= 2 and cost_of(word) > UNLIKELY * high and not is_drawn(word)
