"""What speaks against reading words in another charset: their neighbours, and an easy game for chance."""

from bisect import bisect_left
from operator import attrgetter

from cleaner.expressions import expression
from cleaner.letters import UNIT
from cleaner.mend.clusters import NEAR, Word
from cleaner.mend.soundness import is_drawn
from cleaner.scripts import main_script

AGAINST, FAR_AGAINST, MOST = 5 * UNIT, 15 * UNIT, 60 * UNIT
"""What a neighbour in the same script that was not broken so speaks against a reading, one that could not even have
been, and all of them together."""
ALONE, SIGNS, SHORT, SAME, POINTED, FEW = 3 * UNIT, 10 * UNIT, 12 * UNIT, 8 * UNIT, 25 * UNIT, 6
"""What must be added where a single word has to speak for itself; where it is all signs; where it is short, amid
Latin; where one or two Cyrillic words would become other ones; where letters carry points, in fewer words than the
last."""
_POINTED = expression("[\u05d0-\u05ea\u05f0-\u05f2][\u0591-\u05c7]|[\u0620-\u064a][\u064b-\u0652]")
_LATIN = expression("[A-Za-z]{2}")
_SIGNS = expression(r"[^\x00-\x7f]+")


def against(words: list[Word], start: int, end: int, holds: frozenset[str]) -> int:
    """What the neighbours say that are written in the same script and are not broken."""
    first = bisect_left(words, start, key=attrgetter("start"))
    last = bisect_left(words, end, key=attrgetter("start"))
    script = _script("".join(word.text for word in words[first:last]))
    beside = (*words[max(0, first - 2 * NEAR) : first], *words[last : last + 2 * NEAR])
    same = [word for word in beside if script and _script(word.text) == script]
    return min(MOST, sum(AGAINST if holds.issuperset(word.text) else FAR_AGAINST for word in same))


def doubt(line: str, before: str, after: str) -> int:
    """What a reading needs besides, where chance has an easy game."""
    words = len(after.split())
    letters = "".join(filter(str.isalpha, before))
    needed = ALONE if words == 1 else 0
    if all(word.isascii() or is_drawn(word) for word in before.split()):
        needed += MOST
    if words == 1 and not letters:
        needed += SIGNS
    if words == 1 and len(letters) <= 3 and _LATIN.search(line):
        needed += SHORT
    if words < FEW and _POINTED.search(before):
        needed += POINTED
    natural = letters.islower() or letters.isupper() or before.istitle()
    if words < 3 and natural and _script(before) == _script(after) == "Cyrl":
        needed += SAME
    return needed


def _script(text: str) -> str | None:
    """The script of what is not ASCII."""
    return main_script("".join(_SIGNS.findall(text)))
