"""Letters that came in pieces (`e` and an accent) become one letter; nothing is reordered or taken apart.

Full NFC (UAX #15) would also put Hebrew points into another order, take Bengali and Gurmukhi
letters apart (composition exclusions) and replace the ohm sign by a letter. None of that is
damage, so only the compositions are made.
"""

import unicodedata
from collections import Counter

from cleaner.expressions import expression
from cleaner.mend.edits import Edit

_MARKS = (
    "\u0300-\u0304\u0306-\u030c\u030f\u0311\u0313\u0314\u031b\u0323-\u0328\u032d\u032e\u0330\u0331\u0338\u0342\u0345"
    "\u0654\u0655\u093c\u0c56\u0dca\u3099\u309a\U000110ba"
)
_FIRSTS = (
    "\u09c7\u0b47\u0b92\u0bc6\u0bc7\u0cbf\u0cc6\u0cca\u0d46\u0d47\u0dd9\u0ddc\u1025\u1100-\u1112\uac00-\ud7a3"
    "\u1b05\u1b07\u1b09\u1b0b\u1b0d\u1b11\u1b3a\u1b3c\u1b3e\u1b3f\u1b42"
    "\U00011131\U00011132\U00011347\U000114b9\U000115b8\U000115b9\U00011935"
)
_SECONDS = (
    "\u09be\u09d7\u0b3e\u0b56\u0b57\u0bbe\u0bd7\u0cc2\u0cd5\u0cd6\u0d3e\u0d57\u0dcf\u0ddf\u102e\u1161-\u1175\u11a8-\u11c2"
    "\u1b35\U00011127\U0001133e\U00011357\U000114b0\U000114ba\U000114bd\U000115af\U00011930"
)
_PIECE = expression(f"[{_MARKS}{_SECONDS}](?<![^{_FIRSTS}][{_SECONDS}])")
"""What can be the second half of a canonical composition; of vowel signs and jamo only after what they compose with.

Not U+0653: Urdu keyboards set it by itself."""
_SECOND = expression(f"[{_SECONDS}]")
_LONGEST = 30
"""Marks on one letter that are looked at (UAX #15, Stream-Safe Text): sorting more takes quadratic time."""


def find(line: str) -> list[Edit]:
    """One edit for each letter that came decomposed, from its base to the last mark that joins it."""
    edits: list[Edit] = []
    if line.isascii():
        return edits
    at = 0
    while piece := _PIECE.search(line, at):
        start = max(piece.start() - 1, at)
        while start > at and unicodedata.combining(line[start]):
            start -= 1
        at = start + 1
        while at < len(line) and at - start <= _LONGEST and _follows(line[at]):
            at += 1
        if edit := _composed(line, start, at):
            edits.append(edit)
        at = max(at, piece.end())
    return edits


def _follows(char: str) -> bool:
    """Whether a character can be part of the letter before it."""
    return bool(unicodedata.combining(char) or _SECOND.match(char))


def _composed(line: str, start: int, end: int) -> Edit | None:
    """The edit that composes the base at `start` with the marks up to `end`; None when they stay."""
    base, marks = line[start], line[start + 1 : end]
    if unicodedata.normalize("NFC", base) != base:
        return None
    composed = unicodedata.normalize("NFC", base + marks)
    if marks and len(composed) == 1:
        return Edit(start, end, composed, "normal-form")
    letter, left = composed[0], Counter(composed[1:])
    if len(composed) > len(marks) or left - Counter(marks):
        return None
    kept: list[int] = []
    for at in reversed(range(start + 1, end)):
        if left[line[at]]:
            left[line[at]] -= 1
            kept.append(at)
    last = max(set(range(start + 1, end)) - set(kept))
    before = [at for at in reversed(kept) if at < last]
    after = letter + "".join(line[at] for at in before)
    origins = ((start, last + 1), *((at, at + 1) for at in before)) if before else None
    return Edit(start, last + 1, after, "normal-form", origins=origins)
