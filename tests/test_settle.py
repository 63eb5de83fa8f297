"""What stands around a line decides its role: articles that stay as they are, whole pages, pictures.

In front of each line of a case stands its role, or the rule that decides it; `+` joins those of several
pieces. `@name` is a block of the table, `!` marks a line that comes out wrong today.
"""

import tomllib
from bisect import bisect_right
from functools import cache
from itertools import accumulate, zip_longest
from typing import Any, NamedTuple

import pytest
from conftest import FIXTURES

import cleaner
from cleaner.record import Record
from cleaner.rulebook import rulebook

RULES = rulebook().rules


class Line(NamedTuple):
    """A line of a case with what it should be."""

    wanted: str
    text: str
    known: bool


class Case(NamedTuple):
    """A text, line by line; `known` says why some of its lines come out wrong, `pictures` are captions by picture."""

    why: str
    lines: list[Line]
    known: str
    pictures: list[list[str]] | None


def read_lines(text: str, blocks: dict[str, str]) -> list[Line]:
    found: list[Line] = []
    for row in text.removesuffix("\n").split("\n"):
        label, _, rest = row.partition(" ")
        if label.startswith("@"):
            found += read_lines(blocks[label[1:]], blocks)
        else:
            found.append(Line(label.removeprefix("!"), rest.strip(" "), label.startswith("!")))
    return found


def read_cases(name: str) -> list[Case]:
    table: dict[str, Any] = tomllib.loads((FIXTURES / name).read_text("utf-8"))
    blocks = table.get("blocks", {})
    return [
        Case(case["why"], read_lines(case["lines"], blocks), case.get("known", ""), case.get("pictures"))
        for case in table["case"]
    ]


CASES = read_cases("settle.toml") + read_cases("pages.toml")
KNOWN = [(case, at) for case in CASES for at, line in enumerate(case.lines) if line.known]


@cache
def cleaned(text: str) -> Record:
    return cleaner.clean(text)


def settled(case: Case) -> list[str]:
    """What each line of a case comes out as, in the words of what is wanted: roles or rules."""
    record = cleaned("\n".join(line.text for line in case.lines))
    ends = list(accumulate(len(line.text) + 1 for line in case.lines))
    pieces: list[list[tuple[str, str]]] = [[] for _ in case.lines]
    for start, role, rule in sorted((span[0], text.role, text.rule) for text in record.texts() for span in text.spans):
        pieces[bisect_right(ends, start)].append((role, rule))
    return ["+".join(named(line, found)) for line, found in zip(case.lines, pieces, strict=True)]


def named(line: Line, found: list[tuple[str, str]]) -> list[str]:
    wanted = line.wanted.split("+") if line.wanted else []
    pairs = zip_longest(wanted, found, fillvalue=None)
    return [(piece[1] if want in RULES else piece[0]) if piece else "nothing" for want, piece in pairs]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.why[:60])
def test_settling(case: Case) -> None:
    rows = list(zip(case.lines, settled(case), strict=True))
    right = [(line.wanted, line.text) for line, _ in rows if not line.known]
    assert [(role, line.text) for line, role in rows if not line.known] == right
    assert bool(case.known) is any(line.known for line in case.lines)


@pytest.mark.parametrize("case", [case for case in CASES if case.pictures], ids=lambda case: case.why[:60])
def test_pictures(case: Case) -> None:
    record = cleaned("\n".join(line.text for line in case.lines))
    assert [[caption.value for caption in image.captions] for image in record.images] == case.pictures


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize(("case", "at"), KNOWN, ids=lambda part: part if isinstance(part, int) else part.why[:60])
def test_settling_still_wrong(case: Case, at: int) -> None:
    assert settled(case)[at] == case.lines[at].wanted


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.why[:60])
def test_roles_are_those_of_their_rules(case: Case) -> None:
    record = cleaned("\n".join(line.text for line in case.lines))
    assert [text for text in record.texts() if RULES[text.rule].role != text.role] == []
