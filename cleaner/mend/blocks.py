"""The lines of a text as the repair takes them: what belongs together stays together."""

import re

from cleaner.expressions import expression
from cleaner.mend.wide import LINE_END, stretches
from cleaner.spans import Span

_SOFT_BROKEN = expression("^(?:[^\n]*=\r?\n)+[^\n]*", re.MULTILINE)
_HALF = expression("[\x80-\x84\x86-\x9f]|[\u00c2-\u00f4]\x85")
"""C1 controls are halves of letters, and so is U+0085 (NEXT LINE) among them."""
_QUOTED = expression("=[0-9A-Fa-f]{2}")
_CONTROLS = "".join(map(chr, (*range(9), 11, 12, *range(14, 32))))


def blocks(text: str) -> list[Span]:
    """Spans of the lines of `text` (code points), without their line ends; blank lines are spans too.

    Lines that soft breaks of quoted-printable join (RFC 2045, 6.7) are one block, and so are those
    that UTF-16 read as Latin-1 runs through, whose U+000A may be half of a letter.
    """
    inside = [*_joined(text), *_wide(text)]
    inside.sort()
    spans: list[Span] = []
    start, at = 0, 0
    halves = "\x85" in text and bool(_HALF.search(text))
    for found in LINE_END.finditer(text):
        if halves and found[0] == "\x85":
            continue
        while at < len(inside) and inside[at][1] <= found.start():
            at += 1
        if at < len(inside) and inside[at][0] <= found.start():
            continue
        spans.append((start, found.start()))
        start = found.end()
    return [*spans, (start, len(text))]


def _joined(text: str) -> list[Span]:
    """Lines that soft breaks join, where one of them holds an escape of quoted-printable."""
    if "=\n" not in text and "=\r" not in text:
        return []
    return [found.span() for found in _SOFT_BROKEN.finditer(text) if _QUOTED.search(found[0])]


def _wide(text: str) -> list[Span]:
    """Stretches of UTF-16."""
    if not any(control in text for control in _CONTROLS):
        return []
    return [(found.start, found.end) for found in stretches(text)]
