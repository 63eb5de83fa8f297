"""The small parts, as tables: what stays as it is first, then what changes."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from clock import cpu_seconds
from conftest import FIXTURES

import cleaner
from cleaner.credits import credit_names
from cleaner.dates import InDoubt, iso_date
from cleaner.decoding import EmptyArticle, read_article
from cleaner.language import language_of, measure
from cleaner.names import keyboard_readings, looks_like_names, split_names
from cleaner.pictures import count_of
from cleaner.rulebook import rulebook
from cleaner.rules import any_space
from cleaner.runs import directional_runs
from cleaner.scripts import count_scripts, main_script, script_direction
from cleaner.sentences import is_open_ended, is_terminated, sentence_breaks, starts_lower
from cleaner.spans import fold, gaps, squeeze, tighten


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Mr. Levi met Dr. Katz.", ["Mr. Levi met Dr. Katz."]),
        ("The U.S. and J. R. Tal agreed.", ["The U.S. and J. R. Tal agreed."]),
        ("Sgt. First Class (res.) Yair Alon", ["Sgt. First Class (res.) Yair Alon"]),
        ("He said... nothing. ynet.co.il said so.", ["He said... nothing. ynet.co.il said so."]),
        ("", [""]),
        ("One. Two! Three? Four", ["One. ", "Two! ", "Three? ", "Four"]),
        ('"Go." He went.', ['"Go." ', "He went."]),
        ("He left.She stayed.", ["He left.", "She stayed."]),
        ("אמר. אחר כך הלך.", ["אמר. ", "אחר כך הלך."]),
        ("雨が降った。風も吹いた。", ["雨が降った。", "風も吹いた。"]),
    ],
)
def test_sentence_breaks(text: str, parts: list[str]) -> None:
    bounds = [0, *sentence_breaks(text), len(text)]
    assert [text[left:right] for left, right in pairwise(bounds)] == parts


@pytest.mark.parametrize(
    ("question", "yes", "no"),
    [
        (is_terminated, ["He went.", "Why?", 'He said: "Go."', "הלך."], ["The pier", "", "He said:", "one,"]),
        (is_open_ended, ["The pier", "Why not (again)"], ["He went.", "one,", "Read more:", ""]),
        (starts_lower, ["and so", ", then", ") next"], ["And", "", '"And', "שלום", "3 men"]),
    ],
)
def test_ends_and_starts(question: Callable[[str], bool], yes: list[str], no: list[str]) -> None:
    assert [text for text in yes if not question(text)] == []
    assert [text for text in no if question(text)] == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the plan of the mayor", False),
        ("He went to Arad", False),
        ("Why?", False),
        ("17.06.24", False),
        ("", False),
        ("Dana Levi, Omri Katz", True),
        ("IDF Spokesperson's Unit", True),
        ("From U.K. Harbor Watch X platform", True),
        ("אבי מועלמי", True),
        ("iStock", True),
    ],
)
def test_names(text: str, names: bool) -> None:
    assert looks_like_names(text, rulebook().rules["name-particles"].words) is names


@pytest.mark.parametrize(
    ("credit", "names"),
    [
        ("(.)", ()),
        ("(Photo: AP, AFP)", ("AP", "AFP")),
        ("( Photo: Gil Tamir )", ("Gil Tamir",)),
        ("Carla Ruiz/רויטרס/REUTERS", ("Carla Ruiz", "רויטרס", "REUTERS")),
        ("(Photo: Gil Tamir Styling: Noa Ray )", ("Gil Tamir", "Noa Ray")),
        ("AFP via Getty Images", ("AFP", "Getty Images")),
        ("(צילום: אבי מועלמי, גיל תמר)", ("אבי מועלמי", "גיל תמר")),
        ("[File: Dana Levi/AFP]", ("Dana Levi", "AFP")),
        ("(Photo: Courtesy)", ()),
        ("(Photo by Dana Levi/AFP)", ("Dana Levi", "AFP")),
        ("(Photo: Smith & Co., File)", ("Smith", "Co.")),
        ("(AP Photo/Dana Levi)", ("AP", "Dana Levi")),
        ("© Dana Levi/AP", ("Dana Levi", "AP")),
        ("Image source, Reuters", ("Reuters",)),
    ],
)
def test_credit_names(credit: str, names: tuple[str, ...]) -> None:
    assert credit_names(credit, rulebook()) == names


def test_split_names_keeps_each_once() -> None:
    assert split_names("Dana Levi and Omri Katz, Dana Levi") == ("Dana Levi", "Omri Katz")


def test_keyboard_readings() -> None:
    assert "photo" in keyboard_readings("Pיםאם")
    assert "צילום" in keyboard_readings("mhkuo")


@pytest.mark.parametrize(
    ("counter", "count"),
    [("View gallery", None), ("2:06", None), ("5 View gallery", 5), ("3/12", 12), ("4\n View gallery", 4)],
)
def test_count(counter: str, count: int | None) -> None:
    assert count_of(counter) == count


@pytest.mark.parametrize(
    ("text", "order", "date"),
    [
        ("Yesterday", "", None),
        ("Published: 99.99.22", "", None),
        ("2024-02-31", "", None),
        ("Published: 04.03.22, 13:21", "MDY", "2022-04-03T13:21"),
        ("Published: 04.03.22, 13:21", "DMY", "2022-03-04T13:21"),
        ("20:37, 03.17.24", "", "2024-03-17T20:37"),
        ("25/11/2023", "", "2023-11-25"),
        ("05.05.21", "", "2021-05-05"),
        ("2024-03-17T20:37:05+02:00", "", "2024-03-17T20:37:05+02:00"),
        ("March 17, 2024, 8:05 p.m.", "", "2024-03-17T20:05"),
        ("17 Mar 2024 12:10 AM", "", "2024-03-17T00:10"),
        ("17 Mar 1999", "", "1999-03-17"),
        ("2024-03-17 99:99", "", "2024-03-17"),
        ("2024-03-17T20:37:00.000Z", "", "2024-03-17T20:37:00Z"),
        ("2024-03-17T20:37+0200", "", "2024-03-17T20:37+02:00"),
        ("March 17, 2024, 8:37 p.m. GMT+2", "", "2024-03-17T20:37+02:00"),
        ("March 17, 2024, 8:37 GMT", "", "2024-03-17T08:37+00:00"),
    ],
)
def test_dates(text: str, order: str, date: str | None) -> None:
    assert iso_date(text, order, rulebook().calendar) == date


def test_a_date_that_reads_two_ways_is_no_date() -> None:
    with pytest.raises(InDoubt, match="2022-03-04 or 2022-04-03"):
        iso_date("04.03.22", "", rulebook().calendar)


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("The word שלום is old.", [("The word ", "ltr"), ("שלום", "rtl"), (" is old.", "ltr")]),
        ("שלום", [("שלום", "rtl")]),
        ("תמונה ב-2023 של NASA", [("תמונה ב-2023 של ", "rtl"), ("NASA", "ltr")]),
        ("a \u05d0\u05b8 b", [("a ", "ltr"), ("\u05d0\u05b8", "rtl"), (" b", "ltr")]),
        ("", []),
    ],
)
def test_directional_runs(text: str, runs: list[tuple[str, str]]) -> None:
    base = script_direction(main_script(text))
    found = directional_runs(text, base)
    assert [(text[start:end], direction) for start, end, direction in found] == runs


def test_scripts() -> None:
    assert count_scripts("abc שלום мир") == {"Latn": 3, "Hebr": 4, "Cyrl": 3}
    assert main_script("123 …") is None
    assert main_script("(AP) שלום") == "Hebr"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("123", "und"),
        ("Yoav Gallant", "und"),
        ("The council met on Monday and talked about the pier.", "en"),
        ("Der Rat hat am Montag über den Hafen und die Mole gesprochen.", "de"),
        ("המועצה דנה במזח", "he"),
        ("Der tog iz שײן און ליכטיק, זאָגט די װעלט", "yi"),
        ("المجلس اجتمع يوم الاثنين", "ar"),
        ("شورای شهر چهارشنبه گزارش گرفت", "fa"),
        ("Рада зібралась у понеділок і говорила про її гавань", "uk"),
        ("Совет собрался в понедельник", "ru"),
        ("Το συμβούλιο συνεδρίασε", "el"),
        ("議会は月曜日に会いました", "ja"),
        ("すべて。", "ja"),
        ("议会星期一开会", "zh"),
        ("Rada gminy zebrała się wieczorem podczas burzy, prosząc mieszkańców miasteczka cierpliwość, mówi wójt", "pl"),
    ],
)
def test_language(text: str, language: str) -> None:
    source, book = read_article(text, "-"), rulebook()
    assert measure(source, book).language == language


def test_a_foreign_paragraph_keeps_its_language() -> None:
    english = "The council met on Monday and talked about the pier and the wall for which nobody wants to pay."
    german = "Der Rat hat am Montag über die Mole und die Mauer gesprochen, für die niemand zahlen will und soll."
    source, book = read_article("\n".join([english] * 3 + [german]), "-"), rulebook()
    profile = measure(source, book)
    assert [language_of(text, main_script(text), profile, book) for text in (english, german)] == ["en", "de"]


def test_spans() -> None:
    assert fold(" a \t b\n") == "a b"
    assert squeeze(" a \t b\n") == "ab"
    assert tighten("  ab ", 0, 5) == (2, 4)
    assert gaps("ab cd ef", 0, 8, [(3, 5)]) == [(0, 2), (6, 8)]


def test_a_space_in_a_pattern_is_any_white_space() -> None:
    assert any_space("a b ?[c d] *e") == r"a\s+b\s*[c\sd]\s*e"


@pytest.mark.parametrize("data", ["", b"", " \n\t", b"\r\n", "\u2028"])
def test_nothing_but_white_space(data: str | bytes) -> None:
    with pytest.raises(EmptyArticle):
        cleaner.clean(data)


def test_utf16_with_its_mark_counts_the_mark() -> None:
    record = cleaner.clean("\ufeffשלום".encode("utf-16-le"))
    assert (record.source.encoding, record.body[0].value, record.body[0].spans) == ("utf-16-le", "שלום", ((0, 5),))
    assert record.changes[0].kind == "control"


def test_half_a_surrogate_pair_is_flagged() -> None:
    record = cleaner.clean("a\ud83db")
    assert record.body[0].value == "a\ufffdb"
    assert [(flag.code, flag.span) for flag in record.flags] == [("lone-surrogate", (1, 2))]


def test_site_by_name_by_url_by_text() -> None:
    stamp = "Pier to be rebuilt before winter\nPublished: 04.03.22\nThe council voted."
    assert cleaner.clean(stamp).date is None
    assert cleaner.clean(stamp, site="ynetnews").date == "2022-04-03"
    assert cleaner.clean(stamp, url="https://www.ynetnews.com/article/x").source.site == "ynetnews"
    assert cleaner.clean(stamp, url="m.ynetnews.com/article/x").source.site == "ynetnews"
    assert cleaner.clean(stamp + "\nFollow Ynetnews on Facebook").source.site == "ynetnews"
    assert cleaner.clean(stamp + "\nFollow Ynetnews on Facebook", url="https://example.org").source.site is None
    assert cleaner.clean(stamp, url="http://[bad").source.site is None
    with pytest.raises(ValueError, match="unknown site"):
        cleaner.clean(stamp, site="nowhere")


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("Dana Levi, Omri Katz |", ("Dana Levi", "Omri Katz")),
        ("By Dr. Dana Levi and Omri Katz", ("Dana Levi", "Omri Katz")),
        ("Dana Levi, Health correspondent|", ("Dana Levi",)),
        ("Yael Sharon, News Agencies|", ("Yael Sharon",)),
        ("מאת: דנה לוי", ("דנה לוי",)),
    ],
)
def test_authors(byline: str, authors: tuple[str, ...]) -> None:
    record = cleaner.clean(f"Pier to be rebuilt\n{byline}\nThe council voted nine to four on Monday to rebuild it.")
    assert record.authors == authors


def test_an_article_is_text_or_bytes() -> None:
    with pytest.raises(TypeError, match="NoneType"):
        cleaner.clean(None)  # type: ignore[arg-type]


def test_the_date_of_publication_before_that_of_an_update() -> None:
    stamps = "Updated: 03.18.24, 10:00\nPublished: 03.17.24, 20:37"
    assert cleaner.clean(f"Pier to be rebuilt\n{stamps}\nThe council voted.").date == "2024-03-17T20:37"


def test_one_image_for_a_label_inside_it() -> None:
    record = cleaner.clean("It rained.\n5 View gallery\n850 גג\nהמזח\nThe pier\n(Photo: AP)\nIt rained on.")
    assert [(image.count, image.label is not None, len(image.captions)) for image in record.images] == [(5, True, 2)]


def test_a_mark_alone_stays() -> None:
    record = cleaner.clean("\ufeff\nThe council voted.")
    assert (record.removed[0].value, record.changes) == ("\ufeff", ())


def test_public_names() -> None:
    assert sorted([*cleaner.__all__, "__version__"]) == dir(cleaner)
    assert all(hasattr(cleaner, name) for name in cleaner.__all__)
    with pytest.raises(AttributeError):
        _ = cleaner.nothing
    with pytest.raises(ValueError, match="no record"):
        cleaner.from_json(b"{}")


SIZE, LIMIT = 40_000, 30
"""Bytes; lines of a character or two take 6 to 11 times as long as ordinary text, and machines are noisy."""
HOSTILE = [
    *("(", "(Photo: ", "View gallery ", "5 View gallery\n", "a", "א", "א b ", "\u202e", "\0", "| ", ": | ", "<< "),
    *(
        "The ",
        "Photo: Dana Levi\n",
        "Read more:\nA title\n",
        "Dana | ",
        "5 צפייה בגלריה ",
        "e\u0301",
        "a\n",
        '"',
        "By ",
        "Read more: ",
    ),
    *("(\n", "(Photo: \n", "View gallery\n", "\u05d0\n", "\u202e\n", "e\u0301\n", "1\n", "|\n"),
    *("May 3, 2022\n", "By Dana Levi\n", "\u05f3\u00a9\n", "\ufffd\n"),
]


@pytest.mark.parametrize("text", HOSTILE)
def test_time_grows_with_the_length(text: str) -> None:
    limit = 8 * max(seconds(text, 5_000), 0.02) * 3
    # Again, where the machine had something else to do.
    assert any(seconds(text, 40_000) < limit for _ in range(3))


def test_a_form_may_stand_in_one_line_again_and_again() -> None:
    """Only so long a line shows what grows with the square of its length."""
    few = seconds("Read more: ", 50_000)
    assert any(seconds("Read more: ", 400_000) < 24 * few for _ in range(3))


@pytest.fixture(scope="module")
def ordinary() -> float:
    """CPU seconds of as much of the fixture articles."""
    paths = sorted((FIXTURES / "articles").glob("*.txt"))
    return seconds("\n\n".join(path.read_text("utf-8") for path in paths), SIZE)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_takes_no_longer_than_ordinary_text(text: str, ordinary: float) -> None:
    """`benchmarks/hostile.py` measures more shapes at greater length; here only what went out of hand shows."""
    assert seconds(text, SIZE) < LIMIT * ordinary


def seconds(text: str, size: int) -> float:
    """CPU seconds for `text` repeated up to so many bytes, once a process is warm."""
    cleaner.clean(text * 4)
    whole = text * max(1, size // len(text.encode()))
    return cpu_seconds(lambda: cleaner.clean(whole))
