"""Captions as a table, a line for each: number of the image in its article, language, caption, credit, id.

Fields are parted by tabs and quoted as in CSV where they hold a quotation mark, so that spreadsheets, pandas and
`cut` alike find the columns. Values hold no tabs and no line ends.
"""

import csv
from io import StringIO

from cleaner.record import Record
from cleaner.writers.form import Form

_SPACES = str.maketrans("\t\n\r", "   ")
COLUMNS = ("image", "language", "caption", "credit", "id")


def table(rows: list[tuple[str | int | None, ...]], delimiter: str) -> bytes:
    """Rows as CSV (RFC 4180 but for its line ends, which are LF), with that delimiter; None is an empty field.

    Tabs and line ends in a field, which an id may hold, become spaces: a row is a line.
    """
    out = StringIO()
    flat = [[cell.translate(_SPACES) if isinstance(cell, str) else cell for cell in row] for row in rows]
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(flat)
    return out.getvalue().encode()


def block(record: Record) -> bytes:
    """The captions of a record; an image without one has no line."""
    rows: list[tuple[str | int | None, ...]] = [
        (number, caption.lang, caption.value, image.credit.value if image.credit else None, record.id)
        for number, image in enumerate(record.images, 1)
        for caption in image.captions
    ]
    return table(rows, "\t")


FORM = Form(block, head=table([COLUMNS], "\t"))
