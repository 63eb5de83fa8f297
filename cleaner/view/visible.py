"""Characters that must not reach a terminal raw, as escapes that can be read.

A scraped text may hold escape sequences, which move the cursor, rename the window or worse, and formatting
characters, which turn lines around or hide what they say (Unicode Technical Report #36, CVE-2021-42574).
"""

import re

from cleaner.expressions import expression

_HIDDEN = (
    r"\x00-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufeff"
    r"\uffa0\ufff9-\ufffb\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff"
)
"""General categories Cc, Cs, Zl, Zp, those of Cf that are seen by nobody, and the letters that are blank."""
_SHAPED = r"\u0600-\u061b\u061d-\u115e\u1161-\u180d\u180f-\u1fff\u2100-\u3163\u3165-\ud7ff\ufe0f\ufe70-\ufefc"
_KEPT = rf"\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f|(?<=[{_SHAPED}\U00010a00-\U0001faff])[\u200c\u200d](?=\S)"
"""Flags of regions, and joiners after letters and emoji that they shape."""
_SEEN = expression(rf"(?P<kept>{_KEPT})|[{_HIDDEN}]")
_NAMES = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}


def visible(text: str) -> str:
    """The text with an escape such as `\\x1b` for each character that nobody sees, or that steers a terminal."""
    return "".join(said for said, _ in pieces(text))


def pieces(text: str) -> list[tuple[str, int]]:
    """What is seen of a text, piece by piece: each character, or its escape, with its offset in code points."""
    seen: list[tuple[str, int]] = []
    at = 0
    for found in _SEEN.finditer(text):
        seen += [(text[place], place) for place in range(at, found.start())]
        at = found.end()
        seen += [(text[place], place) for place in range(found.start(), at)] if found["kept"] else [_escape(found)]
    return seen + [(text[place], place) for place in range(at, len(text))]


def _escape(found: re.Match[str]) -> tuple[str, int]:
    code = ord(found[0])
    form = "02x" if code < 0x100 else "04x" if code < 0x10000 else "08x"
    letter = {"02x": "x", "04x": "u", "08x": "U"}[form]
    return _NAMES.get(found[0], f"\\{letter}{code:{form}}"), found.start()
