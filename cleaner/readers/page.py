"""A page: its rows and elements, and what is counted in the rows, so that an element can be asked for its share."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from cleaner.readers.headline import bare
from cleaner.readers.rows import TEXT, Element, Row
from cleaner.scripts import main_script

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
LEAST, SAID = 200, 20
"""Shortest declared text that is believed, and shortest row that is looked for in it, in bare code points."""
TOLD = 2
"""So much more a row of the declared text counts than another: what is declared may be cut short."""
PROSE, MOST = 60, 600
"""From this length on, in code points, a row without links is prose; of scripts without spaces half of it."""
_DENSE = frozenset({"Hani", "Kana", "Hang", "Thai"})


@dataclass(frozen=True)
class Page:
    """The rows of a page, the elements they stand in, the row of the headline (-1: none), and sums over the rows."""

    rows: list[Row]
    elements: list[Element]
    headline: int
    told: frozenset[int]
    """The rows that the page declares to be the article's text."""
    weights: tuple[int, ...]
    """What each row counts as prose of the article."""
    _prose: tuple[int, ...]
    _texts: tuple[int, ...]
    _sizes: tuple[int, ...]
    _linked: tuple[int, ...]
    _headings: tuple[int, ...]

    def prose(self, element: Element | None = None) -> int:
        """How much prose of the article stands in an element, or on the page."""
        return _share(self._prose, element)

    def texts(self, element: Element) -> int:
        """How many rows of text stand in an element."""
        return _share(self._texts, element)

    def size(self, element: Element) -> int:
        """How long the text in an element is, in code points."""
        return _share(self._sizes, element)

    def linked(self, element: Element) -> int:
        """How much of that is links."""
        return _share(self._linked, element)

    def headings(self, element: Element) -> int:
        """How many headings stand in an element."""
        return _share(self._headings, element)


def measured(rows: list[Row], elements: list[Element], headline: int, declared: str) -> Page:
    """A page; `declared` is the article's text as it says, or nothing."""
    told = _told(rows, bare(declared))
    weights = tuple(_weight(row) + TOLD * len(row.text) * (number in told) for number, row in enumerate(rows))
    texts = [row.kind == TEXT for row in rows]
    sizes = [len(row.text) if text else 0 for row, text in zip(rows, texts, strict=True)]
    headings = [elements[row.element].tag in HEADINGS for row in rows]
    sums = map(_sums, (weights, texts, sizes, [row.linked for row in rows], headings))
    return Page(rows, elements, headline, told, weights, *sums)


def _told(rows: list[Row], declared: str) -> frozenset[int]:
    """The rows that a declared text holds, if they make most of it."""
    if len(declared) < LEAST:
        return frozenset()
    said = {number: bare(row.text) for number, row in enumerate(rows) if row.kind == TEXT}
    told = {number: len(text) for number, text in said.items() if len(text) >= SAID and text in declared}
    return frozenset(told if 2 * sum(told.values()) >= len(declared) else ())


def _weight(row: Row) -> int:
    """What a row counts as prose by its look."""
    if row.kind != TEXT or row.linked * 2 > len(row.text):
        return 0
    size = len(row.text) * (2 if main_script(row.text[:80]) in _DENSE else 1)
    return min(size, MOST) if size >= PROSE else 0


def _sums(values: Iterable[int]) -> tuple[int, ...]:
    return (0, *accumulate(values))


def _share(sums: tuple[int, ...], element: Element | None) -> int:
    return sums[element.last] - sums[element.first] if element else sums[-1]
