"""The head of the article: headline, standfirst, and a byline without a mark of its own."""

from cleaner.findings import Piece
from cleaner.names import looks_like_names
from cleaner.sentences import is_terminated, starts_lower
from cleaner.settle.context import Context, is_fragment, is_headline_like, is_paragraph

DECK = 600
"""Longest standfirst, in code points."""
AHEAD = 40
"""How many pieces the head of an article can hold."""


def bylines(pieces: list[Piece], context: Context) -> list[Piece]:
    """Names alone above the date, under at least a headline; an agency alone under it."""
    particles = context.book.rules["name-particles"].words
    agencies = context.book.rules["byline-before-date"].words
    out = list(pieces)
    opens = 0
    for at, piece in enumerate(out[:AHEAD]):
        text = context.text(piece)
        if piece.role is not None:
            continue
        if is_paragraph(text):
            break
        dated = at + 1 < len(out) and out[at + 1].role == "published"
        names = len(text.split()) <= 8 and looks_like_names(text, particles)
        whole = context.starts_line(piece) and not is_fragment(out, at, context)
        if opens and whole and ((dated and names) or text.casefold() in agencies):
            out[at] = piece.settled("byline", "byline-before-date")
        opens += 1
    return out


def headline(pieces: list[Piece], context: Context) -> list[Piece]:
    """The first open line is the headline if it looks like one; what leads to the byline is standfirst."""
    if any(piece.role == "headline" for piece in pieces):
        return pieces
    opens = [at for at, piece in enumerate(pieces[:AHEAD]) if piece.role is None]
    if len(opens) < 2 or not _is_headline(pieces, opens[0], context):
        return pieces
    out = list(pieces)
    out[opens[0]] = pieces[opens[0]].settled("headline", "headline-first")
    for at in _standfirst(pieces, opens[1:], context):
        out[at] = pieces[at].settled("standfirst", "standfirst-second")
    return out


def _is_headline(pieces: list[Piece], at: int, context: Context) -> bool:
    after = next(piece for piece in pieces[at + 1 :] if piece.role is None)
    text = context.text(pieces[at])
    return context.is_whole_line(pieces[at]) and is_headline_like(text) and not starts_lower(context.text(after))


def _standfirst(pieces: list[Piece], opens: list[int], context: Context) -> list[int]:
    """Positions of the standfirst's lines among the open ones after the headline."""
    byline = next((at for at, piece in enumerate(pieces[:AHEAD]) if piece.role in ("byline", "published")), 0)
    above = [at for at in opens if at < byline]
    if 0 < len(above) <= 3 and all(len(context.text(pieces[at])) <= DECK for at in above):
        return above
    if above or (byline and opens[0] > byline):
        return []
    text = context.text(pieces[opens[0]])
    follows = len(opens) > 1 and not starts_lower(context.text(pieces[opens[1]]))
    fits = 40 <= len(text) <= DECK and not is_terminated(text.rstrip("\"'”’")) and not text.endswith((",", ":"))
    return opens[:1] if fits and follows and context.is_whole_line(pieces[opens[0]]) else []
