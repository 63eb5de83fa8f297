"""How likely a text is to be language, and which: its cost in bits, by the letter statistics of tables.

The cost of a text is -log2 of its probability, so the costs of two readings of the same bytes can be
compared, and the cheaper one is the likelier, by 2 to the power of the difference. The tables
(`*.bin`, 1 MB) come from word frequencies; `tests/benchmarks/letters.py` makes them and says how.
"""

from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import groupby, pairwise, repeat

from cleaner.expressions import expression
from cleaner.letters.tables import TABLES, UNIT
from cleaner.letters.words import both_ways, parted
from cleaner.scripts import script_of

__all__ = ["TABLES", "UNIT", "cost"]
JUNCTION, MIXED_CASE, CAPITALS = 10 * UNIT, 9 * UNIT, 1 * UNIT
"""Two scripts meeting inside a word; a capital after a small letter; a word in capitals."""
FOREIGN, IDEOGRAPH = 8 * UNIT, 16 * UNIT
"""A letter of no table; one of the scripts that have thousands."""
DIGIT, QUOTES, SELDOM, SYMBOL, NEVER = 4 * UNIT, 5 * UNIT, 7 * UNIT, 13 * UNIT, 20 * UNIT
"""Digits and typographic punctuation beyond ASCII, usual and seldom; other signs; what no text holds: C1 controls,
U+FFFD, private use."""
_TYPOGRAPHIC = frozenset(
    "\u00a0\u00ab\u00bb\u2010\u2011\u2013\u2014\u2018\u2019\u201a\u201c\u201d\u201e\u2026\u2116\u00b4\u02bc\u02b9\u05f3\u05f4\u05be"
)
_SELDOM = frozenset(
    "\u2018\u201a\u201e\u2026\u2116\u00ab\u00b4\u20ac\u00a3\u00a5\u00a9\u00ae\u2122\u00b0\u00d7\u00f7\u2022\u00bc\u00bd\u00be\u00a7\u00b1\u00b2\u00b3"
)
_RIGHT_TO_LEFT = frozenset("\u05f3\u05f4\u05be\u060c\u061b\u061f\u066a\u066b\u066c\u06d4")
_MARK_CLASS = r"[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u0652\u0670\u200c]"
_PARTS = expression(
    rf"[^\W\d_]+(?:{_MARK_CLASS}+[^\W\d_]*|[\"'\u2019][^\W\d_]+)*|[^\x00-\x7f]|[\x00-\x08\x0e-\x1f\x7f]"
)
"""Words with their marks and the quotes of abbreviations inside them, or single signs."""
_INNER = expression("(?<=.)[\"'\u2019]")
_MARKS = expression(_MARK_CLASS)
MARKS, MARK, ACCENT = "Zinh", 6 * UNIT, 12 * UNIT
"""Marks that combine: what a point costs where a letter carries it, and an accent, mostly part of its letter."""


@lru_cache(maxsize=1 << 11)
def _case_cost(word: str) -> int:
    """Capitals where none are expected."""
    if word.islower() or word[1:].islower():
        return 0
    if word.isupper():
        return CAPITALS
    if word.lower() == word:
        return 0
    swaps = sum(1 for left, right in pairwise(word) if left.islower() and right.isupper())
    return MIXED_CASE * max(1, swaps)


def cost(text: str) -> int:
    """What `text` costs, in eighths of a bit: the least over the languages of each script in it.

    ASCII punctuation, digits and white space cost nothing: they stand in both readings of a text.
    """
    total, last = 0, ""
    sums: dict[str, int] = {}
    for word, joined in zip(_PARTS.findall(text), _joins(text), strict=False):
        if word in _signs:
            total += _signs[word]
            last = ""
            continue
        total += QUOTES * word.count("\u2019", 1)
        for piece, script in _by_script(word):
            if script == MARKS:
                total += sum(map(_mark_cost, piece)) if joined and _carries(last, piece) else NEVER * len(piece)
                continue
            if joined and script != last and "" not in (script, last):
                total += JUNCTION
            joined, last = True, script
            if script in TABLES:
                sums[script] = sums.get(script, 0) + both_ways(script)[piece]
                total += _case_cost(piece)
            elif script:
                total += (IDEOGRAPH if script in ("Hani", "Hang", "Zyyy") else FOREIGN) * len(piece)
            else:
                total += _signs.setdefault(piece, _sign_cost(piece))
    return total + sum(min(parted(held, script)[0]) for script, held in sums.items())


def _joins(text: str) -> Iterable[bool]:
    """Whether each part of a text stands right behind another one: between them that matters to marks alone."""
    if not _MARKS.search(text):
        return repeat(False)
    spans = [part.span() for part in _PARTS.finditer(text)]
    return [start == end for (start, _), (_, end) in zip(spans, [(0, -1), *spans], strict=False)]


def _mark_cost(mark: str) -> int:
    return ACCENT if mark < "\u0370" else MARK


def _carries(script: str, marks: str) -> bool:
    """Whether letters of a script carry such marks, and so few of them."""
    return len(marks) <= 3 and script_of(marks[0]) in (None, script)


@cache
def _script(char: str) -> str:
    if _MARKS.match(char):
        return MARKS
    return "" if char in _RIGHT_TO_LEFT or not char.isalpha() else script_of(char) or "Zyyy"


@lru_cache(maxsize=1 << 11)
def _by_script(word: str) -> tuple[tuple[str, str], ...]:
    """`word` cut where its script changes; marks are a script of their own, signs have the script ""."""
    if not word.isalpha():
        word = _INNER.sub("", word)
    scripts = [*map(_script, word)]
    if scripts[0] and scripts.count(scripts[0]) == len(scripts):
        return ((word, scripts[0]),)
    cuts: list[tuple[str, str]] = []
    for script, chars in groupby(word, _script):
        # Signs stand each for itself.
        held = "".join(chars)
        cuts += [(held, script)] if script else [(char, "") for char in held]
    return tuple(cuts)


_signs: dict[str, int] = {}
"""What signs cost that were met before."""


def _sign_cost(sign: str) -> int:
    if sign in _SELDOM:
        return SELDOM
    if sign in _TYPOGRAPHIC or sign in _RIGHT_TO_LEFT:
        return QUOTES
    if sign.isdigit():
        return DIGIT if script_of(sign) == "Arab" else FOREIGN
    if sign <= "\x9f" or sign == "\ufffd" or "\ue000" <= sign <= "\uf8ff":
        return NEVER
    return SYMBOL
