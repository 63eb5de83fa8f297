"""Words of Hebrew or Arabic letters alone, most of what such a line holds: only what they cost tells anything of them.

No two of these letters are a lead and a trail of UTF-8 in any charset, and where two of them stand together no sequence
begins; no sign beside them is looked for by a gate.
"""

import re
from collections.abc import Iterable

from cleaner.expressions import expression
from cleaner.letters.words import Costs, both_ways, meet

_BESIDE = "!\"'(),-./:;[]0123456789"
"""ASCII that costs nothing and that no gate asks for."""
_PUNCTUATION = _BESIDE + "\u00ab\u00bb\u05f4\u060c\u061b\u061f\u2013\u2014\u2018\u2019\u201c\u201d\u201e\u2026?"
_HEBREW, _ARABIC = "[\u05d0-\u05ea]{2,}", "[\u0621-\u063a\u0641-\u064a]{2,}"
_LETTERS = expression(f"{_HEBREW}|{_ARABIC}")
_WORDS = expression(f"^([{re.escape(_BESIDE)}]*+({_HEBREW}|{_ARABIC})[{re.escape(_BESIDE)}]*+)$", re.MULTILINE)


def bare(word: str) -> str:
    """The letters of a word that holds nothing else but what stands beside words; "" for all other words."""
    letters = word.strip(_BESIDE)
    return letters if _LETTERS.fullmatch(letters) else ""


def lettered(word: str) -> str:
    """The letters of a word that is bare but for punctuation on either side; "" for all other words."""
    letters = word.strip(_PUNCTUATION)
    return letters if _LETTERS.fullmatch(letters) else ""


def all_bare(words: Iterable[str]) -> list[tuple[str, str]]:
    """The bare ones of some words, each with its letters, whose costs are found out at once."""
    found = _WORDS.findall("\n".join(words))
    for script in ("Hebr", "Arab"):
        meet([letters for _, letters in found if (letters < "\u0600") is (script == "Hebr")], script)
    return found


def costs_of(letters: str) -> tuple[Costs, Costs]:
    """What the letters of a bare word cost in each language of their script: as they stand, and read backwards."""
    return both_ways("Hebr" if letters < "\u0600" else "Arab")[letters]
