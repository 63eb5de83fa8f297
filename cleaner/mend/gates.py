"""Which step has anything to look at in a line: one cheap look each, so that clean text costs next to nothing.

A gate lets through too much rather than too little; the step behind it decides.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib import import_module
from typing import cast

from cleaner.expressions import expression
from cleaner.mend.edits import Doubt, Edit
from cleaner.record import Span

Chain = tuple[str, str]
"""How a text was misread: the charset it was taken for, the one it was written in."""
Find = Callable[[str], list[Edit]]

ESCAPE = expression(
    "&[#A-Za-z]|\\\\[0-9A-Fa-fuUxX\\\\]|%[0-9A-Fa-f]{2}|%u|=[0-9A-Fa-f]{2}|=\\?|=\r?\n|\\+[A-Za-z0-9+/]{2}"
    "|[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]"
)
MARK = expression(
    "(?:\ufeff|\u00ef\u00bb(?:\u00bf|\u061f)|\u010f\u00bb\u017c|\u043f\u00bb\u0457|\u03bf\u00bb\u038f|\u05df\u00bb\u00bf"
    "|\u013c\u00bb\u00e6|[\u2229\u00b4\u2116\u044f\u038e\u064a]\u2557\u2510|\u041e\u2569\u00a9|\u00d4\u00aa\u00f8"
    "|\u043f\u0457\u045a|\u00c3\u00af\u00c2\u00bb\u00c2\u00bf)+"
)
"""U+FEFF, and EF BB BF in the encodings that were taken for UTF-8's."""
_LETTERS = expression("[^\0-\x7f\u00a0\u2013\u2014\u2018\u2019\u201c\u201d\u2026]")
UNSEEN = expression(
    "[\0-\x08\x0e-\x1f\x7f\u00ad\u061c\u115f\u1160\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e01ef]"
)
MARKS = expression("[\u0300-\u036f\u0654\u0655\u0900-\u11ff\u1b00-\u1bff\u3099\u309a\U00011000-\U00011fff]")
SHAPED = expression("[\ufb50-\ufdff\ufe70-\ufefc]")
RIGHT_TO_LEFT = expression("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_SIGN = "[^\0-\x7f\u2013\u2014\u2018\u2019\u201c\u201d\u2026]"
QUOTES = expression(f"[A-Za-z]{_SIGN}|{_SIGN}[A-Za-z]")
LOST = expression("[\x80-\x84\x86-\x9f\ufffd]|\\?\\?")
_HALVES = "".join(map(chr, (*range(9), *range(0xE, 0x20), 0x85)))
_PART = 1 << 16
_CONTROLS = bytes((*range(9), *range(0xE, 0x20)))
_DUE = {
    "&": expression("&[#A-Za-z]"),
    "\\": expression(r"\\[0-9A-Fa-fuUxX\\]"),
    "%": expression("%(?:[0-9A-Fa-f]{2}|u)"),
    "=": expression("=(?:[0-9A-Fa-f]{2}|\\?|\r?\n)"),
    "+": expression(r"\+[A-Za-z0-9+/]{2}"),
    **{sign: expression(re.escape(sign)) for sign in ("??", "`", "\x7f", "\v", "\f")},
}
"""What makes a line of ASCII due, by what it begins with."""
_RARE = _CONTROLS + "".join(_DUE).encode().replace(b"?", b"")
_ENDS = expression("[\n\r\u2028\u2029]")

_GATES: dict[str, Callable[[str], object]] = {
    "escapes": lambda line: ESCAPE.search(line) or MARK.match(line),
    "mojibake": lambda line: not line.isascii() and _LETTERS.search(line),
    "seven_bit": lambda line: "`" in line and line.isascii() and line.islower(),
    "controls": lambda line: UNSEEN.search(line),
    "normal_form": lambda line: not line.isascii() and MARKS.search(line),
    "presentation": lambda line: not line.isascii() and SHAPED.search(line),
}


def is_due(text: str) -> bool:
    """Whether plain ASCII hides anything; all other text is looked at."""
    if not text.isascii() or "??" in text:
        return True
    return _holds(text, _RARE) and (_holds(text, _CONTROLS) or any(sign.search(text) for sign in _signs_in(text)))


def _holds(text: str, signs: bytes) -> bool:
    """Whether a text of ASCII holds any of some signs."""
    for at in range(0, len(text), _PART):
        part = text[at : at + _PART].encode()
        if len(part.translate(None, signs)) < len(part):
            return True
    return False


def _signs_in(text: str) -> list[re.Pattern[str]]:
    """What may make lines of a text due."""
    return [sign for first, sign in _DUE.items() if first in text]


def find(step: str, line: str) -> list[Edit]:
    """The edits of a step, if its gate lets the line through."""
    return _step(step)(line) if _GATES[step](line) else []


@cache
def _step(name: str) -> Find:
    return cast(Find, import_module(f"cleaner.mend.{name}").find)


def doubts(line: str) -> list[Doubt]:
    """Damage in a line that cannot be undone."""
    found: list[Doubt] = []
    if "\0" in line or "\ufffd" in line:
        from cleaner.mend import escapes

        found += escapes.doubts(line)
    if LOST.search(line) or _GATES["mojibake"](line):
        from cleaner.mend import mojibake

        found += mojibake.doubts(line)
    if UNSEEN.search(line):
        from cleaner.mend import controls

        found += controls.doubts(line)
    return found


def is_lost(line: str) -> bool:
    """Whether half of the letters of a line are lost, so that what is left must stay as it is."""
    if "\0" not in line and "\ufffd" not in line:
        return False
    from cleaner.mend import escapes

    return bool(escapes.doubts(line))


def chains(line: str) -> frozenset[Chain]:
    """How mojibake in a line came about."""
    from cleaner.mend import mojibake

    return mojibake.chains(line)


def turns(lines: Sequence[str]) -> list[list[Edit]]:
    """The edits that put lines in visual order right."""
    if not any(RIGHT_TO_LEFT.search(line) for line in lines if not line.isascii()):
        return [[] for _ in lines]
    from cleaner.mend import visual_order

    return visual_order.find(lines)


def may_be_quotes(line: str) -> bool:
    """Whether signs stand beside Latin letters that may have been quotation marks."""
    return not line.isascii() and QUOTES.search(line) is not None


def due(text: str) -> Iterator[Span]:
    """The lines of a text, as the steps take them, that are due (`is_due`)."""
    # One character is found much sooner than two.
    if ("=" in text and ("=\n" in text or "=\r\n" in text)) or any(half in text for half in _HALVES):
        from cleaner.mend.blocks import blocks

        yield from (span for span in blocks(text) if is_due(text[slice(*span)]))
        return
    signs = _signs_in(text)
    at = 0
    for line in _ENDS.split(text) if any(end in text for end in "\r\u2028\u2029") else text.split("\n"):
        if not line.isascii() or (signs and any(sign.search(line) for sign in signs)):
            yield at, at + len(line)
        at += len(line) + 1
