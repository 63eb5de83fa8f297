"""Lines in which no step that looks at a line alone finds anything, told by their words.

Most words of a text were met before. What a word is like is found out once and kept; a line all of whose words
are sound is quiet, and costs one look at the set of them. A line that is not quiet may still be clean: that is
for the steps to say.
"""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import IntFlag
from itertools import pairwise

from cleaner.expressions import expression
from cleaner.mend import controls, normal_form
from cleaner.mend.clusters import is_strange, signs_of
from cleaner.mend.gates import ESCAPE, LOST, MARK, MARKS, QUOTES, RIGHT_TO_LEFT, SHAPED, UNSEEN, due, may_be_quotes
from cleaner.mend.legacy import hopes, may_read
from cleaner.mend.remains import REMNANT, is_broken
from cleaner.mend.traces import edges, has_sequence, is_open, is_remnant
from cleaner.mend.visual_order import is_clear as is_turned

MOST = 1 << 14
"""So many words are kept; then all are forgotten."""
PART = 1 << 10
"""So many words of a line are looked at together."""
_CALM = expression("[ !-$'-*,-<>@-\\[\\]-_a-~\u2013\u2014\u2018\u2019\u201c\u201d\u2026]*+")
"""What no gate asks for, in any order."""
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


@dataclass(frozen=True, eq=False)
class _Words:
    """Sound words: all; those that call for a look at what stands beside them.

    A sequence of UTF-8 may begin in some, in others it may end; several of others may be what is left of
    sequences; some look broken; in some signs stand beside Latin letters.
    """

    sound: set[str] = field(default_factory=set)
    marked: set[str] = field(default_factory=set)
    opened: set[str] = field(default_factory=set)
    edged: set[str] = field(default_factory=set)
    remnant: set[str] = field(default_factory=set)
    hoped: set[str] = field(default_factory=set)
    signed: set[str] = field(default_factory=set)

    def learn(self, word: str) -> bool:
        """Keeps a word, if it is sound; says whether it is."""
        if not _is_sound(word):
            return False
        if is_open(word) or not word:
            self.opened.add(word)
        marks = (
            (self.edged, word[:1] in edges() or not word),
            (self.remnant, is_broken(word) and is_remnant(word)),
            (self.hoped, is_strange(word) and hopes(word)),
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


_known = _Words()


def is_at_rest(text: str, is_sound: Callable[[str], bool]) -> bool:
    """Whether a pass over a text finds nothing: its lines are quiet, or else sound, and in the order of reading."""
    rightward, signed = RIGHT_TO_LEFT.search(text) is not None, False
    for start, end in due(text):
        line = text[start:end]
        look = _look(line)
        if (Look.LOUD in look and not is_sound(line)) or (rightward and is_turned(line)):
            return False
        signed = signed or Look.SIGNED in look or (Look.LOUD in look and may_be_quotes(line))
    if signed:
        from cleaner.mend.company import misread_quotes

        return misread_quotes(text[start:end] for start, end in due(text)) is None
    return True


def is_quiet(line: str) -> bool:
    """Whether a line holds nothing for the steps that look at it alone."""
    return Look.LOUD not in _look(line)


def _look(line: str) -> Look:
    global _known
    if _CALM.fullmatch(line):
        return Look.QUIET
    words, look = line.split(" "), Look.QUIET
    for at in range(0, len(words), PART):
        # Forgotten by making others: a thread may still look things up in these.
        held = _known = _known if len(_known.sound) < MOST else _Words()
        look |= held.look(words[at : at + PART + 1])
    return look | Look.LOUD if Look.HOPED in look and may_read(line) else look


def _is_left(words: Sequence[str], remnant: set[str]) -> bool:
    """Whether enough of a line may be what is left of sequences (`remains`)."""
    inside = sum(len(word) for word in words if word in remnant)
    return inside >= REMNANT and 2 * inside >= sum(map(signs_of, words))


def _is_sound(word: str) -> bool:
    """Whether no gate lets a word through whose step would find something in it, whatever stands beside it."""
    if _ODD.search(word) and not _is_harmless(word):
        return False
    return (word.isascii() or not MARK.match(word)) and not has_sequence(word)


def _is_harmless(word: str) -> bool:
    """Whether what gates ask for in a word is what belongs there: joiners, marks, single question marks."""
    if any(gate.search(word) for gate in (ESCAPE, LOST, SHAPED, _NEVER)):
        return False
    if UNSEEN.search(word) and (controls.find(word) or controls.doubts(word)):
        return False
    return not MARKS.search(word) or not (unicodedata.category(word[0])[0] == "M" or normal_form.find(word))
