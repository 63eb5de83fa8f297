"""Figures that must not fall: on made-up galleries, and on the gold texts where they lie beside the project."""

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT, SHARED
from scoring import Score, read_rows, score

import cleaner
from cleaner.decoding import read_article
from cleaner.record import Record
from cleaner.verify import verify

sys.path.insert(0, str(ROOT / "tests/benchmarks"))
import galleries

CORPUS = SHARED / "corpus/1-gallery"


def made(body: str, joint: str, count: int = 60) -> Iterator[tuple[str, list[tuple[str, str, str, str]]]]:
    rng, pairs = random.Random(7), galleries.read_pairs(None)
    for _ in range(count):
        page = galleries.article(rng, pairs, body)
        yield joint.join(page.lines), page.rows


@pytest.mark.parametrize(
    ("body", "joint", "pieces", "images"),
    [("en", "\n", 0.99, 0.98), ("he", "\n", 0.99, 0.97), ("en", " ", 0.93, 0.85), ("he", " ", 0.80, 0.70)],
    ids=["english", "hebrew", "english on one line", "hebrew on one line"],
)
def test_made_up_galleries(body: str, joint: str, pieces: float, images: float) -> None:
    total = Score()
    for text, rows in made(body, joint):
        record = cleaner.clean(text)
        assert verify(record, read_article(text, "-")) is None
        total += score(text, rows, record)
    assert total.pieces_right >= pieces * total.pieces, total
    assert total.images_right >= images * total.images, total


def gold(joint: str = "\n", end: str = "\n") -> Iterator[tuple[str, Score, Record]]:
    for path in sorted(CORPUS.glob("*.txt")):
        text = path.read_text("utf-8").replace("\n", joint).replace("\n", end)
        record = cleaner.clean(text)
        rows = read_rows(Path(str(path).replace(".txt", ".gold.tsv")).read_text("utf-8"))
        yield text, score(text, rows, record), record


needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="the gold texts are not here")


@needs_corpus
@pytest.mark.parametrize(("joint", "end"), [("\n", "\n"), ("\n", "\r\n")], ids=["as it is", "crlf"])
def test_gold_galleries(joint: str, end: str) -> None:
    total = Score()
    for text, part, record in gold(joint, end):
        assert verify(record, read_article(text, "-")) is None
        total += part
    assert total.pieces_right >= 0.98 * total.pieces, total
    assert total.images_right >= total.images - 1, total
    assert total.letters_right >= 0.999 * total.letters, total


@needs_corpus
def test_gold_galleries_on_one_line() -> None:
    total = Score()
    for _, part, _ in gold(" "):
        total += part
    assert total.pieces_right >= 0.93 * total.pieces, total
    assert total.images_right >= 0.85 * total.images, total


@pytest.mark.skipif(not (SHARED / "text/udhr").is_dir(), reason="the clean texts are not here")
def test_clean_text_in_any_language_stays_as_it_is() -> None:
    for path in sorted((SHARED / "text/udhr").glob("*.txt"))[::3]:
        text = path.read_text("utf-8")
        if not text.strip():
            continue
        record = cleaner.clean(text)
        assert verify(record, read_article(text, "-")) is None
        assert {change.kind for change in record.changes} <= {"normal-form"}, path.name
        # One text has the day of the declaration on a line under its title, as an article has.
        article = ("body", "subheading", "headline", "standfirst", "published")
        claimed = [part.value for part in record.texts() if part.role not in article]
        assert [value for value in claimed if value.strip("[]?")] == [], path.name
