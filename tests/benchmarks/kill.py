"""Runs of `cleaner batch` killed at random moments, then taken up again: what is damaged, lost, doubled, different.

    kill.py [--runs 100] [--seed 0] [--files 200] [--records 60] [--tmpfs]

Each run starts with no records, works with two processes, and is stopped at a moment drawn by chance, in turn by
SIGKILL to the parent, SIGKILL to a worker, and a disk that is full: a tmpfs with --tmpfs (root), else a limit on
the size of files. What is left must be whole files of an undisturbed run; then the next run must end with all of
them. Prints the counts; exit code 1 if any is not 0.
"""

import argparse
import contextlib
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
import inputs

COMMAND = [sys.executable, "-m", "cleaner", "batch", "news", "-q", "--jobs", "2", "-o"]
KINDS = ("parent", "worker", "disk")


def make(folder: Path, files: int, records: int) -> None:
    """Sources of every kind."""
    (folder / "deep").mkdir(parents=True)
    for number in range(files):
        (folder / "deep" / f"{number}.txt").write_text(inputs.article(number), "utf-8")
    rows = inputs.objects(records)
    (folder / "a.jsonl.gz").write_bytes(inputs.PACKED["gzip"](inputs.json_lines(rows)))
    (folder / "b.warc").write_bytes(b"".join(map(inputs.response, range(records // 4))))
    (folder / "c.jsonl").write_bytes(inputs.json_lines(rows[: records // 4]) + b"{}\n")


def tree(folder: Path) -> dict[str, bytes]:
    """The files of records."""
    files = (path for path in folder.rglob("*") if path.is_file() and ".cleaner-batch" not in path.parts)
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def disturbed(out: Path, kind: str, after: float, room: int) -> None:
    """A run that is stopped: after so many seconds, or when so many bytes are written."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    small = limit if kind == "disk" and not out.is_mount() else None
    with subprocess.Popen([*COMMAND, str(out)], stderr=subprocess.PIPE, preexec_fn=small) as process:
        if kind != "disk":
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(after)
            children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
            pids = children.read_text("ascii").split() if children.exists() else []
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(pids[-1]) if kind == "worker" and pids else process.pid, signal.SIGKILL)
        said = process.communicate()[1]
    if b"Traceback" in said:
        raise SystemExit(said.decode())


@contextlib.contextmanager
def folder_for(kind: str, room: int, *, tmpfs: bool) -> Iterator[Path]:
    """An empty folder of records, on a small disk where that is to be full."""
    with tempfile.TemporaryDirectory(dir=".") as out:
        if kind == "disk" and tmpfs:
            subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={room}", "none", out], check=True)
        try:
            yield Path(out)
        finally:
            if Path(out).is_mount():
                subprocess.run(["umount", out], check=True)


def main() -> None:
    """Run all, print the counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--records", type=int, default=60)
    parser.add_argument("--tmpfs", action="store_true")
    given = parser.parse_args()
    rng = random.Random(given.seed)
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        make(Path("news"), given.files, given.records)
        start = time.monotonic()
        subprocess.run([*COMMAND, "undisturbed"], check=False, stderr=subprocess.DEVNULL)
        whole = time.monotonic() - start
        wanted = tree(Path("undisturbed"))
        size = sum(map(len, wanted.values()))
        for number in range(given.runs):
            kind = KINDS[number % len(KINDS)]
            room = rng.randrange(1 << 12, size if given.tmpfs else max(map(len, wanted.values())))
            with folder_for(kind, room, tmpfs=given.tmpfs) as out:
                disturbed(out, kind, rng.uniform(0, whole), room)
                left = tree(out)
                counts[f"{kind}: stopped with some files, not all"] += 0 < len(left) < len(wanted)
                counts["damaged"] += sum(wanted.get(name) != data for name, data in left.items())
                if out.is_mount():
                    subprocess.run(["mount", "-o", "remount,size=1g", str(out)], check=True)
                subprocess.run([*COMMAND, str(out)], check=False, stderr=subprocess.DEVNULL)
                after = tree(out)
                counts["lost"] += len(wanted.keys() - after.keys())
                counts["doubled"] += len(after.keys() - wanted.keys())
                counts["different"] += sum(after[name] != wanted[name] for name in wanted.keys() & after.keys())
                counts["left over"] += len(list(out.glob(".cleaner-batch/made*")))
        os.chdir("/")
    faults = ("damaged", "lost", "doubled", "different", "left over")
    print(f"{given.runs} runs of {whole:.1f} s, {len(wanted)} files of records")
    for name in sorted({*counts, *faults}):
        print(f"  {name}: {counts[name]}")
    sys.exit(1 if any(counts[name] for name in faults) else 0)


if __name__ == "__main__":
    main()
