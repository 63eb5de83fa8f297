"""Parquet: an article in each row, read a few rows at a time (pyarrow)."""

from collections.abc import Iterator
from typing import Any, BinaryIO

from msgspec.json import decode, encode

from cleaner.formats import Fields
from cleaner.inputs.compressed import Damage
from cleaner.inputs.entry import Article, Unreadable
from cleaner.inputs.jsonl import label

ROWS = 64
"""So many rows are held at a time."""


def rows(file: BinaryIO, fields: Fields) -> Iterator[dict[str, Any] | Damage]:
    """The columns of each row that are asked for; a Damage for each group of rows that can't be read to its end.

    Raises Unreadable for what is no Parquet file or lacks the column of the text.
    """
    try:
        from pyarrow import parquet
    except ImportError:
        raise Unreadable("reading Parquet takes pyarrow: pip install 'caption-cleaner[parquet]'") from None
    try:
        table = parquet.ParquetFile(file, page_checksum_verification=True)
        names = table.schema_arrow.names
    except Exception as error:
        # Of damaged files pyarrow raises its own errors, and Python's.
        raise Unreadable(f"no Parquet file: {_short(error)}") from None
    if fields.text not in names:
        raise Unreadable(f"the column {fields.text!r} is missing; there are: {', '.join(names)}")
    columns = names if fields.keep else [name for name in names if name in fields[:3]]
    for group in range(table.num_row_groups):
        try:
            for batch in table.iter_batches(ROWS, row_groups=[group], columns=columns, use_threads=False):
                yield from _exact(batch).to_pylist()
        except Exception as error:
            yield Damage(f"its row group {group} can't be read: {_short(error)}")


def unpack(row: dict[str, Any], fields: Fields) -> Article:
    """The article in a row. Raises Unreadable for one without text."""
    text = row[fields.text]
    if not isinstance(text, str | bytes):
        raise Unreadable(f"the column {fields.text!r} holds no text" if text is not None else "it has no text")
    others = {name: value for name, value in row.items() if name not in fields[:3]} if fields.keep else None
    kept = decode(encode(others)) if others is not None else None
    return Article(text, label(row.get(fields.id)), label(row.get(fields.url)), kept=kept)


def _exact(batch: Any) -> Any:
    """A batch whose times are spelled out where Python's are too coarse for them."""
    import pyarrow

    for at, field in enumerate(batch.schema):
        if str(field.type).startswith(("timestamp[ns", "time64[ns")):
            batch = batch.set_column(at, field.name, batch.column(at).cast(pyarrow.string()))
        elif str(field.type) == "duration[ns]":
            batch = batch.set_column(at, field.name, batch.column(at).cast(pyarrow.int64()))
    return batch


def _short(error: Exception) -> str:
    return str(error).splitlines()[0][:200] if str(error) else type(error).__name__
