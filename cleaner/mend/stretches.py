"""Which stretches of a line in visual order run from left to right (UAX #9, read the other way round)."""

import unicodedata
from bisect import bisect_left
from functools import cache

from cleaner.expressions import expression
from cleaner.spans import Span

_LETTERS = dict(zip(("R", "AL", "L", "EN", "AN", "ES", "CS", "ET", "NSM"), "rjleasctm", strict=True))
_PAIRS = ("()", "[]", "{}")
_HEBREW_MARKS = "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
_ARABIC_MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
MARK = f"[{_HEBREW_MARKS}{_ARABIC_MARKS}]"
"""A mark of Hebrew or Arabic, as a character class."""
MARKS = expression(f"{MARK}+")
# Classes as `classes_of` writes them. Foreign text ends with its last letter or number (N1, W7, W5); a number
# takes the signs of W4 and W5 along, after an Arabic letter only one separator between its digits (W2).
_FOREIGN = expression("l(?:[^rja]*(?:l|et*+))?")
_NUMBER = expression("(?<!t)t*+e+(?:[sc]e+|t+e+)*t*|a+(?:ca+)*")


def forward(line: str) -> list[Span]:
    """The stretches of a line in visual order that run from left to right, sorted, none touching another.

    Code points. The base direction is R, and the line is one that such a display gave.
    """
    classes = classes_of(line)
    walled = _bracketed(classes, line)
    found = [stretch.span() for stretch in _FOREIGN.finditer(_walked(walled, classes))]
    rest = list(walled)
    for left, right in found:
        rest[left:right] = "l" * (right - left)
    # A number comes after what stands to its right: an Arabic letter there makes it an Arabic number (W2).
    strong = ""
    for at in range(len(rest) - 1, -1, -1):
        if rest[at] in "rjl":
            strong = rest[at]
        elif rest[at] == "e" and strong == "j":
            rest[at] = "a"
    joined: list[Span] = []
    for left, right in sorted(found + [number.span() for number in _NUMBER.finditer("".join(rest))]):
        if joined and joined[-1][1] == left:
            left = joined.pop()[0]
        joined.append((left, right))
    return joined


def _walked(walled: str, classes: str) -> str:
    """The classes with l for numbers that come after Latin and the bracket that encloses it (W7 is before N0)."""
    held = list(walled)
    letter, wall = "", False
    for at in range(len(held) - 1, -1, -1):
        if classes[at] in "rjl":
            letter, wall = classes[at], False
        elif held[at] == "r":
            wall = True
        elif held[at] == "e" and wall and letter == "l":
            held[at] = "l"
    return "".join(held)


def _bracketed(classes: str, line: str) -> str:
    """The classes with a direction for the pairs of brackets that have one (N0)."""
    strong = [at for at, one in enumerate(classes) if one in "rjl"]
    right = [at for at in strong if classes[at] != "l"]
    foreign = [at for at in strong if classes[at] == "l"]
    held, open_at = list(classes), list[int]()
    for at, char in enumerate(line):
        if char in "([{":
            open_at.append(at)
        elif open_at and line[open_at[-1]] + char in _PAIRS:
            left = open_at.pop()
            if _between(right, left, at):
                held[left] = held[at] = "r"
            elif _between(foreign, left, at):
                before = bisect_left(strong, left) - 1
                held[left] = held[at] = "l" if before >= 0 and classes[strong[before]] == "l" else "r"
    return "".join(held)


def _between(places: list[int], left: int, right: int) -> bool:
    """Whether one of the sorted `places` lies in [left, right)."""
    return bisect_left(places, left) < bisect_left(places, right)


@cache
def _class(char: str) -> str:
    """The bidirectional class of a character in one letter: r, j (AL), l, e, a, s, c, t, m or n (neutral)."""
    if MARKS.match(char):
        return "r" if char < "\u0600" else "j"
    return _LETTERS.get(unicodedata.bidirectional(char), "n")


def classes_of(line: str) -> str:
    """The classes of all characters; other marks have that of what they stand on (W1)."""
    found: list[str] = []
    for char in line:
        kind = _class(char)
        found.append((found[-1] if found else "n") if kind == "m" else kind)
    return "".join(found)
