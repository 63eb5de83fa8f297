"""The terminal view: nothing lost, nothing too wide, nothing that steers the terminal; order and looks are right."""

import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from clock import cpu_seconds
from conftest import FIXTURES
from hypothesis import given
from hypothesis import strategies as st

import cleaner
from cleaner.bidi import display
from cleaner.record import Change, Direction, Flag, Image, Record, Role, Text, replace
from cleaner.scripts import main_script, script_direction
from cleaner.view import order as ordering
from cleaner.view import rows
from cleaner.view.columns import clipped, clusters, width, wrapped
from cleaner.view.order import cells, order
from cleaner.view.rebuilt import rebuilt
from cleaner.view.rows import Row
from cleaner.view.terminal import lines
from cleaner.view.terminals import Terminal, reorders, terminals
from cleaner.view.visible import visible

ARTICLES = sorted((FIXTURES / "articles").glob("*.txt"))
SGR = re.compile(r"\x1b\[[0-9;]*m")
UNDERLINED = re.compile(r"\x1b\[(?:[0-9;]*;)?4m(.*?)\x1b\[m")
LRI, RLO, ZWJ, ZWNJ = "\u2066", "\u202e", "\u200d", "\u200c"
EMPTY = cleaner.clean("A cat")


def text(value: str, role: Role = "body", at: int = 0, **more: Any) -> Text:
    direction: Direction = "rtl" if script_direction(main_script(value)) == "rtl" else "ltr"
    given = {"lang": "en", "dir": direction, "spans": ((at, at + len(value)),), "rule": "body", "runs": ()}
    return Text(role=role, value=value, **{**given, **more})


def record(*body: Text, **more: Any) -> Record:
    bare: dict[str, Any] = {"headline": None, "body": body, "id": "a", "changes": (), "flags": (), "authors": ()}
    return replace(EMPTY, **{**bare, **more})


def shown(given: Record, source: str = "", *, colour: bool = False, reorder: bool = False, columns: int = 80) -> str:
    return "\n".join(lines(given, source, width=columns, colour=colour, reorder=reorder))


@pytest.mark.parametrize(
    "same",
    [
        "A cat, asleep (1).",
        "חתול שָׁלוֹם",
        "سنة ١٩٨٧ م",
        "日本語\u3000テキスト",
        f"می{ZWNJ}خواهم",
        f"क्{ZWJ}ष",
        f"👨{ZWJ}👩{ZWJ}👧",
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "☂\ufe0f",
        "\u0600١",
    ],
)
def test_what_is_seen_stays(same: str) -> None:
    assert visible(same) == same


@pytest.mark.parametrize(
    ("hidden", "seen"),
    [
        ("a\x1b[2Jb", r"a\x1b[2Jb"),
        ("\x1b]0;mine\x07", r"\x1b]0;mine\x07"),
        ("\x9b31m", r"\x9b31m"),
        (f"a{RLO}b{LRI}", r"a\u202eb\u2066"),
        ("a\nb\tc\rd\x7f", r"a\nb\tc\rd\x7f"),
        ("a\u2028b\u2029c\x85", r"a\u2028b\u2029c\x85"),
        ("\ud83d \udc00", r"\ud83d \udc00"),
        ("so\xadft\u200b\ufeff", r"so\xadft\u200b\ufeff"),
        (f"a{ZWNJ}b{ZWJ} {ZWJ}", r"a\u200cb\u200d \u200d"),
        (f"م{ZWNJ} ", "م\\u200c "),
        ("\U000e0041\u3164", r"\U000e0041\u3164"),
    ],
)
def test_what_is_not_seen_is_an_escape(hidden: str, seen: str) -> None:
    assert visible(hidden) == seen


