"""Captions told by other captions, by a channel's name, or by their shape alone."""

from cleaner.expressions import expression
from cleaner.findings import Piece
from cleaner.scripts import main_script
from cleaner.sentences import is_open_ended, is_terminated
from cleaner.settle.context import IMAGE_ROLES, Context, could_be_caption, in_page, is_fragment, is_headline_like
from cleaner.settle.copies import is_alike, split_copies
from cleaner.spans import fold

_TIMED = expression(r"\d{1,2}[.:]\d{2}\b")
"""How an entry of a live report begins."""
LINE = 200
"""Longest line, in code points, that may be a caption though nothing around it tells."""
CHANNEL = 80
"""Longest name of a channel, in code points."""
_QUOTES = "\"'“‘”׳״"


def under_other_script(pieces: list[Piece], context: Context) -> list[Piece]:
    """Under an image text in another script, a line without a full stop says the same in the body's."""
    out = list(pieces)
    for at, piece in enumerate(pieces):
        before = pieces[at - 1] if at else None
        if piece.role is not None or before is None or before.rule != "caption-other-script":
            continue
        fits = context.is_whole_line(piece) and could_be_caption(pieces, at, context)
        own = main_script(piece.text) == context.profile.script
        if fits and own and not _heads_article(pieces, at, context):
            out[at] = piece.settled("caption", "caption-after-caption")
    return out


def _heads_article(pieces: list[Piece], at: int, context: Context) -> bool:
    """Whether this is the first open line and a standfirst or byline follows it: a headline under a picture."""
    if any(piece.role is None for piece in pieces[:at]):
        return False
    after = pieces[at + 1 : at + 3]
    deck = after[0].text if after and after[0].role is None else ""
    if 80 <= len(deck) <= 600 and is_headline_like(pieces[at].text) and not is_terminated(deck):
        return True
    return any(piece.role in ("byline", "published") for piece in after) or not any(
        piece.role is None and is_headline_like(piece.text) for piece in after
    )


def repeated(pieces: list[Piece], context: Context) -> list[Piece]:
    """Lines that repeat a text known as a caption, or stand directly above one and name the same."""
    known = {fold(piece.text) for piece in pieces if piece.role == "caption"}
    if not known:
        return pieces
    first = next((at for at, piece in enumerate(pieces) if piece.role is None), 0)
    out = list(pieces)
    for at in range(len(out) - 1, -1, -1):
        piece = out[at]
        after = out[at + 1] if at + 1 < len(out) else None
        if piece.role == "caption":
            out[at : at + 1] = split_copies(piece, known, context)
        elif piece.role is None:
            text = fold(piece.text)
            above = fold(after.text) if after and after.role == "caption" else ""
            if (not above and text not in known) or not context.is_whole_line(piece):
                continue
            if not is_open_ended(text):
                if above and is_alike(text, above):
                    out[at] = piece.settled("caption", "caption-repeated")
                continue
            repeats = text in known and (bool(above) or (len(text.split()) > 1 and at > first))
            shortens = bool(above) and ((len(text) < 60 and text in above) or is_alike(text, above))
            if (repeats or shortens) and not is_fragment(out, at, context):
                out[at] = piece.settled("caption", "caption-repeated")
    return out


def video_titles(pieces: list[Piece], context: Context) -> list[Piece]:
    """The title of an embedded video, with its channel on the next line."""
    channels = set(context.site.channels if context.site else ())
    words = context.book.rules["credit-channel"].words
    out = list(pieces)
    for at in range(1, len(out)):
        title, channel = out[at - 1], out[at]
        name = channel.text
        if title.role is not None or channel.role is not None or len(name) > CHANNEL:
            continue
        owned = name.casefold() in words or (name.split(None, 1)[0] in channels and len(name.split()) <= 3)
        whole = owned and context.is_whole_line(title) and context.is_whole_line(channel)
        if whole and is_headline_like(title.text):
            out[at - 1] = title.settled("caption", "caption-video-title", guess=True)
            out[at] = channel.settled("credit", "credit-channel", guess=True)
    return out


def uncredited(pieces: list[Piece], context: Context) -> list[Piece]:
    """In an article with pictures: a long line without a full stop between two finished paragraphs.

    Not in whole pages, where the headings of a live report look like that.
    """
    if in_page(pieces) or not any(piece.role in ("counter", "credit") for piece in pieces):
        return pieces
    out = list(pieces)
    for at in range(1, len(pieces) - 1):
        if pieces[at].role is not None or len(pieces[at].text) > LINE:
            continue
        before, after = pieces[at - 1], pieces[at + 1]
        finished = is_terminated(before.text) or before.role in IMAGE_ROLES
        follows = after.role is None and is_terminated(after.text)
        if finished and follows and _is_bare_caption(pieces, at, context):
            out[at] = pieces[at].settled("caption", "caption-uncredited", guess=True)
    return out


def _is_bare_caption(pieces: list[Piece], at: int, context: Context) -> bool:
    """Whether a line is too long for a subheading, too open for a paragraph, and no quotation."""
    piece, text = pieces[at], pieces[at].text
    if not context.is_whole_line(piece) or is_fragment(pieces, at, context):
        return False
    if (
        text[0] in _QUOTES
        or _TIMED.match(text)
        or text.split(None, 1)[0] in context.book.asking
        or not is_open_ended(text)
        or len(text.split()) < 8
    ):
        return False
    lines = context.source.lines
    apart = lines[piece.line].set_apart and lines[pieces[at + 1].line].set_apart
    return not apart or sum(line.set_apart for line in lines) * 2 > len(lines)
