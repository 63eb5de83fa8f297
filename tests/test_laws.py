"""The five laws of the record, for articles made of its own parts in any order, and for any text at all."""

import subprocess
import sys

import pytest
from conftest import FIXTURES
from hypothesis import given, settings
from hypothesis import strategies as st

import cleaner
from cleaner.decoding import EmptyArticle, read_article
from cleaner.record import Record
from cleaner.spans import squeeze
from cleaner.verify import verify

LINES = sorted({line for path in (FIXTURES / "articles").glob("*.txt") for line in path.read_text("utf-8").split("\n")})
ODD = [
    "(",
    "(Photo:",
    "Photo:",
    "|",
    "| |",
    ">>",
    ":",
    ".",
    '"',
    "5",
    "\ufeff",
    "\0",
    "\u202e",
    "a\u0301",
    "()",
    "(.)",
    "By",
]
SPACES = ["\n", "\n\n", " ", "  ", "\r\n", "\t", "\f", "\x85", "\u2028", ""]

pieces = st.sampled_from(LINES) | st.sampled_from(ODD) | st.text(max_size=12)
articles = st.lists(st.tuples(pieces, st.sampled_from(SPACES)), min_size=1, max_size=24).map(
    lambda parts: "".join(piece + space for piece, space in parts)
)
anything = st.text(st.characters(), max_size=200) | articles


def record_of(text: str) -> Record | None:
    try:
        return cleaner.clean(text)
    except EmptyArticle:
        assert not text.strip()
        return None


@given(anything)
@settings(max_examples=400, deadline=None)
def test_nothing_lost_nothing_twice_and_values_are_what_spans_say(text: str) -> None:
    record = record_of(text)
    if record:
        assert verify(record, read_article(text, "-")) is None


@given(articles)
@settings(max_examples=150, deadline=None)
def test_cleaning_a_value_again_changes_nothing(text: str) -> None:
    record = record_of(text)
    for value in {text.value for text in record.texts() if text.value} if record else ():
        again = cleaner.clean(value)
        assert again.changes == ()
        assert "".join(squeeze(part.value) for part in spread(again)) == squeeze(value)


@pytest.mark.parametrize(
    "text",
    [
        # White space that a value loses was half of a letter, or parts the lines of one repair.
        "\xa0\x9b\xc7\xc9",
        "\x85\xc3\x80\n",
    ],
)
@pytest.mark.xfail(strict=True)
def test_known_texts_whose_values_need_more_than_their_lines(text: str) -> None:
    text = cleaner.repair(text).text
    record = record_of(text)
    assert record is not None
    assert record.changes == ()
    assert all(cleaner.clean(one.value).changes == () for one in record.texts())


@given(anything)
@settings(max_examples=200, deadline=None)
def test_clean_text_comes_out_as_it_went_in(text: str) -> None:
    text = text.replace("|", "").replace(",", "").replace("\ufeff", "").encode("utf-8", "replace").decode("utf-8")
    text = cleaner.repair(text).text.replace("|", "").replace(",", "")
    record = record_of(text)
    if record:
        assert record.changes == ()
        assert "".join(squeeze(part.value) for part in spread(record)) == squeeze(text)


@given(anything)
@settings(max_examples=100, deadline=None)
def test_json_and_back(text: str) -> None:
    record = record_of(text)
    if record:
        line = cleaner.to_json(record)
        assert b"\n" not in line
        assert cleaner.from_json(line) == record
        assert cleaner.to_json(cleaner.clean(text)) == line


def spread(record: Record) -> list[cleaner.record.Text]:  # type: ignore[name-defined]
    """Every text once for each of its spans, in source order."""
    both = sorted((span, number, text) for number, text in enumerate(record.texts()) for span in text.spans)
    return [text for _, _, text in both]


@pytest.mark.parametrize("seed", ["0", "1", "4711"])
def test_no_hash_seed_shows(seed: str) -> None:
    article = FIXTURES / "articles/credits.txt"
    command = [sys.executable, "-m", "cleaner", "clean", str(article)]
    done = subprocess.run(command, env={"PYTHONHASHSEED": seed}, capture_output=True, check=True)
    assert done.stdout.rstrip(b"\n") == cleaner.to_json(
        cleaner.clean(article.read_bytes(), id=str(article), name=str(article))
    )