def test_every_character_that_is_not_seen_is_known() -> None:
    every = [char for char in map(chr, range(0x110000)) if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")]
    assert {unicodedata.name(char, "")[:6] for char in every if visible(char) == char} == {"ARABIC", "SYRIAC", "KAITHI"}


ODD = "()[]«»\u2329ab1+$, !אבא\u05d1١م\u0301\u05b8\u05bc\u064b日🙂\ufe0f" + f"{ZWJ}{ZWNJ}{RLO}\u200f\x1b\n\ud800\u2028"
texts = st.text(st.characters() | st.sampled_from(ODD)) | st.text(st.sampled_from(ODD), max_size=60)
columns = st.integers(2, 40)


@given(texts.map(visible), columns)
def test_lines_leave_out_white_space_alone(given: str, room: int) -> None:
    at = 0
    for start, end in wrapped(given, room):
        assert not given[at:start].strip()
        assert start < end
        assert width(given[start:end]) <= room
        at = end
    assert not given[at:].strip()


@given(texts.map(visible), columns)
def test_clusters_stay_whole(given: str, room: int) -> None:
    ends, at = {0}, 0
    for cluster in clusters(given):
        at += len(cluster)
        ends.add(at)
    assert {place for span in wrapped(given, room) for place in span} <= ends


@pytest.mark.parametrize(
    ("given", "room", "set_in"),
    [
        ("A cat asleep", 20, ["A cat asleep"]),
        ("A cat asleep", 8, ["A cat", "asleep"]),
        ("well-known", 6, ["well-k", "nown"]),
        ("日本語のテキスト", 5, ["日本", "語の", "テキ", "スト"]),
        ("สวัสดีครับ", 4, ["สวัสดี", "ครับ"]),
        (f"👨{ZWJ}👩{ZWJ}👧👍🏽", 3, [f"👨{ZWJ}👩{ZWJ}👧", "👍🏽"]),
        ("a 日本語のテキスト", 6, ["a 日本", "語のテ", "キスト"]),
        ("cats 日本語", 6, ["cats", "日本語"]),
        ("cat \u3000 a", 9, ["cat \u3000 a"]),
        ("cat  a", 5, ["cat", "a"]),
        ("", 9, []),
        (" ", 9, []),
    ],
)
def test_wrapping(given: str, room: int, set_in: list[str]) -> None:
    assert [given[start:end] for start, end in wrapped(given, room)] == set_in


@pytest.mark.parametrize("unit", ["a", "語", "cat ", "א ", "\u0301", "\x1b", f"👩{ZWJ}"])
def test_linear_time(unit: str) -> None:
    value = (unit * 100_000)[:100_000].strip()
    made = record(text(value), changes=(Change("mojibake", (0, 9), "?", value[:9]),))
    assert cpu_seconds(lambda: shown(made, value, reorder=True, colour=True)) < 20


def test_clipping() -> None:
    assert clipped("caption", 7) == "caption"
    assert clipped("caption", 6) == "capti…"
    assert clipped("日本語", 4) == "日…"


def one_form(char: str) -> str:
    return min(char, display(char, "rtl"))


assigned = texts.map(lambda given: "".join(char for char in visible(given) if unicodedata.category(char) != "Cn"))
bases: st.SearchStrategy[Direction] = st.sampled_from(["ltr", "rtl"])


@given(assigned, bases)
def test_order_is_that_of_display(given: str, base: Direction) -> None:
    placed = order(given, base)
    assert "".join(char for _, char in placed) == display(given, base)
    assert sorted(at for at, _ in placed) == list(range(len(given)))
    assert all(one_form(char) == one_form(given[at]) for at, char in placed)


@given(st.text(st.sampled_from("אאם(ab1+.מ١ "), min_size=1, max_size=80), bases, st.data())
def test_order_tells_equal_characters_apart(given: str, base: Direction, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(given) - 1))
    stand_in = next(char for char in ordering._stand_ins(given[at]) if char not in given)
    if given[at] == "(":
        stand_in = "["
    one = given[:at] + stand_in + given[at + 1 :]
    place = [found for found, _ in order(given, base)].index(at)
    assert one_form(display(one, base)[place]) == one_form(stand_in)


