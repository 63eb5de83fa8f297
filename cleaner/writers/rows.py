"""All texts of a record as rows of one flat table, in the order of the source: CSV with a line of column names."""

from typing import NamedTuple

from cleaner.record import Record
from cleaner.writers.captions import table
from cleaner.writers.form import Form


class Row(NamedTuple):
    """One text: the columns of the table. `start` and `end` are its first span, in code points."""

    id: str
    url: str | None
    date: str | None
    language: str
    """That of the article."""
    number: int
    """Of the text in its article, from 1."""
    role: str
    value: str
    lang: str
    """That of the text."""
    dir: str
    image: int | None
    """Number of the image that the text belongs to, from 1."""
    rule: str
    start: int
    end: int


def rows(record: Record) -> list[Row]:
    """The texts of a record as rows."""
    images = {
        id(text): number
        for number, image in enumerate(record.images, 1)
        for text in (image.label, image.counter, *image.captions, image.credit)
        if text
    }
    article = (record.id, record.url, record.date, record.language)
    return [
        Row(*article, number, text.role, text.value, text.lang, text.dir, image, text.rule, *text.spans[0])
        for number, text in enumerate(record.texts(), 1)
        for image in (images.get(id(text)),)
    ]


FORM = Form(lambda record: table(list(rows(record)), ","), head=table([Row._fields], ","))
