"""Mend: each step's table, every chain of charsets, and what only the lines of a text together can tell."""

import tomllib
from collections.abc import Iterator

import pytest
from clock import cpu_seconds
from conftest import FIXTURES

import cleaner
from cleaner.charsets import READ, WRITTEN, read, write
from cleaner.mend import repair
from cleaner.mend.edits import apply
from cleaner.mend.gates import find as look
from cleaner.mend.visual_order import find as turn

TABLES = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted((FIXTURES / "mend").glob("*.toml"))}
SENTENCES = {
    "he": "גשר עץ ישן בפארק הלימונים ליד הנחל",
    "ar": "حديقة الليمون القديمة في الصباح الباكر",
    "ru": "Старый мост через тихую реку закрыт",
    "el": "Το παλιό γεφύρι δίπλα στο ποτάμι",
}


def find(step: str, lines: list[str]) -> list[str]:
    """Lines after all the rounds of one step."""
    for _ in range(12):
        edits = turn(lines) if step == "visual_order" else [look(step, line) for line in lines]
        if not any(edits):
            return lines
        lines = [apply(line, own) for line, own in zip(lines, edits, strict=True)]
    raise AssertionError("no rest")


def rows(kind: str) -> Iterator[object]:
    """`stay` or `case` rows of every table; known failures are strict."""
    for step, table in TABLES.items():
        for number, row in enumerate(table.get(kind, ())):
            known = isinstance(row, dict) and row.get("known")
            marks = [pytest.mark.xfail(strict=True)] if known else []
            yield pytest.param(step, row, id=f"{step}-{number}", marks=marks)


def lines_of(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


@pytest.mark.parametrize(("step", "line"), [*rows("stay")])
def test_what_stays(step: str, line: str) -> None:
    assert find(step, lines_of(line)) == lines_of(line)
    # Elsewhere a row may hold what another step is there for.
    assert step != "mojibake" or repair(line).changes == ()


@pytest.mark.parametrize(("step", "case"), [*rows("case")])
def test_what_changes(step: str, case: dict[str, str]) -> None:
    assert find(step, lines_of(case["before"])) == lines_of(case["after"])
    if "flag" in case:
        assert {flag.code for flag in repair(case["before"]).flags} >= {case["flag"]}


KNOWN = {("windows-1251", "mac-cyrillic"), ("mac-cyrillic", "windows-1251"), ("mac-cyrillic", "cp866")}
"""The two Cyrillic charsets differ in capitals alone: a line with one of them tells too little."""
CHAINS = [
    pytest.param(one, other, marks=[pytest.mark.xfail(strict=True)] if (one, other) in KNOWN else [])
    for one in ("utf-8", *WRITTEN)
    for other in READ
    # MacArabic has many signs of ASCII twice: only the form of UTF-8 tells which were meant.
    if one != other and (one == "utf-8" or other != "mac-arabic")
]


@pytest.mark.parametrize(("written", "taken"), CHAINS)
def test_every_chain_is_undone(written: str, taken: str) -> None:
    for text in SENTENCES.values():
        try:
            broken = read(text.encode() if written == "utf-8" else write(text, written), taken)
        except UnicodeError:
            continue
        assert repair(broken).text == text


@pytest.mark.parametrize("times", [2, 3])
@pytest.mark.parametrize("name", ["latin-1", "windows-1252", "windows-1251", "windows-1256", "koi8-r"])
def test_layers_are_undone_one_by_one(name: str, times: int) -> None:
    for text in SENTENCES.values():
        broken = text
        for _ in range(times):
            broken = read(broken.encode(), name)
        assert repair(broken).text == text


@pytest.mark.parametrize(
    "text",
    [
        "The pi\ufffdr was closed.",
        "\ufffd\ufffd\ufffd \ufffd\ufffd",
        "???? ?????? ????",
        SENTENCES["he"].encode().decode("windows-1255", "replace"),
        "".join(char for char in read(SENTENCES["he"].encode(), "latin-1") if not "\x80" <= char <= "\x9f"),
    ],
)
def test_damage_that_cannot_be_undone_is_flagged_and_left(text: str) -> None:
    repaired = repair(text)
    assert repaired.text == text
    assert "damaged" in {flag.code for flag in repaired.flags}


def test_one_line_proves_what_another_cannot_tell() -> None:
    article = ["The keeper’s bridge, “closed” until May", SENTENCES["he"], "850 גג"]
    broken = [read(write(line, "windows-1255"), "cp437") for line in article]
    assert repair("\n".join(broken)).text == "\n".join(article)
    assert repair(broken[0]).text == broken[0]


def test_a_proven_chain_leaves_good_lines_alone() -> None:
    good = "Jürgen Öhler était à la fête"
    text = f"{good}\n{read(write(SENTENCES['he'], 'windows-1255'), 'latin-1')}"
    assert repair(text).text == f"{good}\n{SENTENCES['he']}"


def test_changes_give_the_repaired_text() -> None:
    for table in TABLES.values():
        for case in table.get("case", ()):
            text = "\n".join(lines_of(case["before"]))
            repaired, parts, at = repair(text), [], 0
            for change in repaired.changes:
                assert text[slice(*change.span)] == change.before
                parts += [text[at : change.span[0]], change.after]
                at = change.span[1]
            assert "".join((*parts, text[at:])) == repaired.text
            assert repair(repaired.text).changes == ()


def test_a_record_of_a_broken_article_is_that_of_the_good_one() -> None:
    good = (FIXTURES / "articles/gallery.txt").read_text("utf-8")
    broken = "\n".join(read(line.encode(), "windows-1255") for line in good.split("\n"))
    want, got = cleaner.clean(good), cleaner.clean(broken)
    assert [text.value for text in got.texts()] == [text.value for text in want.texts()]
    assert [text.role for text in got.texts()] == [text.role for text in want.texts()]
    assert {change.kind for change in got.changes} == {"mojibake", "separator"}


def test_no_ftfy_and_no_letters_for_clean_ascii() -> None:
    import subprocess
    import sys

    program = "import cleaner, sys; cleaner.clean('Rain fell.'); print({'ftfy', 'bidi'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


HOSTILE = ["׳", "א", "Ã ", "×", "ùìåí ", "эрх ", "\u05e9\u202e", "??", "&#", "\\u05d0", "e\u0301", "\ufe8d ", "\x00a"]


@pytest.mark.parametrize("pattern", HOSTILE)
def test_time_grows_with_length(pattern: str) -> None:
    def seconds(size: int) -> float:
        text = (pattern * (size // len(pattern) + 1))[:size]
        return min(cpu_seconds(lambda: repair(text)) for _ in range(3))

    assert seconds(16_000) < 10 * seconds(4_000) + 0.05
