"""Words that were met before, and what each of them says of the line it stands in."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, reduce
from itertools import pairwise
from operator import or_, sub
from typing import NamedTuple

from cleaner.expressions import expression
from cleaner.memo import Memo
from cleaner.mend.bare import all_lettered, costs_of, lettered
from cleaner.mend.clusters import SHORT, STRANGE, cost_of_signs, is_strange, signs_of
from cleaner.mend.gates import ESCAPE, LOST, MARK, MARKS, QUOTES, SHAPED, UNSEEN
from cleaner.mend.remains import REMNANT, UNLIKELY, is_broken
from cleaner.mend.reversal import lean
from cleaner.mend.traces import edges, has_sequence, is_open, is_remnant

MOST = 1 << 13
"""So many words are kept."""
_ASKED = expression(
    "[%&+=?\\\\`\u115f\u1160\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufffc\ufffd\U000e0100-\U000e01ef"
    "\u0300-\u036f\u0654\u0655\u0900-\u11ff\u1b00-\u1bff\u3099\u309a\U00011000-\U00011fff"
    "\ufb50-\ufdff\ufe70-\ufefc]"
)
"""What some gate may ask for, beside what cannot be printed."""
_CALM = expression("[0-9A-Za-z,;@][ !-$'-*,-<>@-Z_a-~]*+")
"""Words of ASCII that no gate asks for, in which no sequence begins or ends."""
_NEVER = expression("[\0-\x1f`\x7f\u202a-\u202e\u2066-\u2069]")
OPENED, EDGED, LEFT, ODD, HOPED, SIGNED, LOUD = (1 << bit for bit in range(7))
"""What of a word calls for a look at what stands beside it; most words have nothing. A sequence of UTF-8 may begin at
its end; one may end at its start; several such words may be what is left of sequences; it looks broken; it may read
better in another charset besides; signs stand beside Latin letters. A step may find something in a loud one, whatever
stands beside it."""
_ALL = 1 << 7


class Look(NamedTuple):
    """What words say of a line together."""

    needs: int
    """What it needs besides. SIGNED: its quotation marks must be compared with those of other lines; HOPED: broken
    words may read better together; LOUD: the steps must look at it; 0: nothing."""
    lean: int
    """The most that speaks for its being turned around, in eighths of a bit."""


def look(words: Sequence[str]) -> Look:
    """How a line is, given as what single spaces part in it."""
    return _looked([*map(_facts.__getitem__, words)], words)


def looks(lines: Sequence[str]) -> Iterator[Look]:
    """How several lines are, found out together."""
    words = " ".join(lines).split(" ")
    meet(words)
    facts = [*map(_facts.__getitem__, words)]
    start = 0
    for line in lines:
        end = start + line.count(" ") + 1
        yield _looked(facts[start:end], words[start:end])
        start = end


def _looked(facts: Sequence[int], words: Sequence[str]) -> Look:
    held = reduce(or_, facts) % _ALL
    # What words have besides their lean adds less than an eighth for each.
    return Look(_needs(held, words) if held & ~(OPENED | ODD) else 0, sum(facts) // _ALL)


def _needs(held: int, words: Sequence[str]) -> int:
    if held & LOUD or (held & EDGED and held & OPENED and _reaches_over(words)) or (held & LEFT and _is_left(words)):
        return LOUD
    return held & (SIGNED | HOPED)


def _facts_of(word: str) -> int:
    """The lean of a word, and beside it in one number what it calls for."""
    if word.isascii():
        return 0 if _CALM.fullmatch(word) else _traits_of(word)
    if letters := lettered(word):
        there, back = costs_of(letters)
        return _facts_of_lettered(word, letters, min(there), max(map(sub, there, back)))
    return lean(word) * _ALL + _traits_of(word)


def _facts_of_lettered(word: str, letters: str, cost: int, lean: int) -> int:
    facts = lean * _ALL
    if len(word) > len(letters):
        # To signs beside it a digit is the same as a word.
        signs = word.replace(letters, "1", 1)
        if not _are_sound(signs):
            return facts + _traits_of(word)
        facts += EDGED if word[0] in edges() else 0
        cost += cost_of_signs(signs)
    length = len(letters)
    if cost > UNLIKELY * length:
        facts += _left(word)
        if cost > SHORT + STRANGE * length:
            facts += _oddity(word)
    return facts


def looks_strange(word: str) -> bool:
    """Whether a word of a line that is not loud looks broken (`is_strange`)."""
    return _facts[word] & ODD > 0


def meet(words: Iterable[str]) -> None:
    """Finds out at once what is to be known of words that were never met."""
    _facts.keep((found[0], _facts_of_lettered(*found)) for found in all_lettered(_facts.unknown(words)))


_facts = Memo(_facts_of, MOST)


def _traits_of(word: str) -> int:
    if not _is_sound(word):
        return LOUD
    traits = (
        (OPENED, is_open(word)),
        (EDGED, word[:1] in edges() or not word),
        (SIGNED, QUOTES.search(word)),
    )
    return sum(trait for trait, holds in traits if holds) + _left(word) + _oddity(word)


def _left(word: str) -> int:
    return LEFT if is_remnant(word) and is_broken(word) else 0


def _oddity(word: str) -> int:
    if not is_strange(word):
        return 0
    # Not at the top: few texts hold such a word.
    from cleaner.mend.hopes import hopes

    return ODD | HOPED if hopes(word) else ODD


def _reaches_over(words: Sequence[str]) -> bool:
    """Whether a sequence may begin in one word and end in the next."""
    return any(_facts[left] & OPENED and _facts[right] & EDGED for left, right in pairwise(words))


def _is_left(words: Sequence[str]) -> bool:
    """Whether enough of a line may be what is left of sequences (`remains`)."""
    inside = sum(len(word) for word in words if _facts[word] & LEFT)
    return inside >= REMNANT and 2 * inside >= sum(map(signs_of, words))


def _is_sound(word: str) -> bool:
    """Whether no gate lets a word through whose step would find something in it, whatever stands beside it."""
    if (not word.isprintable() or _ASKED.search(word)) and not _is_harmless(word):
        return False
    return (word.isascii() or not MARK.match(word)) and not has_sequence(word)


_are_sound = lru_cache(maxsize=1 << 7)(_is_sound)


def _is_harmless(word: str) -> bool:
    """Whether what gates ask for in a word is what belongs there: joiners, marks, single question marks."""
    if any(gate.search(word) for gate in (ESCAPE, LOST, SHAPED, _NEVER)):
        return False
    # Hardly a word holds what these steps look at.
    if UNSEEN.search(word):
        from cleaner.mend import controls

        if controls.find(word) or controls.doubts(word):
            return False
    if MARKS.search(word):
        from cleaner.mend import normal_form

        return not (unicodedata.category(word[0])[0] == "M" or normal_form.find(word))
    return True
