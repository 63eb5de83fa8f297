"""Names of people, agencies and offices, told from prose by the shape of their words."""

import re
from collections.abc import Set

from cleaner.scripts import WITHOUT_SPACES, script_of

LONGEST = 110
"""Longest list of names, in code points."""
LONG_LINE = 160
UNSPACED = 16
"""Longest name, in code points, in a script that sets no spaces between words."""
_NO_NAME = "?!;؟؛۔।。！？：；"
_AT_END = re.compile(r"(?:(?:[A-Z][\w.'’-]*|and|&)(?:,|(?=\s|$))\s*){1,10}$")
_TOKEN = re.compile(r"[^\s,/&;+()\[\]|、，／＋،؛]+")
_SPLIT = re.compile(
    r"\s*(?:[,/&;+|=＝、，／＋،؛]|(?<=[가-힣])·(?=[가-힣])|(?<!\S)(?:и|та|і|و|اور|और|און)(?!\S)|\band\b)\s*"
)
# The standard Hebrew keyboard (SI 1452): each letter and the Latin one on the same key.
_HEBREW_TO_LATIN = str.maketrans("שנבגקכעיןחלךצמםפרדאוהסטז", "abcdefghijklmnoprstuvxyz")
_LATIN_TO_HEBREW = {latin: hebrew for hebrew, latin in _HEBREW_TO_LATIN.items()}


def keyboard_readings(word: str) -> tuple[str, str, str]:
    """`word` in small letters as typed, and as meant if the keyboard stood on the wrong layout."""
    small = word.casefold()
    return small, small.translate(_HEBREW_TO_LATIN), small.translate(_LATIN_TO_HEBREW)


def looks_like_names(text: str, particles: Set[str], limit: int = 14) -> bool:
    """Whether every word of `text` could stand in a name: a capital, a letter without case, a particle."""
    words = _TOKEN.findall(text)
    if not 0 < len(words) <= limit or ":" in text or text.rstrip()[-1:] in _NO_NAME:
        return False
    own = [word for word in words if word.casefold() not in particles]
    return any(char.isalpha() for char in text) and bool(own) and all(_could_name(word) for word in own)


def _could_name(word: str) -> bool:
    if word.endswith(".") and len(word) > 5:
        return False
    bare = word.strip("'’\"“”.-–—@#׳״")
    if len(bare) > UNSPACED and script_of(bare[0]) in WITHOUT_SPACES:
        return False
    return not bare or not bare[0].islower() or any(char.isupper() for char in bare)


def names_at_end(text: str, particles: Set[str]) -> int:
    """Where the names begin that `text` ends with: 0 if it is nothing else, -1 if it ends otherwise.

    Only in a text too long for a line of its own are they looked for behind other words.
    """
    if len(text) <= LONGEST and looks_like_names(text, particles):
        return 0
    if len(text) <= LONG_LINE:
        return -1
    found = _AT_END.search(text, len(text) - LONGEST)
    return found.start() if found else -1


def split_names(text: str) -> tuple[str, ...]:
    """The names in a list of them, in order, each once."""
    names = (name.strip(" :-–—\u200e\u200f") for name in _SPLIT.split(text))
    return tuple(dict.fromkeys(name for name in names if any(char.isalnum() for char in name)))
