"""The fixed point: what a value would be cut into if it were cleaned by itself, it is cut into here.

A byline loses its bar, a keyword its comma. Whether a line is one can hang on its neighbours;
cleaned again alone it has none. So a piece that could lose something then loses it now (law 4).
"""

from cleaner.detectors import detect
from cleaner.detectors.byline import MOST_BARS
from cleaner.findings import Piece
from cleaner.language import measure
from cleaner.settle.context import Context
from cleaner.settle.cut import split
from cleaner.source import Source
from cleaner.spans import fold

SEPARATED = frozenset({"byline", "keyword"})
"""Roles whose values are cleaned of separators."""
_SEPARATORS = "|,; \t\r\n"


def fixed_point(pieces: list[Piece], context: Context) -> list[Piece]:
    """Cuts bylines and keywords out of pieces in which cleaning them alone would find some."""
    out: list[Piece] = []
    size, inked = len(context.source.text), len(context.source.text.rstrip(_SEPARATORS))
    for piece in pieces:
        text, rest = piece.text, size
        if piece.role in SEPARATED:
            text, rest = text.rstrip(_SEPARATORS), inked
        # The bars of a call are told from a byline's by the names before them, with or without neighbours.
        if not _may_lose(text) or len(text) == rest or piece.role == "promo":
            out.append(piece)
        else:
            parts = _as_if_alone(piece, context)
            out += fixed_point(parts, context) if len(parts) > 1 else parts
    return out


def _may_lose(text: str) -> bool:
    """Whether a text has something that is cut off a byline or a list."""
    listed = text.endswith((",", ";")) and (":" in text or "opics" in text)
    barred = "|" in text and text.count("|") <= MOST_BARS
    return (listed or barred) and text[0] != "|" and any(map(str.isalpha, text))


def one_headline(pieces: list[Piece], context: Context) -> list[Piece]:
    """What is left of a headline behind a byline that was cut out of it is none: the name of the site, the date."""
    first = next((at for at, piece in enumerate(pieces) if piece.role == "headline"), len(pieces))
    return [
        piece.settled("boilerplate", "headline-rest", piece.guess) if at > first and piece.role == "headline" else piece
        for at, piece in enumerate(pieces)
    ]


def _as_if_alone(piece: Piece, context: Context) -> list[Piece]:
    from cleaner.settle import settle

    text = context.source.text
    value = fold(piece.text.replace("\ufeff", ""))
    source = Source(value, "-", 0, "", "str")
    profile = measure(source, context.book)
    found = settle(detect(source, context.book, profile, None), Context(source, context.book, profile, None))
    inked = [at for at in range(piece.start, piece.end) if not _is_blank(text[at])]
    places = iter(inked)
    by_value = [next(places) if char != " " else -1 for char in value]
    parts: list[Piece] = []
    rest = piece
    for part in found:
        if part.role in SEPARATED:
            start, end = by_value[part.start], by_value[part.end - 1] + 1
            before = split(rest.part(text, rest.start, max(rest.start, start)), context.source)
            parts += [*before, piece.part(text, start, end).settled(part.role or "", part.rule)]
            rest = rest.part(text, end, rest.end)
    return [*parts, *split(rest, context.source)]


def _is_blank(char: str) -> bool:
    return char.isspace() or char == "\ufeff"
