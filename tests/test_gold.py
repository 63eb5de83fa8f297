"""The gold articles: they are labelled whole, and what the program makes of them does not get worse."""

import sys
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import FIXTURES, ROOT
from scoring import Score, read_rows, score

import cleaner
from cleaner.decoding import read_article
from cleaner.verify import verify

sys.path.insert(0, str(ROOT / "tests/benchmarks"))
import quality

GOLD = FIXTURES / "gold"
# What must be reached: share of whole pieces, of whole pictures, and F1 of the body. Raise them with what is measured.
FLOORS = {
    "arabic_dam": (0.94, 0.66, 0.95),
    "gallery_bridge": (1.00, 1.00, 1.00),
    "gallery_ferry": (1.00, 1.00, 1.00),
    "gallery_seedbank": (1.00, 1.00, 1.00),
    "hebrew_diary": (0.96, 0.66, 1.00),
    "hebrew_market": (0.91, 0.66, 0.98),
    "hebrew_train": (1.00, 1.00, 1.00),
    "page_courier": (0.96, 1.00, 1.00),
    "page_nordtal": (0.90, 1.00, 0.97),
    "page_zarechye": (0.94, 1.00, 1.00),
    "russian_lighthouse": (0.92, 1.00, 0.99),
    "spanish_glacier": (1.00, 1.00, 1.00),
}
IN_A_LANGUAGE = {"headline", "standfirst", "byline", "body", "subheading", "caption", "keyword"}
OF_A_PICTURE = {"caption", "credit", "counter", "label"}
ROLES = IN_A_LANGUAGE | OF_A_PICTURE | {"published", "promo", "related", "boilerplate"}
LANGUAGE = 0.99
"""Share of characters that must come out in their language, over all texts."""


def test_every_gold_article_has_its_floor() -> None:
    assert {path.name.removesuffix(".gold.tsv") for path in GOLD.glob("*.gold.tsv")} == set(FLOORS)


@pytest.mark.parametrize("name", FLOORS)
def test_gold_spells_its_source(name: str) -> None:
    source, rows = (GOLD / f"{name}.txt").read_text("utf-8"), rows_of(name)
    assert "".join("".join(text.split()) for *_, text in rows) == "".join(source.split())
    for role, lang, image, _ in rows:
        assert role in ROLES
        assert (lang != "-") == (role in IN_A_LANGUAGE), role
        assert (image != "-") == (role in OF_A_PICTURE), role
    numbers = [int(image) for _, _, image, _ in rows if image != "-"]
    assert numbers[0] == 1
    assert all(later - earlier in (0, 1) for earlier, later in pairwise(numbers))


@pytest.mark.parametrize("name", FLOORS)
def test_figures_do_not_fall(name: str) -> None:
    [text] = [text for text in quality.read(GOLD) if text.name == name]
    record = cleaner.clean(text.source)
    assert verify(record, read_article(text.source, "-")) is None
    got = score(text.source, text.rows, record)
    pieces, images, body = FLOORS[name]
    assert got.pieces_right >= pieces * got.pieces, got
    assert got.images_right >= images * got.images, got
    assert float(quality.figures([text], [quality.ours(record)])[2]) >= body


def test_languages_do_not_get_worse() -> None:
    texts = list(quality.read(GOLD))
    total = sum((score(text.source, text.rows, cleaner.clean(text.source)) for text in texts), Score())
    assert total.letters_right >= LANGUAGE * total.letters


def test_the_readme_shows_our_figures() -> None:
    texts = list(quality.read(GOLD))
    kept = [quality.ours(cleaner.clean(text.source)) for text in texts]
    row = f"| **cleaner** | {' | '.join(quality.figures(texts, kept))} |"
    assert row in (ROOT / "README.md").read_text("utf-8"), row


def test_the_benchmark_prints_a_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("hebrew_train.txt", "hebrew_train.gold.tsv"):
        (tmp_path / name).write_bytes((GOLD / name).read_bytes())
    monkeypatch.setattr(sys, "argv", ["quality.py", str(tmp_path)])
    quality.main()
    shown = capsys.readouterr().out
    assert "| **cleaner** |" in shown
    assert "Ours, 1 texts: whole pieces" in shown


@pytest.mark.parametrize(
    ("kept", "places"),
    [
        ("", []),
        ("one two", [0, 1, 2, 4, 5, 6]),
        ("one two\n\nfive six seven", [0, 1, 2, 4, 5, 6, 24, 25, 26, 27, 29, 30, 31, 33, 34, 35, 36, 37]),
        ("three four", [8, 9, 10, 11, 12, 18, 19, 20, 21]),
        ("nowhere", []),
    ],
)
def test_what_a_tool_prints_is_found_again(kept: str, places: list[int]) -> None:
    assert sorted(quality.located("one two\nthree     four\n\nfive six seven", kept)) == places


def rows_of(name: str) -> list[tuple[str, str, str, str]]:
    return read_rows((GOLD / f"{name}.gold.tsv").read_text("utf-8"))
