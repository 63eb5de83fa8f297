"""Words in a row that were misread in one way: those that gain when they are read in another charset."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from cleaner.letters import UNIT
from cleaner.mend.clusters import Word, clusters, cost_of, given
from cleaner.mend.hopes import ENOUGH, held_by, hopes, read_as, reading_of
from cleaner.record import Span

EDGE = 16 * UNIT
"""What stands beside a broken word is broken too unless it speaks against it by more than this."""


def may_read(line: str, is_strange: Callable[[str], bool]) -> bool:
    """Whether words of a line may gain enough in charsets that a strange one among them hopes for."""
    return any(
        _may_gain(segment, name, written)
        for words in clusters(line, is_strange)
        for segment, name, written in _hoped(words, {word.text for word in words if is_strange(word.text)})
    )


def _hoped(words: list[Word], strange: set[str]) -> Iterator[tuple[list[Word], str, str]]:
    """Words in a row with the charset that they may have been taken for, and the one they may have been written in.

    The same bytes read the same, whatever charset they are.
    """
    seen = set()
    for name, hoped in _joined(map(hopes, strange)).items():
        for segment in segments(words, name):
            data = "".join(word.text for word in segment).translate(reading_of(name, "latin-1"))
            for written in hoped - {name}:
                if (key := (segment[0].start, data, written)) not in seen:
                    seen.add(key)
                    yield segment, name, written


def _joined(found: Iterable[dict[str, frozenset[str]]]) -> dict[str, set[str]]:
    joined = defaultdict[str, set[str]](set)
    for name, hoped in chain.from_iterable(map(dict.items, found)):
        joined[name] |= hoped
    return joined


def _may_gain(words: list[Word], name: str, written: str) -> bool:
    read = [read_as(word.text, name, written) for word in words]
    stretch = stretch_of([gain for _, gain in read])
    if stretch is None or stretch[1] - stretch[0] > 1:
        return stretch is not None
    # What a single word gains by itself is known; languages that words must share, or a direction, add nothing.
    at = stretch[0]
    return cost_of(words[at].text) - given(read[at][0]) >= ENOUGH


def segments(words: list[Word], name: str) -> Iterator[list[Word]]:
    """Words in a row that a charset can hold, some of them not plain ASCII."""
    holds = held_by(name)
    segment: list[Word] = []
    for word in (*words, None):
        if word is not None and holds.issuperset(word.text):
            segment.append(word)
        else:
            if not all(held.text.isascii() for held in segment):
                yield segment
            segment = []


def stretch_of(gains: list[int]) -> Span | None:
    """The words in a row that gain most; they reach to the ends unless what stands there speaks against it."""
    best, total, first = (0, 0, 0), 0, 0
    for at, gain in enumerate(gains):
        if total < 0:
            total, first = 0, at
        total += gain
        best = max(best, (total, first, at + 1), key=lambda found: found[0])
    total, first, end = best
    if total < ENOUGH // 2:
        return None
    if sum(gains[:first]) > -EDGE:
        first = 0
    return first, len(gains) if sum(gains[end:]) > -EDGE else end
