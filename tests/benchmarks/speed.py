"""How fast `cleaner.clean` is, beside what else one could run, and where its time goes.

    speed.py [--articles 2000] [--rounds 5] [--seed 1] [--kinds gallery,…] [--only clean,floor,…]
             [--seconds 1.5] [--limit 45] [--no-growth] [--profile|--no-profile]

The articles are invented, seeded and all different: speed_corpus.py describes them. Everything runs in one process
and in turns, timed as CPU time; each round has articles that no round had before, so that what a tool
remembers of them is no help. A figure is the median of the rounds, a ratio the median of the ratios within a round. MB are
10**6 bytes of the article as UTF-8 text, for tools that read HTML as well. A tool gets as many of a round's
articles as fit in --seconds, but no fewer than 20 (`measured` says how many in all): for those of 1,000 times the cost,
that is a sample. Memory is the peak of a process of its own that does nothing else; for ours, articles of all kinds in turns.

Growth: the cost per MB of one article of 1 KB to 10 MB, and of 100 to 100,000 articles in a process of their own; what
would take more than --limit CPU seconds is left out, and said; 10 MB is not, as the target speaks of it.
With all defaults a run takes some minutes. `--only clean --no-growth` is the quick look.
"""

import argparse
import gc
import json
import pickle
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from speed_corpus import KINDS, Article, article
from speed_peers import TOOLS, Run
from speed_rooms import profile, report

WARM = 10**9
"""Articles from this number on warm up."""
LEAST = 20
SIZES = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)
COUNTS = (100, 1_000, 10_000, 100_000)
TARGETS = {"gallery": 25.0, "hebrew": 10.0, "arabic": 10.0, "broken": 5.0, "pages": 10.0}
"""MB per CPU second that `clean` is to reach on each kind."""
RATIOS = {"floor": 0.4, "ftfy": 8.0, "naive": 1000.0, "resiliparse": 1.0}
"""How many times as fast as another tool `clean` is to be."""


class Contest(NamedTuple):
    """A tool on a kind of article: made ready, with the articles a round has for it."""

    tool: str
    kind: str
    run: Run
    count: int


def settled() -> None:
    """Garbage is collected as the command has it, and none is left of what was before."""
    gc.set_threshold(200_000, 20, 20)
    gc.collect()


def timed(run: Run, articles: Iterable[Article]) -> tuple[float, float]:
    """CPU seconds, and MB of text."""
    known = list(articles)
    settled()
    start = time.process_time()
    for one in known:
        run(one)
    return time.process_time() - start, sum(len(one.data) for one in known) / 1e6


def speed(run: Run, kind: str, seed: int) -> float:
    """Warms up; about how many MB a second it makes."""
    number, best, start = WARM, 0.0, time.process_time()
    while number < WARM + 4 or time.process_time() - start < 0.5:
        seconds, size = timed(run, [article(kind, number, seed)])
        best, number = max(best, size / max(seconds, 1e-6)), number + 1
    return best


def verdict(figure: float, target: float, at_most: bool = False) -> str:
    """The target, and whether it is reached."""
    reached = figure <= target if at_most else figure >= target
    return f"target {'<=' if at_most else '>='} {target:g}: {'reached' if reached else 'MISSED'}"


