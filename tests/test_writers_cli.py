"""`cleaner clean -t FORM`: whole outputs, from articles and from records, with one process and two."""

import csv
import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO, StringIO

import pyarrow.parquet
import pytest
from click.testing import CliRunner
from conftest import FIXTURES
from translate.storage import tmx
from written import SOURCES, fixtures, written

from cleaner.cli import cli
from cleaner.formats import WRITERS

ARTICLES = tuple(str(path) for path in SOURCES if path.stem in ("gallery", "credits", "hebrew_market"))
GALLERY = str(FIXTURES / "articles/gallery.txt")


def invoke(*arguments: str, stdin: bytes = b"") -> tuple[int, bytes, str]:
    done = CliRunner().invoke(cli, ["clean", *arguments], input=stdin)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stdout_bytes, done.stderr


def run(program: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    program = f"import sys; {program}; from cleaner.cli import main; main()"
    command = [sys.executable, "-c", program, "clean", "-t", "parquet", GALLERY]
    return subprocess.run(command, timeout=60, **options)  # type: ignore[call-overload, no-any-return]


def test_a_record_is_read_and_written_as_it_was() -> None:
    data = written("record", fixtures())
    assert invoke("-f", "record", stdin=data) == (0, data, "")
    assert invoke(stdin=data) == (0, data, ""), "a record is known when it is seen"


@pytest.mark.parametrize("form", WRITERS)
def test_a_form_of_articles_is_that_of_their_records(form: str) -> None:
    records = invoke(*ARTICLES)[1]
    code, out, err = invoke("-t", form, *ARTICLES)
    assert (code, err) == (0, "")
    assert invoke("-f", "record", "-t", form, stdin=records) == (0, out, "")


@pytest.mark.parametrize("form", WRITERS)
def test_more_processes_give_the_same_bytes(form: str) -> None:
    data = written("record", fixtures())
    assert invoke("-j", "2", "-f", "record", "-t", form, stdin=data) == (0, written(form, fixtures()), "")


@pytest.mark.parametrize("form", WRITERS)
def test_no_record_is_an_output_without_any(form: str) -> None:
    code, out, err = invoke("-f", "record", "-t", form, stdin=b"\n")
    assert (code, out, err) == (0, written(form, []), "")
    if form == "tmx":
        assert tmx.tmxfile.parsestring(out).units == []
    elif form == "parquet":
        assert pyarrow.parquet.read_table(BytesIO(out)).num_rows == 0
    else:
        assert out.count(b"\n") == (form in ("captions", "rows"))


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("stop", [False, True])
def test_a_bad_record_is_named_and_the_output_is_whole(form: str, stop: bool) -> None:
    first, second = fixtures()[:2]
    data = written("record", [first]) + b'{"schema": "cleaner/record/1"}\n' + written("record", [second])
    code, out, err = invoke("-f", "record", "-t", form, *(["--on-error", "stop"] if stop else []), stdin=data)
    assert (code, out) == (1, written(form, [first] if stop else [first, second]))
    assert "standard input:2: no record: " in err
    assert "missing" in err


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"{}", "no record"),
        (b"[]", "no record"),
        (b"rain", "no record"),
        (b"\xff", "no record"),
        (b'{"schema": "cleaner/record/9"}', "cleaner/record/9"),
    ],
)
def test_what_is_no_record_says_why(line: bytes, message: str) -> None:
    code, out, err = invoke("-f", "record", "-t", "story", stdin=line)
    assert (code, out) == (1, b"")
    assert message in err


def test_parquet_is_not_for_terminals() -> None:
    leader, follower = pty.openpty()
    done = run("pass", stdin=subprocess.DEVNULL, stdout=follower, stderr=subprocess.PIPE)
    os.close(leader)
    os.close(follower)
    assert done.returncode == 2
    assert b"send them to a file" in done.stderr


def test_parquet_without_its_package_says_what_to_install() -> None:
    done = run("sys.modules['pyarrow'] = None", capture_output=True)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"-t parquet takes pyarrow: pip install 'caption-cleaner[parquet]'" in done.stderr


def test_an_unknown_form_lists_those_that_there_are() -> None:
    code, out, err = invoke("-t", "docx", GALLERY)
    assert (code, out) == (2, b"")
    assert all(form in err for form in WRITERS)


@pytest.mark.parametrize(
    "spell",
    [
        lambda record: json.dumps(record, sort_keys=True),
        lambda record: json.dumps(record, indent=2, ensure_ascii=False),
        lambda record: json.dumps(record),
    ],
    ids=["sorted", "spread", "escaped"],
)
def test_records_spelled_otherwise_are_records(spell: Callable[[object], str]) -> None:
    line = invoke(GALLERY)[1]
    assert invoke(stdin=spell(json.loads(line)).encode()) == (0, line, "")


def test_articles_that_look_like_records_are_articles() -> None:
    line = json.dumps({"text": 'It rained. {"schema":"cleaner/record/1"} was all it said.', "schema": "news"})
    assert json.loads(invoke(stdin=line.encode())[1])["body"]


def test_a_record_among_articles_says_how_to_read_it() -> None:
    record = invoke(GALLERY)[1]
    code, _, err = invoke(stdin=b'{"text": "It rained all day."}\n' + record)
    assert code == 1
    assert "-f record reads records" in err


@pytest.mark.parametrize(("form", "columns", "delimiter"), [("rows", 13, ","), ("captions", 5, "\t")])
def test_a_row_is_a_line(form: str, columns: int, delimiter: str) -> None:
    article = {"id": 'a\rb\n"c"\td', "text": "Rain fell all day.\n5 View gallery\nהמזח\nהמזח\nThe pier\n(Photo: AP)"}
    out = invoke("-t", form, stdin=json.dumps(article).encode())[1].decode()
    assert {len(row) for row in csv.reader(StringIO(out, newline=""), delimiter=delimiter)} == {columns}
    assert "\r" not in out


@pytest.mark.parametrize("form", ["text", "story", "markdown"])
def test_articles_that_say_nothing_take_no_room(form: str) -> None:
    lines = [
        json.dumps({"text": text}) for text in ("(Photo: AP)", "Rain fell all day long.", "(Photo: AP)", "It snowed.")
    ]
    out = invoke("-t", form, stdin="\n".join(lines).encode())[1].decode()
    if form == "markdown":
        assert not out.startswith(("\n", "---"))
    else:
        assert out == "Rain fell all day long.\n\nIt snowed.\n"


@pytest.mark.parametrize("command", ["batch", "verify"])
def test_records_are_no_sources(command: str) -> None:
    done = CliRunner().invoke(cli, [command, "-f", "record", GALLERY, GALLERY])
    assert done.exit_code == 2
    assert "record" in done.stderr
