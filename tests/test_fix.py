"""`cleaner fix` as a person or pre-commit meets it: streams, files in place, exit codes; files written whole or not."""

import errno
import os
import shutil
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from cleaner.atomic import replace_file
from cleaner.cli import cli
from cleaner.cli.diff import unified

GOOD = "השער הצפוני נפתח לקהל"
BROKEN = GOOD.encode().decode("latin-1")
CLEAN = f"The northern gate\n{GOOD}\r\nЛодки стоят у старого причала\n"


def fix(*arguments: str | Path, stdin: bytes = b"") -> tuple[int, bytes, str]:
    """Exit code, standard output, standard error."""
    done = CliRunner().invoke(cli, ["fix", *map(str, arguments)], input=stdin)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stdout_bytes, done.stderr


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    path = tmp_path / "broken.txt"
    path.write_bytes(f"The gate\r\n{BROKEN}\nend".encode())
    return path


@pytest.mark.parametrize("arguments", [[], ["-"]])
def test_a_filter_succeeds_whether_it_changed_something_or_not(arguments: list[str]) -> None:
    assert fix(*arguments, stdin=BROKEN.encode()) == (0, GOOD.encode(), "")
    assert fix(*arguments, stdin=CLEAN.encode()) == (0, CLEAN.encode(), "")
    assert fix(*arguments, stdin=b"") == (0, b"", "")


def test_a_file_is_fixed_in_place_once(broken: Path) -> None:
    code, out, err = fix(broken)
    assert (code, out) == (1, b"")
    assert err.startswith(f"cleaner: {broken}: fixed: ")
    assert "mojibake" in err
    assert broken.read_bytes() == f"The gate\r\n{GOOD}\nend".encode()
    before = broken.stat()
    assert fix(broken) == (0, b"", "")
    after = broken.stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


@pytest.mark.parametrize("data", [b"", b" \n\t", CLEAN.encode(), b"plain\r\n\r\nno end", b"a\rb\nc\r\n"])
def test_clean_files_are_left_alone(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "clean.txt"
    path.write_bytes(data)
    for options in ([], ["--check"], ["--diff"]):
        assert fix(*options, path) == (0, b"", "")
    assert path.read_bytes() == data


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r", "\r\n\n\r"])
def test_line_ends_are_kept(ends: str, tmp_path: Path) -> None:
    path = tmp_path / "ends.txt"
    path.write_bytes(f"{BROKEN}{ends}a gate{ends}{BROKEN}{ends}".encode())
    assert fix(path)[0] == 1
    assert path.read_bytes() == f"{GOOD}{ends}a gate{ends}{GOOD}{ends}".encode()


@pytest.mark.parametrize("encoding", ["windows-1255", "utf-16", "utf-8-sig"])
def test_what_was_not_utf8_becomes_utf8(encoding: str, tmp_path: Path) -> None:
    text = f"{GOOD}\n" * 3
    path = tmp_path / "other.txt"
    path.write_bytes(text.encode(encoding))
    code, out, err = fix("--check", path)
    assert (code, out) == (1, b"")
    assert "would be fixed: " in err
    assert fix(path)[0] == 1
    assert path.read_bytes() == text.encode()
    assert fix(path)[0] == 0


def test_the_encoding_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "dos.txt"
    path.write_bytes(GOOD.encode("cp862"))
    code, _, err = fix("--encoding", "cp862", path)
    assert (code, path.read_bytes()) == (1, GOOD.encode())
    assert "cp862 to UTF-8" in err
    assert fix("--encoding", "cp862", stdin=GOOD.encode("cp862"))[1] == GOOD.encode()


def test_clean_takes_the_encoding_too() -> None:
    done = CliRunner().invoke(cli, ["clean", "--encoding", "cp862"], input=GOOD.encode("cp862"))
    assert done.exit_code == 0
    assert GOOD in done.stdout
    assert CliRunner().invoke(cli, ["clean", "--encoding", "klingon"], input=b"-").exit_code == 2


def test_check_and_diff_write_nothing(broken: Path) -> None:
    data = broken.read_bytes()
    for arguments, stdin in (([broken], b""), ([], data)):
        place = broken if arguments else "standard input"
        code, out, err = fix("--check", *arguments, stdin=stdin)
        assert (code, out) == (1, b"")
        assert err.startswith(f"cleaner: {place}: would be fixed: ")
        code, out, err = fix("--diff", *arguments, stdin=stdin)
        assert code == 1
        assert out.decode() == (
            f"--- {place}\n+++ {place}\n@@ -1,3 +1,3 @@\n The gate\r\n-{BROKEN}\n+{GOOD}\n end\n"
            "\\ No newline at end of file\n"
        )
    assert broken.read_bytes() == data


def test_quiet_names_only_errors(broken: Path, tmp_path: Path) -> None:
    picture = tmp_path / "picture"
    picture.write_bytes(b"\x89PNG" + bytes(400))
    code, out, err = fix("-q", broken, picture)
    assert (code, out) == (1, b"")
    assert err.count("\n") == 1
    assert str(picture) in err


def test_what_is_no_text_stays_and_the_others_go_on(broken: Path, tmp_path: Path) -> None:
    picture, locked = tmp_path / "picture", tmp_path / "loop"
    picture.write_bytes(b"\x89PNG" + bytes(400))
    locked.symlink_to(picture)
    code, out, err = fix(picture, broken, locked)
    assert (code, out) == (1, b"")
    assert [line.split(": ")[1] for line in err.splitlines()] == [str(picture), str(broken), str(locked)]
    assert picture.read_bytes() == b"\x89PNG" + bytes(400)
    assert GOOD in broken.read_text("utf-8")
    code, out, err = fix(stdin=bytes(500))
    assert (code, out) == (1, b"")
    assert err.startswith("cleaner: standard input: ")


def test_a_file_that_cannot_be_read(broken: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str) -> bytes:
        if name == str(broken):
            raise PermissionError(errno.EACCES, "Permission denied", name)
        return Path(name).read_bytes()

    other = tmp_path / "other.txt"
    other.write_text(BROKEN, "utf-8")
    monkeypatch.setattr(sys.modules["cleaner.cli.fix"], "read", refuse)
    code, _, err = fix(broken, other)
    assert code == 1
    assert f"cleaner: {broken}: Permission denied\n" in err
    assert other.read_text("utf-8") == GOOD


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["no-such-file.txt"], "no-such-file.txt"),
        (["."], "directory"),
        (["--nothing"], "--nothing"),
        (["--encoding", "klingon", "-"], "klingon"),
        (["--encoding", "hex", "-"], "no encoding of text"),
    ],
)
def test_wrong_usage_is_2(arguments: list[str], message: str) -> None:
    code, out, err = fix(*arguments)
    assert (code, out) == (2, b"")
    assert message in err


