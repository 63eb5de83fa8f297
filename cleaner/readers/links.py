"""Which rows of the article are links to others."""

from cleaner.readers.page import Page
from cleaner.readers.rows import TEXT, Row
from cleaner.readers.zone import Zone
from cleaner.sentences import is_terminated

LINKED, HALF, MOSTLY = 0.9, 0.5, 0.8
"""From this share on a row is a link; below these it is a sentence with one in it, if that is short in the second."""
NAME = 18
"""Longest name in a link, in code points without white space: titles are longer."""
SENTENCE = 60
"""Shortest sentence that may be one link, in code points."""


class Links:
    """The links among the rows of a page."""

    def __init__(self, page: Page, zone: Zone) -> None:
        self.page, self.zone = page, zone
        self.lists = _lists(page)

    def __contains__(self, number: int) -> bool:
        """Whether a row is a link and no more, or one of a list of them."""
        row = self.page.rows[number]
        if share(row) >= LINKED:
            return not self._goes_on(number, row)
        return self.lists[row.element] and not _has_own_words(row)

    def _goes_on(self, number: int, row: Row) -> bool:
        """Whether a linked row is a sentence between sentences of the article: titles end without a stop."""
        around = [at for at in (number - 1, number + 1) if at in self.zone]
        alone = not self.lists[row.element] and len(row.text) >= SENTENCE and is_terminated(row.text)
        return alone and len(around) == 2 and all(self._is_sentence(at, row) for at in around)

    def _is_sentence(self, number: int, beside: Row) -> bool:
        row, elements = self.page.rows[number], self.page.elements
        same = row.kind == TEXT and elements[row.element].tag == elements[beside.element].tag
        return same and share(row) < HALF and is_terminated(row.text) and not self.zone.regions[row.element]


def share(row: Row) -> float:
    """How much of a row is links."""
    return row.linked / len("".join(row.text.split()))


def _has_own_words(row: Row) -> bool:
    """Whether a row of a list says something of what it links to: `Dana Levi won in Haifa`."""
    return 0 < share(row) <= (MOSTLY if row.linked <= NAME else HALF)


def _lists(page: Page) -> list[bool]:
    """Whether each element stands in a list of links."""
    found: list[bool] = []
    for element in page.elements:
        above = element.parent >= 0 and found[element.parent]
        found.append(above or (element.tag in ("ul", "ol") and 2 * page.linked(element) > page.size(element)))
    return found
