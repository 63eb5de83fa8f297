"""Ray Data itself: what it writes, with a worker killed in the middle, and what it says before it begins."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from engines import Deadly, as_bytes, by_id, cleaned, importable, needs_ray, rows
from pyarrow import parquet

from cleaner.engines.ray import ArticleColumns, with_articles

pytestmark = needs_ray


@pytest.fixture
def data(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The module `ray.data`, while Ray runs."""
    import ray
    import ray.data

    importable(monkeypatch)
    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="ERROR")
    ray.data.DataContext.get_current().enable_progress_bars = False
    yield ray.data
    ray.shutdown()


@pytest.mark.filterwarnings("ignore::DeprecationWarning:ray")
def test_ray(data: Any, tmp_path: Path) -> None:
    """One test, for Ray takes seconds to start."""
    a_killed_worker_costs_nothing(data, tmp_path)
    texts_may_be_bytes_and_batches_small(data)
    texts_of_a_block_may_all_be_null(data)
    a_dataset_that_can_not_have_them_is_an_error_at_once(data)


def a_killed_worker_costs_nothing(data: Any, folder: Path) -> None:
    (folder / "in").mkdir()
    for number in range(4):
        parquet.write_table(pa.Table.from_pylist(rows()[number::4]), folder / f"in/{number}.parquet")
    made = with_articles(data.read_parquet(str(folder / "in")), Deadly(record=True, marker=str(folder / "killed")))
    assert not (folder / "killed").exists()
    made.write_parquet(str(folder / "out"))
    assert (folder / "killed").exists()
    assert by_id(parquet.read_table(folder / "out").to_pylist()) == by_id([cleaned(row) for row in rows()])


def texts_may_be_bytes_and_batches_small(data: Any) -> None:
    made = with_articles(data.from_items(list(as_bytes())), ArticleColumns(record=True), batch_size=5)
    assert by_id(made.take_all()) == by_id([cleaned(row) for row in as_bytes()])


def texts_of_a_block_may_all_be_null(data: Any) -> None:
    blocks = [pa.table({"text": pa.array([None])}), pa.table({"text": ["Rain fell."]})]
    made = with_articles(data.from_arrow(blocks)).take_all()
    assert sorted((row["article_text"], row["article_rejected"]) for row in made) == [("", "empty"), ("Rain fell.", "")]


def a_dataset_that_can_not_have_them_is_an_error_at_once(data: Any) -> None:
    with pytest.raises(ValueError, match="'text' is missing; there are: body"):
        with_articles(data.from_arrow(pa.table({"body": ["Rain fell."]})))
    with pytest.raises(ValueError, match="'text' holds int64, no text"):
        with_articles(data.from_arrow(pa.table({"text": [1]})))
