"""`cleaner check`: what it reports and what it leaves unsaid, its formats, its messages and exit codes."""

import json
import os
import sys
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner
from conftest import FIXTURES

from cleaner.check import check
from cleaner.check.codes import LEAKED, codes, reason
from cleaner.check.text import SHOWN, excerpt
from cleaner.cli import cli
from cleaner.mend import repair
from cleaner.rulebook import rulebook

TABLE = tomllib.loads((FIXTURES / "check.toml").read_text("utf-8"))
PROSE = tomllib.loads((FIXTURES / "prose.toml").read_text("utf-8"))["language"]
HEBREW = "השער הצפוני נפתח לקהל"
CREDIT = "The ferry sailed at seven with forty people on board.\n(Photo: Dana Levi)\n"
CREDIT_FOUND = '2:1 credit-bracketed credit in the text: "(Photo: Dana Levi)"\n'


def run(*arguments: str | Path, stdin: bytes = b"", **environment: str) -> tuple[int, str, str]:
    """Exit code, standard output, standard error."""
    done = CliRunner().invoke(cli, ["check", *map(str, arguments)], input=stdin, env=environment)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, so that names come out as they were given."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(CREDIT, "utf-8")
    return tmp_path


@pytest.mark.parametrize("text", [row["text"] for row in TABLE["stay"]])
def test_what_stays_unsaid(text: str) -> None:
    assert check(text) == check(text.encode()) == ()


@pytest.mark.parametrize("language", PROSE, ids=lambda language: language["code"])
def test_clean_articles_in_many_languages(language: dict[str, Any]) -> None:
    assert check("\n".join(language["lines"])) == ()


@pytest.mark.parametrize("case", TABLE["case"])
def test_what_is_found(case: dict[str, Any]) -> None:
    text = case["text"].removeprefix("\n")
    found = [one for one in check(text) if case.get("roles", True) or one.code not in LEAKED_CODES]
    assert [f"{one.line}:{one.column} {one.code}" for one in found] == case["found"]
    assert check(text) == check(text.encode()) == tuple(sorted(check(text)))


LEAKED_CODES = {rule.code for rule in rulebook().rules.values() if rule.role in LEAKED}


@pytest.mark.parametrize("case", TABLE["case"])
def test_after_a_repair_no_repair_is_asked_for(case: dict[str, Any]) -> None:
    left = {one.code for one in check(repair(case["text"]).text)}
    assert left <= LEAKED_CODES | {"damaged", "blank-letter"}


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (f"{HEBREW}\n".encode("utf-16"), "1:1 encoding it is utf-16-le, not UTF-8"),
        (f"{HEBREW}\n".encode("windows-1255") * 3, "1:1 encoding its letters read best as windows-1255, not as UTF-8"),
        (HEBREW.encode()[:-1], '1:21 undecodable-bytes "\ufffd" stands for bytes that mean nothing in this encoding'),
    ],
)
def test_encodings(data: bytes, found: str) -> None:
    assert found in [f"{one.line}:{one.column} {one.code} {one.message}" for one in check(data)]


def test_an_encoding_that_is_named() -> None:
    data = HEBREW.encode("cp862")
    assert [one.message for one in check(data, encoding="cp862")] == ["it is cp862, not UTF-8"]
    assert check(b"The gate was opened.", encoding="cp862") == ()


def test_every_code_is_explained_and_roles_stand_for_theirs() -> None:
    for code in codes():
        assert reason(code)
        assert CliRunner().invoke(cli, ["rules", code]).exit_code == 0
    assert codes(("promo",)) == {rule.code for rule in rulebook().rules.values() if rule.role == "promo"}
    assert {"mojibake", "damaged", "unreadable"} <= codes()
    assert not {"separator", "no-body", "byline-by", "body"} & codes()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\n\tb", '"a b"'),
        ("\u202ea\u200b", '"\\u202ea\\u200b"'),
        ("\u2028", '"\\u2028"'),
        ("x" * SHOWN, '"' + "x" * SHOWN + '"'),
        ("x" * (SHOWN + 1), '"' + "x" * SHOWN + '…"'),
    ],
)
def test_excerpts_are_short_and_on_one_line(text: str, shown: str) -> None:
    assert excerpt(text) == shown


