"""Columns beside articles: for any layout of a table, whatever stands in a row."""

import json
import pickle
from collections.abc import Callable, Iterator
from datetime import datetime
from struct import pack
from typing import Any

import pyarrow as pa
import pytest
from engines import UNREADABLE, as_bytes, cleaned, rows

import cleaner
from cleaner.engines.arrow import ArticleColumns
from cleaner.engines.facts import NO_FACTS
from cleaner.engines.spark import pieces

TEXT = "Rain fell all day.\n5 View gallery\nThe pier\n(Photo: AP)\nThe boats stayed out."
WHOLE = ArticleColumns(record=True)
ADDED = ["text", *NO_FACTS, "rejected"]
KINDS = [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int8(), pa.string())]
BYTES = [pa.binary(), pa.large_binary(), pa.binary_view(), pa.dictionary(pa.int32(), pa.binary())]
MAKERS = [pa.Table.from_arrays, pa.RecordBatch.from_arrays]


def table(held: tuple[dict[str, Any], ...], kind: pa.DataType, make: Callable[..., Any] = pa.Table.from_arrays) -> Any:
    """Rows as a table or a batch whose texts are of a type."""
    names = list(held[0])
    arrays = [pa.array([row[name] for row in held], kind if name == "text" else None) for name in names]
    return make(arrays, names=names)


@pytest.mark.parametrize("make", MAKERS, ids=["table", "batch"])
@pytest.mark.parametrize("kind", KINDS + BYTES, ids=str)
def test_every_row_gains_what_cleaner_says(kind: pa.DataType, make: Callable[..., Any]) -> None:
    held = as_bytes() if kind in BYTES else rows()
    given = table(held, kind, make)
    found = WHOLE(given)
    assert type(found) is type(given)
    assert found.to_pylist() == [cleaned(row) for row in held]
    assert found.select(given.schema.names) == given
    assert found.schema == WHOLE.schema(given.schema)
    found.validate(full=True)


def test_chunks_and_slices() -> None:
    whole = table(rows(), pa.string())
    chunked = pa.concat_tables([whole.slice(0, 3), whole.slice(3, 0), whole.slice(3)])
    wanted = [cleaned(row) for row in rows()]
    assert WHOLE(chunked).to_pylist() == wanted
    assert WHOLE(chunked.slice(2, 4)).to_pylist() == wanted[2:6]
    assert WHOLE(whole.to_batches()[0].slice(5)).to_pylist() == wanted[5:]


@pytest.mark.parametrize("make", MAKERS, ids=["table", "batch"])
@pytest.mark.parametrize("kind", [*KINDS, *BYTES, pa.null()], ids=str)
def test_without_rows_the_schema_is_the_same(kind: pa.DataType, make: Callable[..., Any]) -> None:
    schema = pa.schema({"text": kind, "tags": pa.list_(pa.string())}, {"made": "here"})
    found = ArticleColumns()(make([pa.array([], field.type) for field in schema], schema=schema))
    assert found.num_rows == 0
    assert found.schema.equals(ArticleColumns().schema(schema), check_metadata=True)
    assert found.schema.names == ["text", "tags", *(f"article_{name}" for name in ADDED)]
    assert {str(found.schema.field(f"article_{name}").type) for name in ADDED} == {"string"}
    assert found.schema.metadata == {b"made": b"here"}


def test_pieces_of_batches() -> None:
    """As Spark wants them: all rows in their order, each as soon as it can be there."""
    asked = []

    def batches() -> Iterator[pa.RecordBatch]:
        for start, stop in ((0, 70), (70, 70), (70, 71)):
            asked.append(stop)
            yield pa.record_batch({"page": pa.array(range(start, stop)), "text": ["Rain fell."] * (stop - start)})

    found = pieces(ArticleColumns(), batches())
    first = next(found)
    assert asked == [70]
    every = [first, *found]
    assert [piece.num_rows for piece in every] == [64, 6, 1]
    assert [page for piece in every for page in piece["page"].to_pylist()] == list(range(71))
    assert {text for piece in every for text in piece["article_text"].to_pylist()} == {"Rain fell."}


