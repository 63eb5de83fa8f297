"""The head of the article: headline, standfirst, and a byline without a mark of its own."""

from cleaner.findings import Piece
from cleaner.names import looks_like_names, names_at_end
from cleaner.sentences import is_terminated, starts_lower
from cleaner.settle.context import Context, is_fragment, is_headline_like, is_paragraph
from cleaner.settle.cut import split

DECK = 600
"""Longest standfirst, in code points."""
AHEAD = 40
"""How many pieces the head of an article can hold."""


def bylines(pieces: list[Piece], context: Context) -> list[Piece]:
    """Names alone above the date, under at least a headline; an agency alone under it."""
    particles = context.book.rules["name-particles"].words
    agencies = context.book.rules["byline-before-date"].words
    out = list(pieces)
    dated = next((at for at, piece in enumerate(out[:AHEAD]) if piece.role == "published"), 0)
    opens = [at for at, piece in enumerate(out[:AHEAD]) if piece.role is None]
    paragraph = next((at for at in opens if is_paragraph(context.text(out[at]))), AHEAD)
    for at in opens[1:]:
        text = context.text(out[at])
        names = at + 1 == dated and opens.index(at) < 6 and len(text.split()) <= 8 and looks_like_names(text, particles)
        agency = at < paragraph and text.casefold() in agencies and not is_fragment(out, at, context)
        if context.starts_line(out[at]) and (names or agency):
            out[at] = out[at].settled("byline", "byline-before-date")
    return out


def bars(pieces: list[Piece], context: Context) -> list[Piece]:
    """Names before the only bar of a piece that closes it, or that a new statement follows."""
    out: list[Piece] = []
    for piece in pieces:
        text = context.text(piece) if piece.role is None else ""
        bar = text.find("|")
        start = _names_before(text, bar, context) if bar > 0 else -1
        if start < 0:
            out.append(piece)
            continue
        cuts = [piece.start + at for at in (start, bar + 1) if 0 < at < len(text)]
        for part in split(piece, context.source, *cuts):
            ours = part.start == piece.start + start
            out.append(part.settled("byline", "byline-bar") if ours else part)
    return out


def _names_before(text: str, bar: int, context: Context) -> int:
    """Where the names begin that stand before a bar; -1 without names, or if the bar parts something else."""
    after = text[bar + 1 :].replace("\ufeff", "").strip()
    if "|" in after or (after and not (text[:bar].rstrip("\ufeff")[-1:].isalpha() and after[0].isupper())):
        return -1
    names = text[:bar].rstrip()
    start = names_at_end(names, context.book.rules["name-particles"].words)
    return -1 if names[start:].casefold() in context.book.rules["byline-networks"].words else start


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
