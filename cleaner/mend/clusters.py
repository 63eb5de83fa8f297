"""Words that look as if they had been misread, with their neighbours."""

from collections.abc import Callable, Iterator
from functools import lru_cache

from cleaner.expressions import expression
from cleaner.letters import UNIT, cost
from cleaner.mend.bare import costs_of, lettered
from cleaner.record import Struct

STRANGE = 5 * UNIT
"""A word that costs more for each of its letters calls for a look; most cost 3 to 4 bits, names up to 6."""
SHORT = 3 * UNIT
"""What the edges of a word cost, which weigh most in the shortest."""
_ASCII, _ASIDE = (
    expression("[A-Za-z]"),
    expression("[!-/:-@\\[-`{-~0-9\u2018\u2019\u201c\u201d\u00ab\u00bb\u2013\u2014\u2026]"),
)
NEAR = 3
"""So many words between two strange ones may be part of the same damage, and so many beside them."""
_WORD = expression(r"[^ \t\n\r\f\v]+")
_LOST_CAPITAL = expression(
    r"(?<!\w)[\u201a\u201e\u2026\u2020\u2021\u20ac\u2030\u2039\u2018\u2019\u2022\u2013\u2014\u2122"
    r"\u0402\u0403\u0409-\u040c\u040f\u0452\u0453\u0459-\u045c\u045f][\u0430-\u044f]"
)
"""Signs and South Slavic letters in place of Russian capitals: MacCyrillic read as windows-1251 breaks no others."""
_RIGHT_TO_LEFT = expression("[\u05d0-\u05ea\u0620-\u064a\u0671-\u06d3]")


class Word(Struct, frozen=True):
    """A word of a line, and where it stands."""

    start: int
    end: int
    text: str


def clusters(line: str, is_strange: Callable[[str], bool]) -> Iterator[list[Word]]:
    """Strange words, with what stands between and beside them."""
    words = [*_WORD.finditer(line)]
    strange = [at for at, word in enumerate(words) if is_strange(word[0])]
    first = last = None
    for at in (*strange, None):
        if first is not None and last is not None and (at is None or at - last > 2 * NEAR):
            near = words[max(0, first - NEAR) : last + NEAR + 1]
            yield [Word(word.start(), word.end(), word[0]) for word in near]
            first = None
        first, last = at if first is None else first, at


@lru_cache(maxsize=1 << 10)
def is_strange(word: str) -> bool:
    """Whether a word costs more than words do, or has lost a capital."""
    if word.isascii() or "\ufffd" in word or _is_plain(word):
        return False
    least = SHORT + STRANGE * length(word)
    # To read it backwards is only worth the time where it is strange as it stands.
    return (cost_of(word) > least and given(word) > least) or _LOST_CAPITAL.search(word) is not None


def _is_plain(word: str) -> bool:
    """Whether a word with ASCII letters is all letters, their case as it should be: only signs in it can be wrong."""
    if not _ASCII.search(word):
        return False
    letters = _ASIDE.sub("", word)
    return not letters.isascii() and letters.isalpha() and letters[1:].islower()


@lru_cache(maxsize=1 << 10)
def cost_of(word: str) -> int:
    """What a word costs, as `letters.cost` counts it."""
    letters = lettered(word)
    return _both_ways(word, letters)[0] if letters else cost(word)


cost_of_signs = lru_cache(maxsize=1 << 7)(cost)
"""What punctuation around a word costs; digits cost nothing."""


@lru_cache(maxsize=1 << 10)
def given(word: str) -> int:
    """What a word costs as it stands, or read backwards: in visual order it is no mojibake."""
    if letters := lettered(word):
        return min(_both_ways(word, letters))
    return min(cost_of(word), cost(word[::-1])) if _RIGHT_TO_LEFT.search(word) else cost_of(word)


def _both_ways(word: str, letters: str) -> tuple[int, int]:
    """What a word of such letters costs as it stands, and read backwards."""
    signs = cost_of_signs(word.replace(letters, "1", 1))
    there, back = map(min, costs_of(letters))
    return there + signs, back + signs


def length(word: str) -> int:
    """Letters of a word; ASCII punctuation costs nothing and counts for nothing."""
    return len(word) if word.isalpha() else sum(1 for char in word if char > "\x7f" or char.isalpha())


def signs_of(text: str) -> int:
    """Signs of a text beyond ASCII."""
    return len(text) - len(text.encode("ascii", "ignore"))
