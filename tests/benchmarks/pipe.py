"""`cleaner clean -f jsonl` on many records: the first one out, peak memory, several processes; `cleaner batch` at rest.

    pipe.py [--records 300000] [--length 300] [--ratio 4000] [--rounds 3] [--files 20000]

Records are stretches of --length characters cut by chance (seeded) out of the articles in fixtures/ and their image
texts, in all languages. The first part feeds them through a pipe, and looks at the process while it runs; the second
measures, alternating, one process and two on --ratio whole articles, and compares what they print; the third runs
`cleaner batch` on --files small files, then again with nothing to do. 0 leaves a part out.
"""

import argparse
import hashlib
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

COMMAND = [sys.executable, "-m", "cleaner"]
FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
TEXTS = [path.read_text("utf-8") for path in sorted(FIXTURES.rglob("*.txt"))]


def lines(count: int, length: int, seed: int = 0) -> Iterator[bytes]:
    """So many records; `length` 0 takes whole articles."""
    rng = random.Random(seed)
    for number in range(count):
        text = rng.choice(TEXTS)
        start = rng.randrange(max(1, len(text) - length)) if length else 0
        row = {"id": number, "text": text[start : start + length] if length else text}
        yield json.dumps(row, ensure_ascii=False).encode() + b"\n"


def peak(pid: int) -> int:
    """The most memory that a process has had resident, in MB."""
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) // 1000


def soak(count: int, length: int) -> None:
    """Many records through one process."""
    start = time.monotonic()
    with subprocess.Popen(
        [*COMMAND, "clean", "-f", "jsonl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        feed = threading.Thread(target=_feed, args=(process.stdin, count, length))
        feed.start()
        done, memory = 0, 0
        for _ in process.stdout:
            done += 1
            if done == 1:
                print(f"first record out after {time.monotonic() - start:.2f} s")
            if done % max(1, count // 10) == 0:
                memory = peak(process.pid)
                print(f"  {done:,} records, {time.monotonic() - start:.0f} s, peak {memory} MB", flush=True)
        feed.join()
        rejected = process.stderr.read().count(b"\n")
    print(f"{count:,} records in, {done:,} out, {rejected:,} rejected, peak {memory} MB")


def _feed(stream: "subprocess.IO[bytes]", count: int, length: int) -> None:
    for line in lines(count, length):
        stream.write(line)
    stream.close()


def ratio(count: int, rounds: int) -> None:
    """One process against two."""
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as file:
        file.writelines(lines(count, 0))
        file.flush()
        seconds: dict[str, list[float]] = {"1": [], "2": []}
        digests = set()
        for _ in range(rounds):
            for jobs, taken in seconds.items():
                start = time.monotonic()
                done = subprocess.run([*COMMAND, "clean", "-q", "-j", jobs, file.name], stdout=subprocess.PIPE)
                taken.append(time.monotonic() - start)
                digests.add(hashlib.sha256(done.stdout).hexdigest())
    one, two = (statistics.median(taken) for taken in seconds.values())
    same = "the same" if len(digests) == 1 else "DIFFERENT"
    print(f"{count:,} articles: one process {one:.1f} s, two {two:.1f} s, {one / two:.2f} times, {same} bytes")


def batch(count: int) -> None:
    """A folder of many small files."""
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for number in range(count):
            path = Path("news", str(number // 1000), f"{number}.txt")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"Rain fell on the harbor.\nPier {number} is closed.\n", "utf-8")
        for what in ("to make", "at rest", "at rest"):
            start = time.monotonic()
            done = subprocess.run([*COMMAND, "batch", "news", "-o", "records", "-q", "-j", "2"], check=False)
            print(f"batch of {count:,} files, {what}: {time.monotonic() - start:.2f} s, exit code {done.returncode}")
        os.chdir("/")


def main() -> None:
    """Run the parts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=300_000)
    parser.add_argument("--length", type=int, default=300)
    parser.add_argument("--ratio", type=int, default=4000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--files", type=int, default=20_000)
    given = parser.parse_args()
    if given.records:
        soak(given.records, given.length)
    if given.ratio:
        ratio(given.ratio, given.rounds)
    if given.files:
        batch(given.files)


if __name__ == "__main__":
    main()