def test_text_that_is_no_utf8_costs_nothing() -> None:
    odd = "המזח הישן בלילה".encode("windows-1255")
    data = [TEXT.encode(), odd, UNREADABLE, b"Rain fell."]
    ends = [sum(map(len, data[:count])) for count in range(len(data) + 1)]
    buffers = [None, pa.py_buffer(pack(f"<{len(ends)}i", *ends)), pa.py_buffer(b"".join(data))]
    plain = pa.Array.from_buffers(pa.string(), len(data), buffers)
    for texts in (plain, pa.DictionaryArray.from_arrays(pa.array(range(len(data))), plain)):
        found = WHOLE(pa.table({"text": texts, "id": texts, "url": texts}))
        assert found["article_rejected"].to_pylist() == ["", "", "unreadable", ""]
        assert found["article_text"][1].as_py() == "המזח הישן בלילה"
        assert json.loads(found["article_record"][1].as_py())["id"] == odd.decode("utf-8", "replace")
        assert found["article_text"][3].as_py() == "Rain fell."


@pytest.mark.parametrize(
    ("ids", "told"),
    [(["a", None], "a"), ([7, None], "7"), ([b"\xff", b""], "\ufffd"), ([datetime(2024, 3, 17)] * 2, None)],
    ids=["text", "number", "bytes", "time"],
)
def test_ids_of_any_type(ids: list[Any], told: str | None) -> None:
    found = ArticleColumns(id="key", record=True)(pa.table({"text": [TEXT, TEXT], "key": pa.array(ids)}))
    first, second = (json.loads(held)["id"] for held in found["article_record"].to_pylist())
    assert first == (told or '"2024-03-17 00:00:00"')
    assert second == (first if told is None else cleaner.clean(TEXT).id)


def test_an_id_that_python_can_not_hold_costs_nothing() -> None:
    times = pa.array([1 << 62], pa.timestamp("s"))
    with pytest.raises((ValueError, OverflowError)):
        times[0].as_py()
    found = ArticleColumns(record=True)(pa.table({"text": [TEXT], "id": times}))
    assert found["article_rejected"].to_pylist() == [""]


def test_the_site_is_that_of_the_url_or_the_named_one() -> None:
    given = pa.table({"text": [TEXT], "page": ["https://www.ynetnews.com/17"]})
    for columns, site in [
        (ArticleColumns(record=True), None),
        (ArticleColumns(record=True, url="page"), "ynetnews"),
        (ArticleColumns(record=True, site="ynet"), "ynet"),
    ]:
        [record] = columns(given)["article_record"].to_pylist()
        assert json.loads(record)["source"]["site"] == site


@pytest.mark.parametrize(
    ("columns", "schema", "message"),
    [
        ({}, {"body": pa.string()}, "the column 'text' is missing; there are: body"),
        ({"text": "story"}, {"text": pa.string()}, "the column 'story' is missing"),
        ({"id": "key"}, {"text": pa.string()}, "the column 'key' is missing"),
        ({"url": "link"}, {"text": pa.string()}, "the column 'link' is missing"),
        ({}, {"text": pa.int64()}, "the column 'text' holds int64, no text"),
        ({}, {"text": pa.list_(pa.string())}, "no text"),
        ({}, {"text": pa.dictionary(pa.int8(), pa.int8())}, "no text"),
        ({}, {"text": pa.string(), "article_date": pa.string()}, "article_date already: another prefix"),
        ({"prefix": ""}, {"text": pa.string(), "date": pa.string()}, "text, date already: another prefix"),
    ],
)
def test_a_table_that_can_not_have_them(columns: dict[str, str], schema: dict[str, pa.DataType], message: str) -> None:
    made = ArticleColumns(**columns)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=message):
        made.schema(pa.schema(schema))
    with pytest.raises(ValueError, match=message):
        made(pa.schema(schema).empty_table())


def test_a_column_that_is_there_twice() -> None:
    with pytest.raises(ValueError, match="'text' is there more than once"):
        ArticleColumns()(pa.Table.from_arrays([pa.array(["a"]), pa.array(["b"])], names=["text", "text"]))


def test_an_unknown_site_is_an_error_at_once() -> None:
    with pytest.raises(ValueError, match="unknown site 'nowhere'; known: "):
        ArticleColumns(site="nowhere")


def test_a_fault_costs_one_row_and_is_logged(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    def failing(text: str, **known: Any) -> cleaner.Record:
        return cleaner.clean(text, **known) if text != "odd" else {}[text]

    monkeypatch.setattr("cleaner.engines.attempt.clean", failing)
    found = WHOLE(pa.table({"text": [TEXT, "odd", TEXT]}))
    assert found["article_rejected"].to_pylist() == ["", "fault", ""]
    assert found["article_record"][1].as_py() == ""
    [entry] = caplog.records
    assert "please report it" in entry.message
    assert entry.exc_info


def test_columns_go_to_other_processes() -> None:
    columns = ArticleColumns(site="ynet", prefix="", record=True)
    assert pickle.loads(pickle.dumps(columns)) == columns
