"""Words of Hebrew or Arabic letters alone, most of what such a line holds: only what they cost tells anything of them.

No two of these letters are a lead and a trail of UTF-8 in any charset, and where two of them stand together no sequence
begins; no sign beside them is looked for by a gate.
"""

from cleaner.expressions import expression
from cleaner.letters.words import Costs, both_ways

_BESIDE = "!\"'(),-./:;[]0123456789"
"""ASCII that costs nothing and that no gate asks for."""
_LETTERS = expression("[\u05d0-\u05ea]{2,}|[\u0621-\u063a\u0641-\u064a]{2,}")


def bare(word: str) -> str:
    """The letters of a word that holds nothing else but what stands beside words; "" for all other words."""
    letters = word.strip(_BESIDE)
    return letters if _LETTERS.fullmatch(letters) else ""


def costs_of(letters: str) -> tuple[Costs, Costs]:
    """What the letters of a bare word cost in each language of their script: as they stand, and read backwards."""
    return both_ways("Hebr" if letters < "\u0600" else "Arab")[letters]
