"""Directional runs of a text, in logical order, and stretches of the other direction."""

import unicodedata
from collections.abc import Iterator

from cleaner.expressions import expression
from cleaner.scripts import strong_direction

_MARK = "\u200f"
_RIGHT_TO_LEFT = expression("[\u0590-\u08ff\ufb1d-\ufefc\U00010800-\U0001efff]")
"""Where characters stand that run from right to left (DerivedBidiClass.txt, the defaults of R and AL) but the mark.

There are others among them: a class of more than two ranges takes five times as long to compile.
"""

_NO_LEFT_TO_RIGHT = expression(
    "[\0-@\\[-`{-\x7f\xa0\xab\xbb\u0590-\u08ff\u2010-\u2027\u202f\u20aa-\u20ac\ufb1d-\ufdff\ufe70-\ufefc]*+"
)
"""What such texts mostly hold: these blocks, ASCII that is no letter, typographic marks and signs of currencies."""


def is_mixed(text: str) -> bool:
    """Whether `text` holds strong characters of both directions."""
    if text.isascii() or not (_RIGHT_TO_LEFT.search(text) or _MARK in text) or _NO_LEFT_TO_RIGHT.fullmatch(text):
        return False
    return {"ltr", "rtl"} <= set(map(strong_direction, set(text)))


def directional_runs(text: str, base: str) -> list[tuple[int, int, str]]:
    """Runs that tile `text`: (start, end, direction), offsets in code points.

    Characters without a direction of their own take that of both neighbours where these
    agree (UAX #9, N1), else the base direction (N2); marks go with their letter (W1).
    """
    other = [stretch for stretch in _strong_stretches(text) if stretch[2] != base]
    return list(_tile(other, len(text), base))


def _strong_stretches(text: str) -> Iterator[tuple[int, int, str]]:
    start, end, now = 0, 0, None
    for at, char in enumerate(text):
        direction = strong_direction(char)
        if direction is None:
            if now and at == end and _is_mark(char):
                end = at + 1
            continue
        if direction != now:
            if now:
                yield start, end, now
            start, now = at, direction
        end = at + 1
    if now:
        yield start, end, now


def _is_mark(char: str) -> bool:
    return unicodedata.bidirectional(char) == "NSM"


def _tile(other: list[tuple[int, int, str]], length: int, base: str) -> Iterator[tuple[int, int, str]]:
    at = 0
    for start, end, direction in other:
        if at < start:
            yield at, start, base
        yield start, end, direction
        at = end
    if at < length:
        yield at, length, base
