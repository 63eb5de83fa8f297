"""Findings freed of overlaps, and lines cut along them into pieces."""

from bisect import bisect_right
from itertools import pairwise
from operator import attrgetter

from cleaner.findings import Finding, Piece
from cleaner.source import Source
from cleaner.spans import gaps


def without_overlaps(source: Source, findings: list[Finding]) -> list[Finding]:
    """Disjoint findings in source order.

    Of two that overlap the longer stays, of equals the first by role. Captions, and bylines that markup
    tells, keep what the others leave. Loose findings need a neighbour that touches them.
    """
    strong = _longest([finding for finding in findings if not _yields(finding)])
    captions = _longest([finding for finding in findings if _yields(finding)])
    starts = [finding.start for finding in strong]
    merged = list(strong)
    for caption in captions:
        first = max(0, bisect_right(starts, caption.start) - 1)
        last = bisect_right(starts, caption.end)
        taken = [(other.start, other.end) for other in strong[first:last] if other.end > caption.start]
        rest = gaps(source.text, caption.start, caption.end, taken)
        merged += [caption._replace(start=start, end=end) for start, end in rest if _says_something(source, start, end)]
    return _without_loose(source, sorted(merged))


def _yields(finding: Finding) -> bool:
    return finding.role == "caption" or finding.rule == "markup-byline"


def _says_something(source: Source, start: int, end: int) -> bool:
    return any(map(str.isalpha, source.text[start:end]))


def _longest(findings: list[Finding]) -> list[Finding]:
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda f: (f.start, f.start - f.end, f.role, f.rule)):
        while kept and kept[-1].end > finding.start and _length(kept[-1]) < _length(finding):
            kept.pop()
        if not kept or kept[-1].end <= finding.start:
            kept.append(finding)
    return kept


def _length(finding: Finding) -> int:
    return finding.end - finding.start


def _without_loose(source: Source, findings: list[Finding]) -> list[Finding]:
    """Loose findings stay where a firm one touches them, directly or through other loose ones."""
    forward = _touched(source, findings)
    backward = _touched(source, findings[::-1])
    return [finding for finding in findings if finding in forward or finding in backward]


def _touched(source: Source, findings: list[Finding]) -> set[Finding]:
    kept: set[Finding] = set()
    last: Finding | None = None
    for finding in findings:
        if finding.loose and (last is None or not _touch(source, last, finding)):
            continue
        kept.add(finding)
        last = finding
    return kept


def _touch(source: Source, one: Finding, other: Finding) -> bool:
    left, right = sorted((one, other))
    return right.start - left.end < 80 and not source.text[left.end : right.start].strip()


def cut(source: Source, findings: list[Finding]) -> list[Piece]:
    """Pieces in source order: the findings, and between them what each line still holds."""
    pieces: list[Piece] = []
    at, text = 0, source.text
    for line in source.lines:
        taken: list[tuple[int, int]] = []
        while at < len(findings) and findings[at].start < line.end:
            start, end, role, rule, _ = findings[at]
            pieces.append(Piece(start, end, line.number, text[start:end], role, rule))
            taken.append((start, end))
            at += 1
        if at and findings[at - 1].end > line.start and not taken:
            taken.append((findings[at - 1].start, findings[at - 1].end))
        elif at and taken and at - len(taken) > 0 and findings[at - len(taken) - 1].end > line.start:
            taken.insert(0, (line.start, findings[at - len(taken) - 1].end))
        if not taken:
            pieces.append(Piece(line.start, line.end, line.number, line.text))
        else:
            rest = gaps(text, line.start, line.end, taken)
            pieces += [Piece(start, end, line.number, text[start:end]) for start, end in rest]
    return sorted(pieces, key=_start)


_start = attrgetter("start")


def split(piece: Piece, source: Source, *offsets: int) -> list[Piece]:
    """An open piece cut at `offsets` (code points of the source)."""
    bounds = [piece.start, *offsets, piece.end]
    parts: list[Piece] = []
    for left, right in pairwise(bounds):
        parts += [piece.part(source.text, start, end) for start, end in gaps(source.text, left, right, ())]
    return parts
