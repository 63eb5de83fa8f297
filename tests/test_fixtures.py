"""One runner for all fixtures: articles with their records, tables of cases for detectors."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from conftest import FIXTURES

import cleaner
from cleaner.detectors import all_detectors, detect
from cleaner.language import measure
from cleaner.readers import read
from cleaner.rulebook import rulebook
from cleaner.settle.cut import without_overlaps

ARTICLES = sorted((FIXTURES / "articles").glob("*.txt"))
# The fixtures are of no site; dates in them are read as this one's where it matters.
SITES = {"gallery": "ynetnews"}


def cases(path: Path) -> list[dict[str, Any]]:
    return tomllib.loads(path.read_text("utf-8"))["case"]


DETECTOR_CASES = [
    pytest.param(path.stem, case, id=f"{path.stem}-{number}")
    for path in sorted((FIXTURES / "detectors").glob("*.toml"))
    for number, case in enumerate(cases(path))
]


def as_fixture(path: Path) -> dict[str, Any]:
    """The record of a fixture without what changes with every rule: version and digest."""
    record = cleaner.clean(path.read_bytes(), id=path.stem, site=SITES.get(path.stem), name=path.name)
    tool = {"name": "cleaner", "version": "*", "rules": "*"}
    return {**json.loads(cleaner.to_json(record)), "tool": tool}


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_article(path: Path, request: pytest.FixtureRequest) -> None:
    golden = path.with_suffix(".json")
    record = as_fixture(path)
    if request.config.getoption("--update-records"):
        golden.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert record == json.loads(golden.read_text("utf-8"))


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("end", ["\r\n", "\r", " \n", "\t\n", "\u2028"], ids=["crlf", "cr", "space", "tab", "ls"])
def test_line_ends_change_nothing(path: Path, end: str) -> None:
    text = path.read_text("utf-8")
    plain, other = cleaner.clean(text), cleaner.clean(text.replace("\n", end))
    assert [(t.role, t.value, t.lang) for t in other.texts()] == [(t.role, t.value, t.lang) for t in plain.texts()]


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("space", ["\t", " \f", "\v ", "\xa0"], ids=["tab", "ff", "vt", "nbsp"])
def test_odd_white_space_changes_nothing(path: Path, space: str) -> None:
    if path.stem == "one_line":
        pytest.skip("there two spaces in a row are what is left of a line break")
    text = path.read_text("utf-8")
    plain, other = cleaner.clean(text), cleaner.clean(text.replace(" ", space))
    assert [(t.role, t.value, t.lang) for t in other.texts()] == [(t.role, t.value, t.lang) for t in plain.texts()]


@pytest.mark.parametrize(("name", "case"), DETECTOR_CASES)
def test_detector(name: str, case: dict[str, Any]) -> None:
    detector = all_detectors()[name]
    source, book = read(case["text"], "auto", "-"), rulebook()
    # Loose findings stand or fall with their neighbours: that is for settling to judge.
    findings = [finding for finding in detect(source, book, measure(source, book), None) if not finding.loose]
    own = [
        f
        for f in findings
        if f.rule in detector.rules
        or (name == f.role and not f.rule.startswith("keyword"))
        or (name == "markup" and f.rule.startswith("markup-"))
    ]
    found = [source.text[finding.start : finding.end] for finding in without_overlaps(source, own)]
    assert found == case["find"]


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_detectors_in_any_order(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = as_fixture(path)
    turned = dict(reversed(all_detectors().items()))
    monkeypatch.setattr("cleaner.detectors.all_detectors", lambda: turned)
    assert as_fixture(path) == plain


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_record_is_what_the_schema_says(path: Path) -> None:
    import jsonschema

    from cleaner.record import json_schema

    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(as_fixture(path))
    assert set(schema["$defs"]["Record"]["required"]) == set(as_fixture(path))


def test_one_line_gives_the_same_captions_as_its_article() -> None:
    broken = cleaner.clean((FIXTURES / "articles/gallery.txt").read_text("utf-8"))
    joined = cleaner.clean((FIXTURES / "articles/one_line.txt").read_text("utf-8"))
    for one, other in zip(broken.images, joined.images, strict=True):
        assert [caption.value for caption in one.captions] == [caption.value for caption in other.captions]
        assert (one.credits, one.count) == (other.credits, other.count)
    assert broken.headline
    assert joined.headline
    assert broken.headline.value == joined.headline.value
    assert broken.authors == joined.authors == ("Dana Levi", "Omri Katz")
