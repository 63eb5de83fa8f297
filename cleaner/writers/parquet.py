"""The rows of all texts as a Parquet file; takes pyarrow (the extra `parquet`)."""

from typing import Any

import msgspec

from cleaner.formats import ROWS_MARK
from cleaner.record import Record
from cleaner.writers.form import Document, Form
from cleaner.writers.rows import Row, rows

GROUP = 20_000
"""Rows that are held before they are written: enough for a reader to skip groups, few enough to hold."""
_INTEGERS = ("number", "image", "start", "end")
_decoder = msgspec.json.Decoder(list[Row])


def block(record: Record) -> bytes:
    """The rows of a record, as JSON, for the process that has the file."""
    return msgspec.json.encode([tuple(row) for row in rows(record)])


class _Sink:
    """A file that only grows, and hands out what is new."""

    closed = False

    def __init__(self) -> None:
        self._new: list[bytes] = []
        self._size = 0

    def write(self, data: bytes) -> int:
        self._new.append(bytes(data))
        self._size += len(data)
        return len(data)

    def tell(self) -> int:
        return self._size

    def flush(self) -> None:
        """Nothing is held back."""

    def taken(self) -> bytes:
        taken, self._new = b"".join(self._new), []
        return taken


class Table(Document):
    """A Parquet file, a group of rows at a time."""

    def __init__(self, form: Form) -> None:
        super().__init__(form)
        import pyarrow
        import pyarrow.parquet

        kinds = [(name, pyarrow.int64() if name in _INTEGERS else pyarrow.string()) for name in Row._fields]
        self._schema = pyarrow.schema(kinds, metadata={ROWS_MARK: b"1"})
        self._sink = _Sink()
        self._file: Any = pyarrow.parquet.ParquetWriter(self._sink, self._schema)
        self._rows: list[Row] = []

    def add(self, block: bytes) -> bytes:
        """Takes the rows of a record; whole groups come out."""
        self._rows += _decoder.decode(block)
        if len(self._rows) >= GROUP:
            self._put()
        return self._sink.taken()

    def end(self) -> bytes:
        """The last group, and what ends the file."""
        if self._rows:
            self._put()
        self._file.close()
        return self._sink.taken()

    def _put(self) -> None:
        import pyarrow

        table = pyarrow.table(list(zip(*self._rows, strict=True)), schema=self._schema)
        self._file.write_table(table)
        self._rows = []


FORM = Form(block, document=Table)
