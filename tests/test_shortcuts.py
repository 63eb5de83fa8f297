"""What is found by a short cut is what the long way finds: words, scripts, directions, lines, grams, signs of forms."""

import re
from collections import Counter

import pytest
from conftest import FIXTURES
from hypothesis import example, given
from hypothesis import strategies as st

from cleaner import agencies
from cleaner.calendars import Calendar
from cleaner.decoding import read_article
from cleaner.grams import grams_of
from cleaner.rulebook import rulebook
from cleaner.rules import without_leads
from cleaner.runs import is_mixed
from cleaner.scripts import count_scripts, has_other_script, letters_but, script_of, scripts_in, strong_direction
from cleaner.settle import bylines
from cleaner.source import LINE_END, Source
from cleaner.spans import fold
from cleaner.stamps import could_be_stamp
from cleaner.words import words_in

LETTERS = "aZ\u00e9\u00df\u05d0\u05b8\u0634\u0648\u0436\u0391\u3042\u6f22\U00020000\ud55c\u0e01\u0905"
SIGNS = " .,-_19\u2019\u201c\u2013\u2026\xa0\xb2\t\n\r\x85\u2028\u200e\u200f\ufeff\u3000\u0301\u20ac\ufffd"
TEXTS = st.text(st.sampled_from(LETTERS + SIGNS), max_size=40)
LINES = sorted(
    {line for path in FIXTURES.glob("*/*.txt") for line in path.read_text("utf-8", "replace").splitlines() if line}
)


@given(TEXTS)
@example("He said: \u201cIt\u2019s 20 m\xb2\u201d \u2013 caf\u00e9 na\u00efve_or 3rd")
def test_words(text: str) -> None:
    assert list(words_in(text)) == re.findall(r"[^\W\d_]+", text)


@given(TEXTS)
def test_folded_text_is_itself(text: str) -> None:
    assert fold(text) == " ".join(text.split())


@given(TEXTS)
def test_scripts(text: str) -> None:
    counts = Counter(script for char in text if (script := script_of(char)))
    assert count_scripts(text) == counts
    assert scripts_in(text) == set(counts)
    for script in ("Latn", "Hebr", "Hani"):
        own = {script, "Kana"} if script == "Hani" else {script}
        assert has_other_script(text, script) == bool(set(counts) - own)
        odd = [char for char in text if script_of(char) == script and char not in "a\u05d0\u6f22"]
        assert letters_but("a\u05d0\u6f22", script).findall(text) == odd


@given(TEXTS)
@example("\u05d0 \u200e")
@example("\u05d0\u0628 12 \u20aa")
def test_mixed_directions(text: str) -> None:
    assert is_mixed(text) == ({"ltr", "rtl"} <= {strong_direction(char) for char in text})


@given(TEXTS)
@example("\ufeff \ufeffOne\r\ntwo\n\n \u2028three ")
def test_lines(text: str) -> None:
    source = Source(text, "-", 0, "", "str")
    rows = re.split(LINE_END.pattern, text)
    held = [(row, said) for row, line in enumerate(rows) if (said := _bare(line))]
    assert [(line.row, line.text) for line in source.lines] == held
    assert all(text[line.start : line.end] == line.text for line in source.lines)
    assert [line.number for line in source.lines] == list(range(len(held)))


def _bare(line: str) -> str:
    """A line without white space at its ends, and without the byte order marks before its first word."""
    said = line.strip()
    while len(said) > 1 and said[0] == "\ufeff":
        said = said[1:].lstrip()
    return said


@given(TEXTS, st.sets(st.text(st.sampled_from(LETTERS + ".("), min_size=1, max_size=6), max_size=12))
def test_no_word_that_a_text_holds_is_left_out(text: str, words: set[str]) -> None:
    grams, held = grams_of(words), {word for word in words if word in text}
    for least in (2, 4):
        likely = list(grams.likely(text, least))
        assert {word for word in held if len(word) >= least or len(word) == 1} <= set(likely) <= words
        assert len(set(likely)) == len(likely)


@pytest.mark.parametrize(
    ("pattern", "without"),
    [
        (r"one|two", r"one|two"),
        (r"[^\n]{0,9}one|two[^\n]{0,9}", r"one|two[^\n]{0,9}"),
        (r"\Aone|[^\n]{0,120}(?:two|[^\n]{0,3}three)", r"\Aone|(?:two|[^\n]{0,3}three)"),
        (r"one[|(]|[^\n]{0,4}two\|[^\n]{0,4}", r"one[|(]|two\|[^\n]{0,4}"),
        (r"[^\n]{2,9}one", r"[^\n]{2,9}one"),
        (r"[^\n]{0,9}?one", r"[^\n]{0,9}?one"),
    ],
)
def test_what_may_lead_to_a_form_is_left_out(pattern: str, without: str) -> None:
    assert without_leads(pattern) == without


def test_the_sign_of_a_form_stands_where_it_does() -> None:
    forms = [form for rule in rulebook().rules.values() for form in rule.forms if form.where == "" and form.source]
    examples = [form.example for form in forms]
    for form in forms:
        for text in (*examples, *LINES[:: len(LINES) // 40]):
            assert bool(form.sign.search(text)) == bool(form.pattern.search(text)), (form.source, text)


@pytest.mark.parametrize(
    "line", ["3 hours ago", "An hour AGO", "12 May", "1. 2. 3", "Chicago 12", "vor 3 Tagen", "ago3"]
)
def test_what_could_be_a_date_is_told_by_its_tokens(line: str) -> None:
    calendar = rulebook().calendar
    assert could_be_stamp(line, calendar) == (sum(_signs(token, calendar) for token in line.split()) >= 3)


def _signs(token: str, calendar: Calendar) -> int:
    """How many digits a token has; as many as a date where it may say how long ago something was."""
    return 3 if calendar.ago.search(token) else sum(map(str.isdecimal, token))


def test_lines_that_could_be_dates() -> None:
    calendar = rulebook().calendar
    for line in LINES:
        if len(line) <= 120:
            assert could_be_stamp(line, calendar) == (sum(_signs(token, calendar) for token in line.split()) >= 3)


@pytest.mark.parametrize(("rule", "longest"), [("credit-agency", agencies.LONGEST), ("byline-lead", bylines.LEAD)])
def test_no_word_is_longer_than_the_lines_that_are_compared_with_it(rule: str, longest: int) -> None:
    book = rulebook()
    own = [form.word_list for site in book.sites.values() for code, form in site.forms if code == rule]
    assert max(map(len, book.rules[rule].words.union(*own))) <= longest


def test_pieces_hold_their_text() -> None:
    from cleaner.detectors import detect
    from cleaner.language import measure
    from cleaner.settle import settle
    from cleaner.settle.context import Context

    book = rulebook()
    for path in sorted((FIXTURES / "articles").glob("*.txt")):
        source = read_article(path.read_text("utf-8"), "-")
        context = Context(source, book, measure(source, book), None)
        for piece in settle(detect(source, book, context.profile, None), context):
            assert source.text[piece.start : piece.end] == piece.text
