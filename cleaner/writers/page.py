"""An HTML page to look at articles with; `cleaner view` makes it."""

import msgspec

from cleaner.view import page
from cleaner.view.overview import Row
from cleaner.view.rebuilt import rebuilt
from cleaner.writers.form import Document, Form

_decoder = msgspec.json.Decoder(page.Looked)


class Page(Document):
    """A page: its data as it comes, and at the end what is said of all."""

    def __init__(self, form: Form) -> None:
        super().__init__(form)
        self._rows: list[Row] = []

    def begin(self) -> bytes:
        """The head comes with the first article: its headline is the title of a page of one."""
        return b""

    def add(self, block: bytes) -> bytes:
        """The data of an article."""
        looked = _decoder.decode(block)
        first = b"" if self._rows else page.head(looked.row.name)
        self._rows.append(looked.row)
        return first + page.block(len(self._rows) - 1, looked.article)

    def end(self) -> bytes:
        """The overview and the script."""
        first = b"" if self._rows else page.head("cleaner")
        return first + page.tail(self._rows)


FORM = Form(lambda record: page.looked(record, rebuilt(record)), document=Page, sourced=page.looked)
