"""Pages: what the markup calls a paragraph is one, whatever it looks like."""

from cleaner.findings import Finding, Piece
from cleaner.settle.context import Context


def agreeing(findings: list[Finding], context: Context) -> list[Finding]:
    """The findings without those that only the look of a line speaks for, where its markup says that it is prose.

    A paragraph in another script is a quotation; in plain text it would be an image text.
    """
    if not context.source.marks:
        return findings
    lines = context.lines_of(finding.start for finding in findings)
    return [
        finding
        for finding, line in zip(findings, lines, strict=True)
        if not (finding.role in ("caption", "published") and context.source.mark(line).paragraph)
    ]


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
