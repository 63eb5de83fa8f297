"""Whether a word may have been misread so: what of it may become what."""

import re
from functools import lru_cache

from cleaner.expressions import expression
from cleaner.scripts import script_of

_JOINED = expression("[^\\W\\d_]|[\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0670\u200c\u200d]")
"""What stands inside words: letters, their marks, joiners."""
_APOSTROPHES = "\u00b7\u2018\u2019\u00b4\u2032\u00a0\u00ad\u2010\u2011"
_CLOSERS = "\u060c\u061b\u061f\u00ab\u00bb\u2018\u2019\u201a\u201c\u201d\u201e\u2026\u2013\u2014!\"'(),.:;?[]"
_MEANT = expression(f"[^\\W_]|^[{re.escape(_CLOSERS)}]*\u2116[{re.escape(_CLOSERS)}]*$")
_LEFT, _RIGHT = "\u250c\u251c\u2514\u2552-\u255a\u255e-\u2560", "\u2510\u2518\u2524\u2555-\u255d\u2561-\u2563"
_RULE = "\u252c\u2534\u253c\u2500-\u2502\u2550\u2551\u2564-\u2570\u2580-\u2593"
_DRAWN = expression(f"[{_LEFT}]?[{_RULE}]{{2,}}[{_RIGHT}]?|[{_LEFT}][{_RULE}]?[{_RIGHT}]|[\u2500-\u259f]")
"""Frames, rules and bars."""
_MEASURE = expression(r"(?<=\d)[^\x00-\x7f]++|(?<![^\x00-\x7f])[^\x00-\x7f]++(?=\d)")
"""Fractions and signs beside digits: two of them are `8\u00bd\u00d75\u00bd`, not letters."""
_ASCII_LETTER = expression("[A-Za-z]")


@lru_cache(maxsize=1 << 9)
def is_sound(before: str, after: str) -> bool:
    """Whether a word may be read so: letters do not become signs inside it, and it stays in one script.

    In a word with ASCII letters only signs that stand among letters, and capitals that do, can be wrong.
    """
    if before == after:
        return True
    if (any(map(str.isalpha, before)) and not _MEANT.search(after)) or len(set(before)) < min(2, len(before)):
        return False
    pairs = [*zip("\0\0" + before, "\0" + before, before, after, strict=False)]
    if _ASCII_LETTER.search(before):
        return all(
            old == new or ((new.islower() or new == "\u2019") and _is_odd(first, left, old))
            for first, left, old, new in pairs
        )
    if len({script_of(char) for char in after if char.isalpha()}) > 1 or "\ufffd" in after:
        return False
    inner = after.strip(_CLOSERS + "\u2116")
    left = after.find(inner)
    lost = [new for *_, old, new in pairs[left : left + len(inner)] if old.isalpha() and not _JOINED.match(new)]
    return lost.count("\xa0") == len(lost) <= len(inner) // 4


@lru_cache(maxsize=1 << 9)
def is_drawn(word: str) -> bool:
    """Whether a word is a frame, a rule, a bar or a measure."""
    if "\u2500" <= word[:1] <= "\u259f" and _DRAWN.fullmatch(word):
        return True
    return any(map(str.isdecimal, word)) and len(_MEASURE.findall(word)) > 1


def _is_odd(first: str, left: str, char: str) -> bool:
    """A sign after a letter; a capital after two small ones (after one it may be Irish: `h\u00c9ireann`)."""
    sign = char > "\x9f" and not char.isalpha() and char not in _APOSTROPHES
    return left.isalpha() and (sign or (left.islower() and first.islower() and char.isupper()))
