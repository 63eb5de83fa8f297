"""`cleaner view` at the shell: where the page goes, what is said, and what the terminal shows."""

import os
import pty
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pyarrow.parquet
import pytest
from click.testing import CliRunner
from conftest import FIXTURES

from cleaner.cli import cli

GALLERY = str(FIXTURES / "articles/gallery.txt")
BROKEN = "The word on her banner, ùìåí, was &quot;old&quot;\u202e news.\n5 View gallery\nהמזח\nהמזח\n(Photo: AP)"


def test_the_command_writes_the_page(tmp_path: Path) -> None:
    source, out = str(FIXTURES / "articles/gallery.txt"), tmp_path / "page.html"
    done = CliRunner().invoke(cli, ["view", source, "-o", str(out)])
    assert (done.exit_code, done.output) == (0, "")
    assert out.read_bytes().startswith(b"<!doctype html>")
    piped = CliRunner().invoke(cli, ["view", source])
    assert piped.stdout_bytes == out.read_bytes()
    assert CliRunner().invoke(cli, ["view", source, "-j", "2"]).stdout_bytes == out.read_bytes()


def test_records_give_a_page_too(tmp_path: Path) -> None:
    names = [str(FIXTURES / "articles" / name) for name in ("gallery.txt", "mirror.txt")]
    records = tmp_path / "records.jsonl"
    records.write_bytes(CliRunner().invoke(cli, ["clean", *names]).stdout_bytes)
    done = CliRunner().invoke(cli, ["view", str(records)])
    assert done.exit_code == 0
    assert done.stdout.count('id="article-') == 2
    assert "Harbor council votes" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["view", "{broken}", "-o", "{broken}"], 2, "is one of the inputs"),
        (["view", "{broken}", "-o", "{folder}/none/page.html"], 1, "its folder does not exist"),
        (["view", "{empty}", "{broken}", "-o", "{folder}/page.html"], 1, "nothing but white space"),
        (["view", "{empty}", "-o", "{folder}/page.html"], 1, "no page was made"),
        (["view", "{broken}", "-o", "/dev/full"], 1, "/dev/full: No space left on device"),
        (["view", "{broken}", "-o", ""], 2, "-o needs the name of a file"),
        (["view", "{folder}/missing.txt"], 2, "does not exist"),
        (["view", "{odd}", "-o", "{folder}/page.html"], 1, "the field 'text' is missing; there are: \\x1b[31m"),
        (["view", "{broken}", "-o", "{folder}/\x1b[31m/page.html"], 1, "\\x1b[31m/page.html"),
    ],
)
def test_what_goes_wrong_is_said(tmp_path: Path, arguments: list[str], code: int, message: str) -> None:
    held = {
        "broken": str(tmp_path / "broken.txt"),
        "empty": str(tmp_path / "empty.txt"),
        "folder": str(tmp_path),
        "odd": str(tmp_path / "odd.jsonl"),
    }
    Path(held["broken"]).write_text(BROKEN, "utf-8")
    Path(held["empty"]).write_text(" \n")
    Path(held["odd"]).write_text('{"\\u001b[31m": 1}\n')
    done = subprocess.run(
        [sys.executable, "-m", "cleaner", *(part.format_map(held) for part in arguments)],
        capture_output=True,
        text=True,
    )
    assert done.returncode == code
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert "\x1b" not in done.stderr
    assert Path(held["broken"]).read_text("utf-8") == BROKEN