def test_a_file_and_standard_input(here: Path) -> None:
    assert run("a.txt") == (1, f"a.txt:{CREDIT_FOUND}", "")
    assert run(stdin=CREDIT.encode()) == (1, f"standard input:{CREDIT_FOUND}", "")
    assert run("-", stdin=b"The ferry sailed at seven.") == (0, "", "")
    assert run("-q", "a.txt") == (1, "", "")
    assert run("-q", stdin=b"") == (0, "", "")


def test_only_what_is_asked_for(here: Path) -> None:
    (here / "a.txt").write_text(CREDIT + "A pi\u200ber.\n", "utf-8")
    assert run("a.txt")[1].count("\n") == 2
    for options in (
        ("--select", "credit"),
        ("--ignore", "control"),
        ("--select", "credit,control", "--ignore=control"),
    ):
        assert run(*options, "a.txt") == (1, f"a.txt:{CREDIT_FOUND}", "")
    assert run("--ignore", "credit-bracketed, control", "a.txt") == (0, "", "")


def test_what_cannot_be_read_is_a_problem_and_the_others_are_checked(here: Path) -> None:
    (here / "picture.txt").write_bytes(b"\x89PNG" + bytes(400))
    (here / "page.html").write_text("<!doctype html><html><p>x", "utf-8")
    (here / "loop").symlink_to("loop")
    code, out, err = run("--select", "credit", "picture.txt", "page.html", "a.txt")
    assert (code, err) == (1, "")
    assert [line.split(" ")[:2] for line in out.splitlines()] == [
        ["picture.txt:1:1", "unreadable"],
        ["page.html:1:1", "unreadable"],
        ["a.txt:2:1", "credit-bracketed"],
    ]
    assert run("--ignore", "unreadable", "picture.txt") == (0, "", "")


def test_a_file_that_may_not_be_read(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str) -> bytes:
        raise PermissionError(13, "Permission denied", name)

    monkeypatch.setattr(sys.modules["cleaner.cli.check"], "read", refuse)
    assert run("a.txt") == (1, "a.txt:1:1 unreadable Permission denied\n", "")


ROWS = [
    '{"text": "The ferry sailed at seven.\\u2028It was full. \\u05d4\\u05e1\\u05d9\\u05e8\\u05d4"}',
    "",
    json.dumps({"text": CREDIT, "body": None}),
    "{broken",
    json.dumps({"other": "x"}),
    json.dumps({"text": None}),
    json.dumps({"text": 5}),
    json.dumps(["text"]),
    "[" * 100_000,
    '{"text": "The ferry \\ud83d sailed at seven with forty people on board."}',
    '{"text": "The ferry\u2028sailed. \u0085"}',
]


def test_json_lines(here: Path) -> None:
    for name in ("rows.jsonl", "ROWS.NDJSON"):
        (here / name).write_text("\n".join(ROWS), "utf-8")
        places = [line.removeprefix(f"{name}:").split(" ")[0] for line in run(name)[1].splitlines()]
        assert places == ["3:1", "4:1", "5:1", "6:1", "7:1", "8:1", "9:1", "10:1"]
    (here / "bytes.jsonl").write_bytes(b'{"text": "\xff"}')
    assert run("bytes.jsonl")[1].startswith("bytes.jsonl:1:1 unreadable no UTF-8 at byte 10")
    (here / "other.jsonl").write_text(json.dumps({"story": CREDIT}), "utf-8")
    assert "the field 'text' is missing; there are: story" in run("other.jsonl")[1]
    assert run("--text-field", "story", "other.jsonl")[1].startswith("other.jsonl:1:1 credit-bracketed ")


