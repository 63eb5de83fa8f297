"""What a screen shows: order and mirror images by UAX #9, line by line, for any text at all."""

import importlib.util
import json
import re
import time
import unicodedata
from collections import Counter
from types import ModuleType

import pytest
from conftest import ROOT, SHARED
from hypothesis import given
from hypothesis import strategies as st

from cleaner import bidi
from cleaner.bidi import display

BASES = [None, "ltr", "rtl", "auto"]
LINE_ENDS = ["\n", "\r", "\r\n", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"]
LINE_END = re.compile("[\n\r\x1c-\x1e\x85\u2028\u2029]")


def benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("display", ROOT / "tests/benchmarks/display.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("base", [None, "ltr", "auto"])
@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "A cat (asleep), 12:30.",
        "Ein Käfer [Nr. 5]",
        "Кот (спит)",
        "猫（眠い）",
        "a\u202ab\u202c \u2066c\u2069",
    ],
)
def test_text_from_left_to_right_stays(text: str, base: str | None) -> None:
    assert display(text, base) == text


@pytest.mark.parametrize(
    ("text", "base", "shown"),
    [
        ("חתול", None, "לותח"),
        ("חתול ישן.", None, ".ןשי לותח"),
        ("חתול ישן.", "ltr", "ןשי לותח."),
        ("hm.", "rtl", ".hm"),
        ("(hm)", "rtl", "(hm)"),
        # The majority of letters decides, the first strong one with `auto`.
        ("BBQ: חתול ישן", None, "ןשי לותח :BBQ"),
        ("BBQ: חתול ישן", "auto", "BBQ: ןשי לותח"),
        ("חתול: a cat asleep", None, "לותח: a cat asleep"),
        ("חתול: a cat asleep", "auto", "a cat asleep :לותח"),
        ("\u200f12 - 13", None, "13 - 12\u200f"),
        ("ߒߓ (1)", None, "(1) ߓߒ"),
        # Numbers stay as they are read.
        ("בשנת 1987", None, "1987 תנשב"),
        ("سنة ١٩٨٧", None, "١٩٨٧ ةنس"),
        # Mirror images, of whatever stands at an odd level and of nothing else.
        ("חתול (ישן)", None, "(ןשי) לותח"),
        ("א [ב] {ג} <ד> «ה» ‹ו›", None, "‹ו› «ה» <ד> {ג} [ב] א"),
        ("חתול (cat)", None, "(cat) לותח"),
        ("a cat (חתול) asleep", None, "a cat (לותח) asleep"),
        ("א ≤ ב", None, "ב ≥ א"),
        ("א ⟨ב⟩ ⹕ג⹖", None, "⹕ג⹖ ⟨ב⟩ א"),
        ("ab(cd\u05d0)", "rtl", "(\u05d0cd)ab"),
        # Marks keep their place beside the bracket and the letter.
        ("(\u0301א\u0301)\u0301", None, "\u0301(\u0301א\u0301)"),
        ("\u05e9\u05c1a", "ltr", "\u05c1\u05e9a"),
        # Isolates, overrides and a tab, which goes to the direction of the line (L1).
        ("ab \u2067אב 1\u2069 cd", None, "ab \u20671 בא\u2069 cd"),
        ("\u202e(cat)\u202c", "ltr", "\u202e(tac)\u202c"),
        ("a\t1", "rtl", "1\ta"),
        ("12\t(a)", "rtl", "(a)\t12"),
        # Lone surrogates go where letters go, beside private characters too.
        ("\u05d0 (\ud83d\udc00) \udc00\u05d1", None, "\u05d1\udc00 (\ud83d\udc00) \u05d0"),
        ("\U0010e000\ud800 א", "rtl", "א \U0010e000\ud800"),
        ("\u202e\ud800\ud801x\U0010e001", "ltr", "\u202e\U0010e001x\ud801\ud800"),
        ("א\0\uffffב", None, "ב\uffff\0א"),
    ],
)
def test_display(text: str, base: str | None, shown: str) -> None:
    assert display(text, base) == shown


@pytest.mark.parametrize("end", LINE_ENDS)
def test_each_line_alone(end: str) -> None:
    text = end.join(["חתול (1)", "", "a cat (2)", "\u202bא", "ב)", "(3)"]) + end
    assert display(text) == end.join(["(1) לותח", "", "a cat (2)", "א\u202b", "(ב", "(3)"]) + end


def test_other_base() -> None:
    with pytest.raises(ValueError, match="'R'"):
        display("א", "R")


ODD = (
    "()[]<>«»\u2329\u3009ab1+$, \t!אבא١\u0300\u0301\u05b8\ud800\udfff\U0010e000"
    "\u200b\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
texts = st.text(st.characters() | st.sampled_from(ODD)) | st.text(st.sampled_from(ODD + "".join(LINE_ENDS)))
bases = st.sampled_from(BASES)


def one_form(char: str) -> str:
    return min(char, bidi._MIRROR.get(char, char))


@given(texts, bases)
def test_any_text(text: str, base: str | None) -> None:
    shown = display(text, base)
    assert Counter(map(one_form, shown)) == Counter(map(one_form, text))
    assert LINE_END.sub("\n", shown) == "\n".join(display(line, base) for line in LINE_END.split(text))
    assert LINE_END.findall(shown) == LINE_END.findall(text)


@given(st.text(st.characters(max_codepoint=127)), st.sampled_from([None, "ltr", "auto"]))
def test_ascii_stays(text: str, base: str | None) -> None:
    assert display(text, base) is text


def test_every_character_at_once() -> None:
    every = "".join(map(chr, range(0x110000)))
    assert Counter(display(every, "rtl")) == Counter(every)


def test_all_that_runs_rightward_is_known() -> None:
    kinds = {"R", "AL", "AN", "RLE", "RLO", "RLI"}
    found = [char for char in map(chr, range(0x110000)) if unicodedata.bidirectional(char) in kinds]
    assert [char for char in found if not bidi._RIGHTWARD.match(char)] == []


@pytest.mark.parametrize("unit", ["(א", "(א)", "\u2067א(\u2069", "\u202b", "\u2068", "\u0301(א", "\ud800א", "a\t"])
def test_linear_time(unit: str) -> None:
    started = time.process_time()
    display(unit * 50_000, "rtl")
    assert time.process_time() - started < 20


needs_unicode_data = pytest.mark.skipif(not benchmark().CASES.exists(), reason="no unicode-data here")


@needs_unicode_data
def test_unicode_cases() -> None:
    module = benchmark()
    total, order, mirroring = module.count(module.CASES)
    assert total > 90_000
    assert (order, mirroring) == (total, total)


@needs_unicode_data
def test_mirror_images_are_those_of_unicode() -> None:
    module = benchmark()
    assert bidi._MIRROR.items() >= module.read_mirrors(module.CASES).items()


@pytest.mark.skipif(not SHARED.exists(), reason="no shared data beside the project")
def test_shared_cases() -> None:
    bases = {"L": "ltr", "R": "rtl", None: "auto"}
    rows = map(json.loads, (SHARED / "encoding/cases.jsonl").read_bytes().splitlines())
    cases = [row for row in rows if row["kind"] == "bidi-display"]
    assert cases
    assert [row for row in cases if display(row["input"], bases[row["base"]]) != row["expected"]] == []
