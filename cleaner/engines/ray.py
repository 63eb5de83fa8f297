"""Ray Data: a Dataset of articles gains columns that say what they hold; takes the extra `ray`."""

from typing import TYPE_CHECKING, Any

from pyarrow import Schema

from cleaner.engines.arrow import ROWS, ArticleColumns

if TYPE_CHECKING:
    from ray.data import Dataset

__all__ = ["ArticleColumns", "with_articles"]


def with_articles(dataset: "Dataset", columns: ArticleColumns | None = None, **options: Any) -> "Dataset":
    """The same rows, with the columns. Nothing is cleaned before Ray asks for rows.

    Options are those of `map_batches`: `concurrency`, `memory`, `max_retries`, without which Ray never gives up an
    article that kills its worker. Raises ValueError for a dataset that can't have the columns: at once where Ray knows
    its columns without reading it, else when it is read.
    """
    columns = columns or ArticleColumns()
    schema = dataset.schema(fetch_if_missing=False)
    if schema is not None and isinstance(schema.base_schema, Schema):
        columns.schema(schema.base_schema)
    elif schema is not None:
        columns.added(schema.names)
    return dataset.map_batches(columns, batch_format="pyarrow", **({"batch_size": ROWS} | options))
