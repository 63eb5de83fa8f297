"""Anchors and the proof of a language are short cuts: what they leave out must be nothing."""

import re

import pytest
from conftest import FIXTURES

from cleaner import language
from cleaner.anchors import anchors_of
from cleaner.decoding import read_article
from cleaner.evidence import SHARED, evidence_of, hits_of
from cleaner.language import language_of, measure
from cleaner.main_language import CLEAR
from cleaner.rulebook import rulebook
from cleaner.rules import WHOLE_LINE
from cleaner.scripts import main_script

TEXTS = [
    path.read_text("utf-8")
    for folder in ("articles", "languages", "gold")
    for path in sorted((FIXTURES / folder).glob("*.txt"))
]


def test_every_anchor_that_stands_in_a_line_is_found() -> None:
    """In a long line those of forms that are no whole lines."""
    book = rulebook()
    forms = [form for rule in book.rules.values() for form in rule.forms]
    anchors = {anchor for form in forms for anchor in form.anchors}
    inside = {anchor for form in forms if form.where != "line" for anchor in form.anchors}
    for text in TEXTS:
        source = read_article(text, "-")
        found = anchors_of(source, book)
        for line in source.lines:
            held = {anchor for anchor in anchors if anchor in line.text}
            assert held & (inside if len(line.text) > WHOLE_LINE else anchors) <= found.get(line.number, frozenset())


@pytest.mark.parametrize(
    ("line", "anchor", "stands"),
    [
        ("Dividing the harbor", "di ", False),
        ("A cura di Dana Levi", "di ", True),
        ("By: Dana Levi", "By ", True),
        ("Bylaws of the harbor", "By ", False),
        ("5 View\ngallery of the harbor", "View gallery", True),
        ("5 View of the harbor", "View gallery", False),
        ("(Photo: Dana Levi)", "(", True),
    ],
)
def test_an_anchor_knows_its_edges(line: str, anchor: str, stands: bool) -> None:
    found = anchors_of(read_article(line, "-"), rulebook())
    assert any(anchor in anchors for anchors in found.values()) is stands


def test_what_is_proven_is_what_weighing_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    """But for lines that have function words enough, which need no weighing."""
    book = rulebook()
    parts = [
        (text[:at], profile)
        for source in (read_article(text, "-") for text in TEXTS)
        for profile in [measure(source, book)]
        for line in source.lines
        for text in [line.text]
        for at in {len(text), *(stop.start() for stop in re.finditer(r" ", text))}
    ]
    parts = parts[:: max(1, len(parts) // 4000)]
    proven = [language_of(text, main_script(text), profile, book) for text, profile in parts]
    monkeypatch.setattr(language, "is_surely", lambda *told, **named: False)
    for (text, profile), found in zip(parts, proven, strict=True):
        weighed = language_of(text, main_script(text), profile, book)
        if weighed != found:
            script = main_script(text)
            assert script in SHARED
            evidence = evidence_of(text, script, names=False)
            others = max(hits_of(other, evidence, script, book) for other in book.letters[script] if other != found)
            assert hits_of(found, evidence, script, book) - others >= CLEAR
