"""How fast `cleaner.clean` is, beside what else one could run, and where its time goes.

    speed.py [--articles 2000] [--rounds 5] [--seed 1] [--kinds gallery,…] [--only clean,floor,…]
             [--seconds 1] [--limit 45] [--no-growth] [--no-profile]

The articles are invented, seeded and all different: speed_corpus.py describes them, speed_peers.py the tools. All
run in one process and in turns, timed as CPU time; each round has articles that no round had before, so that what a
tool remembers of them is no help. A speed is the median of the rounds, a ratio the median of the rounds' ratios. MB
are 10**6 bytes of the article as UTF-8 text, for tools that read it as HTML too. Of a round's articles a tool gets as
many as fit in --seconds, in all rounds no fewer than 20: for those that are 1,000 times slower that is a sample
(`measured` says how large). Memory is the peak of a process that does nothing else; ours cleans all kinds there.

Growth: the cost of a MB in articles of 1 KB to 10 MB, and in 100 to 100,000 articles; what would take more than
--limit CPU seconds is left out, and said to be (10 MB may take three times that). The profile is by room.
With all defaults that takes five minutes where an article takes 50 ms. A quick look: `--only clean,floor --no-growth`.
"""

import argparse
import statistics
import sys
from collections.abc import Callable, Iterable
from typing import NamedTuple

from speed_clock import APART, alone, timed, verdict, warm
from speed_corpus import KINDS, article
from speed_growth import grow_in_number, grow_in_size
from speed_peers import TOOLS, WARM_UP, Run
from speed_rooms import profile, report

LEAST = 20
"""So many articles a tool gets in all rounds together, however long it takes."""
MEMORY = 60.0
SPEEDS = {"gallery": 25.0, "hebrew": 10.0, "arabic": 10.0, "broken": 5.0, "pages": 10.0}
"""MB per CPU second that `clean` is to reach on each kind."""
RATIOS = {"floor": 0.4, "ftfy": 8.0, "naive": 1000.0, "resiliparse": 1.0}
"""How many times as fast as another tool `clean` is to be."""


class Contest(NamedTuple):
    """A tool on a kind of article: made ready, the articles it gets a round, seconds and MB of each round."""

    tool: str
    kind: str
    run: Run
    share: int
    rounds: list[tuple[float, float]]

    @property
    def rates(self) -> list[float]:
        """MB per CPU second, by round."""
        return [size / seconds for seconds, size in self.rounds]

    @property
    def each(self) -> float:
        """CPU seconds for an article."""
        return statistics.median(seconds for seconds, _ in self.rounds) / self.share


def ready(options: argparse.Namespace, most: int) -> list[Contest]:
    """The contests, warmed up; `most` articles a round. Tools that are not installed are named and left out."""
    contests = []
    for tool in options.only:
        try:
            run = TOOLS[tool].prepare()
        except ImportError as error:
            print(f"{TOOLS[tool].title}: left out, {str(error).splitlines()[0]}")
            continue
        for kind in options.kinds if tool == "clean" else options.kinds[:1]:
            seconds = warm(run, kind, options.seed, min(0.5, options.seconds))
            share = min(most, max(-(-LEAST // options.rounds), int(options.seconds / max(seconds, 1e-6))))
            contests.append(Contest(tool, kind, run, share, []))
    return contests


def compete(options: argparse.Namespace) -> list[Contest]:
    """Runs all in turns."""
    most = max(1, options.articles // options.rounds)
    contests = ready(options, most)
    for number in range(options.rounds):
        print(f"round {number + 1} of {options.rounds}", file=sys.stderr, flush=True)
        shares = {one.kind: max(each.share for each in contests if each.kind == one.kind) for one in contests}
        made = {
            kind: [article(kind, number * most + at, options.seed) for at in range(share)]
            for kind, share in shares.items()
        }
        for one in contests:
            one.rounds.append(timed(one.run, made[one.kind][: one.share]))
    return contests


def table(contests: list[Contest], options: argparse.Namespace) -> None:
    """Prints a row for each contest, and measures its memory."""
    print(
        f"{'per CPU second':32} {'kind':8} {'measured':>8} {'articles':>9} {'MB':>8} {'MB, from-to':>17} {'peak MB':>8}"
    )
    for one in contests:
        row = f"{TOOLS[one.tool].title:32} {one.kind:8} {len(one.rounds) * one.share:8,} {1 / one.each:9,.1f}"
        row += f" {statistics.median(one.rates):8.3f} {min(one.rates):8.3f}-{max(one.rates):<8.3f}"
        if one.kind == options.kinds[0]:
            kinds = options.kinds if one.tool == "clean" else [one.kind]
            numbers = range(APART, APART + WARM_UP + min(200, one.share))
            memory = alone(one.tool, (article(kinds[at % len(kinds)], at, options.seed) for at in numbers))[2]
            row += f" {memory:8.1f}  " + (verdict(memory, MEMORY, at_most=True) if one.tool == "clean" else "")
        print(row.rstrip(), flush=True)


def compare(contests: list[Contest]) -> None:
    """Prints what `clean` reaches, in MB per CPU second and beside the others."""
    ours = [one for one in contests if one.tool == "clean"]
    print("\nReached")
    for one in ours:
        rate = statistics.median(one.rates)
        print(f"clean, {one.kind:42} {rate:10.3f} MB/s  {verdict(rate, SPEEDS[one.kind])}")
    for one in contests if ours else []:
        if one.tool != "clean":
            ratio = statistics.median(rate / other for rate, other in zip(ours[0].rates, one.rates, strict=True))
            target = verdict(ratio, RATIOS[one.tool]) if one.tool in RATIOS else ""
            print(f"clean / {TOOLS[one.tool].title + ', ' + one.kind:41} {ratio:10.4f} x     {target}".rstrip())


def rooms(contests: list[Contest], options: argparse.Namespace) -> None:
    """Profiles `clean` on each kind, on as many articles as fit."""
    found, megabytes = {}, {}
    for one in contests:
        if one.tool == "clean":
            count = min(one.share, max(5, int(options.seconds / one.each)))
            articles = [article(one.kind, APART + at, options.seed - 2) for at in range(count)]
            found[one.kind] = profile(one.run, articles)
            megabytes[one.kind] = sum(len(each.data) for each in articles) / 1e6
    report(found, megabytes)


def some(known: Iterable[str]) -> Callable[[str], list[str]]:
    """Reads names with commas between."""

    def read(value: str) -> list[str]:
        if wrong := set(value.split(",")) - set(known):
            raise argparse.ArgumentTypeError(f"unknown: {', '.join(sorted(wrong))}; known: {', '.join(known)}")
        return value.split(",")

    return read


def main() -> None:
    """Reads the arguments, prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=2000, help="of each kind, for all rounds together")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", type=some(KINDS), default=list(KINDS), help="the first is compared, and grows")
    parser.add_argument("--only", type=some(TOOLS), default=list(TOOLS))
    parser.add_argument("--seconds", type=float, default=1, help="CPU seconds of a tool in a round, about")
    parser.add_argument("--limit", type=float, default=45, help="CPU seconds of a step of growth, about")
    parser.add_argument("--growth", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--profile", action=argparse.BooleanOptionalAction, default=True)
    options = parser.parse_args()
    contests = compete(options)
    table(contests, options)
    compare(contests)
    if "clean" in options.only:
        first = next(one for one in contests if one.tool == "clean")
        if options.growth:
            grow_in_size(options, statistics.median(first.rates))
            grow_in_number(options, first.each)
        if options.profile:
            rooms(contests, options)


if __name__ == "__main__":
    main()
