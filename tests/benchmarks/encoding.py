"""How much broken text comes out right, and whether clean text comes out as it went in.

    encoding.py CASES.jsonl [TEXT_FOLDER ...] [--articles FOLDER] [-v]

CASES.jsonl holds one object a line: input, expected, kind, chain, lang, recoverable (true, false,
"partly"). TEXT_FOLDERs hold clean *.txt, in which no line may change. --articles are the texts for
the decoding part; without it those of the fixtures. -v shows every failure.
"""

import argparse
import json
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any, NamedTuple

import encoded_files

import cleaner
from cleaner.bidi import display

Case = dict[str, Any]
BASES = {"L": "ltr", "R": "rtl", None: "auto"}
LONG = 3
"""Words from which on a text is long enough to tell; shorter ones are counted by themselves."""


class Outcome(NamedTuple):
    """What came out for one case; `right` is what its kind asks for, `found` that anything changed at all."""

    case: Case
    got: str
    flagged: bool
    right: bool

    @property
    def changed(self) -> bool:
        """It did not come out as it went in."""
        return self.got != self.case["input"]


def judge(case: Case) -> Outcome:
    """Run one case. `expected` of a control is null: it must be gone, and all else be as it was."""
    given, expected, recoverable = case["input"], case["expected"], case.get("recoverable")
    if case["kind"] == "bidi-display":
        shown = display(given, BASES[case["base"]])
        return Outcome(case, shown, False, shown == expected)
    repair = cleaner.repair(given)
    got, flagged = repair.text, bool(repair.flags)
    if case["kind"] == "invisible-controls":
        removed = "".join(char for char in given if not hidden(char)) if case["action"] == "remove+report" else given
        return Outcome(case, got, flagged, got == (expected or removed) and (flagged or case["action"] == "keep"))
    if recoverable is False:
        return Outcome(case, got, flagged, flagged and got in (given, expected))
    right = got == expected or (recoverable == "partly" and got == given and flagged)
    return Outcome(case, got, flagged, right)


def hidden(char: str) -> bool:
    """Format characters, tags, variation selectors: what can be in a text without being seen."""
    return unicodedata.category(char) == "Cf" or "VARIATION SELECTOR" in unicodedata.name(char, "")


def length(case: Case) -> str:
    """The size of a case by the words of what it should be."""
    count = len((case["expected"] or case["input"]).split())
    return f"{LONG} or more words" if count >= LONG else ("one word", "two words")[count == 2]


def share(right: int, count: int) -> str:
    """Figures as they are printed."""
    return f"{right:6} of {count:6}  {100 * right / count:6.2f} %" if count else "     -"


def tally(outcomes: list[Outcome]) -> None:
    """Right ones per kind and length, chain, language."""
    for title, key in {
        "kind, length": lambda case: f"{case['kind']}, {length(case)}",
        "kind, chain": lambda case: f"{case['kind']}, {case['chain']}",
        "kind, language": lambda case: f"{case['kind']}, {case['lang']}",
    }.items():
        print(f"\n{title}")
        total = Counter(key(outcome.case) for outcome in outcomes)
        right = Counter(key(outcome.case) for outcome in outcomes if outcome.right)
        for name, count in total.items():
            print(f"  {name:52} {share(right[name], count)}")


class Clean(NamedTuple):
    """Clean lines by themselves (`count`), those `changed` (place, was, got), and those only `composed` (normal form).

    `spoiled` are lines that changed when their whole file was repaired: lines are also judged together.
    """

    count: int
    changed: list[tuple[str, str, str]]
    composed: int
    spoiled: int


def worsened(folders: list[Path]) -> Clean:
    """What became of the lines of clean files."""
    count, composed, spoiled = 0, 0, 0
    changed = []
    for path in sorted(path for folder in folders for path in folder.rglob("*.txt")):
        text = path.read_bytes().decode("utf-8", "replace")
        lines = text.split("\n")
        count += len(lines)
        for number, line in enumerate(lines, 1):
            got = cleaner.repair(line).text
            if got != line and same(got, line):
                composed += 1
            elif got != line:
                changed.append((f"{path.name}:{number}", line, got))
        together = cleaner.repair(text).text.split("\n")
        spoiled += sum(not same(got, line) for got, line in zip_longest(together, lines, fillvalue=""))
    return Clean(count, changed, composed, spoiled)


