"""A page as rows: one for each block of text, with the elements they stand in."""

from collections.abc import Callable
from typing import NamedTuple

from cleaner.readers.signs import Signs

TEXT, ALT, TITLE = "text", "alt", "title"


class Element(NamedTuple):
    """An element: its tag, signs, the number of the one around it, and the rows [first, last) in it."""

    tag: str
    signs: Signs
    parent: int
    first: int
    last: int


class Row(NamedTuple):
    """A line of text; `linked` and `bold` count its code points inside links and bold words."""

    text: str
    kind: str
    element: int
    linked: int
    bold: int


def inside(elements: list[Element], wanted: Callable[[Element], bool]) -> list[int]:
    """How many elements of a kind stand inside each."""
    counts = [0] * len(elements)
    for number in range(len(elements) - 1, 0, -1):
        counts[elements[number].parent] += counts[number] + wanted(elements[number])
    return counts


def within(elements: list[Element], wanted: Callable[[Element], bool]) -> list[bool]:
    """Whether each element is one of a kind or stands in one."""
    found: list[bool] = []
    for element in elements:
        found.append(wanted(element) or (element.parent >= 0 and found[element.parent]))
    return found
