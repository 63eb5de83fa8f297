"""Mend steps that look at single characters: never raise, never change more than they say, come to rest."""

import unicodedata

import pytest
from clock import cpu_seconds
from hypothesis import given
from hypothesis import strategies as st

from cleaner.mend import controls, normal_form, presentation
from cleaner.mend.edits import apply
from cleaner.rulebook import rulebook

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u180b\u180e\ufe00\ufe0f\U000e0020\U000e007f\U000e0100\u2063\ufff9"
FRAMES = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
LETTERS = (
    "aQ0 \u00e9\u00c3\u05d0\u05b0\u0628\u06cc\u0915\u094d\u0e01\u1780\u1820\u4e00\u2764\U0001f469\U0001f3f4\u3164\u1161"
)
MARKS = "\u0301\u0302\u0304\u0323\u0324\u0327\u0345\u0653\u0654\u093c\u09be\u0dca\u0dcf\u3099\u11ab\u0344\u034f"
BASES = "aeor\u00e2\u0101\u03b1\u03b9\u0627\u0928\u0958\u09c7\u0dd9\u304b\u1112\uac00\u212b\u05e9\u05c1\u05bc"
SHAPES = "\ufe8d\ufe8e\ufe91\ufe92\ufee7\ufeae\ufefb\ufefc\ufdf2\ufdfa\ufe77\ufe7e\u0640\u0644\u064e "
CONTROLS = "\0\x02\x05\x1b\x1c\x1f\x7f\x92["
texts = st.one_of(
    st.text(st.characters(exclude_characters="\n\r\u0085\u2028\u2029", exclude_categories=())),
    st.text(INVISIBLE + FRAMES + LETTERS + CONTROLS),
    st.text(MARKS + BASES),
    st.text(SHAPES),
    st.text(INVISIBLE + FRAMES + LETTERS + CONTROLS + MARKS + BASES + SHAPES),
)
STEPS = [controls, normal_form, presentation]


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__)
@given(line=texts)
def test_edits_are_sorted_disjoint_and_change_something(step, line: str) -> None:
    at = 0
    for edit in step.find(line):
        assert at <= edit.start < edit.end <= len(line)
        assert edit.after != line[edit.start : edit.end]
        assert edit.flag is None or edit.flag in rulebook().flags
        assert edit.origins is None or len(edit.origins) == len(edit.after)
        at = edit.end


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__)
@given(line=texts)
def test_a_second_look_finds_nothing(step, line: str) -> None:
    assert step.find(apply(line, step.find(line))) == []


@given(texts)
def test_controls_take_only_what_nobody_sees(line: str) -> None:
    for edit in controls.find(line):
        char = line[edit.start : edit.end]
        assert (
            unicodedata.category(char) in ("Cc", "Cf")
            or unicodedata.name(char, "").startswith(("VARIATION SELECTOR", "MONGOLIAN FREE VARIATION SELECTOR"))
            or 0xE0000 <= ord(char) < 0xE0080
        )
        assert not "\x80" <= char <= "\x9f"
        assert edit.after == (" " if char in "\x1c\x1d\x1e" else "")


@given(texts)
def test_doubts_are_blank_letters(line: str) -> None:
    assert all(
        set(line[doubt.start : doubt.end]) <= set("\u115f\u1160\u3164\uffa0\u2800") for doubt in controls.doubts(line)
    )


def test_a_blank_letter_is_at_home_in_its_script() -> None:
    assert controls.doubts("\uac00\u3164\uac01 \u1100\u1160 \u2801\u2800\u2802") == []
    assert [tuple(doubt) for doubt in controls.doubts("up\u3164\u3164 to \u2800!")] == [
        (2, 4, "blank-letter"),
        (8, 9, "blank-letter"),
    ]


@given(texts)
def test_normal_form_is_canonically_equivalent_and_composes(line: str) -> None:
    after = apply(line, normal_form.find(line))
    assert unicodedata.normalize("NFD", after) == unicodedata.normalize("NFD", line)
    assert len(after) <= len(line)
    assert all(unicodedata.normalize("NFC", char) == char for char in set(after) - set(line))


@given(st.text(SHAPES))
def test_shapes_are_letters_or_stay(line: str) -> None:
    after = apply(line, presentation.find(line))
    assert presentation.is_reversed(line) is not True or after == line


@pytest.mark.parametrize(
    ("line", "reversed_"),
    [
        ("\ufee7\ufeec\ufeae", False),
        ("\ufeae\ufeec\ufee7", True),
        ("\u060c\ufee2\ufefc\ufeb3\u064e 2024 AP", True),
        ("\ufeb3\u064e\ufefc\ufee1 2024 AP", False),
        ("\ufead\ufead", None),
        ("\u0646\u0647\u0631 \ufdf2 \ufdfa", None),
        ("river", None),
    ],
)
def test_shapes_tell_which_way_a_line_was_stored(line: str, reversed_: bool | None) -> None:
    assert presentation.is_reversed(line) is reversed_


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__)
@pytest.mark.parametrize(
    "unit",
    [
        *("\u202e", "\u2067\u202b", "\u2067", "\u2069", "\u200d", "a\u200b", "\u05d0 \u202ea\u202c ", "\U000e0061"),
        *("\x05", "\x05a", "\u0301", "a\u0324\u0301", "\u0324\u0301\u0327", "\u1100\u1161", "\u09be"),
        *("\ufe91", "\ufe91 ", "\ufefb\u0644", "\u3164"),
    ],
    ids=ascii,
)
def test_long_hostile_lines_take_linear_time(step, unit: str) -> None:
    line = "a" + unit * (200_000 // len(unit))
    assert cpu_seconds(lambda: step.find(line)) < 20