@given(assigned, bases)
def test_cells_are_whole_clusters(given: str, base: Direction) -> None:
    assert Counter(map(one_form, "".join(cell for _, cell in cells(given, base)))) == Counter(map(one_form, given))
    assert all(cell[1:] == given[at + 1 : at + len(cell)] for at, cell in cells(given, base))


def test_marks_follow_their_letters() -> None:
    assert "".join(cell for _, cell in cells("שָׁלוֹם (א)", "rtl")) == "(א) םוֹלשָׁ"
    assert "".join(cell for _, cell in cells(f"א 👨{ZWJ}👩 ב", "rtl")) == f"ב 👨{ZWJ}👩 א"


def test_stand_ins_are_of_their_class() -> None:
    for kind, chars in ordering._STAND_INS.items():
        assert {unicodedata.bidirectional(char) for char in chars} == {kind}
        assert len(set(chars)) == 8


def beside(page: str) -> list[str]:
    """The values of a page that has labels beside them and no image."""
    return [line[17:] for line in page.split("\n")]


@given(texts, st.sampled_from([50, 64, 80, 200]))
def test_nothing_is_lost(given: str, room: int) -> None:
    value = " ".join(given.split())
    page = shown(record(text(value)), value, columns=room)
    said = "".join(beside(page)[page.split("\n").index("") :])
    assert "".join(said.split()) == "".join(visible(value).split())


@given(texts, texts, texts, st.integers(0, 120), st.booleans(), st.booleans())
def test_any_record(one: str, two: str, three: str, room: int, colour: bool, reorder: bool) -> None:
    image = Image(1, (text(two, "caption", len(one)),), None, (), None, None, None)
    changes = (Change("mojibake", (0, len(one)), two, one),)
    flags = (Flag("damaged", (0, 1), three),)
    given = record(text(one), images=(image,), changes=changes, flags=flags, id=three, url=two, authors=(one, two))
    for line in lines(given, one + two, width=room, colour=colour, reorder=reorder):
        plain = SGR.sub("", line)
        assert (plain == line) or colour
        assert width(plain) <= max(room, 20)
        assert visible(plain) == plain


@given(texts)
def test_reordered_lines_are_those_lines(given: str) -> None:
    value = " ".join(given.split())
    known = record(text(value, dir="rtl"))
    as_read, as_seen = (beside(shown(known, value, reorder=reorder)) for reorder in (False, True))
    start = as_read.index("") + 1
    for read, seen in zip(as_read[start:], as_seen[start:], strict=True):
        assert seen.strip(" ") == "".join(cell for _, cell in cells(read.strip(" "), "rtl")).strip(" ")


def test_reordered_lines_are_what_display_shows() -> None:
    value = 'המועצה (אגף Blue Pier) הצביעה, לפי «הארץ», ברוב של 9 נגד 4 "בעד" בנייה מחדש [של] המזח ' * 3
    known = record(text(value.strip()))
    as_read, as_seen = (beside(shown(known, reorder=reorder)) for reorder in (False, True))
    start = as_read.index("") + 1
    assert len(as_read) > start + 3
    assert [line.strip() for line in as_seen[start:]] == [display(line.strip(), "rtl") for line in as_read[start:]]
    assert {width(line) for line in as_seen[start:] + as_read[start:]} == {63}


LETTERS = "אבגדהוזחטabcdefgh1234+-(<[«, .'"


@given(st.permutations(LETTERS), st.integers(0, 20), st.integers(1, 11), bases)
def test_looks_go_where_the_characters_go(letters: list[str], start: int, size: int, base: Direction) -> None:
    value = " ".join("".join(letters).split())
    made = value[start : start + size]
    known = record(
        text(value, dir=base, spans=((0, len(value)),)),
        changes=(Change("mojibake", (start, start + len(made)), "?", made),),
    )
    page = shown(known, value, colour=True, reorder=True, columns=100)
    underlined = "".join(UNDERLINED.findall(page))
    assert sorted(map(one_form, underlined.replace(" ", ""))) == sorted(map(one_form, made.replace(" ", "")))


