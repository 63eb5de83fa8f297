"""What a line costs in bits when it is read in a charset: the less, the likelier it is in that.

Letters are weighed by `cleaner.letters`; here comes what tells charsets apart beside letters.
"""

import codecs
from collections.abc import Iterable
from typing import NamedTuple

from cleaner.charsets import table
from cleaner.expressions import expression
from cleaner.letters import QUOTES, UNIT, cost

UTF8 = "utf-8"
LOST = 20 * UNIT
"""A byte that stands for nothing, on top of what U+FFFD costs."""
TURNED = 3 * UNIT
"""Visual order, which is rarer than logical."""
ODD, FOREIGN, NOTHING = 8 * UNIT, 10 * UNIT, 1000 * UNIT
"""A sign where no text has it; single letters of another script in a Latin line; none of a charset's own letters."""
LONGEST = 64
"""Letters that are weighed as one word; no language has longer ones, and hostile ones would take time."""
ENOUGH = 1 << 13
"""So many bytes of words tell the charset of a line."""
_ODD = expression(
    "[\u2500-\u259f]|[\u00a1\u00bf](?![^\\W\\d_])|(?<=[a-z])\u2013(?=[a-z])"
    "|(?<![^\\W\\d_])[\u00c0-\u024f]{2,}(?![^\\W\\d_])"
    "|(?<![\u05d0-\u05ea])[\u05f3\u05f4](?=[\u05d0-\u05ea])"
    "|(?<=[A-Za-z])(?:\u0640|[^\\w\\s\\x00-\\x7f\u00b7\u2010-\u2014\u2019])(?=[A-Za-z])"
)
_APOSTROPHE = expression("(?<=[^\\W\\d_]{2})\u2019(?=[^\\W\\d_]{1,2}\\b)|(?<=\\b[^\\W\\d_])\u2019(?=[^\\W\\d_]{2})")
_ORDINALS = {0xAA: "\u00b0", 0xBA: "\u00b0"}
_LATIN = frozenset({UTF8, "windows-1252", "windows-1250", "mac-roman"})
_RIGHT_TO_LEFT = frozenset({"windows-1255", "windows-1256", "cp862", "iso8859-6"})
_LETTER = "[\u0370-\u05ea\u0620-\u063f\u0641-\u064a\u0671-\u06d3]"
_LETTERS = expression(_LETTER)
_PAIR = expression(_LETTER + "{2}")
ASCII = bytes(range(128))
_BLANKS = bytes(byte if byte >= 0x80 or chr(byte).isalpha() else 0x20 for byte in range(256))
Costs = dict[str, int]


class Reading(NamedTuple):
    """A line as text, and the charset it was read in."""

    text: str
    charset: str


class Words(NamedTuple):
    """The words of a line that have bytes beyond ASCII; all others read alike in every charset."""

    data: bytes
    latin: bool
    """Most letters of the line are ASCII."""
    alone: bool
    """Each word is one byte, which may be a sign as well as a letter."""

    @staticmethod
    def of(line: bytes) -> "Words":
        """Those of `line`."""
        every = line.translate(_BLANKS).split()
        parts = (word[at : at + LONGEST] for word in every for at in range(0, len(word), LONGEST))
        words = [part for part in parts if not part.isascii()]
        data = b" ".join(words)[:ENOUGH]
        beyond = len(data.translate(None, ASCII))
        return Words(data, sum(map(len, every)) > 2 * beyond, beyond == len(words) == len(data.replace(b" ", b"")))


def read(line: bytes, name: str) -> Reading:
    """A line in a charset; U+FFFD for what stands for nothing."""
    if name == UTF8:
        return Reading(line.decode(UTF8, "replace"), name)
    return Reading(codecs.charmap_decode(line, "replace", table(name))[0], name)


def costs_of(words: Words, names: Iterable[str]) -> Costs:
    """What words cost in each charset that can be meant."""
    costs = {}
    for name in names:
        text = read(words.data, name).text
        lost = text.count("\ufffd")
        if name == UTF8 and lost == sum(1 for char in text if char > "\x7f"):
            continue
        bits = sum_of(text)
        if name in _RIGHT_TO_LEFT:
            bits = min(bits, sum_of(text[::-1]) + TURNED)
        if is_empty(name, text):
            bits += NOTHING
        elif words.latin and name not in _LATIN and not _PAIR.search(text):
            bits += FOREIGN
        costs[name] = bits + (LOST * lost if name != UTF8 else 0)
    return costs


def sum_of(text: str) -> int:
    """What a reading costs, signs and apostrophes judged by where they stand."""
    joined, apostrophes = _APOSTROPHE.subn("", text.translate(_ORDINALS))
    return cost(joined) + QUOTES * apostrophes + ODD * len(_ODD.findall(text))


def is_empty(name: str, text: str) -> bool:
    """Whether none of the letters stands in `text` that a charset is there for."""
    return name not in _LATIN and not _LETTERS.search(text)
