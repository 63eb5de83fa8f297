"""Time and memory of `cleaner.clean` on hostile text, against ordinary text of the same size.

    hostile.py [--size 1000000] [--only SUBSTRING]

Each shape runs in a process of its own, and the ordinary one first and last: CPU seconds (the ratio
is to the first), and peak memory, with bytes for each byte of the text (UTF-8), beyond a small article's.
"""

import argparse
import contextlib
import json
import resource
import subprocess
import sys
import time
from pathlib import Path

FIXTURES = Path(__file__).parents[2] / "fixtures"
ORDINARY = "ordinary"
PROSE = "ordinary prose"
UNITS = (
    "(", "(\n", ")", ")\n", "[", "[\n", "(Photo: ", "(Photo: \n", "(Photo: (Photo: ", "(Photo: AP)\n",
    "(Photo: AP) ", "Photo: Dana Levi\n", "Photo: Dana Levi ", "View gallery", "View gallery\n",
    "View gallery ", "5 View gallery\n", "5 View gallery ", "a", "a\n", "a ", "b.\n", "A\n\n", "\u05d0",
    "\u05d0\n", "\u05d0 ", "\u0430\n", "\u0627\n", "\u202e", "\u202e\n", "a\u202e", "\u202ea\n", "\u200f",
    "\u200f\n", "\u0301", "\u0301\n", "a\u0301", "a\u0301\n", "\"", "\"\n", "'", "'\n", "&", "&\n", "|",
    "|\n", "| ", ":\n", ",", "1", "1\n", "5", "5\n", "1 ", "12:30\n", "May 3, 2022\n", "May 3, 2022 ",
    "03/05/2022\n", "\u05f3\u00a9", "\u05f3\u00a9\n", "\u05f3\u00a9 ", "\u00d7\u0090", "\ufffd", "\ufffd\n",
    "\u0000", "\u0000\n", "\ufeff", "\ufeff\n", "\\u05d0", "\\u05d0\n", "%D7%90", "=\n", "By \n", "By ",
    "By Dana Levi\n", "Read more:\n", "Read more: ", "Read more:\nA title\n", "Follow us\n",
    "Advertisement\n", ". ", ".\n", "The ", "The\n", "The end. ", "The end.\n", "\n", " ", "\t", "\u2028",
    "\r", "\u4e00", "\u4e00\n", "\u3042\n", "<", "<p>", "<p>\n", "{\n", "\U0001f600", "\U0001f600\n",
    "http://a.b/\n", "#a ", "#a\n", "- a\n",
)  # fmt: skip
"""What is repeated: with a line feed one of it a line, without all on one line."""


def text_of(shape: str, size: int) -> str:
    """One shape repeated up to `size` bytes of UTF-8."""
    if shape in (ORDINARY, PROSE):
        paths = [*sorted(FIXTURES.glob("articles/*.txt")), *sorted(FIXTURES.glob("gold/*.txt"))]
        unit = "\n\n".join(path.read_text("utf-8").strip() for path in paths) + "\n\n"
        if shape == PROSE:
            lines = [line for line in unit.splitlines() if line.isascii() and len(line) > 200 and line[-1] == "."]
            unit = "\n\n".join(dict.fromkeys(lines)) + "\n\n"
    else:
        unit = json.loads(shape)
    return unit * max(1, size // len(unit.encode("utf-8", "surrogatepass")))


def measure(shape: str, size: int) -> None:
    """Prints CPU seconds and peak memory (MB) beyond that of a process that has cleaned a line."""
    import cleaner

    text = text_of(shape, size)
    cleaner.clean("Rain fell. \u05d2\u05e9\u05dd\n5 View gallery\n")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    with contextlib.suppress(cleaner.EmptyArticle):
        cleaner.to_json(cleaner.clean(text))
    seconds = time.process_time() - start
    print(json.dumps((seconds, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)))


def run(shape: str, size: int, limit: float) -> tuple[float, float]:
    """The figures of one shape, measured in a process of its own; infinite where it takes longer than `limit`."""
    command = [sys.executable, __file__, "--size", str(size), "--shape", shape]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=limit)
    except subprocess.TimeoutExpired:
        return float("inf"), float("nan")
    if done.returncode:
        raise SystemExit(f"{shape}: {done.stderr}")
    seconds, memory = json.loads(done.stdout)
    return seconds, memory


def main() -> None:
    """Reads the arguments, prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=1_000_000)
    parser.add_argument("--only", default="")
    parser.add_argument("--limit", type=float, default=600)
    parser.add_argument("--shape", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.shape:
        return measure(options.shape, options.size)
    floor = None
    print(f"{'shape':26} {'bytes':>11} {'seconds':>8} {'ratio':>7} {'peak MB':>8} {'bytes each':>10}")
    units = [json.dumps(unit) for unit in dict.fromkeys(UNITS)]
    for shape in [ORDINARY, PROSE, *(unit for unit in units if options.only in unit), ORDINARY]:
        seconds, memory = run(shape, options.size, options.limit)
        floor = floor or seconds
        each = memory * 2**20 / options.size
        row = f"{shape:26} {options.size:11,} {seconds:8.2f} {seconds / floor:7.2f} {memory:8.1f} {each:10.0f}"
        print(row, flush=True)
    return None


if __name__ == "__main__":
    main()
