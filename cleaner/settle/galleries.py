"""Captions told by the counters and credits around them."""

from cleaner.agencies import signs_picture
from cleaner.findings import Piece
from cleaner.sentences import count_sentences, is_open_ended, is_terminated
from cleaner.settle.context import (
    CAPTION,
    IMAGE_ROLES,
    Context,
    could_be_caption,
    in_page,
    is_fragment,
    is_headline_like,
    is_paragraph,
)
from cleaner.spans import fold

GALLERY = 8
"""Most pieces between a counter and its credit."""
LONGER = 100
"""How much longer, in code points, the caption of an agency may be in a whole page."""
SHORT = 130
"""Up to this length, in code points, one finished sentence above a credit is its caption."""
SENTENCES = 3
"""Most sentences of a caption above its credit in a whole page."""
_QUOTES = '"“”'


def between_counter_and_credit(pieces: list[Piece], context: Context) -> list[Piece]:
    """Between a counter and a credit stand captions; without a credit, lines that are no paragraph."""
    out = list(pieces)
    for at, piece in enumerate(pieces):
        if piece.role != "counter":
            continue
        end = at + 1
        while end < len(pieces) and end - at <= GALLERY and pieces[end].role in (None, "caption"):
            end += 1
        inner = range(at + 1, end)
        if end < len(pieces) and pieces[end].role == "credit" and _are_captions(pieces, inner, context):
            rule = "caption-in-gallery"
        else:
            inner, rule = _uncredited(pieces, inner, context), "caption-after-counter"
        for i in inner:
            if out[i].role is None:
                out[i] = pieces[i].settled("caption", rule)
    return out


def _are_captions(pieces: list[Piece], inner: range, context: Context) -> bool:
    """Whether all that stands between a counter and a credit can be captions.

    A finished sentence among them is a paragraph, unless it is the only text in the body's
    script and stands right above the credit.
    """
    texts = [pieces[at].text for at in inner]
    if any(len(text) > CAPTION for text in texts):
        return False
    own = [pieces[at].text for at in inner if pieces[at].role is None]
    one_text = len({fold(text) for text in own}) == 1
    return (one_text and own[-1] == texts[-1]) or not any(is_terminated(text) for text in own)


def _uncredited(pieces: list[Piece], inner: range, context: Context) -> range:
    """The leading lines under a counter that look like captions: one text, and repeats of it."""
    known: set[str] = set()
    for at in inner:
        text = fold(pieces[at].text)
        if pieces[at].role == "caption":
            continue
        gallery = pieces[inner.start - 1].rule == "counter-gallery"
        doubled = at + 1 in inner and fold(pieces[at + 1].text) == text
        fresh = gallery and not known and (doubled or could_be_caption(pieces, at, context))
        if not fresh and text not in known:
            return range(inner.start, at)
        known.add(text)
    return inner


def above_credit(pieces: list[Piece], context: Context) -> list[Piece]:
    """The line above a credit that stands alone is its caption; an agency alone there is its credit."""
    wires = context.book.rules["byline-before-date"].words
    out = list(pieces)
    page = in_page(pieces)
    seen_paragraph = False
    for at in range(1, len(out)):
        before, text = out[at - 1], out[at].text
        seen_paragraph = seen_paragraph or (before.role is None and is_paragraph(before.text))
        captioned = before.role == "caption"
        agency = out[at].role is None and signs_picture(text, context.book) and context.is_whole_line(out[at])
        if not agency and out[at].role != "credit":
            continue
        carries = before.role is None and _could_carry_credit(out, at - 1, page, context)
        lead = before.rule == "headline-of-page" and text.casefold() not in wires
        if agency and (captioned or lead or (carries and seen_paragraph)):
            out[at] = out[at].settled("credit", "credit-agency")
        credited = out[at].role == "credit" and context.starts_line(out[at])
        # A credit that is a sentence under another speaks of the pictures of the article.
        finished = is_terminated(before.text)
        told = finished and (is_terminated(text) or _is_labelled(out[at + 1 : at + 2]))
        if credited and carries and not told and not _is_only_headline(out, at, context):
            # A finished sentence may be the last paragraph just as well.
            out[at - 1] = before.settled("caption", "caption-before-credit", guess=finished)
    return out


def _is_labelled(after: list[Piece]) -> bool:
    """Whether a caption that says what it is follows: the credit is that picture's."""
    return [piece.rule for piece in after] == ["caption-labelled"]


def _could_carry_credit(pieces: list[Piece], at: int, page: bool, context: Context) -> bool:
    text = pieces[at].text
    longest = CAPTION + LONGER if page else CAPTION
    if not context.is_whole_line(pieces[at]) or len(text) > longest or is_fragment(pieces, at, context):
        return False
    if is_open_ended(text):
        return True
    if page:
        return not text.endswith((",", ":")) and count_sentences(text) <= SENTENCES
    plain = not set(text) & set(_QUOTES) and not text.endswith((",", ":"))
    return plain and len(text) <= SHORT and count_sentences(text) == 1


def _is_only_headline(pieces: list[Piece], at: int, context: Context) -> bool:
    """Whether the line above a credit opens the article and a paragraph follows: then it is the headline."""
    if any(piece.role is None or piece.role in IMAGE_ROLES - {"label"} for piece in pieces[: at - 1]):
        return False
    after = next((piece for piece in pieces[at + 1 :] if piece.role is None), None)
    return after is None or is_paragraph(after.text) or not is_headline_like(after.text)
