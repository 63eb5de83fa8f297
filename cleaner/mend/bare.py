"""Words of Hebrew or Arabic letters, most of what such a line holds: only what they cost tells anything of them.

No two of these letters are a lead and a trail of UTF-8 in any charset. So where two of them stand together no sequence
begins or ends, nor can one of them be a part of it, whatever punctuation stands beside them.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import sub

from cleaner.expressions import expression
from cleaner.letters.words import Costs, both_ways, meet, parted

_AROUND = (
    "!\"'(),-./:;?[]0123456789\u00ab\u00bb\u05f4\u060c\u061b\u061f\u2013\u2014\u2018\u2019\u201c\u201d\u201e\u2026"
)
_LETTERS = {"Hebr": "[\u05d0-\u05ea]", "Arab": "[\u0621-\u063a\u0641-\u064a]"}
_LETTER = {script: expression(letter) for script, letter in _LETTERS.items()}
_ALL = expression("|".join(f"{letter}{{2,}}" for letter in _LETTERS.values()))
_WORDS = {
    script: expression(f"^([{re.escape(_AROUND)}]*+({letter}{{2,}})[{re.escape(_AROUND)}]*+)$", re.MULTILINE)
    for script, letter in _LETTERS.items()
}


def lettered(word: str) -> str:
    """The letters of a word that holds nothing else but punctuation and digits on either side; "" for all others."""
    letters = word.strip(_AROUND)
    return letters if _ALL.fullmatch(letters) else ""


def all_lettered(words: Iterable[str]) -> Iterator[tuple[str, str, int, int]]:
    """The lettered ones of some words, with their letters, what those cost, and the most they save read backwards."""
    text = "\n".join(words)
    for script, letter in _LETTER.items():
        if letter.search(text) and (found := _WORDS[script].findall(text)):
            held, letters = zip(*found, strict=True)
            there, back = meet(letters, script)
            saved = [[*map(sub, *both)] for both in zip(there, back, strict=True)]
            yield from zip(held, letters, _each(min, there), _each(max, saved), strict=True)


def _each(choose: Callable[..., int], columns: Sequence[Sequence[int]]) -> Iterable[int]:
    return map(choose, *columns) if len(columns) > 1 else columns[0]


def costs_of(letters: str) -> tuple[Costs, Costs]:
    """What the letters of such a word cost in each language of their script: as they stand, and read backwards."""
    script = "Hebr" if letters < "\u0600" else "Arab"
    return parted(both_ways(script)[letters], script)
