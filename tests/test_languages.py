"""Each language of the press: as the body, as captions inside another's body, its dates and bylines."""

import tomllib
from functools import cache
from typing import Any

import pytest
from conftest import FIXTURES
from scoring import Row, read_rows, score

import cleaner
from cleaner import main_language
from cleaner.decoding import read_article
from cleaner.evidence import SAMPLE
from cleaner.language import measure
from cleaner.main_language import language_of_script
from cleaner.rulebook import rulebook
from cleaner.verify import verify

FOLDER = FIXTURES / "languages"
LANGUAGES = [
    *("ar", "de", "el", "en", "es", "fa", "fr", "he", "hi", "it", "ja"),
    *("ko", "nl", "pl", "pt", "ru", "tr", "uk", "ur", "yi", "zh"),
]
PIECES = 0.95
"""Share of the pieces of an article that must come out whole."""
SENTENCES = 0.98
"""Share of sentences that must be told apart from those of other languages of their script."""


def table(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text("utf-8"))


def article(language: str) -> str:
    return (FOLDER / f"{language}.txt").read_text("utf-8")


@cache
def labels(language: str) -> tuple[list[Row], dict[str, str]]:
    """The labelled pieces of an article, and its remarks: date and authors."""
    tsv = (FOLDER / f"{language}.gold.tsv").read_text("utf-8")
    remarks = (line[2:].partition(": ") for line in tsv.splitlines() if line.startswith("# "))
    return read_rows(tsv), {name: value for name, _, value in remarks}


def test_every_language_has_its_article() -> None:
    assert sorted(path.name.split(".")[0] for path in FOLDER.glob("*.gold.tsv")) == LANGUAGES
    assert sorted(case["language"] for case in table("captions.toml")["case"]) == LANGUAGES
    assert sorted(case["language"] for case in table("heads.toml")["case"]) == LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_article(language: str) -> None:
    text, (rows, remarks) = article(language), labels(language)
    record = cleaner.clean(text)
    assert verify(record, read_article(text, "-")) is None
    got = score(text, rows, record)
    assert got.pieces_right >= PIECES * got.pieces, got
    assert got.images_right == got.images == 2
    assert got.letters_right == got.letters
    assert record.language == language
    assert record.date == remarks["date"]
    assert record.authors == tuple(remarks["authors"].split(" | "))


@pytest.mark.parametrize("body", ["en", "he"])
@pytest.mark.parametrize("case", table("captions.toml")["case"], ids=lambda case: case["language"])
def test_caption_inside_another_body(case: dict[str, Any], body: str) -> None:
    """The third picture of an article, in another language; nothing else of it changes."""
    plain = cleaner.clean(article(body))
    paragraph = plain.body[1].value
    record = cleaner.clean(article(body).replace(paragraph, f"{paragraph}\n{case['caption']}\n{case['credit']}"))
    captions = [(text.value, text.lang) for image in record.images for text in image.captions]
    owners = [image.credit.value for image in record.images if image.credit]
    assert (case["caption"], case["language"]) in captions
    assert case["credit"] in owners
    assert record.language == body
    assert [(text.value, text.lang) for text in record.body] == [(text.value, text.lang) for text in plain.body]


HEADS = [
    pytest.param(case["language"], field, line, expected, id=f"{case['language']}-{line}")
    for case in table("heads.toml")["case"]
    for field, line, expected in (
        *(("date", line, date) for date, lines in case["date"].items() for line in lines),
        *(("authors", line, tuple(names)) for line, names in case["authors"].items()),
    )
]


@pytest.mark.parametrize(("language", "field", "line", "expected"), HEADS)
def test_head(language: str, field: str, line: str, expected: object) -> None:
    """A date line or byline instead of the one that the article has."""
    rows, _ = labels(language)
    role = {"date": "published", "authors": "byline"}[field]
    [own] = [text for found, _, _, text in rows if found == role]
    record = cleaner.clean(article(language).replace(own, line))
    assert getattr(record, field) == expected
    assert [text.value for text in getattr(record, role)] == [line.rstrip("| ")]


@pytest.mark.parametrize("case", table("bylines.toml")["case"], ids=lambda case: case["why"])
def test_bylines_of_an_article(case: dict[str, Any]) -> None:
    record = cleaner.clean(case["text"])
    texts = sorted(record.texts(), key=lambda text: text.spans)
    assert [text.role for text in texts] == case["roles"]
    assert list(record.authors) == case["authors"]


def test_sentences_of_one_script_are_told_apart() -> None:
    book = rulebook()
    wrong = [
        (language, found, sentence)
        for language, sentences in table("sentences.toml").items()
        for sentence in sentences
        if (found := measure(read_article(sentence, "-"), book).language) != language
    ]
    total = sum(map(len, table("sentences.toml").values()))
    assert len(wrong) <= (1 - SENTENCES) * total, wrong


def test_english_words_make_no_hebrew_yiddish() -> None:
    text = (
        "The word on her banner, שלום, was painted in 1979.\nShe calls it דולפין.\n"
        'The sign said "אין כניסה" and meant it.\nשלום is a word that everyone on this street can read.'
    )
    assert {stretch.lang for stretch in cleaner.clean(text).mixed} == {"he"}


@pytest.mark.parametrize("one", ["ar", "fa", "ur", "he", "yi"])
@pytest.mark.parametrize("other", ["ar", "fa", "ur", "he", "yi", "en"])
def test_a_body_is_heard_line_by_line_as_it_is_as_a_whole(one: str, other: str) -> None:
    lines = [*article(one).splitlines() * 2, *article(other).splitlines()]
    for script in ("Hebr", "Arab"):
        told = language_of_script(script, lines, rulebook())
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(main_language, "_BODY", SAMPLE + 1)
            assert language_of_script(script, lines, rulebook()) == told


def test_a_language_without_letter_statistics_keeps_lines_that_its_function_words_prove() -> None:
    text = (
        "Sarado ang lumang tulay sa bayan\n"
        "Sinabi ng alkalde na ang tulay ay sarado hanggang sa katapusan ng buwan dahil sa malakas na ulan.\n"
        "Ang mga bata ay naglalakad sa kabila ng ulan at ng putik."
    )
    record = cleaner.clean(text)
    assert record.language == "tl"
    assert [paragraph.lang for paragraph in record.body] == ["tl"] * len(record.body)
