"""Captions, told by what stands around them: counters, credits, other captions."""

import re

from cleaner.findings import Piece
from cleaner.scripts import main_script
from cleaner.sentences import count_sentences, is_open_ended, is_terminated, sentence_breaks, starts_lower
from cleaner.settle.context import CAPTION, IMAGE_ROLES, Context, is_fragment, is_headline_like, is_paragraph
from cleaner.settle.cut import split
from cleaner.spans import fold

GALLERY = 8
"""Most pieces between a counter and its credit."""
SHORT = 130
"""Up to this length, in code points, one finished sentence above a credit is its caption."""
_WORD = re.compile(r"\S+")
_LOST_BREAK = re.compile(r"(?<=\w)[ \t]{2,}(?=[A-Z][^\s/]+ )")
_QUOTES = "\"“”"


def flat_captions(pieces: list[Piece], context: Context) -> list[Piece]:
    """In a line that goes on, the caption is cut off where the sentence before it ends."""
    out: list[Piece] = []
    for at, piece in enumerate(pieces):
        after = pieces[at + 1] if at + 1 < len(pieces) else None
        if piece.role is None and after and after.role == "credit" and context.same_line(piece, after):
            out += _caption_at_end(piece, after, pieces[at - 1] if at else None, context)
        elif piece.role is None and at and _follows_image_text(pieces, at, context):
            out += _caption_at_start(piece, context)
        else:
            out.append(piece)
    return out


def _caption_at_end(piece: Piece, credit: Piece, before: Piece | None, context: Context) -> list[Piece]:
    text = context.text(piece)
    in_image = before is not None and before.role in ("counter", "caption") and context.same_line(before, piece)
    whole_line = context.starts_line(piece) and context.ends_line(credit)
    alone = count_sentences(text) == 1 and not text.endswith(".")
    if len(text) <= CAPTION and (in_image or whole_line or alone):
        return [piece.settled("caption", "caption-before-credit")]
    if text.endswith(".") and not in_image:
        return [piece]
    cuts = sentence_breaks(text) or [hit.end() for hit in context.book.opener.finditer(text)]
    if not cuts or len(text) - cuts[-1] > CAPTION:
        return [piece]
    rest, caption = split(piece, context.source, piece.start + cuts[-1])
    return [rest, caption.settled("caption", "caption-before-credit", guess=True)]


def _follows_image_text(pieces: list[Piece], at: int, context: Context) -> bool:
    """Whether a piece goes on, on the same line, after a counter or an image text in another script."""
    before = pieces[at - 1]
    return (
        context.same_line(before, pieces[at])
        and (before.rule == "counter-gallery" or before.role == "caption")
        and len(context.text(pieces[at])) > SHORT
    )


def _caption_at_start(piece: Piece, context: Context) -> list[Piece]:
    text = context.text(piece)
    stop = (sentence_breaks(text) or [len(text)])[0]
    openings = [hit.end() for hit in context.book.opener.finditer(text, 0, min(stop, CAPTION))]
    if not openings or starts_lower(text):
        return [piece]
    caption, rest = split(piece, context.source, piece.start + openings[0])
    return [caption.settled("caption", "caption-after-counter", guess=True), rest]


def gallery_captions(pieces: list[Piece], context: Context) -> list[Piece]:
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
    texts = [context.text(pieces[at]) for at in inner]
    if any(len(text) > CAPTION for text in texts):
        return False
    own = [text for at, text in zip(inner, texts) if pieces[at].role is None]
    return len(own) == 1 and own[0] == texts[-1] or not any(is_terminated(text) for text in own)


def _uncredited(pieces: list[Piece], inner: range, context: Context) -> range:
    """The leading lines under a counter that look like captions: one text, and repeats of it."""
    known: set[str] = set()
    for at in inner:
        text = fold(context.text(pieces[at]))
        if pieces[at].role == "caption":
            continue
        fresh = not known and _could_be_caption(pieces, at, context) and pieces[inner.start - 1].rule == "counter-gallery"
        if not fresh and text not in known:
            return range(inner.start, at)
        known.add(text)
    return inner


