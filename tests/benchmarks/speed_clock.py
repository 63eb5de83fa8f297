"""How speed.py takes time: CPU seconds of articles made beforehand, in this process or in one of its own."""

import json
import pickle
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from speed_corpus import article
from speed_peers import Article, Run, collect_as_the_command

APART = 10**9
"""Articles from this number on are for warming up, growth and profile: the rounds never meet them."""


def timed(run: Run, articles: Iterable[Article]) -> tuple[float, float]:
    """CPU seconds, and MB of text."""
    known = list(articles)
    collect_as_the_command()
    start = time.process_time()
    for one in known:
        run(one)
    return time.process_time() - start, sum(len(one.data) for one in known) / 1e6


def warm(run: Run, kind: str, seed: int, enough: float) -> float:
    """Warms up, for `enough` CPU seconds; the seconds that an article takes about."""
    taken: list[float] = []
    while len(taken) < 4 or sum(taken) < enough:
        taken.append(timed(run, [article(kind, APART + len(taken), seed)])[0])
    return sum(taken[len(taken) // 2 :]) / len(taken[len(taken) // 2 :])


def alone(tool: str, articles: Iterable[Article]) -> tuple[float, float, float]:
    """CPU seconds, MB of text and peak memory in MB, of a process that has only this to do."""
    command = [sys.executable, str(Path(__file__).with_name("speed_peers.py")), tool]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        for one in articles:
            pickle.dump(tuple(one), process.stdin)
        process.stdin.close()
        seconds, size, memory = json.load(process.stdout)
    return seconds, size, memory


def verdict(figure: float, target: float, unit: str = "", at_most: bool = False) -> str:
    """The target, and whether it is reached."""
    reached = figure <= target if at_most else figure >= target
    return f"{'reached' if reached else 'MISSED'}, target {'<=' if at_most else '>='} {target:g}{unit}"