def test_the_browser_is_asked_to_open_it(tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    told = tmp_path / "told"
    opener = tmp_path / "opener"
    opener.write_text(f'#!/bin/sh\nprintf %s "$1" > {told}\n')
    opener.chmod(0o755)
    command = [
        sys.executable,
        "-m",
        "cleaner",
        "view",
        "--open",
        "-o",
        str(out),
        str(FIXTURES / "articles/gallery.txt"),
    ]
    done = subprocess.run(command, env={"BROWSER": str(opener), "PATH": "/usr/bin:/bin"}, capture_output=True)
    assert done.returncode == 0
    assert told.read_text() == out.as_uri()


def test_in_the_terminal() -> None:
    done = CliRunner().invoke(cli, ["view", "--terminal", GALLERY], env={"COLUMNS": "80"})
    assert done.exit_code == 0
    assert "\x1b" not in done.stdout
    assert "caption \xd72 he" in done.stdout
    assert "המזח הישן\n" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
    coloured = CliRunner().invoke(cli, ["view", "--terminal", "--bidi", "on", GALLERY], env={"FORCE_COLOR": "1"})
    assert "\x1b[32mcaption" in coloured.stdout
    assert "המזח הישן"[::-1] in coloured.stdout


@pytest.mark.parametrize(
    ("environment", "options", "reversed"),
    [
        ({"TERM": "xterm"}, [], True),
        ({"TERM": "xterm"}, ["--bidi", "off"], False),
        ({"TERM": "xterm-256color", "VTE_VERSION": "6800"}, [], False),
        ({"TERM": "xterm-256color", "VTE_VERSION": "6800"}, ["--bidi", "on"], True),
    ],
)
def test_a_terminal_that_does_not_reorder_gets_visual_order(
    environment: dict[str, str], options: list[str], reversed: bool
) -> None:
    said, terminal = pty.openpty()
    command = [sys.executable, "-m", "cleaner", "view", "--terminal", *options, GALLERY]
    with subprocess.Popen(command, stdout=terminal, env={"PATH": os.environ["PATH"], **environment}) as running:
        os.close(terminal)
        text = b""
        while True:
            try:
                text += os.read(said, 1 << 16)
            except OSError:
                break
    os.close(said)
    assert running.returncode == 0
    assert ("המזח הישן"[::-1] in text.decode()) == reversed
    assert b"\x1b[" in text


def test_one_empty_line_between_articles() -> None:
    done = CliRunner().invoke(cli, ["view", "--terminal", GALLERY, GALLERY])
    first = CliRunner().invoke(cli, ["view", "--terminal", GALLERY])
    assert done.stdout == f"{first.stdout}\n{first.stdout}"


def test_a_page_and_the_terminal_are_two_things(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["view", "--terminal", "-o", str(tmp_path / "page.html"), GALLERY])
    assert done.exit_code == 2
    assert "--terminal makes no page" in done.stderr


def test_standard_output_is_not_opened_anew(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.write_bytes(b"before\n")
    with out.open("ab") as file:
        command = [sys.executable, "-m", "cleaner", "view", GALLERY, "-o", "/dev/stdout"]
        assert subprocess.run(command, stdout=file, check=False).returncode == 0
    assert out.read_bytes().startswith(b"before\n<!doctype html>")


def test_a_page_of_nothing_replaces_none(tmp_path: Path) -> None:
    out, empty = tmp_path / "page.html", tmp_path / "empty.txt"
    out.write_text("a good page")
    empty.write_text("\n")
    assert CliRunner().invoke(cli, ["view", str(empty), "-o", str(out)]).exit_code == 1
    assert out.read_text() == "a good page"


@pytest.mark.parametrize("spans", ["[]", "[[5,3]]", "[[0,2147483647]]", "[[-1,4]]", "[[0,99999999999999999999]]"])
@pytest.mark.parametrize("arguments", [["view", "--terminal"], ["view"], ["clean", "-t", "parquet"]])
def test_a_record_that_tells_of_no_source_costs_itself_alone(tmp_path: Path, spans: str, arguments: list[str]) -> None:
    good = CliRunner().invoke(cli, ["clean", GALLERY]).stdout
    bad = good.replace('"spans":[[8,66]]', f'"spans":{spans}')
    assert bad != good
    records = tmp_path / "records.jsonl"
    records.write_text(good + bad + good, "utf-8")
    done = CliRunner().invoke(cli, [*arguments, str(records)])
    assert "fault" not in done.stderr
    # Whether spans fit together only who rebuilds the source must know.
    fits = "parquet" in arguments and spans in ("[[5,3]]", "[[0,2147483647]]")
    assert done.exit_code == (0 if fits else 1)
    assert ("no record" in done.stderr) != fits
    if "parquet" in arguments:
        headlines = pyarrow.parquet.read_table(BytesIO(done.stdout_bytes)).column("role").to_pylist().count("headline")
        assert headlines == (3 if fits else 2)
    else:
        assert done.stdout.count("Officials put the cost") == 2
