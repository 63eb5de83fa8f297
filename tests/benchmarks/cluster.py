"""What `cleaner batch --engine dask` costs on a real cluster: `dask scheduler` and two `dask worker` on this machine.

    cluster.py [--shards 20] [--records 1000] [--size 1000] [--rounds 3] [--growth 1000 10000 100000]

First the same shards, of invented gallery articles of about so many bytes, no two alike: by one process, by two, by two
workers of a cluster that is up, alternating; seconds, articles a second, ratios, and whether the bytes are the same.
Then one shard each of so many short articles: microseconds of CPU a record, without what a run of one article takes,
and the most memory that a worker and the process that cleans for it held. Exit code 1 if a figure is not reached.
"""

import argparse
import contextlib
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
import inputs
import psutil
import speed_corpus
from cluster import Cluster

BATCH = [sys.executable, "-m", "cleaner", "batch", "-q", "-z", "-o", "out"]
SPEED_UP, OVERHEAD, FLAT = 1.6, 1.25, 1.1


def make(folder: Path, shards: int, records: int, size: int) -> int:
    """Shards of gallery articles; their bytes."""
    folder.mkdir()
    for shard in range(shards):
        with (folder / f"{shard:03}.jsonl").open("w", encoding="utf-8") as file:
            for number in range(shard * records, (shard + 1) * records):
                text = speed_corpus.article("gallery", number, size=size).text
                file.write(json.dumps({"id": str(number), "text": text}, ensure_ascii=False) + "\n")
    return sum(path.stat().st_size for path in folder.iterdir())


def seconds(source: str, *options: str) -> float:
    """How long a run takes that begins with nothing."""
    shutil.rmtree("out", ignore_errors=True)
    start = time.monotonic()
    done = subprocess.run([*BATCH, source, *options], check=False)
    if done.returncode != 1:
        raise SystemExit(f"{options}: exit code {done.returncode}")
    return time.monotonic() - start


def tree() -> dict[str, bytes]:
    """The records of the last run."""
    return {str(path): path.read_bytes() for path in Path("out").rglob("*.zst")}


class Watch:
    """The most memory, in MB, that each worker and the processes below it held, by what they are."""

    def __init__(self, cluster: Cluster) -> None:
        self._workers = [psutil.Process(pid) for pid in cluster.pids().values()]
        self._on = True
        self.most = {"worker": 0.0, "its process": 0.0}
        self._thread = threading.Thread(target=self._look)

    def spent(self) -> float:
        """The CPU seconds of the workers and the processes below them, which live as long as they do."""
        all_ = [process for worker in self._workers for process in (worker, *worker.children())]
        return sum(sum(process.cpu_times()[:2]) for process in all_)

    def __enter__(self) -> "Watch":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._on = False
        self._thread.join()

    def _look(self) -> None:
        while self._on:
            for worker in self._workers:
                self._note("worker", worker)
                for child in worker.children():
                    self._note("its process", child)
            time.sleep(0.2)

    def _note(self, what: str, process: psutil.Process) -> None:
        with contextlib.suppress(psutil.NoSuchProcess):
            self.most[what] = max(self.most[what], process.memory_info().rss / 1e6)


def compared(cluster: Cluster, given: argparse.Namespace) -> bool:
    """The three ways, alternating; whether the figures are reached."""
    size = make(Path("shards"), given.shards, given.records, given.size)
    count = given.shards * given.records
    print(f"{given.shards} shards of {given.records:,} articles of {size / count:,.0f} bytes; {given.rounds} rounds")
    dask = ["--engine", "dask", "--scheduler", cluster.address]
    ways = {"one process": ["-j", "1"], "two processes": ["-j", "2"], "two dask workers": dask}
    took: dict[str, list[float]] = {way: [] for way in ways}
    made = []
    for _ in range(given.rounds):
        for way, options in ways.items():
            took[way].append(seconds("shards", *options))
            made.append(tree())
            print(f"  {way}: {took[way][-1]:.1f} s", flush=True)
    middle = {way: statistics.median(times) for way, times in took.items()}
    for way, time_ in middle.items():
        print(f"{way:18} {time_:7.1f} s {count / time_:7.1f} articles/s {size / time_ / 1e6:6.2f} MB/s")
    one, two, workers = middle.values()
    print(f"two workers over one process {one / workers:.2f} (at least {SPEED_UP})")
    print(f"two workers over two processes {workers / two:.2f} (at most {OVERHEAD})")
    same = all(other == made[0] for other in made)
    print(f"the same bytes: {same}")
    return same and one / workers >= SPEED_UP and workers / two <= OVERHEAD


def grown(cluster: Cluster, counts: list[int]) -> bool:
    """One shard of so many records; whether cost and memory stay the same."""
    costs, start = [], 0.0
    # The first ones are thrown away: two processes have to load what the others find loaded.
    for count in [*[1] * 8, *counts]:
        Path("shard.jsonl").write_bytes(inputs.json_lines(inputs.objects(count)))
        with Watch(cluster) as watch:
            before = watch.spent()
            took = seconds("shard.jsonl", "--engine", "dask", "--scheduler", cluster.address)
            spent = watch.spent() - before
        if count == 1:
            start = spent
            continue
        costs.append((spent - start) / count)
        held = ", ".join(f"{what} {most:.0f} MB" for what, most in watch.most.items())
        print(
            f"{count:9,} records: {took:6.1f} s, {costs[-1] * 1e6:5.0f} µs of CPU a record; at most: {held}", flush=True
        )
    print(
        f"start {start:.1f} s, left out; the dearest over the cheapest {max(costs) / min(costs):.2f} (at most {FLAT})"
    )
    return max(costs) / min(costs) <= FLAT


def main() -> None:
    """Run all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shards", type=int, default=20)
    parser.add_argument("--records", type=int, default=1000)
    parser.add_argument("--size", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--growth", type=int, nargs="*", default=[1000, 10_000, 100_000])
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder), Cluster(Path(folder)) as cluster:
        reached = [compared(cluster, given)] if given.rounds else []
        reached += [grown(cluster, given.growth)] if given.growth else []
    sys.exit(0 if all(reached) else 1)


if __name__ == "__main__":
    main()
