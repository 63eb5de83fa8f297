"""Settle: the only place where findings meet. Every character gets exactly one role.

Findings are freed of overlaps and the lines cut along them; then each step looks at the open
pieces and what stands around them, and gives some a role. What no step claims is body.
"""

from cleaner.findings import Finding, Piece
from cleaner.settle import body, head, images, lists
from cleaner.settle.context import Context
from cleaner.settle.cut import cut, without_overlaps

STEPS = (
    lists.items,
    images.flat_captions,
    images.gallery_captions,
    images.credited_captions,
    images.bilingual_captions,
    images.known_captions,
    images.video_titles,
    head.flat_head,
    head.bylines,
    head.headline,
    images.uncredited_captions,
    body.subheadings,
    body.marks,
    body.paragraphs,
)


def settle(findings: list[Finding], context: Context) -> list[Piece]:
    """The article as pieces in source order, each with its role."""
    pieces = cut(context.source, without_overlaps(context.source, findings))
    for step in STEPS:
        pieces = step(pieces, context)
    return pieces
