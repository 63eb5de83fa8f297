"""The command line as a person at the shell meets it: streams, messages, exit codes; never a traceback."""

import contextlib
import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import FIXTURES, ROOT

from cleaner.cli import cli, main

GALLERY = FIXTURES / "articles/gallery.txt"
CREDITS = FIXTURES / "articles/credits.txt"


def run(*arguments: str, stdin: bytes = b"", **options: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "cleaner", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, timeout=60, **options)  # type: ignore[call-overload]


def invoke(*arguments: str, stdin: bytes = b"") -> tuple[int, str, str]:
    """In this process, so that coverage sees it."""
    done = CliRunner().invoke(cli, list(arguments), input=stdin)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stdout, done.stderr


def test_one_record_per_file_in_the_order_given() -> None:
    code, out, err = invoke("clean", str(CREDITS), str(GALLERY))
    assert (code, err) == (0, "")
    assert [json.loads(line)["id"] for line in out.splitlines()] == [str(CREDITS), str(GALLERY)]


@pytest.mark.parametrize("arguments", [[], ["clean"], ["clean", "-"]], ids=["bare", "clean", "dash"])
def test_standard_input(arguments: Sequence[str]) -> None:
    done = run(*arguments, stdin=GALLERY.read_bytes())
    record = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, b"")
    assert record["id"] == record["source"]["sha256"]
    assert done.stdout.count(b"\n") == 1


@pytest.mark.parametrize("names", [["a.txt"], ["a.txt", "empty.txt", "a.txt"], ["empty.txt"], ["a.txt", "page.html"]])
def test_files_without_an_option_are_cleaned_as_with_one(names: list[str], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Rain fell on the harbor all day.\nThe pier was closed.\n")
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "page.html").write_text("<!doctype html><title>Rain</title><p>Rain fell on the harbor all day.")
    short = run("clean", *names, cwd=tmp_path)
    long = run("clean", "--format", "auto", *names, cwd=tmp_path)
    assert (short.returncode, short.stdout, short.stderr) == (long.returncode, long.stdout, long.stderr)


def test_options_without_a_command_mean_clean() -> None:
    code, out, _ = invoke("--id", "17", stdin=GALLERY.read_bytes())
    assert (code, json.loads(out)["id"]) == (0, "17")
    assert invoke("-", stdin=GALLERY.read_bytes())[0] == 0


