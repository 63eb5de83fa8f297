"""What `cleaner.bidi.display` makes of Unicode's BidiCharacterTest.txt, case by case.

    display.py [/usr/share/unicode/BidiCharacterTest.txt]

The file is in Debian's package unicode-data, and in the Unicode Character Database with a version of its own.
It gives the order up to rule L2; the mirror images of L4 are those of BidiMirroring.txt, which lies beside it.
Characters removed by rule X9 have no place in that order and are left out of what is displayed.
"""

import argparse
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from cleaner.bidi import display

CASES = Path("/usr/share/unicode/BidiCharacterTest.txt")
BASES = {"0": "ltr", "1": "rtl", "2": "auto"}


class Case(NamedTuple):
    """A line of the file; `shown` is the visual order, in `mirrored` with mirror images at odd levels."""

    text: str
    base: str
    removed: frozenset[str]
    shown: str
    mirrored: str


def read_mirrors(cases: Path) -> dict[str, str]:
    """Mirror images by Unicode."""
    lines = cases.with_name("BidiMirroring.txt").read_text("utf-8").splitlines()
    fields = (line.partition("#")[0].split(";") for line in lines if line and not line.startswith("#"))
    return {chr(int(char, 16)): chr(int(image, 16)) for char, image in fields}


def read_cases(path: Path) -> Iterator[Case]:
    """The cases of the file in its order."""
    mirrors = read_mirrors(path)
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.startswith("#") or line.isspace():
                continue
            points, base, _, levels, order = line.strip().split(";")
            text, level = [chr(int(point, 16)) for point in points.split()], levels.split()
            removed = frozenset(char for char, at in zip(text, level, strict=True) if at == "x")
            places = [int(place) for place in order.split()]
            images = (mirrors.get(text[at], text[at]) if int(level[at]) % 2 else text[at] for at in places)
            shown = "".join(text[at] for at in places)
            yield Case("".join(text), BASES[base], removed, shown, "".join(images))


def count(path: Path) -> tuple[int, int, int]:
    """Cases, those in the right order (whichever of its two forms a mirrored character has), those right in all."""
    one_form = {ord(char): min(char, image) for char, image in read_mirrors(path).items()}
    total = order = mirroring = 0
    for case in read_cases(path):
        shown = "".join(char for char in display(case.text, case.base) if char not in case.removed)
        total += 1
        order += shown.translate(one_form) == case.shown.translate(one_form)
        mirroring += shown == case.mirrored
    return total, order, mirroring


def main() -> None:
    """Print the counts and the time."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path, nargs="?", default=CASES)
    started = time.perf_counter()
    total, order, mirroring = count(parser.parse_args().path)
    print(f"order {order} of {total}")
    print(f"order and mirroring {mirroring} of {total}")
    print(f"{time.perf_counter() - started:.1f} seconds")


if __name__ == "__main__":
    main()
