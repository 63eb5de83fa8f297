"""Text, tables and records: what pandas, pyarrow and datasets find in them is what the record says."""

import csv
from collections.abc import Iterable
from io import BytesIO, StringIO
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas
import pyarrow.parquet
import pytest
from written import every, fixtures, written

from cleaner.formats import WRITERS
from cleaner.record import Record, from_json, to_json
from cleaner.writers import block
from cleaner.writers.captions import COLUMNS
from cleaner.writers.parquet import GROUP
from cleaner.writers.rows import Row, rows

CSV = {"keep_default_na": False, "na_values": {"image": [""]}}
"""How to read rows so that a caption that says NA stays one, and a text without an image has none."""


@pytest.fixture(scope="session")
def datasets(tmp_path_factory: pytest.TempPathFactory) -> Iterable[ModuleType]:
    """The package of Hugging Face, which must ask nobody."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HF_HOME", str(tmp_path_factory.mktemp("home")))
        for name in ("HF_HUB_OFFLINE", "HF_DATASETS_OFFLINE", "HF_DATASETS_DISABLE_PROGRESS_BARS"):
            patch.setenv(name, "1")
        import datasets

        yield datasets


def loaded(datasets: ModuleType, kind: str, data: bytes, tmp_path: Path, **options: Any) -> list[dict[str, Any]]:
    """The rows that `datasets` finds in a file."""
    path = tmp_path / "data"
    path.write_bytes(data)
    return list(datasets.load_dataset(kind, data_files=str(path), cache_dir=str(tmp_path), split="train", **options))


def framed(frame: pandas.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame, with None for what is missing."""
    return [
        {name: None if pandas.isna(value) else value for name, value in row.items()} for row in frame.to_dict("records")
    ]


def captions() -> list[tuple[str, ...]]:
    return [
        (str(number), caption.lang, caption.value, image.credit.value if image.credit else "", record.id)
        for record in every()
        for number, image in enumerate(record.images, 1)
        for caption in image.captions
    ]


def texts() -> list[dict[str, Any]]:
    return [row._asdict() for record in every() for row in rows(record)]


def without_nulls() -> list[dict[str, Any]]:
    """As CSV has them: it knows no difference between nothing and an empty text."""
    return [
        {name: "" if value is None and name != "image" else value for name, value in row.items()} for row in texts()
    ]


def test_a_record_is_written_as_it_is() -> None:
    assert written("record", every()) == b"".join(to_json(record) + b"\n" for record in every())
    assert tuple(map(from_json, written("record", every()).splitlines())) == every()


def test_records_in_pandas_and_datasets(datasets: ModuleType, tmp_path: Path) -> None:
    data = written("record", every())
    frame = pandas.read_json(BytesIO(data), lines=True, dtype=False)
    found = loaded(datasets, "json", data, tmp_path)
    for number, record in enumerate(every()):
        for held in (frame.iloc[number], found[number]):
            assert held["id"] == record.id
            assert [text["value"] for text in held["body"]] == [text.value for text in record.body]
            assert [(one["lang"], one["value"]) for image in held["images"] for one in image["captions"]] == [
                (one.lang, one.value) for image in record.images for one in image.captions
            ]


def lines(record: Record, *, head: bool) -> list[str]:
    above = [record.headline] if record.headline else []
    return [text.value for text in ([*above, *record.standfirst] if head else []) + list(record.body)]


@pytest.mark.parametrize("form", ["text", "story"])
def test_text_is_a_line_for_each_paragraph(form: str) -> None:
    """Values hold no line end; records that say nothing are passed over."""
    held = [lines(record, head=form == "story") for record in every()]
    assert written(form, every()).decode() == "\n".join("".join(f"{line}\n" for line in one) for one in held if one)


def test_captions_in_csv_and_pandas() -> None:
    data = written("captions", every()).decode()
    assert [tuple(row) for row in csv.reader(StringIO(data, newline=""), delimiter="\t")] == [COLUMNS, *captions()]
    frame = pandas.read_csv(StringIO(data), sep="\t", dtype=str, keep_default_na=False)
    assert [tuple(row) for row in frame.itertuples(index=False)] == captions()


def test_rows_in_csv_and_pandas() -> None:
    data = written("rows", every()).decode()
    plain = [{name: "" if value is None else str(value) for name, value in row.items()} for row in texts()]
    assert list(csv.DictReader(StringIO(data, newline=""))) == plain
    assert framed(pandas.read_csv(StringIO(data), dtype={"image": "Int64"}, **CSV)) == without_nulls()


def test_rows_in_datasets(datasets: ModuleType, tmp_path: Path) -> None:
    """pandas, which reads CSV for it, has no whole number for what is missing."""
    integers = dict.fromkeys(("number", "start", "end"), "int64")
    kinds = dict.fromkeys(Row._fields, "string") | integers | {"image": "float64"}
    features = datasets.Features({name: datasets.Value(kind) for name, kind in kinds.items()})
    assert loaded(datasets, "csv", written("rows", every()), tmp_path, features=features, **CSV) == without_nulls()


def test_parquet_in_pyarrow_pandas_and_datasets(datasets: ModuleType, tmp_path: Path) -> None:
    data = written("parquet", every())
    assert pyarrow.parquet.read_table(BytesIO(data)).to_pylist() == texts()
    assert framed(pandas.read_parquet(BytesIO(data), dtype_backend="numpy_nullable")) == texts()
    assert loaded(datasets, "parquet", data, tmp_path) == texts()


def test_parquet_comes_in_groups() -> None:
    one = fixtures()[0]
    data = written("parquet", [one] * (GROUP // len(rows(one)) * 2))
    groups = pyarrow.parquet.ParquetFile(BytesIO(data)).metadata.num_row_groups
    assert groups == 2


@pytest.mark.parametrize("form", WRITERS)
def test_forms_are_pure(form: str) -> None:
    """The same records give the same bytes."""
    assert [block(form, record) for record in every()] == [block(form, record) for record in every()]
    assert written(form, every()) == written(form, every())
