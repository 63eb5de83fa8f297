"""The article as Markdown: headline, standfirst, byline, body, and each image as a block quote where it stands.

CommonMark 0.31 takes the values for text, nothing in them for markup: what could begin any has a backslash before it
(section 2.4), and only that, so that prose stays as it was written. Each value is a line of its own between blank
ones: no table, setext heading or list can come of two. So read GitHub's readers, but for bare addresses: those they
link, and show a backslash in one that holds markup.
"""

from cleaner.expressions import expression
from cleaner.record import Image, Record, Text
from cleaner.spans import fold
from cleaner.writers.form import Form

_INLINE = expression(
    r"[*\[]"
    # The last of its kind has no partner.
    r"|`(?=[^`]*`)|~(?=[^~]*~)"
    r"|\\(?=[!-/:-@\[-`{-~]|\Z)"
    # Inside a word an underscore is a letter (6.2).
    r"|_(?:(?<![^\W_]_)|(?![^\W_]))"
    # Tags, comments and autolinks (6.5, 6.6); entities (2.5).
    r"|<(?! |\Z)"
    r"|&(?=#?\w+;)"
)
_START = expression(r"^([0-9]{1,9}(?=[.)](?: |\Z))|(?=[#>]|[-+](?: |\Z)|-(?: ?-){2,}\Z))")
"""What a line begins with that looks like a thematic break, heading, quote or list (4.1, 4.2, 5.1, 5.2)."""
_CLOSING = expression(r"(?<![^ ])#+\Z")


def inline(value: str) -> str:
    """A value where no line begins."""
    return _INLINE.sub(r"\\\g<0>", fold(value))


def paragraph(value: str) -> str:
    """A value as a paragraph, or its first line."""
    return _START.sub(r"\1\\", inline(value))


def heading(value: str, level: int) -> str:
    """A value as a heading; number signs at its end are no closing sequence (4.2)."""
    return "#" * level + " " + _CLOSING.sub(r"\\\g<0>", inline(value))


def quote(image: Image) -> str:
    """An image: its captions, each with its language where that is known, and its credit; empty where it has none.

    The language stands behind the caption: readers take the direction of a paragraph from its first letter.
    """
    captions = [caption for caption in image.captions if caption.value]
    tags = ["" if caption.lang == "und" else f" *{inline(caption.lang)}*" for caption in captions]
    lines = [paragraph(caption.value) + tag for caption, tag in zip(captions, tags, strict=True)]
    lines += [paragraph(image.credit.value)] if image.credit else []
    return "\n>\n".join(f"> {line}" for line in lines)


def block(record: Record) -> bytes:
    """An article; what was removed, counters and labels are no part of it."""
    made_by = " · ".join(text.value for text in (*record.byline, *record.published))
    parts = [
        _headline(record),
        *(f"**{inline(text.value)}**" for text in record.standfirst if text.value),
        paragraph(made_by),
    ]
    for number, text in enumerate(record.body):
        parts += [quote(image) for image in record.images if image.position == number]
        parts.append(_entry(text))
    parts += [quote(image) for image in record.images if image.position >= len(record.body)]
    said = "\n\n".join(part for part in parts if part)
    return f"{said}\n".encode() if said else b""


def _headline(record: Record) -> str:
    return heading(record.headline.value, 1) if record.headline and record.headline.value else ""


def _entry(text: Text) -> str:
    return heading(text.value, 2) if text.role == "subheading" and text.value else paragraph(text.value)


FORM = Form(block, between=b"\n---\n\n")
