"""`cleaner clean` as a filter over many articles: order, messages, exit codes, rejects, processes."""

import gzip
import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import FIXTURES, ROOT
from inputs import article, conversion, json_lines, objects, parquet, response, warc_record
from test_cli import invoke, run

sys.path.insert(0, str(ROOT / "tests/benchmarks"))
import pipe

COMMAND = [sys.executable, "-m", "cleaner"]
GOOD = json_lines(objects(40))
BAD = b'{"text": 17}\n'


def ids(out: str | bytes) -> list[str]:
    return [json.loads(line)["id"] for line in out.splitlines()]


def test_json_lines_with_their_fields() -> None:
    row = {"body": article(1), "key": 7, "link": "https://www.ynetnews.com/7", "section": ["news"]}
    fields = ["--text-field", "body", "--id-field", "key", "--url-field", "link"]
    code, out, err = invoke("clean", "-f", "jsonl", *fields, "--keep", stdin=json_lines([row]))
    record = json.loads(out)
    assert (code, err) == (0, "")
    assert (record["id"], record["url"], record["kept"]) == ("7", row["link"], {"section": ["news"]})
    assert (record["source"]["name"], record["source"]["site"]) == ("-:1", "ynetnews")
    assert "kept" not in json.loads(invoke("clean", "--text-field", "body", stdin=json_lines([row]))[1])


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_order_is_that_of_the_input(jobs: str, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(GOOD))
    code, out, err = invoke("clean", "--jobs", jobs, str(path), str(FIXTURES / "articles/gallery.txt"))
    assert (code, err) == (0, "")
    assert ids(out) == [*(f"a{number}" for number in range(40)), str(FIXTURES / "articles/gallery.txt")]


