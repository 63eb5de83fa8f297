"""Rude surroundings: closed or full outputs, readers that go away, Ctrl-C; in every command, and never a traceback."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import FIXTURES

GALLERY = str(FIXTURES / "articles/gallery.txt")
COMMAND = [sys.executable, "-m", "cleaner"]
COMMANDS = {
    "clean": ["clean", GALLERY],
    "clean -j 2": ["clean", "-j", "2", *[GALLERY] * 5],
    "clean -t source": ["clean", "-t", "source", GALLERY],
    "batch": ["batch", GALLERY, "-o", "out"],
    "batch --check": ["batch", GALLERY, "-o", "out", "--check", "-v"],
    "check": ["check", GALLERY],
    "check sarif": ["check", "--output-format", "sarif", GALLERY],
    "fix": ["fix"],
    "fix --diff": ["fix", "--diff", "broken.txt"],
    "verify": ["verify", "records.jsonl", GALLERY],
    "rules": ["rules"],
    "schema": ["schema"],
    "help": ["--help"],
    "version": ["--version"],
}
PRINTS_NOTHING = {"fix"}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "broken.txt").write_text("The old pier: ùìåí òåìí\n", "utf-8")
    done = subprocess.run([*COMMAND, "clean", GALLERY], stdout=subprocess.PIPE, check=True)
    (tmp_path / "records.jsonl").write_bytes(done.stdout)
    return tmp_path


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("output", [">/dev/full", ">&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("name", COMMANDS)
def test_an_output_that_takes_nothing(name: str, output: str) -> None:
    done = subprocess.run(
        ["bash", "-c", f'"$@" {output}', "-", *COMMAND, *COMMANDS[name]],
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    assert b"Traceback" not in done.stderr
    assert b"Exception" not in done.stderr
    assert done.stderr.count(b"\n") <= 2
    if name not in PRINTS_NOTHING:
        assert done.returncode == 1


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("name", COMMANDS)
def test_a_reader_that_has_gone(name: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([*COMMAND, *COMMANDS[name]], stdin=subprocess.DEVNULL, stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert b"Error" not in done.stderr
    assert b"Exception" not in done.stderr
    assert done.returncode in ({0, 141} if name in PRINTS_NOTHING else {141})


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("name", COMMANDS)
def test_ctrl_c(name: str) -> None:
    """At any moment: while it loads, works, waits for its input."""
    process = subprocess.Popen(
        [*COMMAND, *COMMANDS[name]],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    time.sleep(0.2 + 0.6 * list(COMMANDS).index(name) / len(COMMANDS))
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    # Python says this of itself before it has begun with the program.
    if b"init_import_site" not in said:
        assert b"Traceback" not in said
        assert b"Interrupt" not in said
    assert process.returncode in (0, 1, 130, -signal.SIGINT)
