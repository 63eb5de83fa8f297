"""Where the characters of a line go when it is put into visual order, so that what is said of them goes along.

`cleaner.bidi` tells the order of characters, not which of several equal ones came where. So a line is ordered
once more with stand-ins: characters of the same bidirectional class, on which alone the order depends (UAX #9),
that spell the place of each in the base of eight. Of a bracket its form matters too (rule N0): it stays, and a
mark after it, which takes its level (W1, N0), says its place and, by the side on which it stands, whether the
bracket is turned into its mirror image (L4).
"""

import unicodedata
from collections.abc import Iterator
from functools import cache

from cleaner.bidi import display
from cleaner.record import Direction
from cleaner.view.columns import clusters

_STAND_INS = {
    "L": "abcdefgh",
    "R": "\u05d0\u05d1\u05d2\u05d3\u05d4\u05d5\u05d6\u05d7",
    "AL": "\u0628\u062a\u062b\u062c\u062d\u062e\u062f\u0630",
    "AN": "\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667",
    "EN": "01234567",
    "ES": "+-\u207a\u207b\u208a\u208b\u2212\ufe62",
    "ET": "#$%\u00a2\u00a3\u00a4\u00a5\u00b0",
    "CS": ",./:\u00a0\u060c\u2044\uff0c",
    "NSM": "\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307",
    "BN": "\u200b\u200c\u200d\u2060\u2061\u2062\u2063\ufeff",
    "WS": " \u1680\u2000\u2001\u2002\u2003\u2004\u2005",
    "ON": "!\"&'*;=?",
}
_MARKS = "\u0308\u0309\u030a\u030b\u030c\u030d\u030e\u030f"
_DIGITS = {char: digit for chars in (*_STAND_INS.values(), _MARKS) for digit, char in enumerate(chars)}
_BASE = 8


def cells(line: str, base: Direction) -> list[tuple[int, str]]:
    """The grapheme clusters of a line from left to right, each with its offset in the line in code points.

    Clusters stay whole: a mark follows its letter, as a terminal wants it (L3), and an emoji of several characters
    keeps their order. `line` is one that `visible` has seen: formatting characters count as neutral ones.
    """
    starts: dict[int, str] = {}
    at = 0
    for cluster in clusters(line):
        starts[at] = cluster
        at += len(cluster)
    return [(at, char + starts[at][1:]) for at, char in order(line, base) if at in starts]


def order(line: str, base: Direction) -> list[tuple[int, str]]:
    """The characters of a line from left to right as a screen shows them, each with its offset in the line."""
    if base == "ltr" and line.isascii():
        return list(enumerate(line))
    places, turned = [0] * len(line), [False] * len(line)
    power = 1
    while True:
        for at, (digit, odd) in enumerate(_digits(display(_coded(line, power), base))):
            places[at] += digit * power
            turned[at] = odd
        power *= _BASE
        if power >= len(line):
            return [(at, _mirrored(line[at]) if odd else line[at]) for at, odd in zip(places, turned, strict=True)]


def _coded(line: str, power: int) -> str:
    """The line in stand-ins that say one digit of each place, that of `power`."""
    said = ((char, at // power % _BASE) for at, char in enumerate(line))
    return "".join(char + _MARKS[digit] if _mirrored(char) != char else _stand_ins(char)[digit] for char, digit in said)


def _digits(shown: str) -> Iterator[tuple[int, bool]]:
    """The digits in the order of the screen, and for brackets whether they stand at an odd level."""
    at = 0
    while at < len(shown):
        if shown[at] in _MARKS:
            yield _DIGITS[shown[at]], True
        elif shown[at] in _DIGITS:
            yield _DIGITS[shown[at]], False
            at += 1
            continue
        else:
            yield _DIGITS[shown[at + 1]], False
        at += 2


@cache
def _mirrored(char: str) -> str:
    return display(char, "rtl")


@cache
def _stand_ins(char: str) -> str:
    return _STAND_INS.get(unicodedata.bidirectional(char), _STAND_INS["ON"])
