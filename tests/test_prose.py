"""Ordinary sentences that use the words of credits, calls, buttons and notices: nobody may claim them."""

import tomllib
from typing import Any

import pytest
from conftest import FIXTURES

import cleaner
from cleaner.anchors import all_anchors
from cleaner.decoding import read_article
from cleaner.detectors import detect
from cleaner.language import measure
from cleaner.rulebook import rulebook
from cleaner.settle.context import Context
from cleaner.settle.menus import is_furniture, is_notice
from cleaner.settle.rows import count_words

LANGUAGES = tomllib.loads((FIXTURES / "prose.toml").read_text("utf-8"))["language"]
OWN = {"headline", "standfirst", "body", "subheading"}


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language["code"])
def test_prose_stays_the_article(language: dict[str, Any]) -> None:
    record = cleaner.clean("\n".join(language["lines"]))
    assert [text.value for text in record.texts() if text.role not in OWN] == []


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language["code"])
def test_no_sentence_is_claimed_or_furniture(language: dict[str, Any]) -> None:
    book = rulebook()
    source = read_article("\n".join(language["lines"]), "-")
    profile = measure(source, book)
    claimed = {source.text[finding.start : finding.end] for finding in detect(source, book, profile, None)}
    context = Context(source, book, profile, None)
    held = all_anchors(source, book)
    furniture = {
        line
        for line in language["lines"]
        if is_furniture(line, count_words(line), context.book) or is_notice(line, held, context.book)
    }
    assert (claimed, furniture) == (set(), set())
