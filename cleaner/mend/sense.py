"""What a reading of a right-to-left line costs in bits: its letters, its punctuation, its numbers, its word order.

Only differences between readings of the same line mean something. The bits for signs and numbers were
set by hand, well under what counting would give, since writers err with them.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from math import log2, log10

from cleaner import letters
from cleaner.expressions import expression
from cleaner.rulebook import rulebook
from cleaner.rules import Order

AMISS = 4
"""What a sign on the wrong side of a word costs, in bits."""
_OPENING, _CLOSING = "([{\u00ab\u2039", ")]}\u00bb\u203a"
_STOPS = ".!?\u061f\u06d4\u2026"
_PAUSES = ",:;\u060c\u061b"
_AT_END = {**dict.fromkeys(_STOPS, -AMISS), **dict.fromkeys(_PAUSES, AMISS // 2), ":": 0}
_AHEAD = expression(r"\([^()]*\).*[^).]$")
_MISPLACED = expression(
    rf"(?<=\w)[{re.escape(_OPENING)}]+(?=[\s.,:;!?\u060c]|$)"
    rf"|(?<!\S)[{re.escape(_CLOSING + _STOPS + _PAUSES)}]+(?=[\w\"'])"
)
_BRACKET = expression(rf"[{re.escape(_OPENING + _CLOSING)}]")
_ENDING = expression(rf"([{_STOPS + _PAUSES}])[\"'\u201d\u00bb)]?\s*$")
_QUOTE = expression(r"(?<![^\s([{,.:;-])\"(?=\S)|(?<=\S)\"(?![^\s)\]},.:;!?\u060c\u061b\u061f-])")
_NUMBER = expression(r"(?<![\d.,:/])\d+(?:[.,:/]\d+)*")
_FIRST_DIGIT = (7.0, *(-log2(log10(1 + 1 / digit)) for digit in range(1, 10)))
_CLOCK = expression(r"(?:[01]?\d|2[0-3]):[0-5]\d$")
_YEAR = expression(r"(?:1[349]|20)\d\d$")
_PERCENT_AHEAD = expression(r"[%\u066a]\d")
_EDGE = expression(r"[.!?\u061f\u06d4]+(?:\s|$)")
_WORD = expression(r"[^\W_](?:[^\s.,:;!?()\[\]{}\u060c\u061b\u061f\u06d4\u00ab\u00bb]*[^\W_'\u05f3])?['\u05f3]?")


def cost(text: str) -> float:
    """All that a reading costs, in bits."""
    plain = unicodedata.normalize("NFKC", text)
    return letters.cost(plain) / letters.UNIT + signs(text) + _numbers(text) + _order(plain)


def signs(text: str) -> int:
    """Punctuation on the wrong side of its word, and a line that ends with a comma."""
    ending = _ENDING.search(text)
    amiss = len(_MISPLACED.findall(text)) + _unpaired(text) + _quotes(text)
    return AMISS * amiss + (_AT_END[ending[1]] if ending else 0) + bool(_AHEAD.match(text))


def _unpaired(text: str) -> int:
    """Brackets that close what was not opened."""
    total = depth = 0
    for bracket in _BRACKET.findall(text):
        depth += 1 if bracket in _OPENING else -1
        total += depth < 0
        depth = max(0, depth)
    return total


def _quotes(text: str) -> int:
    """Straight quotation marks that open or close out of turn."""
    opening = [quote.start() == 0 or not text[quote.start() - 1].isalnum() for quote in _QUOTE.finditer(text)]
    return sum(1 for at, opens in enumerate(opening) if opens == at % 2)


def _numbers(text: str) -> float:
    """Numbers by their first digit (Benford's law), years and times of day."""
    total = float(AMISS // 2 * len(_PERCENT_AHEAD.findall(text)))
    for found in _NUMBER.findall(text):
        number = "".join(str(unicodedata.digit(char, char)) for char in found)
        known = bool(_CLOCK.match(number) or _YEAR.match(number))
        total += -AMISS if known else _FIRST_DIGIT[int(number[0])] if len(number) > 1 else 0
    return total


def _order(text: str) -> int:
    """Words that do not open a sentence, or do not end one, where they do."""
    total = 0
    for sentence in _EDGE.split(text):
        words = _WORD.findall(sentence)
        if len(words) == 1 and len(sentence) < len(text) - 2:
            total += AMISS // 2
        elif words:
            total += sum(order.bits for order in _rows(words[0], "first"))
            total += sum(order.bits for order in _rows(words[-1], "last"))
            total -= sum(_held(first, second) for first, second in pairwise(words))
    return total


def _rows(word: str, at: str) -> Iterator[Order]:
    for order in rulebook().orders:
        part = len(word) > 2 and (word.startswith(order.starts) or word.endswith(order.ends))
        if order.at == at and (part or word in order.words):
            yield order


def _held(first: str, second: str) -> int:
    """What speaks for a word having its word after it."""
    return max(
        (row.bits // 2 for row in rulebook().orders if first in row.words and second.startswith(row.then)), default=0
    )
