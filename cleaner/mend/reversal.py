"""How likely it is that the words of a line are written from their last letter to their first."""

import unicodedata
from functools import lru_cache
from operator import sub

from cleaner.expressions import expression
from cleaner.letters import UNIT
from cleaner.letters.words import both_ways, parted
from cleaner.record import Struct
from cleaner.scripts import script_of

ALONE = (18.0, 18.0, 13.0, 8.0)
"""Bits it takes to turn a line of none, one, two, three or more words: names look reversed by chance."""
PER_LETTER = 0.6
"""Bits it takes for each letter; text that is reversed has more than two."""
SHAPES, ACRONYM, UNKNOWN, SIGNS = 40, 5, 20, 8
"""Bits for shapes of Arabic letters that fit together one way only; for an acronym with its strokes after the
first letter; that a letter of no language we have statistics of takes off; that punctuation adds at most."""
SURE = 1 << 20
"""Bits that no line outweighs."""
LEAST = min(ALONE) // 2 * UNIT
"""What words say at the least where a line may be turned, in eighths of a bit."""
_HEBREW = "\u05d0-\u05ea"
_RIGHTWARD = expression("[\u05d0-\u05f2\u0620-\u064a\u066e-\u06d3\u06fa-\u06fc\ufb1d-\ufdfb\ufe70-\ufefc]")
_SHAPED = expression("[\ufb1d-\ufdfb\ufe70-\ufefc]")
_NEAR = expression("[\u05d0-\u06fc\ufb1d-\ufefc]")
"""These letters and what stands between them: two ranges are soon compiled."""
_POINT = expression("[\u0591-\u05bd\u05bf-\u05c7]")
# Marks, tatweel, joiners, and the stroke of a foreign sound: what stands between the letters of a word.
_INNER = expression(
    "[\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u200c-\u200f]+"
    f"|(?<=[{_HEBREW}])['\u05f3\u2019](?=[{_HEBREW}])"
)
_WORD = expression("[\u05d0-\u05f2\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06fc]+")
# Acronyms have two strokes before their last letter; their letters tell nothing.
_STROKES = '["\u05f4\u201d]'
_ACRONYM = expression(f"(?<![{_HEBREW}])[{_HEBREW}]++{_STROKES}[{_HEBREW}]+")
_LAST = expression(f"[{_HEBREW}]{{2}}{_STROKES}[{_HEBREW}](?![{_HEBREW}])")
_FIRST = expression(f"(?<![{_HEBREW}])[{_HEBREW}]{_STROKES}[{_HEBREW}]{{2}}")
# Letters of Yiddish, Pashto, Uyghur, Kurdish, Sindhi, Jawi ...: neither Hebrew, Arabic, Persian nor Urdu.
_UNKNOWN = expression(
    "[\u05bf\u05f0-\u05f2\u063b-\u063f\u066e-\u0678\u067a-\u067d\u067f-\u0685\u0687\u0689-\u0690\u0692-\u0697\u0699-\u06a8"
    "\u06aa-\u06ae\u06b0-\u06b9\u06bb-\u06bd\u06bf\u06c4-\u06cb\u06cd-\u06d1\u06d5\u06fa-\u06fc]"
)


class Judged(Struct, frozen=True):
    """Bits that speak for a line being turned around, and how many it takes to turn it alone."""

    bits: float
    limit: float


@lru_cache(maxsize=1 << 7)
def judge(line: str) -> Judged | None:
    """What the letters, shapes and signs of `line` say; None when it has no Hebrew or Arabic letter.

    Turning a line turns the sign of `bits`, except that punctuation counts for a line only where the
    letters speak for it too: so no line is turned back.
    """
    if line.isascii() or not _RIGHTWARD.search(line):
        return None
    # Not at the top: hardly a line of sound text comes so far.
    from cleaner.mend import presentation, sense
    from cleaner.mend.turns import backwards, by_word, displayed

    plain = unicodedata.normalize("NFKC", line) if _SHAPED.search(line) else line
    words = _WORD.findall(_INNER.sub("", _ACRONYM.sub("", plain)))
    held = sum(map(len, words))
    limit = max(ALONE[min(3, sum(len(word) > 1 for word in words))], PER_LETTER * held)
    bits = (_cost(words, 0) - _cost(words, 1)) / UNIT
    bits += ACRONYM * (len(_FIRST.findall(line)) - len(_LAST.findall(line)))
    if plain != line and (turned := presentation.is_reversed(line)) is not None:
        bits += SHAPES if turned else -SHAPES
    if bits > limit / 2 - SIGNS:
        bits -= UNKNOWN * _unknown(plain, held)
    if bits > -limit:
        gain = sense.signs(line) - min(sense.signs(turn(line).text) for turn in (displayed, backwards, by_word))
        bits += max(-SIGNS, min(gain, SIGNS if bits > limit / 2 else 0))
    return Judged(bits, limit)


def lean(word: str) -> int:
    """The most that letters and strokes of a word can say for its line being turned, in eighths of a bit.

    What letters say is the most that they say in one language of their script; shapes are beyond words.
    """
    if not _NEAR.search(word):
        return 0
    if _SHAPED.search(word):
        return SURE
    total = ACRONYM * UNIT * (len(_FIRST.findall(word)) - len(_LAST.findall(word)))
    for part in _WORD.findall(_INNER.sub("", _ACRONYM.sub("", word))):
        script = script_of(part[0]) or ""
        total += max(map(sub, *parted(both_ways(script)[part], script)))
    return total


def _unknown(line: str, held: int) -> int:
    """How many letters no table knows; points on less than a third of the letters are Yiddish."""
    return len(_UNKNOWN.findall(line)) + (0 < 3 * len(_POINT.findall(line)) < held)


def _cost(words: list[str], way: int) -> int:
    """What words cost in the likeliest language of each script, as they stand or backwards (eighths of a bit)."""
    total = 0
    for script in ("Hebr", "Arab"):
        held = sum(both_ways(script)[word] for word in words if script_of(word[0]) == script)
        total += min(parted(held, script)[way])
    return total
