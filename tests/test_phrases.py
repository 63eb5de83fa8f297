"""Phrases are found where they stand as a whole, with all rules that list them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.phrases import NONE, Codes, phrases_of
from cleaner.rulebook import rulebook

LISTS = [
    ("one", True, ["ab", "ba", "read more", "תמונה"]),
    ("two", False, ["ba", "bb", "gallery"]),
    ("three", True, ["ba", "read moré"]),
]


@pytest.mark.parametrize("phrase", ["", "a", "aa", "abba", "b", "read mor", "more", "תמונות", "read  more"])
def test_what_no_rule_lists(phrase: str) -> None:
    assert phrases_of(LISTS).listed(phrase) == NONE


@pytest.mark.parametrize(
    ("phrase", "codes"),
    [
        ("ab", Codes(("one",))),
        ("ba", Codes(("one", "three"), ("two",))),
        ("bb", Codes((), ("two",))),
        ("read more", Codes(("one",))),
        ("read moré", Codes(("three",))),
        ("תמונה", Codes(("one",))),
    ],
)
def test_what_rules_list(phrase: str, codes: Codes) -> None:
    assert phrases_of(LISTS).listed(phrase) == codes


WORDS = st.lists(st.text("ab\u05d0 ", min_size=1))


@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans(), WORDS)), st.text("ab\u05d0 "))
def test_they_are_what_a_table_of_all_would_say(lists: list[tuple[str, bool, list[str]]], other: str) -> None:
    phrases = phrases_of(lists)
    for phrase in {other, *(word for _, _, words in lists for word in words)}:
        own = [(code, whole) for code, whole, words in lists if phrase in words]
        assert set(phrases.listed(phrase).whole) == {code for code, whole in own if whole}
        assert set(phrases.listed(phrase).others) == {code for code, whole in own if not whole}


def test_all_that_the_rules_list() -> None:
    book = rulebook()
    for rule in book.rules.values():
        for form in rule.forms:
            for phrase in form.word_list:
                codes = book.phrases.listed(phrase)
                assert rule.code in (codes.whole if form.where == "line" and not form.anchors else codes.others)