def _could_be_caption(pieces: list[Piece], at: int, context: Context) -> bool:
    text = context.text(pieces[at])
    after = pieces[at + 1] if at + 1 < len(pieces) else None
    goes_on = after is not None and after.role is None and starts_lower(context.text(after))
    return len(text) <= 200 and is_open_ended(text) and not starts_lower(text) and not goes_on


def credited_captions(pieces: list[Piece], context: Context) -> list[Piece]:
    """The line above a credit that stands alone is its caption; an agency alone there is its credit."""
    out = list(pieces)
    seen_paragraph = False
    for at, piece in enumerate(out):
        text = context.text(piece)
        seen_paragraph = seen_paragraph or (piece.role is None and is_paragraph(text))
        before = out[at - 1] if at else None
        if before is None or before.role is not None or not _could_carry_credit(out, at - 1, context):
            continue
        lone_agency = (
            piece.role is None
            and seen_paragraph
            and context.is_whole_line(piece)
            and text.casefold() in context.book.rules["credit-agency"].words
        )
        if lone_agency:
            out[at] = piece = piece.settled("credit", "credit-agency")
        if piece.role == "credit" and context.starts_line(piece) and not _is_only_headline(out, at, context):
            out[at - 1] = before.settled("caption", "caption-before-credit")
    return out


def _could_carry_credit(pieces: list[Piece], at: int, context: Context) -> bool:
    text = context.text(pieces[at])
    if not context.is_whole_line(pieces[at]) or len(text) > CAPTION or is_fragment(pieces, at, context):
        return False
    if is_open_ended(text):
        return True
    return len(text) <= SHORT and count_sentences(text) == 1 and not set(text) & set(_QUOTES) and not text.endswith((",", ":"))


def _is_only_headline(pieces: list[Piece], at: int, context: Context) -> bool:
    """Whether the line above a credit opens the article and a paragraph follows: then it is the headline."""
    if any(piece.role is None or piece.role in IMAGE_ROLES - {"label"} for piece in pieces[: at - 1]):
        return False
    after = next((piece for piece in pieces[at + 1 :] if piece.role is None), None)
    return after is None or is_paragraph(context.text(after)) or not is_headline_like(context.text(after))


def bilingual_captions(pieces: list[Piece], context: Context) -> list[Piece]:
    """Under an image text in another script, a line without a full stop says the same in the body's."""
    out = list(pieces)
    for at, piece in enumerate(pieces):
        before = pieces[at - 1] if at else None
        if piece.role is not None or before is None or before.rule != "caption-other-script":
            continue
        if context.is_whole_line(piece) and _could_be_caption(pieces, at, context) and len(context.text(piece)) <= 200:
            if main_script(context.text(piece)) == context.profile.script and not _heads_article(pieces, at, context):
                out[at] = piece.settled("caption", "caption-after-caption")
    return out


def _heads_article(pieces: list[Piece], at: int, context: Context) -> bool:
    """Whether this is the first open line and a standfirst or byline follows it: a headline under a picture."""
    if any(piece.role is None for piece in pieces[:at]):
        return False
    after = pieces[at + 1 : at + 3]
    return any(piece.role in ("byline", "published") for piece in after) or not any(
        piece.role is None and is_headline_like(context.text(piece)) for piece in after
    )


