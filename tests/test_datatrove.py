"""The steps in datatrove's own pipelines: what they write, count, drop and keep."""

import json
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import dill
import pyarrow.parquet
import pytest
from conftest import FIXTURES
from datatrove.data import Document
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.base import PipelineStep
from datatrove.pipeline.formatters.base import BaseFormatter
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter, ParquetWriter
from written import fixtures, written

import cleaner
from cleaner.engines.datatrove import ArticleStep, BodyFormatter
from cleaner.engines.facts import NO_FACTS, facts

URL = "https://www.ynetnews.com/17"
FIRST = "near_clean"
ODD = {"space": " \n\t", "picture": "3 View gallery\nThe old pier\n(Photo: Dana Levi)"}


def rows() -> list[dict[str, str]]:
    """All plain fixtures, the one that has no caption first, and what is no article."""
    paths = sorted((FIXTURES / "articles").glob("*.txt"), key=lambda path: (path.stem != FIRST, path.stem))
    good = [{"id": path.stem, "text": path.read_text("utf-8"), "url": URL, "date": "of the crawl"} for path in paths]
    return good + [{"id": name, "text": text, "url": URL, "date": "of the crawl"} for name, text in ODD.items()]


def source(folder: Path, files: int = 1) -> JsonlReader:
    """A reader of all rows, laid out in files."""
    (folder / "in").mkdir()
    for number in range(files):
        lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows()[number::files]]
        (folder / f"in/{number}.jsonl").write_text("".join(lines), "utf-8")
    return JsonlReader(str(folder / "in"))


