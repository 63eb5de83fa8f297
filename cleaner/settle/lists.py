"""Lists under a header: topics, and headlines of other articles. How many follow?"""

from cleaner.findings import Piece
from cleaner.sentences import is_open_ended, is_terminated, sentence_breaks, starts_lower
from cleaner.settle.context import Context, is_headline_like
from cleaner.settle.cut import split

TOPIC = 45
"""Longest topic, in code points."""
MOST = 12
_HEADED = {"keyword-header": "keyword", "related-header": "related"}
LONGEST = {"keyword": 200, "related": 700}
"""Longest list on one line, in code points."""


def items(pieces: list[Piece], context: Context) -> list[Piece]:
    """Gives the pieces under a header the role it announces, up to the first that is no item."""
    out: list[Piece] = []
    at = 0
    while at < len(pieces):
        header = pieces[at]
        out.append(header)
        at += 1
        kind = _HEADED.get(header.rule)
        if kind is None:
            continue
        if at < len(pieces) and _is_run_on(header, pieces[at], context):
            out += _cut_run_on(pieces[at], kind, context)
            at += 1
            continue
        first = at
        while at < len(pieces) and at - first < MOST and _is_item(pieces, at, kind, context):
            if at > first and _is_parted(pieces[at - 1], pieces[at], context):
                break
            out.append(pieces[at].settled(kind, f"{kind}-item"))
            at += 1
    return out


def _is_item(pieces: list[Piece], at: int, kind: str, context: Context) -> bool:
    piece = pieces[at]
    if piece.role is not None or not context.starts_line(piece):
        return False
    after = pieces[at + 1] if at + 1 < len(pieces) else None
    if after and after.role == "credit":
        return False
    text = piece.text
    if context.breaks_off(text):
        return False
    following = after.text if after and after.role is None else ""
    beyond = pieces[at + 2] if at + 2 < len(pieces) else None
    if following and beyond and beyond.role is None and beyond.text[0] in ",.;":
        return False
    if starts_lower(following) and len(following) > TOPIC and not text.endswith((".", "?", "!")):
        return False
    if kind == "keyword":
        return len(text) <= TOPIC and is_open_ended(text.rstrip(",")) and not is_terminated(text)
    return is_headline_like(text) and len(text) <= 160 and not starts_lower(following)


def _is_parted(above: Piece, below: Piece, context: Context) -> bool:
    """Whether a blank line parts two lines though none stands above the first."""
    lines = context.source.lines
    return lines[below.line].set_apart and not lines[above.line].set_apart


def _is_run_on(header: Piece, piece: Piece, context: Context) -> bool:
    return piece.role is None and context.same_line(header, piece)


def _cut_run_on(piece: Piece, kind: str, context: Context) -> list[Piece]:
    """In a text on one line the list ends where a statement opens that runs to a full stop."""
    text = piece.text
    breaks = sentence_breaks(text)
    first_stop = next((end for end in breaks if text[:end].rstrip("\"'”’ ").endswith(".")), len(text))
    if first_stop == len(text) and not is_terminated(text) and len(text) <= LONGEST[kind]:
        return [piece.settled(kind, f"{kind}-item")]
    openings = [hit.end() for hit in context.book.opener.finditer(text, 0, first_stop)]
    if kind == "related":
        openings = sorted({*openings, *(at for at in breaks if at < first_stop)})
    if not openings:
        return [piece]
    at = openings[0] if kind == "keyword" else openings[-1]
    if at > LONGEST[kind]:
        return [piece]
    listed, rest = split(piece, context.source, piece.start + at)
    return [listed.settled(kind, f"{kind}-item", guess=True), rest]
