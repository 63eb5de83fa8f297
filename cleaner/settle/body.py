"""What is left: subheadings, stray marks, paragraphs."""

from cleaner.findings import Piece
from cleaner.sentences import is_open_ended, is_terminated, starts_lower
from cleaner.settle.context import IMAGE_ROLES, Context, is_fragment

_CLOSED = IMAGE_ROLES | {"promo", "related"}
SUBHEADING = 90
"""Longest subheading, in code points."""


def subheadings(pieces: list[Piece], context: Context) -> list[Piece]:
    """Short lines without a full stop after something finished, with a paragraph under them."""
    out = list(pieces)
    for at, piece in enumerate(pieces):
        if piece.role is None and _is_subheading(pieces, at, context):
            out[at] = piece.settled("subheading", "subheading-between-paragraphs")
    return out


def _is_subheading(pieces: list[Piece], at: int, context: Context) -> bool:
    text = pieces[at].text
    if not (2 <= len(text) <= SUBHEADING and context.is_whole_line(pieces[at]) and is_open_ended(text)):
        return False
    if at + 1 >= len(pieces) or is_fragment(pieces, at, context) or not any(map(str.isalpha, text)):
        return False
    after, before = pieces[at + 1], pieces[at - 1] if at else None
    finished = before is not None and (before.role in _CLOSED or is_terminated(before.text))
    follows = after.role is None and is_terminated(after.text) and len(after.text) > len(text)
    return finished and (follows or after.role in IMAGE_ROLES) and not starts_lower(after.text)


def marks(pieces: list[Piece], context: Context) -> list[Piece]:
    """Lines without letter or digit: a full stop that closes a sentence cut by a link stays body."""
    out = list(pieces)
    for at, piece in enumerate(pieces):
        if piece.role is None:
            text = piece.text
            if text[0].isalnum():
                continue
            closes = at > 0 and pieces[at - 1].role is None and text[0] in ".,;:!?)]”’\"'"
            # Braces alone on a line are code.
            if not closes and not set(text) & set("{}") and not any(map(str.isalnum, text)):
                out[at] = piece.settled("boilerplate", "boilerplate-marks")
    return out


def paragraphs(pieces: list[Piece], context: Context) -> list[Piece]:
    """What no rule claims is body."""
    return [piece if piece.role else piece.settled("body", "body") for piece in pieces]