def read(folder: Path) -> dict[str, dict[str, Any]]:
    """What a JsonlWriter wrote, by id."""
    lines = [line for path in sorted(folder.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    return {row["id"]: row for row in map(json.loads, lines)}


def run(folder: Path, *steps: PipelineStep, tasks: int = 1) -> dict[str, int]:
    """Runs a pipeline; what its second step counted."""
    LocalPipelineExecutor(list(steps), tasks=tasks, workers=tasks, logging_dir=str(folder / "logs")).run()
    told = json.loads((folder / "logs/stats.json").read_text("utf-8"))[1]["stats"]
    return {name: held if isinstance(held, int) else held["total"] for name, held in told.items()}


def expected() -> tuple[dict[str, cleaner.Record], dict[str, str]]:
    """The records of articles that have a body, and why the others are none."""
    records = {row["id"]: cleaner.clean(row["text"], id=row["id"], url=URL) for row in rows() if row["text"].strip()}
    reasons = {"space": "empty"} | {name: "no_body" for name, record in records.items() if not record.body}
    assert set(reasons) == {"space", "picture", "captions_only"}
    return {name: record for name, record in records.items() if record.body}, reasons


@pytest.mark.parametrize("tasks", [1, 2])
def test_articles_and_what_is_none(tmp_path: Path, tasks: int) -> None:
    rest = JsonlWriter(str(tmp_path / "rest"), compression=None)
    out = JsonlWriter(str(tmp_path / "out"), compression=None)
    counts = run(tmp_path, source(tmp_path, tasks), ArticleStep(exclusion_writer=rest), out, tasks=tasks)
    records, reasons = expected()
    found, left = read(tmp_path / "out"), read(tmp_path / "rest")
    assert set(found) == set(records)
    for name, record in records.items():
        told = {f"article_{key}": value for key, value in facts(record).items()}
        assert found[name]["text"] == "\n".join(text.value for text in record.body)
        assert found[name]["metadata"].items() >= {"url": URL, "date": "of the crawl", **told}.items()
    assert {name: row["metadata"]["filter_reason"] for name, row in left.items()} == reasons
    assert {name: row["text"] for name, row in left.items()} == {
        row["id"]: row["text"] for row in rows() if row["id"] in reasons
    }
    wanted = {"total": len(rows()), "rejected_empty": 1, "rejected_no_body": 2, "dropped": 3}
    wanted |= {"cleaned": len(records), "forwarded": len(records)}
    assert {name: counts[name] for name in wanted} == wanted


def test_rows_of_any_size_fit_the_schema_of_the_first(tmp_path: Path) -> None:
    out = ParquetWriter(str(tmp_path / "out"), batch_size=1, expand_metadata=True)
    run(tmp_path, source(tmp_path), ArticleStep(keep=True, record=True), out)
    table = {row["id"]: row for row in pyarrow.parquet.read_table(tmp_path / "out").to_pylist()}
    records, reasons = expected()
    assert list(table) == [row["id"] for row in rows()]
    for row in rows():
        held = table[row["id"]]
        assert held["article_rejected"] == reasons.get(row["id"], "")
        if row["id"] in records:
            assert cleaner.from_json(held["article_record"]) == records[row["id"]]
        else:
            assert held["text"] == row["text"]
    assert json.loads(table["picture"]["article_captions"])[0]["value"] == "The old pier"
    assert table["space"]["article_headline"] == table["space"]["article_record"] == ""


def test_a_formatter_writes_the_bodies() -> None:
    documents = [Document(**{key: row[key] for key in ("id", "text")}) for row in rows()]
    formatter = BodyFormatter()
    assert isinstance(formatter, BaseFormatter)
    for row, done in zip(rows(), formatter.run(documents), strict=True):
        text = written("text", [cleaner.clean(row["text"])]).decode() if row["text"].strip() else ""
        assert done.text == text.removesuffix("\n")


def test_facts_are_strings_of_the_same_names() -> None:
    for record in fixtures():
        told = facts(record)
        assert list(told) == list(NO_FACTS)
        assert {type(value) for value in told.values()} == {str}
        assert json.loads(told["authors"]) == list(record.authors)
        assert len(json.loads(told["captions"])) == sum(len(image.captions) for image in record.images)
        assert set(json.loads(told["flags"])) == {flag.code for flag in record.flags}


@pytest.mark.parametrize("copied", [pickle, dill], ids=["pickle", "dill"])
@pytest.mark.parametrize("step", [BodyFormatter(site="ynet"), ArticleStep(prefix="", keep=True)])
def test_steps_go_to_other_processes(copied: Any, step: PipelineStep) -> None:
    document = Document("Rain fell all day.\n5 View gallery\nThe pier\n(Photo: AP)", id="1", metadata={"url": 17})
    [done] = copied.loads(copied.dumps(step)).run([document])
    assert done.text == "Rain fell all day."
    assert done.metadata.get("rejected", "") == ""


@pytest.mark.parametrize(
    "make",
    [lambda: BodyFormatter(site="nowhere"), lambda: ArticleStep(site="nowhere")],
    ids=["formatter", "step"],
)
def test_an_unknown_site_is_an_error_at_once(make: Callable[[], PipelineStep]) -> None:
    with pytest.raises(ValueError, match="unknown site 'nowhere'; known: "):
        make()


def test_keeping_leaves_nothing_to_a_writer(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="nothing to write"):
        ArticleStep(keep=True, exclusion_writer=JsonlWriter(str(tmp_path)))


@pytest.mark.parametrize(("error", "reason"), [(ValueError("odd"), "unreadable"), (KeyError("odd"), "fault")])
def test_what_goes_wrong_costs_one_document(monkeypatch: pytest.MonkeyPatch, error: Exception, reason: str) -> None:
    def failing(_text: str, **_known: object) -> cleaner.Record:
        raise error

    monkeypatch.setattr("cleaner.engines.attempt.clean", failing)
    step = ArticleStep(keep=True)
    [done] = step.run([Document("Rain fell.", id="1")])
    assert (done.text, done.metadata["article_rejected"]) == ("Rain fell.", reason)
    assert BodyFormatter().format("Rain fell.") == ""
