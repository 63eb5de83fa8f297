"""Boxes that stand in the middle of a page's article: calls to subscribe, and blocks that the page repeats."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from cleaner.settle.rows import Row
from cleaner.spans import fold

NEAR = 3
"""So many lines may part two lines of a box that give it away."""
MARKS = 3
"""So many of them make a box."""
SENTENCE = 30
"""A longer line is the article's, though it stands between two marks."""
REPEATS = 3
"""A line that a page prints so often is no paragraph."""
WORDS = 4
"""A shorter one may be: an answer, a refrain."""
CLOSE = 4
"""Copies within so many lines belong to one picture."""


def find_boxes(lines: Sequence[Row]) -> dict[int, str]:
    """The lines of boxes among those of the article, each with its role."""
    calls = find_calls(lines, MARKS, lambda row: row.furniture)
    return {**_repeated(lines), **dict.fromkeys(calls, "promo")}


def find_calls(
    lines: Sequence[Row], marks: int, also: Callable[[Row], bool] = lambda row: False
) -> frozenset[int]:
    """Open lines between calls that follow each other closely: their form, its labels and conditions.

    So many calls, and lines that are `also` marks, make a box.
    """
    given = [at for at, row in enumerate(lines) if row.role == "promo" or also(row)]
    found: set[int] = set()
    run: list[int] = []
    for at in [*given, len(lines) + NEAR + 1]:
        if run and at - run[-1] > NEAR:
            inner = range(run[0], run[-1] + 1)
            calls = any(lines[mark].role == "promo" for mark in run)
            if len(run) >= marks and calls and all(_fits(lines[mark]) for mark in inner):
                found |= {mark for mark in inner if lines[mark].open}
            run = []
        run.append(at)
    return frozenset(found)


def _fits(row: Row) -> bool:
    return not row.open or row.furniture or row.words <= SENTENCE


def _repeated(lines: Sequence[Row]) -> dict[int, str]:
    """Lines that stand in the article several times, or twice with the same line beside them.

    Copies close by are alternative texts and captions, as are lines directly over a credit.
    """
    credited = {at - above for at, row in enumerate(lines) if row.role == "credit" for above in (1, 2)}
    opens = [at for at, row in enumerate(lines) if row.open and row.words > 1 and at not in credited]
    alone: dict[str, list[int]] = defaultdict(list)
    pairs: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, after in zip(opens, [*opens[1:], -1], strict=True):
        text = fold(lines[at].text)
        alone[text].append(at)
        if after > 0 and (below := fold(lines[after].text)) != text:
            pairs[text, below].append(at)
    often = (at for at in alone.values() if len(at) >= REPEATS and lines[at[0]].words >= WORDS)
    found = {at for places in often if places[-1] - places[0] > CLOSE for at in places}
    for (one, other), places in pairs.items():
        if len(places) > 1 and places[-1] - places[0] > CLOSE:
            found |= {*alone[one], *alone[other]}
    return dict.fromkeys(found, "related")
