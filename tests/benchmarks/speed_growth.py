"""How the cost of a MB grows with the size of an article and with the number of articles, for speed.py."""

import statistics
from argparse import Namespace

from speed_clock import APART, alone, timed, verdict
from speed_corpus import article
from speed_peers import TOOLS, WARM_UP

SMALL, LARGE = 10_000, 10_000_000
SIZES = (1_000, SMALL, 100_000, 1_000_000, LARGE)
COUNTS = (100, 1_000, 10_000, 100_000)


def grow_in_size(options: Namespace, rate: float) -> None:
    """One article of 1 KB to 10 MB, in turns; `rate` is the MB a second to expect."""
    kind, run = options.kinds[0], TOOLS["clean"].prepare()
    costs: dict[int, list[float]] = {}
    left = []
    print("\nOne article of so many bytes: CPU seconds per MB, and times that of 10 KB")
    for size in SIZES:
        if (expected := size / 1e6 / rate) < options.limit * (3 if size == LARGE else 1):
            left.append(size)
        else:
            print(f"{size:12,} left out: some {expected:,.0f} CPU seconds, --limit is {options.limit:g}")
    for number in range(options.rounds):
        for size in list(left):
            count = max(1, min(2_000_000, round(rate * 1e6 * options.seconds)) // size)
            articles = (article(kind, APART + at, options.seed + number + 1, size) for at in range(count))
            seconds, megabytes = timed(run, articles)
            costs.setdefault(size, []).append(seconds / megabytes)
            if (number + 2) * seconds > options.limit:
                left.remove(size)
    medians = {size: statistics.median(taken) for size, taken in costs.items()}
    for size, cost in medians.items():
        ratio = cost / medians.get(SMALL, float("nan"))
        target = verdict(ratio, 1.3, at_most=True) if size == LARGE else ""
        print(f"{size:12,} {cost:10.4f} {ratio:7.2f} x   rounds: {len(costs[size])}   {target}".rstrip())


def grow_in_number(options: Namespace, seconds: float) -> None:
    """100 to 100,000 articles in a process of their own; `seconds` is what one takes about."""
    print("\nSo many articles, all different, in a process of their own: CPU seconds per MB, peak MB")
    for count in COUNTS:
        if count * seconds > options.limit:
            print(f"{count:12,} left out: some {count * seconds:,.0f} CPU seconds, --limit is {options.limit:g}")
            continue
        numbers = range(APART, APART + count + WARM_UP)
        articles = (article(options.kinds[0], number, options.seed - 1) for number in numbers)
        taken, megabytes, memory = alone("clean", articles)
        print(f"{count:12,} {taken / megabytes:10.4f} {memory:7.1f}", flush=True)
