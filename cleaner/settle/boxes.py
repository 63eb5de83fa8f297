"""Boxes that stand in the middle of a page's article: calls to subscribe, and blocks that the page repeats."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from cleaner.settle.context import is_headline_like
from cleaner.settle.rows import Row

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
LISTED, MOST = 2, 8
"""From so many to so many lines in a row are headlines of other articles; more are a list of something."""
PICTURE = frozenset({"credit", "counter"})
BULLETS = "-–—•*·●▪"
HEADING = 7
"""Most words of the subheading that may follow them."""
CLOSE = 4
"""Copies within so many lines belong to one picture."""


def find_boxes(lines: Sequence[Row]) -> dict[int, str]:
    """The lines of boxes among those of the article, each with its role."""
    calls = find_calls(lines, MARKS, lambda row: row.furniture)
    return {**_titles(lines), **_repeated(lines), **dict.fromkeys(calls, "promo")}


def _titles(lines: Sequence[Row]) -> dict[int, str]:
    """Headlines of other articles: lines without a full stop in a row, between two finished paragraphs.

    What is short stands over the paragraph and heads it.
    """
    found: set[int] = set()
    run: list[int] = []
    pictured = {at + beside for at, row in enumerate(lines) if row.role in PICTURE for beside in (-2, -1, 1)}
    for at, row in enumerate(lines):
        if _could_be_listed(row):
            run.append(at)
            continue
        opened = run and run[0] > 0 and lines[run[0] - 1].prose and lines[run[0] - 1].finished
        if opened and row.prose and LISTED <= len(run) <= MOST:
            if lines[run[-1]].words <= HEADING:
                run.pop()
            titles = {lines[n].said for n in run if lines[n].words >= WORDS and is_headline_like(lines[n].text)}
            if len(titles) > 1 and 2 * len(titles) >= len(run) and pictured.isdisjoint(run):
                found.update(run)
        run = []
    return dict.fromkeys(found, "related")


def _could_be_listed(row: Row) -> bool:
    """Whether a line could be the headline of another article; what a dash or bullet opens is an item of a list."""
    said = row.prose or row.furniture or row.finished or row.text.endswith((":", ",", ";"))
    return row.open and not said and row.text[0] not in BULLETS


def find_calls(lines: Sequence[Row], marks: int, also: Callable[[Row], bool] = lambda row: False) -> frozenset[int]:
    """Open lines between calls that follow each other closely: their form, its labels and conditions.

    So many calls, and lines that are `also` marks, make a box. What a page says again and again is
    the label of its teasers.
    """
    said = Counter([row.said for row in lines])
    given = [at for at, row in enumerate(lines) if row.role == "promo" or also(row)]
    given = [at for at in given if said[lines[at].said] < REPEATS]
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
    texts = {at: lines[at].said for at in opens}
    if len(set(texts.values())) == len(texts):
        return {}
    alone: dict[str, list[int]] = defaultdict(list)
    pairs: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, after in zip(opens, [*opens[1:], -1], strict=True):
        text = texts[at]
        alone[text].append(at)
        if after > 0 and (below := texts[after]) != text:
            pairs[text, below].append(at)
    often = (at for at in alone.values() if len(at) >= REPEATS and lines[at[0]].words >= WORDS)
    found = {at for places in often if places[-1] - places[0] > CLOSE for at in places}
    for (one, other), places in pairs.items():
        if len(places) > 1 and places[-1] - places[0] > CLOSE:
            found |= {*alone[one], *alone[other]}
    return dict.fromkeys(found, "related")
