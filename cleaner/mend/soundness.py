"""Whether a word may have been misread so: what of it may become what."""

import re
from functools import lru_cache

from cleaner.scripts import script_of

_JOINED = re.compile("[^\\W\\d_]|[\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0670\u200c\u200d]")
"""What stands inside words: letters, their marks, joiners."""
_APOSTROPHES = "\u2018\u2019\u00b4\u2032\u00a0\u00ad\u2010\u2011"
_CLOSERS = "\u060c\u061b\u061f\u00ab\u00bb\u2018\u2019\u201a\u201c\u201d\u201e\u2026\u2013\u2014!\"'(),.:;?[]"
_MEANT = re.compile(f"[^\\W_]|^[{re.escape(_CLOSERS)}]*\u2116[{re.escape(_CLOSERS)}]*$")
_ASCII_LETTER = re.compile("[A-Za-z]")


@lru_cache(maxsize=1 << 14)
def is_sound(before: str, after: str) -> bool:
    """Whether a word may be read so: letters do not become signs inside it, and it stays in one script.

    In a word with ASCII letters only signs that stand among letters, and capitals that do, can be wrong.
    """
    if before == after:
        return True
    if (any(map(str.isalpha, before)) and not _MEANT.search(after)) or len(set(before)) < min(2, len(before)):
        return False
    pairs = [*zip("\0" + before, before, after, strict=False)]
    if _ASCII_LETTER.search(before):
        return all(
            old == new or ((new.islower() or new == "\u2019") and _is_odd(left, old)) for left, old, new in pairs
        )
    if len({script_of(char) for char in after if char.isalpha()}) > 1 or "\ufffd" in after:
        return False
    inner = after.strip(_CLOSERS + "\u2116")
    left = after.find(inner)
    lost = [new for _, old, new in pairs[left : left + len(inner)] if old.isalpha() and not _JOINED.match(new)]
    return lost.count("\xa0") == len(lost) <= len(inner) // 4


def _is_odd(left: str, char: str) -> bool:
    sign = char > "\x9f" and not char.isalpha() and char not in _APOSTROPHES
    return left.isalpha() and (sign or (left.islower() and char.isupper()))