def known_captions(pieces: list[Piece], context: Context) -> list[Piece]:
    """Lines that repeat a text known as a caption, or stand directly above one and name the same."""
    known = {fold(context.text(piece)) for piece in pieces if piece.role == "caption"}
    out = list(pieces)
    for at in range(len(out) - 1, -1, -1):
        piece = out[at]
        after = out[at + 1] if at + 1 < len(out) else None
        if piece.role == "caption":
            out[at : at + 1] = _split_known(piece, known, context)
        elif piece.role is None and context.is_whole_line(piece) and is_open_ended(context.text(piece)):
            text = fold(context.text(piece))
            repeats = text in known and (len(text.split()) > 1 or (after is not None and after.role == "caption"))
            shortens = after is not None and after.role == "caption" and len(text) < 60 and text in fold(context.text(after))
            if (repeats or shortens) and not is_fragment(out, at, context):
                out[at] = piece.settled("caption", "caption-repeated")
    return out


def _split_known(piece: Piece, known: set[str], context: Context) -> list[Piece]:
    """A caption of several texts on one line: two scripts, repeats, another caption before it."""
    words = context.text(piece).split()
    for times in (3, 2):
        size = len(words) // times
        if size and len(words) % times == 0 and words == words[:size] * times:
            return _cut_words(piece, [size * n for n in range(1, times)], context)
    if not context.in_long_line(piece):
        return [piece]
    if at := _script_switch(context.text(piece), context.profile.script):
        left, right = split(piece, context.source, piece.start + at)
        return _split_known(left, known, context) + _split_known(right, known, context)
    for size in range(len(words) - 1, 1, -1):
        if " ".join(words[:size]) in known:
            return _cut_words(piece, [size], context)
    # Two spaces before a capital are left of a line break.
    lost_break = _LOST_BREAK.search(context.text(piece))
    return split(piece, context.source, piece.start + lost_break.end()) if lost_break else [piece]


def _script_switch(text: str, script: str | None) -> int:
    """Where a text that begins in another script goes over to `script` for good; 0 if it does not."""
    words = [(word.start(), main_script(word[0])) for word in _WORD.finditer(text)]
    lettered = [(start, name) for start, name in words if name]
    if not lettered or lettered[0][1] == script:
        return 0
    last = max(at for at, (_, name) in enumerate(lettered) if name != script)
    return lettered[last + 1][0] if last + 1 < len(lettered) else 0


def _cut_words(piece: Piece, sizes: list[int], context: Context) -> list[Piece]:
    at, offsets = piece.start, []
    for number, word in enumerate(context.text(piece).split()):
        at = context.source.text.index(word, at)
        if number in sizes:
            offsets.append(at)
        at += len(word)
    return split(piece, context.source, *offsets)


def video_titles(pieces: list[Piece], context: Context) -> list[Piece]:
    """The title of an embedded video, with its channel on the next line."""
    channels = set(context.site.channels if context.site else ())
    words = context.book.rules["credit-channel"].words
    out = list(pieces)
    for at in range(1, len(out)):
        title, channel = out[at - 1], out[at]
        name = context.text(channel)
        if channel.role is None and context.is_whole_line(channel) and (name in channels or name.casefold() in words):
            if title.role is None and context.is_whole_line(title) and is_headline_like(context.text(title)):
                out[at - 1] = title.settled("caption", "caption-video-title", guess=True)
                out[at] = channel.settled("credit", "credit-channel", guess=True)
    return out


def uncredited_captions(pieces: list[Piece], context: Context) -> list[Piece]:
    """In an article with pictures: a long line without a full stop between two finished paragraphs."""
    if not any(piece.role in ("counter", "credit") for piece in pieces):
        return pieces
    out = list(pieces)
    for at in range(1, len(pieces) - 1):
        piece, before, after = pieces[at], context.text(pieces[at - 1]), pieces[at + 1]
        text = context.text(piece)
        if piece.role is None and context.is_whole_line(piece) and 9 <= len(text.split()) and len(text) <= 200:
            finished = is_terminated(before) or pieces[at - 1].role in IMAGE_ROLES
            follows = after.role is None and is_paragraph(context.text(after))
            if finished and follows and is_open_ended(text) and not is_fragment(pieces, at, context):
                out[at] = piece.settled("caption", "caption-uncredited", guess=True)
    return out
