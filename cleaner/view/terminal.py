"""One article as lines for a terminal: roles in the margin, texts beside them, what was repaired underlined."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from cleaner.record import Record
from cleaner.view.columns import clipped, width, wrapped
from cleaner.view.notes import notes
from cleaner.view.order import cells
from cleaner.view.rows import IMAGE, Row, Title, article, head
from cleaner.view.styles import DIM, PLAIN, REPAIRED, joined, painted
from cleaner.view.visible import pieces, visible

NARROWEST, BESIDE, WIDEST = 20, 50, 100
"""In columns: the narrowest page, the narrowest with labels beside the texts, and the widest, for the eye's sake."""
LABEL = 14
"""Columns of the labels: `boilerplate he`, the longest that is usual."""


class Page(NamedTuple):
    """The room there is: `width` and `lead`, that of image numbers, in columns."""

    width: int
    lead: int
    colour: bool
    reorder: bool

    def paint(self, text: str, style: str) -> str:
        """The text with its look, where looks are wanted."""
        return painted(text, style if self.colour and text.strip() else PLAIN)


def lines(record: Record, source: str, *, width: int, colour: bool, reorder: bool) -> Iterator[str]:
    """The lines that show a record, without line ends, none wider than `width` columns (at least 20; 100 are used).

    `source` is the decoded source, in whose lines repairs and flags are placed, or what `rebuilt` makes of the
    record. With `colour` there are SGR sequences, and no others. With `reorder` lines are in visual order, for
    terminals that show characters as they come; without, in logical order. Either way texts from right to left
    are aligned at the right, and are broken into lines in logical order first (UAX #9, 3.4). What could steer
    the terminal is shown as an escape.
    """
    found = [*head(record), None, *article(record, source), *notes(record, source)]
    lead = max((len(row.number) for row in found if isinstance(row, Row)), default=0)
    page = Page(min(max(width, NARROWEST), WIDEST), lead, colour, reorder)
    for row in found:
        if row is None:
            yield ""
        elif isinstance(row, Title):
            yield page.paint(f"\u2500\u2500 {row.value} ".ljust(page.width, "\u2500"), DIM)
        else:
            yield from _beside(row, page) if page.width >= BESIDE else _below(row, page)


def _beside(row: Row, page: Page) -> Iterator[str]:
    """A row with its label on the left of its first line."""
    label = clipped(visible(row.label), LABEL)
    margin = _margin(row, page, first=True) + page.paint(label, row.tint) + " " * (LABEL + 1 - width(label))
    for line in _value(row, page, page.width - page.lead - LABEL - 3) or [""]:
        yield (margin + line).rstrip(" ")
        margin = _margin(row, page, first=False) + " " * (LABEL + 1)


def _below(row: Row, page: Page) -> Iterator[str]:
    """A row with its label on a line of its own."""
    room = page.width - page.lead - 2
    yield _margin(row, page, first=True) + page.paint(clipped(visible(row.label), room), row.tint)
    for line in _value(row, page, room):
        yield _margin(row, page, first=False) + line


def _margin(row: Row, page: Page, *, first: bool) -> str:
    """Number and mark; the bar of an image goes along all its lines."""
    number, mark = (row.number, row.mark) if first else ("", row.mark if row.mark == IMAGE else " ")
    return page.paint(number.rjust(page.lead), DIM) + page.paint(mark, DIM if mark == IMAGE else row.tint) + " "


def _value(row: Row, page: Page, columns: int) -> list[str]:
    """The lines of a value, each as wide as it is, or `columns` where it runs from right to left."""
    seen = pieces(row.value)
    shown = "".join(said for said, _ in seen)
    repaired = [place in row.repaired for said, place in seen for _ in said]
    return [_line(row, page, shown[start:end], repaired[start:end], columns) for start, end in wrapped(shown, columns)]


def _line(row: Row, page: Page, line: str, repaired: list[bool], columns: int) -> str:
    placed = cells(line, row.dir) if page.reorder else list(enumerate(line))
    indent = columns - width("".join(cell for _, cell in placed)) if row.dir == "rtl" else 0
    runs = groupby(placed, key=lambda cell: repaired[cell[0]])
    painted_runs = (
        page.paint("".join(cell for _, cell in run), joined(row.style, REPAIRED if mended else PLAIN))
        for mended, run in runs
    )
    return " " * indent + "".join(painted_runs)
