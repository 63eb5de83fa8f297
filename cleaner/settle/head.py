"""The head of the article: headline, standfirst, and a byline without a mark of its own."""

import re

from cleaner.findings import Piece
from cleaner.names import looks_like_names
from cleaner.sentences import is_terminated, sentence_breaks, starts_lower
from cleaner.settle.context import Context, is_fragment, is_headline_like, is_paragraph
from cleaner.settle.cut import split

DECK = 600
"""Longest standfirst, in code points."""
HEADLINE = 150
_AHEAD = 40
_WORD = re.compile(r"\S+")


def bylines(pieces: list[Piece], context: Context) -> list[Piece]:
    """Names alone above the date, under at least a headline; an agency alone under it."""
    particles = context.book.rules["name-particles"].words
    agencies = context.book.rules["byline-before-date"].words
    out = list(pieces)
    opens = 0
    for at, piece in enumerate(out[:_AHEAD]):
        text = context.text(piece)
        if piece.role is not None:
            continue
        if is_paragraph(text):
            break
        dated = at + 1 < len(out) and out[at + 1].role == "published"
        names = len(text.split()) <= 8 and looks_like_names(text, particles)
        if opens and context.starts_line(piece) and not is_fragment(out, at, context) and ((dated and names) or text.casefold() in agencies):
            out[at] = piece.settled("byline", "byline-before-date")
        opens += 1
    return out


def headline(pieces: list[Piece], context: Context) -> list[Piece]:
    """The first open line is the headline if it looks like one; what leads to the byline is standfirst."""
    if any(piece.role == "headline" for piece in pieces):
        return pieces
    opens = [at for at, piece in enumerate(pieces[:_AHEAD]) if piece.role is None]
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
    byline = next((at for at, piece in enumerate(pieces[:_AHEAD]) if piece.role in ("byline", "published")), 0)
    above = [at for at in opens if at < byline]
    if 0 < len(above) <= 3 and all(len(context.text(pieces[at])) <= DECK for at in above):
        return above
    if above or (byline and opens[0] > byline):
        return []
    text = context.text(pieces[opens[0]])
    follows = len(opens) > 1 and not starts_lower(context.text(pieces[opens[1]]))
    fits = 40 <= len(text) <= DECK and not is_terminated(text.rstrip("\"'”’")) and not text.endswith((",", ":"))
    return opens[:1] if fits and follows and context.is_whole_line(pieces[opens[0]]) else []


def flat_head(pieces: list[Piece], context: Context) -> list[Piece]:
    """In a text on one line: headline and standfirst are what stands before the first statement opens."""
    at = next((at for at, piece in enumerate(pieces[:_AHEAD]) if piece.role is None), None)
    if at is None or len(context.text(pieces[at])) <= HEADLINE or context.is_whole_line(pieces[at]):
        return pieces
    piece, text = pieces[at], context.text(pieces[at])
    before_byline = at + 1 < len(pieces) and pieces[at + 1].role in ("byline", "published")
    end = len(text) if before_byline else _first_statement(text, context)
    if not 20 <= end <= HEADLINE + DECK:
        return pieces
    title = _headline_end(text[:end], context)
    parts = split(piece, context.source, *(piece.start + offset for offset in sorted({title, end}) if 0 < offset < len(text)))
    parts[0] = parts[0].settled("headline", "headline-cut", guess=True)
    if title < end and len(parts) > 1:
        parts[1] = parts[1].settled("standfirst", "standfirst-cut", guess=True)
    return pieces[:at] + parts + pieces[at + 1 :]


def _first_statement(text: str, context: Context) -> int:
    """Where the body's first sentence opens: the last opening word before the first full stop; 0 if none."""
    first_stop = (sentence_breaks(text) or [len(text)])[0]
    openings = [hit.end() for hit in context.book.opener.finditer(text, 0, first_stop)]
    return openings[-1] if openings else 0


def _headline_end(head: str, context: Context) -> int:
    """Where the headline ends and the standfirst begins; the end of `head` when nothing shows it.

    A word that opens a statement; a double space, left of a blank line; or a capital on a
    word that the article elsewhere writes small.
    """
    openings = [hit.end() for hit in context.book.opener.finditer(head, 20)]
    doubled = [at + 2 for at in range(20, len(head) - 2) if head[at : at + 2] == "  " and head[at + 2].isupper()]
    capitals = _capitals(head, context)
    small = [at for at in capitals if f" {head[at:].split()[0].lower()} " in context.source.text]
    for candidates in (doubled, openings, small, capitals):
        fitting = [at for at in candidates if 20 <= at <= HEADLINE and len(head) - at >= 30]
        if fitting:
            return fitting[0]
    return len(head)


def _capitals(head: str, context: Context) -> list[int]:
    """Offsets of capitalised words between small ones that the article never writes so inside a sentence."""
    words = list(_WORD.finditer(head))
    found = []
    for before, word, after in zip(words, words[1:], words[2:]):
        closed = before[0].isdigit() or (before[0].islower() and not context.breaks_off(before[0]))
        opens = word[0][0].isupper() and word[0][1:].islower() and after[0][0].islower()
        if closed and opens and not _is_name(word[0], context.source.text):
            found.append(word.start())
    return found


def _is_name(word: str, text: str) -> bool:
    """Whether the article writes `word` with its capital inside sentences, beyond this once."""
    return len(re.findall(rf"(?<=[a-z]) {re.escape(word)}(?!\w)", text)) > 1
