"""Records to be written, and what forms make of them: those of all fixtures, and some whose values are hostile."""

from collections.abc import Iterable
from functools import cache

from conftest import FIXTURES

import cleaner
from cleaner.record import Image, Record, Text, replace
from cleaner.writers import block, document

SOURCES = tuple(
    path
    for pattern in ("articles/*.txt", "gold/*.txt", "languages/*.txt", "html/*.html")
    for path in sorted(FIXTURES.glob(pattern))
)
VALUES = (
    'The mayor\'s "new page": 41 million shekels, a third more.',
    "</script><script>alert('no')</script><!-- & -->",
    "]]> &amp; &#35; <b>bold</b> <seg>",
    "bell \x07, backspace \x08, U+0001 \x01, U+FFFE \ufffe, U+FFFF \uffff",
    "\u202etxet desrever\u202c and \u2067isolated\u2069",
    "\U0001f600 \U0001d49c\U0010fffd \U0001f468\u200d\U0001f469\u200d\U0001f467",
    "NA",
    "null",
    "17",
    "=SUM(A1:A9)",
    '"',
    "'\",;|\\",
    "# 1. * _a_ `b` ~~c~~ [d](e) | \\*",
    "---",
    "Rain fell on the harbor, and the boats stayed out. " * 2000 + "The end.",
)
"""As values are: white space folded, no line ends."""


@cache
def fixtures() -> tuple[Record, ...]:
    """The records of all fixtures."""
    return tuple(cleaner.clean(path.read_bytes(), id=path.stem, name=path.name) for path in SOURCES)


@cache
def hostile() -> tuple[Record, ...]:
    """Records with each of `VALUES` everywhere."""
    like = next(record for record in fixtures() if record.id == "gallery")
    return tuple(spoiled(like, value) for value in VALUES)


def every() -> tuple[Record, ...]:
    """All of them."""
    return fixtures() + hostile()


def spoiled(record: Record, value: str) -> Record:
    """A record with one value everywhere; its captions keep theirs behind it, so that no two are the same."""

    def text(held: Text) -> Text:
        return replace(held, value=value, runs=())

    def image(held: Image) -> Image:
        captions = tuple(replace(one, value=f"{value} {one.value}", runs=()) for one in held.captions)
        return replace(held, captions=captions, credit=text(held.credit) if held.credit else None, label=None)

    return replace(
        record,
        id=f"id {value[:100]}",
        headline=text(record.headline) if record.headline else None,
        standfirst=tuple(map(text, record.standfirst)),
        byline=tuple(map(text, record.byline)),
        authors=(value,),
        body=tuple(map(text, record.body)),
        images=tuple(map(image, record.images)),
    )


def written(form: str, records: Iterable[Record]) -> bytes:
    """Records as one output of a form."""
    output = document(form)
    return output.begin() + b"".join([output.add(block(form, record)) for record in records]) + output.end()
