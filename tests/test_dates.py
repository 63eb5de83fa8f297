"""Dates: lines that hold nothing else, in each language, and what is read of them."""

import subprocess
import sys
import tomllib
from typing import Any

import pytest
from conftest import FIXTURES

import cleaner
from cleaner.dates import InDoubt, _by_library, iso_date, shown_order
from cleaner.rulebook import rulebook
from cleaner.stamps import could_be_stamp, read_stamp

CALENDAR = rulebook().calendar
WORDS = {phrase: CALENDAR.meanings[at] for phrase, at in CALENDAR.places.items()}
CASES = tomllib.loads((FIXTURES / "dates.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_date_lines(case: dict[str, Any]) -> None:
    text, expected, language = case["text"], case.get("date"), case.get("language", "und")
    assert (could_be_stamp(text, CALENDAR) and read_stamp(text, CALENDAR).whole) == case.get("line", True)
    if not case.get("line", True):
        return
    if expected == "doubt":
        with pytest.raises(InDoubt):
            iso_date(text, "", CALENDAR, language)
        assert iso_date(text, "DMY", CALENDAR) != iso_date(text, "MDY", CALENDAR)
    else:
        assert iso_date(text, "", CALENDAR, language) == expected


def test_the_library_agrees_with_the_months_of_the_tables() -> None:
    """Where it knows a name at all; most it must."""
    named = [(phrase, word) for phrase, word in WORDS.items() if word.kind == "month"]
    read = {phrase: _by_library(f"12 {phrase} 2023", word.languages[0]) for phrase, word in named}
    wrong = [phrase for phrase, word in named if read[phrase] not in ([], [f"2023-{word.month:02}-12"])]
    assert wrong == []
    assert sum(map(bool, read.values())) > 0.75 * len(named)


def test_every_month_of_the_tables_is_read() -> None:
    named = [(phrase, 1402 if word.kind == "persian" else 2023) for phrase, word in WORDS.items() if word.month]
    assert [phrase for phrase, year in named if not iso_date(f"12 {phrase} {year}", "", CALENDAR)] == []


def test_dateparser_is_for_languages_without_a_table() -> None:
    assert iso_date("12 марта 2023", "", CALENDAR, "ru") == "2023-03-12"
    assert iso_date("12 Meitheamh 2023", "", CALENDAR, "ga") == "2023-06-12"
    assert iso_date("12 Smith 2023", "", CALENDAR, "en") is None


@pytest.mark.parametrize(
    ("lines", "date", "flag"),
    [
        (["Published: 04.03.22", "Updated: 04.05.22"], None, "date-in-doubt"),
        (["Published: 99.99.22"], None, "date-unread"),
        (["Published: 04.03.22", "Updated: 04.13.22"], "2022-04-03", None),
        (["Published: 04.03.22", "Updated: 4 March 2022, 09:05"], "2022-03-04T09:05", None),
        (["Updated: 14 March 2022", "Published: 13 March 2022"], "2022-03-13", None),
        (["3 hours ago"], None, "date-unread"),
        (["Updated 3 hours ago", "13 March 2022"], "2022-03-13", None),
        (["Mis à jour le 14 mars 2022", "Publié le 13 mars 2022"], "2022-03-13", None),
    ],
)
def test_the_dates_of_a_head(lines: list[str], date: str | None, flag: str | None) -> None:
    record = cleaner.clean(
        "\n".join(["Harbor council votes", *lines, "The old pier was rebuilt before the winter came."])
    )
    assert record.date == date
    assert [found.code for found in record.flags if found.code.startswith("date")] == ([flag] if flag else [])


def test_shown_order() -> None:
    assert shown_order(["04.03.22", "13.03.22"], CALENDAR) == "DMY"
    assert shown_order(["03.13.22", "13.03.22"], CALENDAR) == ""


def test_months_of_other_languages_are_read_in_that_of_the_article() -> None:
    assert iso_date("12. lokakuuta 2024", "", CALENDAR, "fi") == "2024-10-12"
    assert iso_date("12. lokakuuta 2024", "", CALENDAR) is None
    assert iso_date("12 fishes 2024", "", CALENDAR, "en") is None


def test_no_library_for_numbers_and_english() -> None:
    texts = ["13.10.2024 17:41", "Oct 13, 2024", "2024年10月13日"]
    program = (
        "import sys; from cleaner.dates import _by_library, iso_date; from cleaner.rulebook import rulebook;"
        f"[iso_date(text, '', rulebook().calendar) for text in {texts}]; print('dateparser' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
