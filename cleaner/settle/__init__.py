"""Settle: the only place where findings meet. Every character gets exactly one role.

Findings are freed of overlaps and the lines cut along them; then each step looks at the open
pieces and what stands around them, and gives some a role. What no step claims is body.
"""

from cleaner.findings import Finding, Piece
from cleaner.settle import (
    alone,
    body,
    bylines,
    captions,
    copies,
    galleries,
    head,
    lists,
    markup,
    pages,
    run_on,
    signatures,
)
from cleaner.settle.context import Context
from cleaner.settle.cut import cut, without_overlaps
from cleaner.source import MARK

STEPS = (
    markup.paragraphs,
    pages.article,
    copies.doubled,
    head.bars,
    signatures.names_and_date,
    lists.items,
    run_on.captions,
    galleries.between_counter_and_credit,
    galleries.above_credit,
    captions.under_other_script,
    captions.repeated,
    captions.video_titles,
    run_on.head,
    bylines.led,
    bylines.above_date,
    head.headline,
    captions.uncredited,
    body.subheadings,
    body.marks,
    body.paragraphs,
    alone.fixed_point,
    alone.one_headline,
)


def settle(findings: list[Finding], context: Context) -> list[Piece]:
    """The article as pieces in source order, each with its role."""
    agreed = markup.agreeing(findings, context)
    pieces = cut(context.source, without_overlaps(context.source, agreed))
    for step in STEPS:
        pieces = step(pieces, context)
    return _with_marks(pieces, context.source.text)


def _with_marks(pieces: list[Piece], text: str) -> list[Piece]:
    """Pieces with the byte order marks that stand between them and what is before."""
    out, end = [], 0
    for piece in pieces:
        mark = text.find(MARK, end, piece.start)
        out.append(piece.part(text, mark, piece.end) if mark >= 0 else piece)
        end = piece.end
    return out