def same(one: str, other: str) -> bool:
    """Two texts are the same but for composition."""
    return one == other or unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)


def table(outcomes: list[Outcome]) -> Iterator[tuple[str, str]]:
    """The rows of the summary, in the order of the issue's."""
    broken = [outcome for outcome in outcomes if outcome.case["kind"].startswith("mojibake")]
    whole = [outcome for outcome in broken if outcome.case.get("recoverable") is True]
    for lang in ("he", "ar", "fa", "ru"):
        own = [outcome for outcome in whole if outcome.case["lang"] == lang]
        for size in (f"{LONG} or more words", "two words", "one word"):
            held = [outcome.right for outcome in own if length(outcome.case) == size]
            yield f"mojibake, {lang}, {size}", share(sum(held), len(held))
    partly = [outcome.right for outcome in broken if outcome.case.get("recoverable") == "partly"]
    yield "mojibake recoverable in part: whole, or flagged", share(sum(partly), len(partly))
    lost = [outcome for outcome in broken if outcome.case.get("recoverable") is False]
    wrong = [outcome.got not in (outcome.case["input"], outcome.case["expected"]) for outcome in lost]
    yield "damage beyond repair: flagged", share(sum(outcome.flagged for outcome in lost), len(lost))
    yield "damage beyond repair: changed to something wrong", share(sum(wrong), len(wrong))
    clean = [outcome for outcome in outcomes if outcome.case["kind"] in ("clean-untouched", "ftfy-would-change")]
    yield "clean cases: changed", share(sum(outcome.changed for outcome in clean), len(clean))
    hebrew = [outcome for outcome in clean if outcome.case["lang"] == "he"]
    visual = [outcome for outcome in outcomes if outcome.case["kind"] == "visual-order"]
    long = [outcome for outcome in visual if len(outcome.case["expected"].split()) >= LONG]
    for name, held in ((f"{LONG} or more words", long), ("all", visual)):
        yield f"visual order, {name}: found", share(sum(outcome.changed for outcome in held), len(held))
        yield f"visual order, {name}: exact", share(sum(outcome.right for outcome in held), len(held))
    yield "visual order: clean Hebrew cases changed", share(sum(outcome.changed for outcome in hebrew), len(hebrew))
    for kind in ("presentation-forms", "invisible-controls", "html-entities", "bidi-display"):
        held = [outcome.right for outcome in outcomes if outcome.case["kind"] == kind]
        yield kind, share(sum(held), len(held))


def main() -> None:
    """Cases, clean folders, encoded files; the summary last."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path)
    parser.add_argument("folders", type=Path, nargs="*")
    parser.add_argument("--articles", type=Path, default=Path(__file__).parents[2] / "fixtures/articles")
    parser.add_argument("-v", "--verbose", action="store_true")
    args = parser.parse_args()
    outcomes = [judge(json.loads(line)) for line in args.cases.read_bytes().split(b"\n") if line.strip()]
    tally(outcomes)
    for outcome in outcomes if args.verbose else ():
        if not outcome.right:
            case = outcome.case
            print(f"\n{case['kind']}, {case['chain']}, {case['lang']}, flagged: {outcome.flagged}")
            for name, text in (("input", case["input"]), ("got", outcome.got), ("expected", case["expected"])):
                print(f"  {name:8} {text!a}")
    clean = worsened(args.folders)
    print(f"\nclean lines: {clean.count}; only composed: {clean.composed}; changed: {len(clean.changed)}")
    for place, line, got in clean.changed if args.verbose else clean.changed[:10]:
        print(f"  {place}\n    was {line!a}\n    got {got!a}")
    decoded = list(encoded_files.measure(args.articles, args.verbose))
    lines = [
        ("clean lines of the folders: changed", share(len(clean.changed), clean.count)),
        ("the same in their files: changed", share(clean.spoiled, clean.count)),
    ]
    print("\nSummary")
    for name, figures in (*table(outcomes), *lines, *decoded):
        print(f"  {name:52} {figures}")


if __name__ == "__main__":
    main()
