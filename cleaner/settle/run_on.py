"""Texts that lost their line breaks: captions and head are cut out where a reader would cut."""

import re

from cleaner.expressions import expression
from cleaner.findings import Piece
from cleaner.sentences import count_sentences, sentence_breaks, starts_lower
from cleaner.settle.context import CAPTION, Context
from cleaner.settle.cut import split
from cleaner.settle.head import AHEAD, DECK

HEADLINE = 150
"""Longest headline, in code points."""
GOES_ON = 130
"""From this length on, in code points, what follows an image text on its line holds more than a caption."""
_SIGNED = ("credit-closing", "credit-closing-bracket")
_WORD = expression(r"\S+")


def captions(pieces: list[Piece], context: Context) -> list[Piece]:
    """In a line that goes on, the caption is cut off where the sentence before it ends."""
    out: list[Piece] = []
    for at, piece in enumerate(pieces):
        after = pieces[at + 1] if at + 1 < len(pieces) else None
        if piece.role is None and after and after.role == "credit" and context.same_line(piece, after):
            out += _caption_at_end(piece, after, pieces[at - 1] if at else None, context)
        elif piece.role is None and at and _follows_image_text(pieces, at, context):
            out += _caption_at_start(piece, context)
        else:
            out.append(piece)
    return out


def _caption_at_end(piece: Piece, credit: Piece, before: Piece | None, context: Context) -> list[Piece]:
    text = piece.text
    in_image = before is not None and before.role in ("counter", "caption") and context.same_line(before, piece)
    whole_line = context.starts_line(piece) and context.ends_line(credit)
    alone = count_sentences(text) == 1 and not text.endswith(".")
    if len(text) <= CAPTION and (in_image or whole_line or alone):
        return [piece.settled("caption", "caption-before-credit", guess=credit.rule in _SIGNED)]
    if text.endswith(".") and not in_image:
        return [piece]
    cuts = sentence_breaks(text) or [hit.end() for hit in context.book.opener.finditer(text)]
    if not cuts or len(text) - cuts[-1] > CAPTION:
        return [piece]
    rest, caption = split(piece, context.source, piece.start + cuts[-1])
    return [rest, caption.settled("caption", "caption-before-credit", guess=True)]


def _follows_image_text(pieces: list[Piece], at: int, context: Context) -> bool:
    """Whether a piece goes on, on the same line, after a counter or an image text in another script."""
    before = pieces[at - 1]
    return (
        (before.rule == "counter-gallery" or before.role == "caption")
        and len(pieces[at].text) > GOES_ON
        and context.same_line(before, pieces[at])
    )


def _caption_at_start(piece: Piece, context: Context) -> list[Piece]:
    text = piece.text
    stop = (sentence_breaks(text) or [len(text)])[0]
    openings = [hit.end() for hit in context.book.opener.finditer(text, 0, min(stop, CAPTION))]
    if not openings or starts_lower(text):
        return [piece]
    caption, rest = split(piece, context.source, piece.start + openings[0])
    return [caption.settled("caption", "caption-after-counter", guess=True), rest]


def head(pieces: list[Piece], context: Context) -> list[Piece]:
    """In a text on one line: headline and standfirst are what stands before the first statement opens."""
    at = next((at for at, piece in enumerate(pieces[:AHEAD]) if piece.role is None), None)
    if at is None or len(pieces[at].text) <= HEADLINE or context.is_whole_line(pieces[at]):
        return pieces
    piece, text = pieces[at], pieces[at].text
    before_byline = at + 1 < len(pieces) and pieces[at + 1].role in ("byline", "published")
    end = len(text) if before_byline else _first_statement(text, context)
    if not 20 <= end <= HEADLINE + DECK:
        return pieces
    title = _headline_end(text[:end], context)
    offsets = [piece.start + offset for offset in sorted({title, end}) if 0 < offset < len(text)]
    parts = split(piece, context.source, *offsets)
    parts[0] = parts[0].settled("headline", "headline-cut", guess=True)
    if title < end and len(parts) > 1:
        parts[1] = parts[1].settled("standfirst", "standfirst-cut", guess=True)
    return pieces[:at] + parts + pieces[at + 1 :]


def _first_statement(text: str, context: Context) -> int:
    """Where the body's first sentence opens: the last opening word before the first full stop; 0 if none."""
    first_stop = (sentence_breaks(text) or [len(text)])[0]
    openings = [hit.end() for hit in context.book.opener.finditer(text, 0, first_stop)]
    return openings[-1] if openings else 0


def _headline_end(head: str, context: Context) -> int:
    """Where the headline ends and the standfirst begins; the end of `head` when nothing shows it.

    A word that opens a statement; a double space, left of a blank line; or a capital on a
    word that the article elsewhere writes small.
    """
    openings = [hit.end() for hit in context.book.opener.finditer(head, 20)]
    doubled = [at + 2 for at in range(20, len(head) - 2) if head[at : at + 2] == "  " and head[at + 2].isupper()]
    capitals = _capitals(head, context)
    small = [at for at in capitals if f" {head[at:].split()[0].lower()} " in context.source.text]
    for candidates in (doubled, openings, small, capitals):
        fitting = [at for at in candidates if 20 <= at <= HEADLINE and len(head) - at >= 30]
        if fitting:
            return fitting[0]
    return len(head)


def _capitals(head: str, context: Context) -> list[int]:
    """Offsets of capitalised words between small ones that the article never writes so inside a sentence."""
    words = list(_WORD.finditer(head))
    found = []
    for before, word, after in zip(words, words[1:], words[2:], strict=False):
        closed = before[0].isdigit() or (before[0].islower() and not context.breaks_off(before[0]))
        opens = word[0][0].isupper() and word[0][1:].islower() and after[0][0].islower()
        if closed and opens and not _is_name(word[0], context.source.text):
            found.append(word.start())
    return found


def _is_name(word: str, text: str) -> bool:
    """Whether the article writes `word` with its capital inside sentences, beyond this once."""
    return len(re.findall(rf"(?<=[a-z]) {re.escape(word)}(?!\w)", text)) > 1
