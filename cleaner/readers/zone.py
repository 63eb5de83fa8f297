"""Where in a page the article stands: the element that holds most of its prose."""

from itertools import accumulate
from typing import NamedTuple

from cleaner.readers.doubt import REGIONS
from cleaner.readers.page import Page
from cleaner.readers.rows import Element

MOST, HINTED = 0.75, 0.5
"""What share of the prose an element holds that is the article; that says it is."""


class Zone(NamedTuple):
    """The rows [first, last) that hold the article's text, and the region each element stands in ("" for none)."""

    first: int
    last: int
    regions: list[str]

    def __contains__(self, row: object) -> bool:
        return isinstance(row, int) and self.first <= row < self.last


def find_zone(page: Page) -> Zone:
    """The zone of a page; empty where there is no prose."""
    rows, elements = page.rows, page.elements
    regions = _regions(elements)
    plain = [0 if regions[row.element] else weight for row, weight in zip(rows, page.weights, strict=True)]
    if not any(plain):
        return Zone(0, 0, regions)
    held = (0, *accumulate(plain))
    at = _article(page, regions, held)
    children: dict[int, list[int]] = {}
    for number, element in enumerate(elements):
        if element.last > element.first and not regions[number]:
            children.setdefault(element.parent, []).append(number)
    while inner := children.get(at):
        shares = {number: held[elements[number].last] - held[elements[number].first] for number in inner}
        best = max(inner, key=shares.__getitem__)
        whole = held[elements[at].last] - held[elements[at].first]
        if elements[best].tag in ("p", "ul", "ol", "table") or shares[best] < MOST * whole:
            break
        at = best
    return Zone(elements[at].first, elements[at].last, regions)


def _regions(elements: list[Element]) -> list[str]:
    """The outermost region around each element."""
    regions: list[str] = []
    for element in elements:
        region = regions[element.parent] if element.parent >= 0 else ""
        regions.append(region or next((code for code in element.signs if code in REGIONS), ""))
    return regions


def _article(page: Page, regions: list[str], held: tuple[int, ...]) -> int:
    """The element to begin with: one that says it holds the text, the `article` around the headline, else the page."""
    whole = held[-1]
    best, most = 0, 0.0
    for number, element in enumerate(page.elements):
        share = held[element.last] - held[element.first]
        if regions[number] or share <= most:
            continue
        body = "markup-body" in element.signs and share >= HINTED * whole
        article = element.tag == "article" and element.first <= page.headline < element.last and share * 4 >= whole
        if body or article:
            best, most = number, share
    return best
