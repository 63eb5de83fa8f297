"""Spark: a DataFrame of articles gains columns that say what they hold; takes the extra `spark`."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from cleaner.engines.arrow import ROWS, ArticleColumns

if TYPE_CHECKING:
    from pyarrow import RecordBatch
    from pyspark.sql import DataFrame

__all__ = ["ArticleColumns", "with_articles"]


def with_articles(frame: "DataFrame", columns: ArticleColumns | None = None) -> "DataFrame":
    """The same rows, with the columns. Nothing is read or cleaned before Spark asks for rows; then, each time it asks.

    Raises ValueError at once for a frame that can't have the columns.
    """
    from pyspark.sql.types import BinaryType, NullType, StringType, StructField, StructType

    columns = columns or ArticleColumns()
    added = [StructField(name, StringType()) for name in columns.added(frame.columns)]
    kind = frame.schema[columns.text].dataType
    if not isinstance(kind, StringType | BinaryType | NullType):
        raise ValueError(f"the column {columns.text!r} holds {kind.simpleString()}, no text")
    schema = StructType([*frame.schema, *added])
    return frame.mapInArrow(partial(pieces, columns), schema)


def pieces(columns: ArticleColumns, batches: Iterator["RecordBatch"]) -> Iterator["RecordBatch"]:
    """Batches with the columns, a few rows each: Spark makes them of 10,000, and would wait for all of them.

    >>> from pyarrow import record_batch
    >>> batch = record_batch({"text": ["Rain fell all day."] * 65})
    >>> [piece.num_rows for piece in pieces(ArticleColumns(), iter([batch]))]
    [64, 1]
    """
    for batch in batches:
        for start in range(0, batch.num_rows, ROWS):
            yield columns(batch.slice(start, ROWS))
