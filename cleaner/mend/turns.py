"""The ways to turn a line that was stored in visual order, each with where its characters come from."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from cleaner.expressions import expression
from cleaner.mend.stretches import MARK, MARKS, classes_of, forward
from cleaner.spans import tighten

_MIRRORED = "()[]{}<>\u00ab\u00bb\u2039\u203a\u2264\u2265\u3008\u3009\u300a\u300b\ufd3e\ufd3f"
_MIRROR = {one: _MIRRORED[at ^ 1] for at, one in enumerate(_MIRRORED)}
_BEFORE, _AFTER = expression(rf"(?:^|\s){MARK}"), expression(rf"{MARK}(?:\s|$)")
_TOKEN = expression(r"\S+")
_STRETCH = expression("[rj](?:[^l]*[rj])?")


class Turned(NamedTuple):
    """A reading of a line: `places` holds for each character of `text` the one of the line it was."""

    text: str
    places: list[int]


Turn = Callable[[str], Turned]


def displayed(line: str) -> Turned:
    """The line whose display with base direction R and mirrored brackets `line` is (UAX #9, L2, L4).

    Words of Latin and numbers keep their order. Where several lines have the same display, the one in
    which Latin and the numbers to its right belong together.
    """
    return _built(line, _reordered(line))


def backwards(line: str) -> Turned:
    """`line` from its last character to its first, brackets as they are."""
    return _built(line, [(at, False) for at in range(len(line) - 1, -1, -1)])


def by_word(line: str) -> Turned:
    """Every word with a letter written from right to left reversed by itself."""
    order = [(at, False) for at in range(len(line))]
    classes = classes_of(line)
    for token in _TOKEN.finditer(line):
        start, end = token.span()
        if "r" in classes[start:end] or "j" in classes[start:end]:
            order[start:end] = reversed(order[start:end])
    return _built(line, order)


def embedded(line: str) -> Turned:
    """Every stretch of right-to-left writing in a left-to-right line turned as `displayed` does."""
    order = [(at, False) for at in range(len(line))]
    for stretch in _STRETCH.finditer(classes_of(line)):
        start, end = stretch.span()
        order[start:end] = ((start + at, mirrored) for at, mirrored in _reordered(line[start:end]))
    return _built(line, order)


def _built(line: str, order: Iterable[tuple[int, bool]]) -> Turned:
    """The reading with the characters in `order`, of which those with True are mirrored (L4)."""
    held = [*order]
    if MARKS.search(line) and len(_AFTER.findall(line)) > len(_BEFORE.findall(line)):
        held = _behind(line, held)
    text = "".join(_MIRROR.get(line[at], line[at]) if mirrored else line[at] for at, mirrored in held)
    return Turned(text, [at for at, _ in held])


def _behind(line: str, order: list[tuple[int, bool]]) -> list[tuple[int, bool]]:
    """Marks that follow their letter in `line` behind it again where the order put them before it."""
    found: list[tuple[int, bool]] = []
    waiting: list[tuple[int, bool]] = []
    for one in order:
        if MARKS.match(line, one[0]) and not (found and found[-1][0] == one[0] - 1):
            waiting.append(one)
        else:
            found += [one, *reversed(waiting)]
            waiting = []
    return found + waiting


def _reordered(line: str) -> Iterator[tuple[int, bool]]:
    """The places of `line` in the order of reading, and whether each is at an odd level (to be mirrored)."""
    start, end = tighten(line, 0, len(line))
    yield from ((at, False) for at in range(start))
    right = end
    for left, stop in reversed(forward(line[:end])):
        yield from ((at, True) for at in range(right - 1, stop - 1, -1))
        yield from ((at, False) for at in range(left, stop))
        right = left
    yield from ((at, True) for at in range(right - 1, start - 1, -1))
    yield from ((at, False) for at in range(end, len(line)))