def test_whole_json_is_left_alone(here: Path) -> None:
    (here / "x.json").write_text('{"text": "\\u05d4"}', "utf-8")
    assert run("x.json") == (0, "", "")
    code, out, err = run("-v", "x.json")
    assert (code, out) == (0, "")
    assert err.startswith("cleaner: x.json: left alone: it is JSON")


def test_as_json(here: Path) -> None:
    _, out, _ = run("--output-format", "json", "a.txt")
    message = 'credit in the text: "(Photo: Dana Levi)"'
    expected = {"file": "a.txt", "line": 2, "column": 1, "code": "credit-bracketed", "message": message}
    assert [json.loads(line) for line in out.splitlines()] == [expected]


def test_as_github_annotations(here: Path) -> None:
    name = "50%,a:b\n.txt"
    (here / name).write_text("Rain fell on the quay all day.\n(Photo: A 50% b)\n", "utf-8")
    assert run("--output-format", "github", name)[1] == (
        "::error file=50%25%2Ca%3Ab%0A.txt,line=2,col=1,title=credit-bracketed::"
        'credit in the text: "(Photo: A 50%25 b)"\n'
    )
    assert run("--output-format", "github", stdin=CREDIT.encode())[1].startswith("::error line=2,col=1,title=")


SARIF = {
    "type": "object",
    "required": ["$schema", "version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {
            "minItems": 1,
            "items": {
                "required": ["tool", "results", "columnKind"],
                "properties": {
                    "columnKind": {"const": "unicodeCodePoints"},
                    "results": {"items": {"required": ["ruleId", "ruleIndex", "level", "message", "locations"]}},
                },
            },
        },
    },
}


def test_as_sarif(here: Path) -> None:
    names = [os.fsdecode(b"\xffa:b %.txt"), "a.txt", str(here / "b c.txt")]
    for name in names:
        (here / name).write_text(CREDIT + "A pi\u200ber.\n", "utf-8")
    code, out, _ = run("--output-format", "sarif", *names)
    log = json.loads(out)
    jsonschema.validate(log, SARIF)
    results, rules = log["runs"][0]["results"], log["runs"][0]["tool"]["driver"]["rules"]
    places = [result["locations"][0]["physicalLocation"] for result in results]
    assert code == 1
    assert [place["artifactLocation"]["uri"] for place in places[::2]] == [
        "%FFa%3Ab%20%25.txt",
        "a.txt",
        f"file://{here}/b%20c.txt",
    ]
    assert places[1]["region"] == {"startLine": 3, "startColumn": 5}
    assert [rules[result["ruleIndex"]]["id"] for result in results] == [result["ruleId"] for result in results]
    assert all(rule["shortDescription"]["text"] for rule in rules)
    assert json.loads(run("--output-format", "sarif", stdin=b"")[1])["runs"][0]["results"] == []


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ({"FORCE_COLOR": "", "NO_COLOR": ""}, False),
    ],
)
def test_colour(environment: dict[str, str], coloured: bool, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    assert ("\x1b[" in run("a.txt", **environment)[1]) == coloured
    assert "\x1b[" not in run("--output-format", "json", "a.txt", **environment)[1]


def test_colour_at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    from cleaner.cli.colour import wanted

    class Terminal:
        def isatty(self) -> bool:
            return True

    for name in ("FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for term, expected in (("xterm", True), ("dumb", False)):
        monkeypatch.setenv("TERM", term)
        assert wanted(Terminal()) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["no-such-file.txt"], "no-such-file.txt"),
        (["."], "directory"),
        (["--nothing"], "--nothing"),
        (["--output-format", "xml", "-"], "sarif"),
        (["--select", "no-such-code", "-"], "no-such-code"),
        (["--select", "byline-by", "-"], "nothing that check reports"),
        (["--ignore", "", "-"], "nothing that check reports"),
        (["--site", "nowhere", "-"], "ynetnews"),
        (["--encoding", "klingon", "-"], "klingon"),
        (["-", "-"], "named twice"),
    ],
)
def test_wrong_usage_is_2(arguments: list[str], message: str) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert message in err
