"""Spark itself: what it writes, with a worker killed in the middle, and what it says before it begins."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from engines import Deadly, as_bytes, by_id, cleaned, importable, needs_spark, rows
from pyarrow import parquet

from cleaner.engines.spark import ArticleColumns, with_articles

pytestmark = needs_spark


@pytest.fixture
def spark(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    from pyspark.sql import SparkSession

    importable(monkeypatch)
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    settings = {"spark.ui.enabled": False, "spark.driver.bindAddress": "127.0.0.1"}
    session = SparkSession.builder.master("local[2,4]").config(map=settings).getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


@pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning")
def test_spark(spark: Any, tmp_path: Path) -> None:
    """One test, for Spark takes seconds to start."""
    a_killed_worker_costs_nothing(spark, tmp_path)
    texts_may_be_bytes(spark)
    other_columns_may_hold_anything(spark)
    a_frame_without_rows_has_the_columns(spark)
    a_frame_that_can_not_have_them_is_an_error_at_once(spark)


def a_killed_worker_costs_nothing(spark: Any, folder: Path) -> None:
    parquet.write_table(pa.Table.from_pylist(rows()), folder / "in.parquet")
    frame = spark.read.parquet(str(folder / "in.parquet")).repartition(4)
    made = with_articles(frame, Deadly(record=True, marker=str(folder / "killed")))
    assert not (folder / "killed").exists()
    made.write.parquet(str(folder / "out"))
    assert (folder / "killed").exists()
    assert by_id(parquet.read_table(folder / "out").to_pylist()) == by_id([cleaned(row) for row in rows()])


def texts_may_be_bytes(spark: Any) -> None:
    frame = spark.createDataFrame(as_bytes(), "id string, url string, page long, text binary")
    found = [row.asDict() for row in with_articles(frame, ArticleColumns(record=True)).collect()]
    assert by_id(found) == by_id([cleaned(row) for row in as_bytes()])


def other_columns_may_hold_anything(spark: Any) -> None:
    others = ("timestamp '2024-03-17'", "struct(id)", "array(id)", "map(id, 'a')", "cast(1 as decimal(9, 2))", "null")
    frame = spark.range(3).selectExpr("'Rain fell.' AS text", *[f"{other} AS o{at}" for at, other in enumerate(others)])
    found = with_articles(frame).collect()
    assert [row[: len(frame.columns)] for row in found] == [tuple(row) for row in frame.collect()]
    assert {row.article_text for row in found} == {"Rain fell."}


def a_frame_without_rows_has_the_columns(spark: Any) -> None:
    made = with_articles(spark.createDataFrame([], "text string, tags array<string>"))
    assert made.columns[:3] == ["text", "tags", "article_text"]
    assert made.collect() == []


def a_frame_that_can_not_have_them_is_an_error_at_once(spark: Any) -> None:
    with pytest.raises(ValueError, match="'text' is missing; there are: body"):
        with_articles(spark.createDataFrame([], "body string"))
    with pytest.raises(ValueError, match="'text' holds timestamp, no text"):
        with_articles(spark.createDataFrame([], "text timestamp"))
