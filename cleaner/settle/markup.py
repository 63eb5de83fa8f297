"""Pages: what the markup calls a paragraph is one, whatever it looks like."""

from cleaner.findings import Finding, Piece
from cleaner.marks import Mark
from cleaner.settle.context import Context

_NEVER = {"markup-time": "counter", "markup-keyword": "byline"}
"""What a line of a rule is not, whatever it looks like."""


def agreeing(findings: list[Finding], context: Context) -> list[Finding]:
    """The findings without those that the markup of their line speaks against.

    A headline is one, bars and names in it or not. A time counts no pictures, a topic signs nothing. A paragraph in
    another script is a quotation; in plain text it would be an image text.
    """
    if not context.source.marks:
        return findings
    marks = [context.source.mark(line) for line in context.lines_of(finding.start for finding in findings)]
    return [finding for finding, mark in zip(findings, marks, strict=True) if _agrees(finding, mark)]


def _agrees(finding: Finding, mark: Mark) -> bool:
    if mark.rule == "markup-headline":
        return finding.rule == mark.rule
    if finding.role == _NEVER.get(mark.rule):
        return False
    return not (mark.paragraph and finding.role in ("caption", "published"))


def paragraphs(pieces: list[Piece], context: Context) -> list[Piece]:
    """What findings left open of the lines that are paragraphs is body."""
    if not context.source.marks:
        return pieces
    lines, source = context.source.lines, context.source
    return [
        piece.settled("body", "markup-paragraph")
        if piece.role is None and source.mark(lines[piece.line]).paragraph
        else piece
        for piece in pieces
    ]