def test_a_file_name_that_is_no_utf8(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/bad\xff\n.txt"
    Path(os.fsdecode(name)).write_bytes(GALLERY.read_bytes())
    done = run("clean", os.fsdecode(name))
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["id"].endswith("bad\ufffd\n.txt")
    Path(os.fsdecode(name)).write_bytes(b"")
    assert run("clean", os.fsdecode(name)).stderr.count(b"\n") == 1


def test_id_url_and_site_are_carried() -> None:
    code, out, _ = invoke("clean", "--id", "17", "--url", "https://www.ynetnews.com/17", stdin=GALLERY.read_bytes())
    record = json.loads(out)
    assert (code, record["id"], record["url"]) == (0, "17", "https://www.ynetnews.com/17")
    assert (record["source"]["site"], record["date"]) == ("ynetnews", "2024-03-17T20:37")


def test_version() -> None:
    from cleaner import __version__

    assert invoke("--version")[:2] == (0, f"cleaner {__version__}\n")


def test_at_a_terminal_alone_it_shows_help() -> None:
    leader, follower = pty.openpty()
    done = subprocess.run([sys.executable, "-m", "cleaner"], stdin=follower, capture_output=True, timeout=60)
    os.close(leader)
    os.close(follower)
    assert done.returncode == 0
    assert b"Usage:" in done.stdout


WRONG = [
    (["clean", "no-such-file.txt"], "no-such-file.txt"),
    (["clean", "."], "directory"),
    (["clean", "--nothing"], "--nothing"),
    (["clean", "--site", "nowhere", str(GALLERY)], "ynetnews"),
    (["clean", "--id", "1", str(GALLERY), str(CREDITS)], "--id"),
    (["verify", str(GALLERY)], "SOURCES"),
    (["verify", "-", "-"], "not both"),
    (["clean", "-", "-"], "named twice"),
    (["fix", "-", str(GALLERY), "-"], "named twice"),
    (["rules", "no-such-rule"], "no-such-rule"),
    (["nothing"], "nothing"),
    ([str(GALLERY)], "cleaner clean"),
    (["clean", "--site", "", str(GALLERY)], "unknown"),
    (["--nothing"], "--nothing"),
]


@pytest.mark.parametrize(("arguments", "message"), WRONG)
def test_wrong_usage_is_2(arguments: list[str], message: str) -> None:
    code, out, err = invoke(*arguments)
    assert (code, out) == (2, "")
    assert message in err


@pytest.mark.parametrize(
    ("data", "message"),
    [(b"", "empty input"), (b" \n\t", "white space"), (b"abc\xff\0\0\0", "byte 4"), (b"\x89PNG\r\n\x1a", "byte 0")],
)
def test_bad_input_is_1_and_names_its_place(data: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(data)
    code, out, err = invoke("clean", str(path), str(GALLERY))
    assert code == 1
    assert out.count("\n") == 1, "the good one is cleaned all the same"
    assert str(path) in err
    assert message in err
    assert invoke("clean", stdin=data)[0] == 1


def test_verify(tmp_path: Path) -> None:
    records = tmp_path / "records.jsonl"
    records.write_text(invoke("clean", str(GALLERY), str(CREDITS))[1], "utf-8")
    assert invoke("verify", str(records), str(CREDITS), str(GALLERY))[:2] == (0, "2 records: laws 1 to 3 hold\n")
    line = records.read_text("utf-8").splitlines()[0]
    assert invoke("verify", "-", str(GALLERY), stdin=line.encode())[0] == 0


def test_verify_reads_with_the_encoding_of_the_record(tmp_path: Path) -> None:
    """Nothing in the bytes says that they are Turkish; who made the record did."""
    article, records = tmp_path / "a.txt", tmp_path / "records.jsonl"
    article.write_bytes("İzmir'de eski iskele şimdi yenilendi.\nAçılış çarşamba günü.".encode("windows-1254"))
    records.write_text(invoke("clean", "--encoding", "windows-1254", str(article))[1], "utf-8")
    assert invoke("verify", str(records), str(article))[:2] == (0, "1 record: laws 1 to 3 hold\n")


def test_verify_names_the_first_broken_character(tmp_path: Path) -> None:
    line = invoke("clean", str(GALLERY))[1].replace("The port company declined", "The port company agreed")
    code, out, err = invoke("verify", "-", str(GALLERY), stdin=line.encode())
    where = GALLERY.read_text("utf-8").index("declined to comment")
    assert (code, out) == (1, "")
    assert f"law 3 is broken at character {where}" in err


@pytest.mark.parametrize(
    ("records", "sources", "message"),
    [
        (b"", [GALLERY], "holds no record"),
        (b"{}\n", [GALLERY], "standard input:1: no record"),
        (b"\xff\n", [GALLERY], "standard input:1: no record"),
        (None, [CREDITS, FIXTURES / "articles/dates.txt"], "none of the sources"),
        (None, [CREDITS], "sha256 differs"),
        (None, [GALLERY, CREDITS], "no record was made from it"),
    ],
)
def test_verify_with_what_does_not_fit(records: bytes | None, sources: list[Path], message: str) -> None:
    line = records if records is not None else invoke("clean", "--id", "x", stdin=GALLERY.read_bytes())[1].encode()
    code, _, err = invoke("verify", "-", *map(str, sources), stdin=line)
    assert code == 1
    assert message in err


def test_verify_of_a_source_that_is_no_text(tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\xff")
    assert invoke("verify", "-", str(bad), stdin=b"{}")[0] == 1


def test_schema_is_json() -> None:
    schema = json.loads(invoke("schema")[1])
    assert schema["$schema"].endswith("2020-12/schema")
    assert "Record" in schema["$defs"]


@pytest.mark.parametrize(
    "code",
    [
        "counter-gallery",
        "no-body",
        "unreadable",
        "mojibake",
        "separator",
        "ynetnews",
        "kommersant",
        "caption-in-gallery",
        "credit-bracketed",
    ],
)
def test_rules_explains(code: str) -> None:
    assert code in invoke("rules")[1]
    status, out, _ = invoke("rules", code)
    assert status == 0
    assert code in out


def test_head_ends_it_quietly() -> None:
    files = " ".join([str(GALLERY)] * 2000)
    command = f"{sys.executable} -m cleaner clean {files} | head -1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, timeout=120)
    assert done.stderr == b""
    assert done.stdout.splitlines()[1:] == [b"141"]


def test_a_full_disk_is_a_message() -> None:
    with open("/dev/full", "wb") as full:
        command = [sys.executable, "-m", "cleaner", "clean", str(GALLERY)]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, timeout=60)
    assert done.returncode == 1
    assert done.stderr == b"cleaner: standard output: No space left on device\n"


def test_a_closed_output_is_no_traceback() -> None:
    done = subprocess.run(["bash", "-c", f"{sys.executable} -m cleaner clean {GALLERY} >&-"], capture_output=True)
    assert b"Traceback" not in done.stderr
    assert done.returncode == 1


@pytest.mark.parametrize("endless", [False, True])
def test_interrupt_is_130_and_quiet(endless: bool) -> None:
    """Also while input keeps coming."""
    process = subprocess.Popen(
        [sys.executable, "-m", "cleaner", "clean"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin
    start = time.monotonic()
    while time.monotonic() < start + 1:
        if endless:
            process.stdin.write(b"Rain fell on the harbor.\n" * 100)
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    if endless:
        with contextlib.suppress(BrokenPipeError):
            while process.poll() is None:
                process.stdin.write(b"Rain fell on the harbor.\n" * 100)
                time.sleep(0.01)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, b"", b"")


def test_a_missing_package_is_named() -> None:
    """A checkout that nobody has installed: without site-packages there is no click."""
    program = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from cleaner.__main__ import main; main()"
    done = subprocess.run([sys.executable, "-I", "-S", "-c", program], capture_output=True, timeout=60)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.startswith(b"cleaner: the package click is missing")


@pytest.mark.parametrize("package", ["msgspec", "rtoml"])
def test_a_package_that_is_missing_later_is_named_too(package: str) -> None:
    program = f"import sys; sys.modules[{package!r}] = None; from cleaner.__main__ import main; main()"
    done = subprocess.run([sys.executable, "-c", program, "clean", str(GALLERY)], capture_output=True, timeout=60)
    assert (done.returncode, done.stdout) == (1, b"")
    assert f"the package {package} is missing".encode() in done.stderr
    assert b"Traceback" not in done.stderr


def test_main_is_the_command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["cleaner", "rules", "no-such-rule"])
    with pytest.raises(SystemExit) as done:
        main()
    assert done.value.code == 2
    assert "no-such-rule" in capsys.readouterr().err
