"""Who wrote it and when, on one line: `Dana Levi - March 4, 2022`, or glued by a lost space."""

import re

from cleaner.findings import Piece
from cleaner.names import looks_like_names
from cleaner.settle.context import Context, is_paragraph
from cleaner.settle.cut import split
from cleaner.stamps import could_be_stamp, is_stamp

AHEAD = 12
"""Among so many lines under the headline writer and date are looked for."""
LONGEST = 100
"""Longest line, in code points, that is nothing but both."""
_JOINT = re.compile(r"(?:\s*[|•·,;–—-]\s*|\s+|(?<=[^\W\d_])(?=\d)|(?<=[^\W\d_A-Z])(?=[A-Z]))(?=\S)")
_NAMES = 6


def names_and_date(pieces: list[Piece], context: Context) -> list[Piece]:
    """Lines of the head that hold names and, behind them, nothing but a date."""
    top = next((at + 1 for at, piece in enumerate(pieces) if piece.role == "headline"), 1)
    out = list(pieces[:top])
    for at, piece in enumerate(pieces[top:]):
        text = context.text(piece) if piece.role is None and at < AHEAD else ""
        if text and is_paragraph(text):
            return out + pieces[top + at :]
        cut = _date_at(text, context) if context.is_whole_line(piece) else 0
        if cut:
            names, date = split(piece, context.source, piece.start + cut)
            out += [names.settled("byline", "byline-and-date"), date.settled("published", "published-with-byline")]
        else:
            out.append(piece)
    return out


def _date_at(text: str, context: Context) -> int:
    """Where the date begins that closes a line of names; 0 where the line is none."""
    if not (text and len(text) <= LONGEST and could_be_stamp(text, context.book.calendar)):
        return 0
    particles = context.book.rules["name-particles"].words
    for joint in _JOINT.finditer(text, 1):
        names = text[: joint.start()]
        if not looks_like_names(names, particles, _NAMES) or len(names.split()) < 2 or any(map(str.isdigit, names)):
            continue
        if is_stamp(text[joint.end() :], context.book.calendar):
            return joint.end()
    return 0
