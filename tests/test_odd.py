"""What is no ordinary article still gets a sensible record, and nothing of it is lost."""

import tomllib
from typing import Any

import pytest
from conftest import FIXTURES

import cleaner
from cleaner.decoding import read_article
from cleaner.verify import verify

CASES = tomllib.loads((FIXTURES / "odd.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_odd(case: dict[str, Any]) -> None:
    """`only` are the roles that may be given, `languages` those of the body's texts."""
    record = cleaner.clean(case["text"])
    assert verify(record, read_article(case["text"], "-")) is None
    roles = {text.role for text in record.texts()}
    assert roles <= set(case.get("only", roles)), [(text.role, text.value) for text in record.texts()]
    assert len(record.images) == case.get("images", len(record.images))
    assert record.language == case.get("language", record.language)
    languages = [text.lang for text in record.body]
    assert languages == case.get("languages", languages)