def test_bytes_do_not_depend_on_jobs() -> None:
    assert invoke("clean", "-j", "2", stdin=GOOD + BAD)[:2] == invoke("clean", stdin=GOOD + BAD)[:2]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.warc", response(1) + response(2)),
        ("a.wet", conversion(1) + conversion(2)),
        ("a.parquet", parquet(objects(2))),
    ],
)
def test_other_containers(name: str, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    code, out, err = invoke("clean", str(path))
    assert (code, err) == (0, "")
    assert [len(json.loads(line)["images"]) for line in out.splitlines()] == [1, 1]
    assert invoke("clean", stdin=data)[1].count("\n") == 2


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_bad_record_never_stops_the_others(jobs: str, tmp_path: Path) -> None:
    path, rejects = tmp_path / "a.jsonl", tmp_path / "rejects.jsonl"
    path.write_bytes(GOOD + BAD + b'{"text": " "}\n' + b'\xff{"text": "Rain"}\n' + GOOD)
    code, out, err = invoke("clean", "--jobs", jobs, "--rejects", str(rejects), str(path))
    assert (code, out.count("\n")) == (1, 80)
    assert err.splitlines() == [
        f"cleaner: {path}:41: the field 'text' is not a string",
        f"cleaner: {path}:42: nothing but white space",
        f"cleaner: {path}:43: no UTF-8 at byte 0",
    ]
    kept = [json.loads(line) for line in rejects.read_text("utf-8").splitlines()]
    assert kept[0] == {
        "place": f"{path}:41",
        "reason": "the field 'text' is not a string",
        "encoding": "utf-8",
        "raw": '{"text": 17}',
    }
    assert kept[2]["encoding"] == "base64"


def test_on_error_stop(tmp_path: Path) -> None:
    code, out, err = invoke("clean", "--on-error", "stop", stdin=GOOD + BAD + GOOD)
    assert (code, out.count("\n")) == (1, 40)
    assert err == "cleaner: standard input:41: the field 'text' is not a string\n"


def test_quiet_and_verbose() -> None:
    assert invoke("clean", "-q", stdin=GOOD + BAD)[0::2] == (1, "")
    assert invoke("clean", "-v", stdin=GOOD)[2] == "cleaner: done: records 40, rejected 0\n"
    warc = response(1) + response(2, status="404 Not Found")
    assert invoke("clean", "-v", stdin=warc)[2] == "cleaner: done: records 1, rejected 0, without an article 1\n"


def test_nul_between_articles() -> None:
    code, out, _ = invoke("clean", "-0", stdin=b"\0".join(article(number).encode() for number in range(3)))
    assert (code, out.count("\n")) == (0, 3)
    assert json.loads(out.splitlines()[1])["source"]["name"] == "-:2"


def test_names_from_a_list(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number} a\nb.txt").write_text(article(number), "utf-8")
    names = sorted(map(str, tmp_path.iterdir()))
    listed = "\0".join([*names, str(tmp_path / "gone.txt")]).encode()
    code, out, err = invoke("clean", "--files0-from", "-", stdin=listed)
    assert (code, ids(out)) == (1, names)
    assert err == f"cleaner: {tmp_path / 'gone.txt'}: No such file or directory\n"


WRONG = [
    (["-j", "-1"], "--jobs"),
    (["-f", "csv"], "csv"),
    (["--files0-from", "no-such-list"], "no-such-list"),
    (["--files0-from", "-", str(FIXTURES / "articles/gallery.txt")], "--files0-from"),
    (["--id-field", "text"], "text"),
    (["--id", "1", "-0"], "one article"),
    (["--on-error", "cry"], "skip"),
]


@pytest.mark.parametrize(("arguments", "message"), WRONG)
def test_wrong_usage_is_2(arguments: list[str], message: str) -> None:
    code, out, err = invoke("clean", *arguments, stdin=b"\0")
    assert (code, out) == (2, "")
    assert message in err


def test_rejects_must_not_overwrite_an_input(tmp_path: Path) -> None:
    path, names = tmp_path / "a.jsonl", tmp_path / "names"
    path.write_bytes(GOOD)
    names.write_bytes(os.fsencode(path))
    assert invoke("clean", str(path), "--rejects", str(path))[0] == 2
    assert invoke("clean", "--files0-from", str(names), "--rejects", str(path))[0] == 2
    assert invoke("clean", "--files0-from", str(names), "--rejects", str(names))[0] == 2
    with path.open("rb") as file:
        assert subprocess.run([*COMMAND, "clean", "--rejects", str(path)], stdin=file).returncode == 2
    assert path.read_bytes() == GOOD
    assert names.read_bytes() == os.fsencode(path)


@pytest.mark.parametrize("option", [["--id", "1"], ["--url", "u"], ["-t", "source"]])
def test_what_is_for_one_article_is_not_for_many(option: list[str]) -> None:
    code, out, err = invoke("clean", *option, stdin=GOOD)
    assert (code, out) == (2, "")
    assert "one article" in err


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_each_record_is_out_as_soon_as_its_line_is_there(jobs: str) -> None:
    process = subprocess.Popen(
        [*COMMAND, "clean", "-j", jobs, "--line-buffered"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdin
    assert process.stdout
    for number, line in enumerate(GOOD.splitlines(keepends=True)[:10]):
        process.stdin.write(line)
        process.stdin.flush()
        assert ids(process.stdout.readline()) == [f"a{number}"]
    process.stdin.close()
    assert process.wait(60) == 0


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_pipes_that_do_not_wait(jobs: str) -> None:
    """Of a pipe that says it has nothing yet, and of one that takes nothing yet, all goes through nevertheless."""
    reading, writing = os.pipe()
    out_reading, out_writing = os.pipe()
    os.set_blocking(reading, False)
    os.set_blocking(out_writing, False)
    process = subprocess.Popen([*COMMAND, "clean", "-j", jobs], stdin=reading, stdout=out_writing)
    os.close(reading)
    os.close(out_writing)
    os.write(writing, GOOD[:-1])
    time.sleep(1)
    os.write(writing, GOOD[-1:] + GOOD)
    os.close(writing)
    time.sleep(1)
    with open(out_reading, "rb") as out:
        assert ids(out.read()) == 2 * ids(invoke("clean", stdin=GOOD)[1])
    assert process.wait(60) == 0


def test_a_bomb_in_a_record() -> None:
    body = gzip.compress(b"0" * (40 << 20))
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + body
    bomb = warc_record("response", http, "application/http; msgtype=response")
    code, out, err = invoke("clean", stdin=bomb + conversion(1))
    assert (code, out.count("\n")) == (1, 1)
    assert err == "cleaner: standard input:1: larger than 32 MB, too large for one article\n"
    assert "too large" in invoke("clean", stdin=parquet([{"text": "0" * (33 << 20)}]))[2]


def test_columns_that_python_can_not_hold() -> None:
    row = {"text": article(1), "id": b"\xff", "at": numpy_time(), "data": b"\x00"}
    code, out, err = invoke("clean", "--keep", stdin=parquet([row]))
    assert (code, err) == (0, "")
    assert json.loads(out)["kept"] == {"at": "2024-03-17 20:37:00.000000001", "data": "AA=="}


def numpy_time() -> object:
    """A time with nanoseconds."""
    import pyarrow

    return pyarrow.scalar(1710707820000000001, pyarrow.timestamp("ns"))


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("command", ["clean -f jsonl", "clean"])
def test_head_of_what_never_ends(jobs: str, command: str) -> None:
    """A text without an end is too large for an article; lines without one go on until nobody reads."""
    line = GOOD.splitlines()[0].decode()
    endless = f"yes '{line}'" if "jsonl" in command else "yes"
    shell = f"{endless} | {sys.executable} -m cleaner {command} -j {jobs} | head -1; echo ${{PIPESTATUS[1]}}"
    done = subprocess.run(["bash", "-c", shell], capture_output=True, timeout=120)
    if "jsonl" in command:
        assert done.stderr == b""
        assert done.stdout.splitlines()[-1] == b"141"
    else:
        assert done.stderr == b"cleaner: standard input: larger than 32 MB, too large for one article\n"
        assert done.stdout == b"1\n"


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_full_disk(jobs: str) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run([*COMMAND, "clean", "-j", jobs], input=GOOD, stdout=full, stderr=subprocess.PIPE)
    assert (done.returncode, done.stderr) == (1, b"cleaner: standard output: No space left on device\n")
    done = run("clean", "-j", jobs, "--rejects", "/dev/full", stdin=BAD)
    assert (done.returncode, done.stderr) == (1, b"cleaner: /dev/full: No space left on device\n")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_reaches_the_whole_group(jobs: str) -> None:
    process = subprocess.Popen(
        [*COMMAND, "clean", "-j", jobs],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdin
    process.stdin.write(GOOD)
    process.stdin.flush()
    time.sleep(1.5)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (130, b"")
    assert all(json.loads(line) for line in out.splitlines())


def test_progress_is_for_a_terminal_alone() -> None:
    leader, follower = pty.openpty()
    process = subprocess.Popen([*COMMAND, "clean"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=follower)
    process.communicate(GOOD * 5, timeout=60)
    os.close(follower)
    shown = os.read(leader, 1 << 16)
    os.close(leader)
    assert b"records" in shown
    assert shown.endswith(b"\r\x1b[K")
    assert run("clean", stdin=GOOD).stderr == b""


def test_completion() -> None:
    done = run(env={**os.environ, "_CLEANER_COMPLETE": "bash_source"})
    assert b"complete" in done.stdout + done.stderr


def test_verify_reads_what_clean_reads(tmp_path: Path) -> None:
    path, records = tmp_path / "a.jsonl.gz", tmp_path / "records.jsonl"
    path.write_bytes(gzip.compress(GOOD))
    records.write_text(invoke("clean", str(path))[1], "utf-8")
    assert invoke("verify", str(records), str(path))[:2] == (0, "40 records: laws 1 to 3 hold\n")
    lines = records.read_text("utf-8").splitlines(keepends=True)
    records.write_text("".join(lines[:-1]), "utf-8")
    code, _, err = invoke("verify", str(records), str(path))
    assert (code, err) == (1, f"cleaner: {path}:40: no record was made from it\n")


def test_memory_is_flat() -> None:
    """`tests/benchmarks/pipe.py` does the same with three hundred thousand, of all languages."""
    process = subprocess.Popen([*COMMAND, "clean", "--line-buffered"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin
    assert process.stdout
    peaks = []
    for _ in range(2):
        for line in pipe.lines(150, 200, seed=1):
            process.stdin.write(line)
            process.stdin.flush()
            process.stdout.readline()
        peaks.append(pipe.peak(process.pid))
    process.stdin.close()
    assert process.wait(60) == 0
    assert max(peaks) <= 80
    assert peaks[1] - peaks[0] <= 2