def test_a_pipe_can_be_looked_at_but_not_fixed_in_place(tmp_path: Path) -> None:
    for options, message in (([], b"no regular file"), (["--check"], b"would be fixed")):
        command = [sys.executable, "-m", "cleaner", "fix", *options, "/dev/stdin"]
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            out, err = process.communicate(BROKEN.encode(), timeout=60)
        assert (process.returncode, out) == (1, b"")
        assert message in err


def test_a_link_stays_a_link_and_the_mode_stays(broken: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.txt"
    link.symlink_to(broken.name)
    broken.chmod(0o640)
    assert fix(link)[0] == 1
    assert link.is_symlink()
    assert stat.S_IMODE(broken.stat().st_mode) == 0o640
    assert GOOD in broken.read_text("utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["broken.txt", "link.txt"]


def test_help_shows_examples_and_exit_codes() -> None:
    code, out, _ = fix("--help")
    assert code == 0
    assert b"Examples:" in out
    assert b"Exit codes:" in out


@pytest.mark.parametrize("failing", ["write", "replace"])
def test_a_failed_write_leaves_everything_as_it_was(
    failing: str, broken: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(f"cleaner.atomic.os.{'fsync' if failing == 'write' else 'replace'}", fail)
    data = broken.read_bytes()
    code, _, err = fix(broken)
    assert (code, err) == (1, f"cleaner: {broken}: No space left on device\n")
    assert broken.read_bytes() == data
    assert list(tmp_path.iterdir()) == [broken]


def test_an_interrupt_leaves_no_temporary_file(broken: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("cleaner.atomic.os.replace", interrupt)
    assert fix(broken)[0] == 130
    assert list(tmp_path.iterdir()) == [broken]


@pytest.mark.parametrize(
    ("denied", "message"), [("file", "it is read-only"), ("folder", "its folder cannot be written to")]
)
def test_what_may_not_be_written_is_said(
    denied: str, message: str, broken: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    closed = str(broken if denied == "file" else tmp_path)
    monkeypatch.setattr("cleaner.atomic.os.access", lambda path, _: path != closed)
    monkeypatch.setattr("cleaner.atomic._write", refuse)
    data = broken.read_bytes()
    code, _, err = fix(broken)
    assert (code, err) == (1, f"cleaner: {broken}: {message}\n")
    assert broken.read_bytes() == data


def test_a_new_file_and_a_pipe(tmp_path: Path) -> None:
    path, pipe = tmp_path / "new.txt", tmp_path / "pipe"
    replace_file(str(path), b"new")
    assert path.read_bytes() == b"new"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    replace_file(str(pipe), b"through")
    assert os.read(reader, 100) == b"through"
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    os.close(reader)


LINES = [f"line {number}\n" for number in range(30)]


@pytest.mark.skipif(shutil.which("git") is None, reason="git applies the diff")
@pytest.mark.parametrize(
    "changes",
    [
        {0: "A\n"},
        {29: "A"},
        {3: "A\n", 4: "B\n", 11: "C\n"},
        {2: "A\n", 20: "B\n"},
        {5: ""},
        {5: "A\nB\n", 9: "C\n"},
        {},
    ],
)
def test_a_diff_is_what_patch_can_apply(changes: dict[int, str], tmp_path: Path) -> None:
    before, after = "".join(LINES), "".join(changes.get(at, line) for at, line in enumerate(LINES))
    path = tmp_path / "text"
    path.write_text(before, "utf-8")
    diff = "".join(unified(before, after, "text", "text"))
    done = subprocess.run(["git", "apply", "-"], cwd=tmp_path, input=diff, text=True, capture_output=True)
    assert done.returncode == 0 or not changes, done.stderr
    assert path.read_text("utf-8") == after


def test_a_diff_takes_time_in_proportion() -> None:
    before = [f"line {number}\n" for number in range(40_000)]
    after = ["changed\n" if number % 2 else line for number, line in enumerate(before)]
    start = time.process_time()
    assert sum(1 for _ in unified("".join(before), "".join(after), "a", "b")) > 60_000
    assert time.process_time() - start < 12
