"""No text and no bytes may raise, hang, grow without bound, or come out differently at the second repair.

    fuzz.py [--count 200000] [--seed 0] [--drawn 20000] [--size 40000] [--atheris SECONDS]

--count texts are made by chance from the seed (random characters, words broken through chains of encodings,
escapes, controls, halves, turned words); --drawn ones are drawn by hypothesis, the same at each run; hostile
patterns of --size characters are timed against twice that. 0 leaves a part out. --atheris runs guided by
coverage instead (pip install atheris). Prints what breaks a promise, cut down as far as it still does; exit
code 1 if anything was found.
"""

import argparse
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Callable

import wrecks

import cleaner

BOUND = 2.0
"""CPU seconds a short text may take; a hostile one may take ten times that."""
GROWTH, NOISE = 3.2, 0.2
"""Twice the length may take GROWTH times as long, where it takes longer than NOISE seconds at all."""
Check = Callable[[str], str | None]


def repairs(text: str) -> str | None:
    """What `repair` does wrong with `text`; None if nothing."""
    start = time.process_time()
    repair = cleaner.repair(text)
    if time.process_time() - start > BOUND:
        return "takes too long"
    if len(repair.text) > 4 * len(text) + 16:
        return f"grows to {len(repair.text)} characters"
    again = cleaner.repair(repair.text).text
    if again != repair.text:
        return f"is not done at once: first {repair.text!a}, then {again!a}"
    parts, at = [], 0
    for change in repair.changes:
        left, right = change.span
        if not at <= left <= right <= len(text):
            return f"change leaves the text or overlaps the one before: {change}"
        if text[left:right] != change.before:
            return f"change does not say what stood there: {change}"
        parts += [text[at:left], change.after]
        at = right
    made = "".join((*parts, text[at:]))
    if made != repair.text:
        return f"changes make {made!a}, not {repair.text!a}"
    if any(not 0 <= flag.span[0] <= flag.span[1] <= len(text) for flag in repair.flags):
        return f"flag leaves the text: {repair.flags}"
    return None


def decodes(text: str) -> str | None:
    """`decode` reads any bytes, or refuses them as it says: those of `text`, and a byte for each character."""
    # Here as in the others not at the top: what is imported before atheris looks is not guided.
    from cleaner.decoding import decode

    squashed = bytes(ord(char) & 0xFF for char in text)
    for data in (text.encode("utf-8", "surrogatepass"), text.encode("utf-16-le", "surrogatepass")[1:], squashed):
        for declared in (None, "windows-1255", "utf-16"):
            try:
                decode(data, declared).text.encode()
            except (cleaner.DecodeError, cleaner.EmptyArticle):
                continue
    return None


def cleans(text: str) -> str | None:
    """`clean` takes any text that is not blank."""
    try:
        cleaner.clean(text)
    except cleaner.EmptyArticle:
        return "is called empty" if text.strip() else None
    return None


def displays(text: str) -> str | None:
    """`display` puts the characters of any text in another order, and leaves none out."""
    from cleaner.bidi import display

    for base in ("ltr", "rtl", "auto", None):
        shown = display(text, base)
        if len(shown) != len(text):
            return f"has {len(shown)} characters on a screen"
    return None


def fault(check: Check, text: str) -> str | None:
    """What a check finds, an exception being a finding."""
    try:
        return check(text)
    except Exception as error:
        return f"raises {type(error).__name__}: {error}"


def smallest(check: Check, text: str) -> str:
    """`text` with as much left out as can be while the check still finds something, within fifty times BOUND."""
    size, end = len(text) // 2, time.process_time() + 50 * BOUND
    while size and time.process_time() < end:
        cuts = (text[:at] + text[at + size :] for at in range(0, len(text), size))
        shorter = next((cut for cut in cuts if fault(check, cut)), None)
        text, size = (text, size // 2) if shorter is None else (shorter, min(size, len(shorter)))
    return text


class Findings:
    """How often each check found what; the first few of a kind are cut down and printed."""

    def __init__(self) -> None:
        self.kinds = Counter[str]()

    def look(self, text: str, *checks: Check) -> None:
        """Run the checks on one text."""
        for check in checks:
            if found := fault(check, text):
                kind = f"{check.__name__}: {' '.join(found.split()[:3])}"
                self.kinds[kind] += 1
                if self.kinds[kind] <= 3:
                    text = smallest(check, text)
                    print(f"{check.__name__} {text!a}\n    {fault(check, text)}", flush=True)

    def time(self, size: int) -> None:
        """Each hostile pattern at a length and at twice that."""
        for name, pattern in wrecks.PATTERNS.items():
            for check in (cleaner.repair, decodes, displays, cleans):
                once, twice = (seconds(check, pattern(length)) for length in (size, 2 * size))
                if twice > 10 * BOUND or (twice > NOISE and twice > GROWTH * once):
                    self.kinds[f"{check.__name__}: slow"] += 1
                    print(f"{check.__name__} {name}: {once:.2f} s for {size}, {twice:.2f} s for twice that", flush=True)


def seconds(run: Callable[[str], object], text: str) -> float:
    """CPU seconds, the better of two: other work on the machine disturbs less."""
    taken = []
    for _ in range(2):
        start = time.process_time()
        run(text)
        taken.append(time.process_time() - start)
    return min(taken)


def draw(count: int, findings: Findings) -> None:
    """Texts drawn by hypothesis."""
    from hypothesis import HealthCheck, given, settings
    from hypothesis import strategies as st

    @settings(max_examples=count, derandomize=True, deadline=None, database=None, suppress_health_check=[*HealthCheck])
    @given(st.text(st.characters(), max_size=60))
    def run(text: str) -> None:
        findings.look(text, repairs, decodes, displays, cleans)

    run()


def guide(duration: int, findings: Findings) -> None:
    """Atheris, guided by coverage of `cleaner`, for so many seconds; then the process ends."""
    import atheris

    with atheris.instrument_imports(include=["cleaner"]):
        cleaner.clean("The gate")
        cleaner.repair("\u05d0")
        decodes("\u05d0")
    end = time.monotonic() + duration

    def run(data: bytes) -> None:
        text = atheris.FuzzedDataProvider(data).ConsumeUnicode(len(data))
        findings.look(text, repairs, decodes)
        findings.look(data.decode("utf-8", "replace"), repairs)
        if time.monotonic() > end:
            os._exit(report(findings))

    atheris.Setup([sys.argv[0], "-max_len=200", "-rss_limit_mb=0"], run)
    atheris.Fuzz()


def report(findings: Findings) -> int:
    """The sum, and the exit code."""
    for kind, count in findings.kinds.most_common():
        print(f"{count:6} {kind}")
    print("nothing found" if not findings.kinds else f"{findings.kinds.total()} findings", flush=True)
    return 1 if findings.kinds else 0


def main() -> None:
    """The parts asked for, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("count", 200_000), ("seed", 0), ("drawn", 20_000), ("size", 40_000), ("atheris", 0)):
        parser.add_argument(f"--{name}", type=int, default=default)
    args = parser.parse_args()
    findings = Findings()
    if args.atheris:
        guide(args.atheris, findings)
    chance = random.Random(args.seed)
    for number in range(args.count):
        # Every twentieth goes through `clean`, which costs most.
        findings.look(wrecks.make(chance), repairs, decodes, displays, *[cleans][: number % 20 == 0])
    if args.drawn:
        draw(args.drawn, findings)
    if args.size:
        findings.time(args.size)
    sys.exit(report(findings))


if __name__ == "__main__":
    main()
