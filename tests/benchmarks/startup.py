"""Start to end for one article, as CPU time over `python -c "import click"`, in one run.

    startup.py ARTICLE [--rounds 11]

Run it with the python of an environment that has cleaner installed. Prints medians in
milliseconds and the ratio: absolute times depend on the machine, ratios less.
"""

import argparse
import resource
import statistics
import subprocess
import sys
from pathlib import Path


def cpu(command: list[str]) -> float:
    """CPU seconds, user and system, of one run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Alternate the commands, so that noise hits all of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("article")
    parser.add_argument("--rounds", type=int, default=11)
    args = parser.parse_args()
    installed = str(Path(sys.executable).with_name("cleaner"))
    commands = {
        "python": [sys.executable, "-c", "pass"],
        "import click": [sys.executable, "-c", "import click"],
        "cleaner --help": [installed, "--help"],
        "cleaner clean": [installed, "clean", args.article],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(args.rounds):
        for name, command in commands.items():
            times[name].append(cpu(command))
    floor = statistics.median(times["import click"])
    for name, taken in times.items():
        median = statistics.median(taken)
        print(f"{name:16} {1000 * median:7.1f} ms   {median / floor:5.2f} x import click")


if __name__ == "__main__":
    main()
