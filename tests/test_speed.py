"""The benchmark of speed: its articles are what they say, and it prints every figure."""

import subprocess
import sys
from collections import Counter

import pytest
from conftest import ROOT

sys.path.insert(0, str(ROOT / "tests/benchmarks"))
import speed_clock
import speed_corpus


def test_articles_are_seeded_and_of_the_size_asked_for() -> None:
    assert speed_corpus.article("gallery", 7, 3) == speed_corpus.article("gallery", 7, 3)
    assert speed_corpus.article("gallery", 7, 3) != speed_corpus.article("gallery", 7, 4)
    assert 70_000 < len(speed_corpus.article("hebrew", 1, 1, 100_000).data) < 140_000


@pytest.mark.parametrize("kind", speed_corpus.KINDS)
def test_articles_do_not_repeat_each_other(kind: str) -> None:
    articles = [speed_corpus.article(kind, number) for number in range(60)]
    lines = Counter(line for one in articles for line in set(one.text.splitlines()) if len(line) > 100)
    assert len(lines) > 500
    assert sum(count == 1 for count in lines.values()) > 0.98 * len(lines)
    text = "".join(one.text for one in articles)
    letters = Counter(
        "he" if "\u05d0" <= char <= "\u05ea" else "ar" if "\u0621" <= char <= "\u064a" else "" for char in text
    )
    assert max(letters, key=letters.__getitem__) == {"hebrew": "he", "arabic": "ar"}.get(kind, "")
    assert (letters["he"] > 100) == (kind in ("gallery", "hebrew", "pages"))


def test_figures() -> None:
    script = ROOT / "tests/benchmarks/speed.py"
    options = ["--articles", "4", "--rounds", "2", "--kinds", "gallery", "--only", "clean,floor,ftfy"]
    command = [sys.executable, str(script), *options, "--seconds", "0.01", "--limit", "0.5"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    for figure in (
        "clean, gallery ",
        "clean / floor, expression at the start",
        "clean / ftfy.fix_text",
    ):
        (row,) = [line for line in done.stdout.splitlines() if line.startswith(figure)]
        assert "target >=" in row
    for words in ("peak MB", "target <= 60", "10,000,000", "100,000 left out", "detectors ", "s/MB, profiled"):
        assert words in done.stdout
    assert speed_clock.verdict(1.2, 1.3, at_most=True) == "reached, target <= 1.3"
