"""`verify` finds what breaks a law, and says where."""

from collections.abc import Callable

import msgspec
import pytest

import cleaner
from cleaner.decoding import read_article
from cleaner.record import Change, Record, Text
from cleaner.verify import verify

TEXT = "Pier to be rebuilt\nDana Levi |\nThe council voted.\n2 View gallery\nהמזח\nהמזח\n(Photo: AP)"
SOURCE = read_article(TEXT, "-")
RECORD = cleaner.clean(TEXT)
replace = msgspec.structs.replace


def body(record: Record, **fields: object) -> Record:
    return replace(record, body=(replace(record.body[0], **fields), *record.body[1:]))


def caption(record: Record, **fields: object) -> Record:
    image = record.images[0]
    return replace(record, images=(replace(image, captions=(replace(image.captions[0], **fields),)),))


BROKEN: list[tuple[str, Callable[[Record], Record], int, str]] = [
    ("a paragraph is gone", lambda r: replace(r, body=()), 1, "'T' lies in no span"),
    ("the end is gone", lambda r: replace(r, images=(replace(r.images[0], credit=None),)), 1, "'(' lies in no span"),
    ("twice", lambda r: replace(r, removed=r.body), 1, "lies in two spans"),
    ("a letter changed", lambda r: body(r, value="The council vetoed."), 3, "its first span says"),
    ("a span outside", lambda r: body(r, spans=((31, 4000),)), 1, "lies outside"),
    ("no span", lambda r: body(r, spans=()), 3, "has no span"),
    ("a repeat that repeats nothing", lambda r: caption(r, value="X"), 3, "is 'X'"),
    ("a change that lies", lambda r: replace(r, changes=(replace(r.changes[0], before="!!"),)), 2, "a change says"),
    ("another source", lambda r: replace(r, source=replace(r.source, sha256="0")), 2, "another source"),
]


def test_a_true_record() -> None:
    assert RECORD.changes == (Change("separator", (28, 30), " |", ""),)
    assert verify(RECORD, SOURCE) is None


@pytest.mark.parametrize(("why", "damage", "law", "message"), BROKEN, ids=[case[0] for case in BROKEN])
def test_a_broken_record(why: str, damage: Callable[[Record], Record], law: int, message: str) -> None:
    breach = verify(damage(RECORD), SOURCE)
    assert breach is not None, why
    assert breach.law == law
    assert message in breach.message


def test_the_first_character_is_named() -> None:
    breach = verify(replace(RECORD, body=()), SOURCE)
    assert breach
    assert TEXT[breach.offset :].startswith("The council")
    breach = verify(body(RECORD, value="The council vetoed."), SOURCE)
    assert breach
    assert TEXT[breach.offset :].startswith("oted.")


def test_texts_come_in_source_order() -> None:
    texts: tuple[Text, ...] = RECORD.texts()
    assert [text.spans[0][0] for text in texts] == sorted(text.spans[0][0] for text in texts)
