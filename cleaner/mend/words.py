"""Words that were met before, and what each of them says of the line it stands in."""

import unicodedata
from collections.abc import Sequence
from enum import IntFlag
from itertools import pairwise
from sys import intern

from cleaner.expressions import expression
from cleaner.mend.clusters import is_strange, signs_of
from cleaner.mend.gates import ESCAPE, LOST, MARK, MARKS, QUOTES, SHAPED, UNSEEN
from cleaner.mend.remains import REMNANT, is_broken
from cleaner.mend.traces import edges, has_sequence, is_open, is_remnant

_ODD = expression(
    "[\0-\x1f%&+=?\\\\`\x7f-\x9f\u00ad\u061c\u115f\u1160\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\uffff\U000e0000-\U000e01ef"
    "\u0300-\u036f\u0654\u0655\u0900-\u11ff\u1b00-\u1bff\u3099\u309a\U00011000-\U00011fff"
    "\ufb50-\ufdff\ufe70-\ufefc\ud800-\udfff]"
)
"""What some gate may ask for."""
_NEVER = expression("[\0-\x1f`\x7f\u202a-\u202e\u2066-\u2069]")


class Look(IntFlag):
    """What a line needs besides a look at its words."""

    QUIET = 0
    SIGNED = 1
    """Its quotation marks must be compared with those of other lines."""
    HOPED = 2
    """Words look broken and may read better in another charset."""
    LOUD = 4
    """The steps must look at it."""


class Words:
    """Sound words: all; those that call for a look at what stands beside them.

    A sequence of UTF-8 may begin in some, in others it may end; several of others may be what is left of
    sequences; some look broken; in some signs stand beside Latin letters.
    """

    def __init__(self) -> None:
        self.sound, self.marked, self.opened, self.edged = set[str](), set[str](), set[str](), set[str]()
        self.remnant, self.hoped, self.signed = set[str](), set[str](), set[str]()

    def learn(self, word: str) -> bool:
        """Keeps a word, if it is sound; says whether it is."""
        if not _is_sound(word):
            return False
        word = intern(word)
        if is_open(word) or not word:
            self.opened.add(word)
        marks = (
            (self.edged, word[:1] in edges() or not word),
            (self.remnant, is_broken(word) and is_remnant(word)),
            (self.hoped, is_strange(word) and _is_hoped(word)),
            (self.signed, QUOTES.search(word)),
        )
        for kind, holds in marks:
            if holds:
                kind.add(word)
                self.marked.add(word)
        self.sound.add(word)
        return True

    def look(self, words: Sequence[str]) -> Look:
        """How a line is, given as what single spaces part in it."""
        if not self.sound.issuperset(words) and not all(word in self.sound or self.learn(word) for word in words):
            return Look.LOUD
        if self.marked.isdisjoint(words):
            return Look.QUIET
        if not self.edged.isdisjoint(words) and self._reaches_over(words):
            return Look.LOUD
        if not self.remnant.isdisjoint(words) and _is_left(words, self.remnant):
            return Look.LOUD
        look = Look.QUIET if self.signed.isdisjoint(words) else Look.SIGNED
        return look if self.hoped.isdisjoint(words) else look | Look.HOPED

    def _reaches_over(self, words: Sequence[str]) -> bool:
        """Whether a sequence may begin in one word and end in the next."""
        return any(right in self.edged and left in self.opened for left, right in pairwise(words))


def _is_left(words: Sequence[str], remnant: set[str]) -> bool:
    """Whether enough of a line may be what is left of sequences (`remains`)."""
    inside = sum(len(word) for word in words if word in remnant)
    return inside >= REMNANT and 2 * inside >= sum(map(signs_of, words))


def _is_sound(word: str) -> bool:
    """Whether no gate lets a word through whose step would find something in it, whatever stands beside it."""
    if _ODD.search(word) and not _is_harmless(word):
        return False
    return (word.isascii() or not MARK.match(word)) and not has_sequence(word)


def _is_hoped(word: str) -> bool:
    from cleaner.mend.hopes import hopes

    return bool(hopes(word))


def _is_harmless(word: str) -> bool:
    """Whether what gates ask for in a word is what belongs there: joiners, marks, single question marks."""
    if any(gate.search(word) for gate in (ESCAPE, LOST, SHAPED, _NEVER)):
        return False
    from cleaner.mend import controls, normal_form

    if UNSEEN.search(word) and (controls.find(word) or controls.doubts(word)):
        return False
    return not MARKS.search(word) or not (unicodedata.category(word[0])[0] == "M" or normal_form.find(word))
