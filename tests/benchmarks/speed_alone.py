"""A tool of speed.py in a process where it is alone: its memory, and its time for any number of articles.

As a program (`speed_alone.py TOOL`) it reads pickled articles from standard input and prints CPU seconds, MB of text
and peak memory; it loads nothing but the tool.
"""

import gc
import json
import pickle
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from speed_peers import TOOLS, Article

WARM_UP = 5
"""So many articles come first and don't count."""


def collect_as_the_command() -> None:
    """Garbage is collected as rarely as in `cleaner` (cleaner/__main__.py); what there is now goes first."""
    gc.set_threshold(200_000, 20, 20)
    gc.collect()


def peak() -> float:
    """The most memory that this process has had resident, in MB; a child's `ru_maxrss` may be its parent's."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024 / 1e6


def alone(tool: str, articles: Iterable[Article]) -> tuple[float, float, float]:
    """CPU seconds, MB of text and peak memory in MB, of a process that has only this to do."""
    command = [sys.executable, __file__, tool]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        for one in articles:
            pickle.dump(tuple(one), process.stdin)
        process.stdin.close()
        seconds, size, memory = json.load(process.stdout)
    return seconds, size, memory


def main() -> None:
    """A tool alone with the articles that come."""
    run, seconds, size, number = TOOLS[sys.argv[1]].prepare(), 0.0, 0, 0
    collect_as_the_command()
    while True:
        try:
            one = Article(*pickle.load(sys.stdin.buffer))
        except EOFError:
            break
        start = time.process_time()
        run(one)
        if number >= WARM_UP:
            seconds += time.process_time() - start
            size += len(one.data)
        number += 1
    print(json.dumps((seconds, size / 1e6, peak())))


if __name__ == "__main__":
    main()
