"""A unified diff of a text and its repair, in time linear in their length: repairs leave lines where they are."""

import io
from collections.abc import Iterator
from itertools import groupby

CONTEXT = 3
"""Unchanged lines shown on either side of changed ones."""
Block = tuple[int, int, int, int]
"""Lines [first, second) of the one stand where lines [third, fourth) of the other stood."""


def unified(before: str, after: str, old: str, new: str) -> Iterator[str]:
    """The diff of two texts named `old` and `new`, line by line; nothing if they are equal.

    Lines end at LF alone, as patch(1) sees them. difflib takes quadratic time where every other
    line is changed.
    """
    was, now = list(io.StringIO(before, newline="\n")), list(io.StringIO(after, newline="\n"))
    group: list[Block] = []
    for block in _blocks(was, now):
        if not group:
            yield f"--- {old}\n+++ {new}\n"
        elif block[0] - group[-1][1] > 2 * CONTEXT:
            yield from _hunk(was, now, group)
            group.clear()
        group.append(block)
    if group:
        yield from _hunk(was, now, group)


def _blocks(was: list[str], now: list[str]) -> Iterator[Block]:
    """Where the lines differ: pair by pair, or between the common head and tail where their number does."""
    differ = [one != other for one, other in zip(was, now, strict=False)]
    if len(was) == len(now):
        for unlike, run in groupby(range(len(was)), differ.__getitem__):
            if unlike:
                start, *rest = run
                yield start, start + 1 + len(rest), start, start + 1 + len(rest)
        return
    head = differ.index(True) if True in differ else len(differ)
    shared = len(differ) - head
    tail = next((at for at in range(shared) if was[-1 - at] != now[-1 - at]), shared)
    yield head, len(was) - tail, head, len(now) - tail


def _hunk(was: list[str], now: list[str], group: list[Block]) -> Iterator[str]:
    """One stretch of the diff: what the blocks change, with the lines around and between them."""
    first, last = group[0], group[-1]
    lead, trail = min(CONTEXT, first[0]), min(CONTEXT, len(was) - last[1])
    yield f"@@ -{_range(first[0] - lead, last[1] + trail)} +{_range(first[2] - lead, last[3] + trail)} @@\n"
    at = first[0] - lead
    for start, end, start_now, end_now in group:
        yield from _marked(" ", was[at:start])
        yield from _marked("-", was[start:end])
        yield from _marked("+", now[start_now:end_now])
        at = end
    yield from _marked(" ", was[at : at + trail])


def _range(start: int, end: int) -> str:
    """Lines [start, end) as a hunk's head has them: from 1, and of no lines the one before."""
    return f"{start + (start < end)},{end - start}"


def _marked(sign: str, lines: list[str]) -> Iterator[str]:
    for line in lines:
        yield sign + line if line.endswith("\n") else f"{sign}{line}\n\\ No newline at end of file\n"
