"""Tables of Arrow: beside each article columns that say what it holds. What engines that speak Arrow share."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pyarrow import DictionaryScalar, RecordBatch, Scalar, Schema, Table, array, field, string, types

from cleaner.engines.attempt import attempt, body, known
from cleaner.engines.facts import told
from cleaner.inputs.jsonl import label

TEXTS = frozenset(("string", "large_string", "string_view", "binary", "large_binary", "binary_view", "null"))
"""Types of a column that may hold the articles, as they are or dictionary-encoded."""
ROWS = 64
"""So many rows are best handed over at a time: an article is slow, and its row grows to a few times its size."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class ArticleColumns:
    """Columns to be added to a table whose column `text` holds an article in each row, as text or bytes.

    They are `text` (the body, a paragraph or subheading on each line), what `facts` tells, with `record` the whole
    record as JSON, and `rejected`: the reason why there is no text, `empty` (also for null), `no_body`, `unreadable`,
    or `fault` for an error of cleaner, which is logged; empty for articles. Their names begin with `prefix`, all are
    strings, and none is null.

    `id` and `url` are columns that the article has its own from, if they are there; others that you name must be
    there. `site` names a rule set, as for `cleaner.clean`; ValueError for an unknown one.

    >>> from pyarrow import table
    >>> text = "Rain fell all day.\\n5 View gallery\\nThe pier\\n(Photo: AP)\\nThe boats stayed out."
    >>> rows = ArticleColumns()(table({"text": [text, None], "page": [7, 8]}))
    >>> rows["page"].to_pylist(), rows["article_rejected"].to_pylist(), rows["article_text"][0].as_py()
    ([7, 8], ['', 'empty'], 'Rain fell all day.\\nThe boats stayed out.')
    """

    text: str = "text"
    id: str = "id"
    url: str = "url"
    site: str | None = None
    prefix: str = "article_"
    record: bool = False

    def __post_init__(self) -> None:
        known(self.site)

    def __call__(self, rows: RecordBatch | Table) -> RecordBatch | Table:
        """The same rows with the columns; of the kind that was given. Raises ValueError as `schema` does."""
        schema = self.schema(rows.schema)
        held = zip(*(self._column(rows, name) for name in (self.text, self.id, self.url)), strict=True)
        found = [self._told(*row) for row in held]
        added = [array([row[name] for row in found], string()) for name in self._names]
        return type(rows).from_arrays([*rows.columns, *added], schema=schema)

    def schema(self, schema: Schema) -> Schema:
        """The schema of such tables with the columns. Raises ValueError for a table that can't have them."""
        added = self.added(schema.names)
        kind = schema.field(self.text).type
        plain = kind.value_type if types.is_dictionary(kind) else kind
        if str(plain) not in TEXTS:
            raise ValueError(f"the column {self.text!r} holds {kind}, no text")
        for name in added:
            schema = schema.append(field(name, string()))
        return schema

    def added(self, names: Iterable[str]) -> list[str]:
        """The names of the columns. Raises ValueError where one is taken, or a column that is named is missing."""
        there = list(names)
        for name in (self.text, *(name for name in (self.id, self.url) if name not in ("id", "url"))):
            if there.count(name) != 1:
                fault = "is there more than once" if name in there else "is missing"
                raise ValueError(f"the column {name!r} {fault}; there are: {', '.join(there)}")
        added = [self.prefix + name for name in self._names]
        if taken := [name for name in added if name in there]:
            raise ValueError(f"there are columns {', '.join(taken)} already: another prefix than {self.prefix!r} helps")
        return added

    @property
    def _names(self) -> list[str]:
        return ["text", *told(None, self.record), "rejected"]

    def _column(self, rows: RecordBatch | Table, name: str) -> Iterable[Scalar | None]:
        at = rows.schema.get_field_index(name)
        return rows.column(at) if at >= 0 else [None] * rows.num_rows

    def _told(self, text: Scalar | None, id: Scalar | None, url: Scalar | None) -> dict[str, str]:
        record, reason = attempt(_value(text), _log.exception, site=self.site, id=_label(id), url=_label(url))
        return {"text": body(record) if record else "", **told(record, self.record), "rejected": reason}


def _value(held: Scalar | None) -> Any:
    """What Python makes of a value; bytes of text that is no UTF-8, for nobody checks when a column is made."""
    if held is None:
        return None
    if isinstance(held, DictionaryScalar):
        held = held.value
    try:
        return held.as_py()
    except UnicodeDecodeError:
        return held.as_buffer().to_pybytes()


def _label(held: Scalar | None) -> str | None:
    """An id or url; none where Python has no such value: the article is worth more."""
    try:
        return label(_value(held))
    except Exception:
        return None