GALLERY = """\
 - label he                                                               גג 850

   headline       Harbor council votes to rebuild the old pier before winter
"""
IMAGE = """\
1│ counter        3 View gallery
 │ caption ×2 he                                                       ןשיה חזמה
 │ caption en     The old pier
 │ credit         (Photo: Dana Levi)

   body           "We are ready," said Ruth Aviv, who has sold fish on the quay
                  for four decades.
"""


def article(path: Path) -> tuple[Record, str]:
    source = path.read_text("utf-8")
    return cleaner.clean(source), source


def test_a_gallery() -> None:
    page = shown(*article(FIXTURES / "articles/gallery.txt"), reorder=True)
    assert GALLERY in page
    assert IMAGE in page
    assert " - separator      |\n + 6:21           (nothing)" in page


def test_a_narrow_page() -> None:
    page = shown(*article(FIXTURES / "articles/gallery.txt"), columns=20)
    assert "1│ counter\n │ 3 View gallery\n │ caption ×2 he\n │         המזח הישן\n" in page


def test_the_end_of_a_page() -> None:
    value = "ab\nשבת\nab"
    changes = tuple(Change("mojibake", (at, at + 2), "׳©", "ש") for at in (3, 8))
    changes += (Change("normal-form", (6, 7), "e\u0301", "é"),)
    flags = (Flag("damaged", (7, 8), "has lost \x1b[31m"),)
    page = shown(record(text(value), changes=changes, flags=flags), value)
    after = page[page.index("\u2500") :].split("\n")
    assert [line.split() for line in after[1:3]] == [["-", "mojibake", "׳©"], ["+", "2:1", "×2", "ש"]]
    assert [line.split() for line in after[3:5]] == [["-", "normal-form", r"e\u0301"], ["+", "2:4", r"\xe9"]]
    assert after[-1] == r"! 3:1            damaged: has lost \x1b[31m"


def test_removed_texts_are_struck_through_and_images_are_not() -> None:
    page = shown(*article(FIXTURES / "articles/gallery.txt"), colour=True)
    assert "\x1b[31m-\x1b[m \x1b[31mpromo\x1b[m          \x1b[2;9m<< Follow" in page
    assert "\x1b[33mcredit\x1b[m         (Photo" in page
    assert "\x1b[1mHarbor" in page


@pytest.mark.parametrize("room", [20, 40, 80, 200])
@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_every_article(path: Path, room: int) -> None:
    given, source = article(path)
    for text_of in (source, rebuilt(given)):
        for colour, reorder in ((False, False), (True, True)):
            for line in lines(given, text_of, width=room, colour=colour, reorder=reorder):
                assert width(SGR.sub("", line)) <= min(room, 100)
    values = Counter(row.value for row in rows.article(given, source) if isinstance(row, Row))
    assert all(values[text.value] for text in given.texts())


@pytest.mark.parametrize("terminal", terminals(), ids=lambda terminal: f"{terminal.name}-{terminal.variable}")
def test_every_terminal_is_known_by_its_example(terminal: Terminal) -> None:
    assert reorders({terminal.variable: terminal.example}) is terminal.reorders
    assert len(terminal.reason) > 30


@pytest.mark.parametrize(
    ("environment", "answer"),
    [
        ({}, False),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "dumb", "VTE_VERSION": ""}, False),
        ({"TERM": "xterm-256color", "VTE_VERSION": "odd"}, False),
        ({"TERM": "xterm-256color", "VTE_VERSION": "6800"}, True),
        # The innermost terminal decides where it can be told.
        ({"TERM": "alacritty", "VTE_VERSION": "6800"}, False),
        ({"TERM_PROGRAM": "vscode", "VTE_VERSION": "6800"}, False),
        ({"TERM_PROGRAM": "tmux", "TERM": "tmux-256color", "VTE_VERSION": "6800"}, True),
        ({"TERM": "screen", "KONSOLE_VERSION": "230804"}, True),
    ],
)
def test_whether_a_terminal_reorders(environment: dict[str, str], answer: bool) -> None:
    assert reorders(environment) is answer
