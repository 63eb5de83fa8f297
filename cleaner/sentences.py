"""How sentences begin and end, as far as a line can show it."""

import re

from cleaner.expressions import expression
from cleaner.rulebook import rulebook

_CLOSERS = "\"'”’»)]}״׳“‘«」』）】》〉\u200e\u200f "
_ENDERS = ",.!?…:;。！？؟۔।॥՞։：；؛、،，"
_TERMINAL = ".!?…。！？؟۔।॥։．｡"
_GOES_ON = tuple(",.;:)]!?%،؛۔।、。，；：）」』！？")
_BREAK = expression(
    '(?P<stop>[.!?…؟]+["\'”’»)\\]״]*)(?P<gap>\\s+|(?=[A-ZА-ЯЁІЇЄҐ"“\u05d0-\u05ea\u0621-\u064a]))(?=[^\\s])'
    # A full-width stop and a danda close a sentence with no space behind; Japanese goes on after a quotation.
    "|[。！？۔।॥｡]+(?:[」』”’）】》〉]+(?![\u3041-\u309f]))?(?![」』”’）】》〉])\\s*"
)
_STOPS = frozenset(".!?…؟。！？۔।॥｡")
_OPENING = str.maketrans(dict.fromkeys("(\"'“‘«[", " "))
ABBREVIATED = 12
"""Longest abbreviation, in code points, with what stands before it."""
_INITIALS = expression(r"[A-ZА-ЯІЇЄҐ]|[A-Z](?:\.[A-Z])+")

# The same for ASCII alone, which one look at each character finds.
_PLAIN_BREAK = expression(r"""(?P<stop>[.!?]+["')\]]*)(?P<gap>\s+|(?=[A-Z"]))(?=\S)""")


def is_terminated(text: str) -> bool:
    """Whether `text` ends as a sentence does (closing quotes and brackets aside)."""
    if text[-1:].isalnum():
        return False
    bare = text.rstrip(_CLOSERS)
    return bool(bare) and bare[-1] in _TERMINAL


def is_open_ended(text: str) -> bool:
    """Whether `text` ends without any mark that closes a sentence, a clause or a list header."""
    if text[-1:].isalnum():
        return True
    bare = text.rstrip(_CLOSERS)
    return bool(bare) and bare[-1] not in _ENDERS


def starts_lower(text: str) -> bool:
    """Whether `text` goes on with a sentence begun elsewhere: a small letter or closing mark."""
    return text[:1].islower() or text.startswith(_GOES_ON)


def sentence_breaks(text: str) -> list[int]:
    """Offsets in `text` (code points) at which a new sentence begins; 0 is not among them."""
    found: list[int] = []
    if _STOPS.isdisjoint(text):
        return found
    for stop in (_PLAIN_BREAK if text.isascii() else _BREAK).finditer(text):
        if stop.end() >= len(text):
            continue
        following = text[stop.end()]
        glued = stop["stop"] and not stop["gap"] and following not in '"“'
        if following.islower() or (glued and not _glued(text, stop)):
            continue
        if (stop["stop"] or "").rstrip(_CLOSERS) == "." and _is_abbreviated(text, stop.start()):
            continue
        found.append(stop.end())
    return found


def _is_abbreviated(text: str, end: int) -> bool:
    """Whether the full stop at `end` ends no sentence: before it stand a word of the rules' list, initials."""
    before = text[max(0, end - ABBREVIATED) : end].translate(_OPENING)
    words = before.split()
    if not words or before[-1].isspace() or (words == [before] and end > ABBREVIATED):
        return False
    word = words[-1]
    initials = (len(word) == 1 or word[1] == ".") and _INITIALS.fullmatch(word)
    return bool(initials) or word in rulebook().abbreviations


def _glued(text: str, stop: re.Match[str]) -> bool:
    """A sentence that follows without a space: `said.Next`, but not `U.S.` or `ynet.co.il`."""
    before = text[max(0, stop.start() - 3) : stop.start()]
    return len(before) == 3 and before.isalpha() and not before.isupper()


def count_sentences(text: str) -> int:
    """Sentences in `text`, at least 1."""
    return len(sentence_breaks(text)) + 1