def peak() -> float:
    """The most memory that this process has had resident, in MB."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024 / 1e6


def child(tool: str) -> None:
    """Reads pickled articles, the first LEAST of them to warm up; prints CPU seconds, MB and peak memory."""
    run, seconds, size = TOOLS[tool].prepare(), 0.0, 0
    gc.set_threshold(200_000, 20, 20)
    try:
        for number in range(sys.maxsize):
            one: Article = pickle.load(sys.stdin.buffer)
            start = time.process_time()
            run(one)
            if number >= LEAST:
                seconds += time.process_time() - start
                size += len(one.data)
    except EOFError:
        print(json.dumps((seconds, size / 1e6, peak())))


def alone(tool: str, articles: Iterator[Article]) -> tuple[float, float, float]:
    """What a child says that does nothing but this."""
    command = [sys.executable, __file__, "--child", tool]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        for one in articles:
            pickle.dump(one, process.stdin)
        process.stdin.close()
        seconds, size, memory = json.load(process.stdout)
    return seconds, size, memory


def compete(options: argparse.Namespace) -> dict[tuple[str, str], float]:
    """Measures all in turns and prints the figures; the speed of each tool on each kind."""
    each, contests = max(1, options.articles // options.rounds), []
    for name in options.only:
        try:
            run = TOOLS[name].prepare()
        except ImportError as error:
            print(f"{TOOLS[name].title}: left out, not installed: {str(error).splitlines()[0]}")
            continue
        for kind in options.kinds if name == "clean" else options.kinds[:1]:
            bytes_each = sum(len(article(kind, number, options.seed).data) for number in range(10)) / 10e6
            fitting = int(options.seconds * speed(run, kind, options.seed) / bytes_each)
            contests.append(Contest(name, kind, run, min(each, max(LEAST, fitting))))
    found: dict[tuple[str, str], list[tuple[float, float]]] = {(one.tool, one.kind): [] for one in contests}
    for number in range(options.rounds):
        for one in contests:
            start = number * each
            articles = (article(one.kind, at, options.seed) for at in range(start, start + one.count))
            found[one.tool, one.kind].append(timed(one.run, articles))
    print(f"{'':32} {'kind':8} {'measured':>8} {'articles/s':>11} {'MB/s':>9} {'spread':>15} {'peak MB':>8}")
    rates = {key: [size / seconds for seconds, size in rows] for key, rows in found.items()}
    for one in contests:
        rows, rate = found[one.tool, one.kind], rates[one.tool, one.kind]
        kinds = options.kinds if one.tool == "clean" else [one.kind]
        first = one.kind == options.kinds[0]
        fed = (article(kinds[at % len(kinds)], at, options.seed) for at in range(max(3 * LEAST, one.count)))
        memory = f"{alone(one.tool, fed)[2]:8.1f}" if first else " " * 8
        print(
            f"{TOOLS[one.tool].title:32} {one.kind:8} {one.count * options.rounds:8,}"
            f" {statistics.median(one.count / seconds for seconds, _ in rows):11,.1f}"
            f" {statistics.median(rate):9.3f} {min(rate):7.3f}-{max(rate):<7.3f} {memory}"
            f" {verdict(float(memory), 60, True) + ' MB' if one.tool == 'clean' and first else ''}",
            flush=True,
        )
    compare(rates, options.kinds)
    return {key: statistics.median(rate) for key, rate in rates.items()}


def compare(rates: dict[tuple[str, str], list[float]], kinds: list[str]) -> None:
    """Prints what `clean` reaches, in MB and beside the others."""
    for kind in kinds:
        if rate := rates.get(("clean", kind)):
            median = statistics.median(rate)
            print(f"clean, {kind:42} {median:10.3f} MB/s  {verdict(median, TARGETS[kind])} MB/s")
    ours = rates.get(("clean", kinds[0]), [])
    for (tool, kind), others in rates.items():
        if ours and tool != "clean":
            ratio = statistics.median(one / other for one, other in zip(ours, others, strict=True))
            target = verdict(ratio, RATIOS[tool]) if tool in RATIOS else ""
            print(f"clean / {TOOLS[tool].title + ', ' + kind:41} {ratio:10.4f} x     {target}")


def grow(options: argparse.Namespace, known: float) -> None:
    """Prints how the cost of a MB grows with the size of an article, and with their number."""
    kind, run = options.kinds[0], TOOLS["clean"].prepare()
    costs: dict[int, list[float]] = {}
    left = [size for size in SIZES if size in (10_000, SIZES[-1]) or size / 1e6 / known < options.limit]
    for number in range(options.rounds):
        for size in list(left):
            count = max(1, min(2_000_000 // size, round(known * 1e6 * options.seconds) // size))
            articles = (article(kind, WARM + at, options.seed + number + 1, size) for at in range(count))
            seconds, megabytes = timed(run, articles)
            costs.setdefault(size, []).append(seconds / megabytes)
            if seconds * options.rounds > options.limit:
                left.remove(size)
    medians = {size: statistics.median(taken) for size, taken in costs.items()}
    print("\nsize of one article, CPU seconds per MB:")
    for size, cost in medians.items():
        print(f"{size:12,} bytes {cost:9.4f}   {cost / medians[10_000]:6.2f} of 10 KB ({len(costs[size])} rounds)")
    if SIZES[-1] in medians:
        ratio = medians[SIZES[-1]] / medians[10_000]
        print(f"10 MB over 10 KB {ratio:29.2f} x     {verdict(ratio, 1.3, True)}")
    print("number of articles, in a process of their own:")
    for count in COUNTS:
        expected = count * 0.006 / known
        if expected > options.limit:
            print(f"{count:12,} left out: it would take some {expected:,.0f} CPU seconds (--limit)")
            continue
        fed = (article(kind, WARM + number, options.seed + 99) for number in range(count + LEAST))
        seconds, megabytes, memory = alone("clean", fed)
        print(f"{count:12,} {seconds / megabytes:9.4f} s/MB, peak {memory:.1f} MB", flush=True)


def rooms(options: argparse.Namespace, known: dict[tuple[str, str], float]) -> None:
    """Profiles `clean` on the kinds measured."""
    run, kinds, megabytes = TOOLS["clean"].prepare(), {}, {}
    for kind in options.kinds:
        count = min(200, max(5, int(options.seconds * known["clean", kind] / 0.007)))
        articles = [article(kind, WARM + number, options.seed + 999) for number in range(count)]
        kinds[kind] = profile(run, articles)
        megabytes[kind] = sum(len(one.data) for one in articles) / 1e6
    report(kinds, megabytes)


def names(known: Iterable[str]) -> "type[list[str]]":
    """A type of argument: some of these names, with commas between."""

    def read(value: str) -> list[str]:
        if wrong := set(value.split(",")) - set(known):
            raise argparse.ArgumentTypeError(f"unknown: {', '.join(sorted(wrong))}; known: {', '.join(known)}")
        return value.split(",")

    return read  # type: ignore[return-value]


def main() -> None:
    """Reads the arguments, prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=2000, help="of each kind, for all rounds together")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", type=names(KINDS), default=list(KINDS), help="the first one is compared and grows")
    parser.add_argument("--only", type=names(TOOLS), default=list(TOOLS))
    parser.add_argument("--seconds", type=float, default=1.5, help="a tool may take in a round")
    parser.add_argument("--limit", type=float, default=45, help="CPU seconds for a step of growth")
    parser.add_argument("--growth", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--profile", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--child", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        return child(options.child)
    known = compete(options)
    if "clean" in options.only:
        if options.growth:
            grow(options, known["clean", options.kinds[0]])
        if options.profile:
            rooms(options, known)
    return None


if __name__ == "__main__":
    main()
