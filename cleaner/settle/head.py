"""The head of the article: headline, standfirst, and names before a bar."""

from cleaner.findings import Piece
from cleaner.names import names_at_end
from cleaner.sentences import is_terminated, starts_lower
from cleaner.settle.context import IMAGE_ROLES, Context, is_headline_like
from cleaner.settle.cut import split
from cleaner.spans import fold
from cleaner.stamps import is_stamp

DECK = 600
"""Longest standfirst, in code points."""
AHEAD = 40
"""How many pieces the head of an article can hold."""
MOST = 5
"""Most lines of a standfirst in a whole page."""
PICTURED = 2
"""Most lines of a standfirst that only a picture closes."""
REPEATED = 40
"""Fewest code points that a standfirst and the first paragraph have in common."""
SIGNED = frozenset({"byline", "published"})


def top_of(pieces: list[Piece]) -> int:
    """Where the head of the article begins: after the headline that a whole page showed, else at the top."""
    return next((at + 1 for at, piece in enumerate(pieces) if piece.rule == "headline-of-page"), 0)


def bars(pieces: list[Piece], context: Context) -> list[Piece]:
    """Names before the only bar of a piece that closes it, or that a new statement follows."""
    out: list[Piece] = []
    for piece in pieces:
        text = piece.text if piece.role is None else ""
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
    if is_stamp(names, context.book.calendar):
        return -1
    start = names_at_end(names, context.book.rules["name-particles"].words)
    return -1 if names[start:].casefold() in context.book.rules["byline-networks"].words else start


def headline(pieces: list[Piece], context: Context) -> list[Piece]:
    """The first open line is the headline if it looks like one; what leads to the byline is standfirst."""
    top = top_of(pieces)
    if not top and any(piece.role == "headline" for piece in pieces):
        return pieces
    opens = [at for at in range(top, min(top + AHEAD, len(pieces))) if pieces[at].role is None]
    if not top and (len(opens) < 2 or not _is_headline(pieces, opens[0], context)):
        return pieces
    out = list(pieces)
    if not top:
        first = opens.pop(0)
        out[first] = pieces[first].settled("headline", "headline-first")
    for at in _standfirst(out, top, opens, context):
        out[at] = pieces[at].settled("standfirst", "standfirst-second")
    return out


def _is_headline(pieces: list[Piece], at: int, context: Context) -> bool:
    after = next(piece for piece in pieces[at + 1 :] if piece.role is None)
    text = pieces[at].text
    return context.is_whole_line(pieces[at]) and is_headline_like(text) and not starts_lower(after.text)


def _standfirst(pieces: list[Piece], top: int, opens: list[int], context: Context) -> list[int]:
    """Positions of the standfirst's lines among the open ones after the headline."""
    marks = SIGNED | (IMAGE_ROLES if top else frozenset())
    stop = next((at for at in range(top, min(top + AHEAD, len(pieces))) if pieces[at].role in marks), 0)
    above = [at for at in opens if at < stop]
    # A byline that nothing follows closes the article: the sentence above it ends the body.
    closes = all(piece.role is not None for piece in pieces[stop:])
    if above and closes and is_terminated(pieces[above[-1]].text):
        stop, above = 0, []
    pictured = bool(top) and pieces[stop].role in IMAGE_ROLES
    if above and pieces[stop].role == "credit" and pictured:
        above.pop()
    most = PICTURED if pictured else MOST if top else 3
    if 0 < len(above) <= most and all(len(pieces[at].text) <= DECK for at in above):
        return above
    if not opens or above or (stop and opens[0] > stop):
        return []
    if len(opens) > 1 and _says_again(pieces[opens[0]].text, pieces[opens[1]].text):
        return opens[:1]
    text = pieces[opens[0]].text
    follows = len(opens) > 1 and not starts_lower(pieces[opens[1]].text)
    fits = 40 <= len(text) <= DECK and not is_terminated(text.rstrip("\"'”’")) and not text.endswith((",", ":"))
    return opens[:1] if fits and follows and context.is_whole_line(pieces[opens[0]]) else []


def _says_again(deck: str, paragraph: str) -> bool:
    """Whether a deck and the first paragraph begin with the same words, the shorter of them whole."""
    short, long = sorted((fold(deck), fold(paragraph)), key=len)
    return len(short) >= REPEATED and len(long) <= DECK * 2 and long.startswith(short.rstrip(".…"))
