"""Where in a page the article stands: the element that holds most of its prose."""

from typing import NamedTuple

from cleaner.readers.rows import TEXT, Element, Row
from cleaner.scripts import CASELESS, main_script

REGIONS = frozenset({"markup-navigation", "markup-tools", "markup-comments", "markup-promo", "markup-related"})
PROSE = 60
"""From this length on, in code points, a line without links is prose; of scripts without spaces half of it."""
_DENSE = frozenset({"Hani", "Kana", "Hang", "Thai"})
MOST, HINTED = 0.75, 0.5
"""What share of the prose an element holds that is the article; that says it is."""


class Zone(NamedTuple):
    """The rows [first, last) that hold the article's text, and the region each element stands in ("" for none)."""

    first: int
    last: int
    regions: list[str]

    def __contains__(self, row: object) -> bool:
        return isinstance(row, int) and self.first <= row < self.last


def find_zone(rows: list[Row], elements: list[Element], headline: int) -> Zone:
    """The zone of a page whose headline stands in row `headline` (-1: nowhere); empty where there is no prose."""
    weights = [_weight(row) for row in rows]
    regions = _regions(elements, weights, headline)
    plain = [0 if regions[row.element] else weight for row, weight in zip(rows, weights, strict=True)]
    if not any(plain):
        return Zone(0, 0, regions)
    sums = _sums(plain)
    at = _article(elements, regions, sums, headline)
    children: dict[int, list[int]] = {}
    for number, element in enumerate(elements):
        if element.last > element.first and not regions[number]:
            children.setdefault(element.parent, []).append(number)
    while inner := children.get(at):
        held = {number: sums[elements[number].last] - sums[elements[number].first] for number in inner}
        best = max(inner, key=held.__getitem__)
        whole = sums[elements[at].last] - sums[elements[at].first]
        if elements[best].tag in ("p", "ul", "ol", "table") or held[best] < MOST * whole:
            break
        at = best
    return Zone(elements[at].first, elements[at].last, regions)


def _weight(row: Row) -> int:
    """What a row counts as prose."""
    if row.kind != TEXT or row.linked * 2 > len(row.text):
        return 0
    dense = 2 if main_script(row.text[:80]) in _DENSE else 1
    size = len(row.text) * dense
    return min(size, 600) if size >= PROSE else 0


def _sums(weights: list[int]) -> list[int]:
    sums = [0]
    for weight in weights:
        sums.append(sums[-1] + weight)
    return sums


def _regions(elements: list[Element], weights: list[int], headline: int) -> list[str]:
    """The outermost region around each element; one that holds the headline or most prose is none."""
    sums = _sums(weights)
    whole = sums[-1]
    regions: list[str] = []
    for element in elements:
        region = regions[element.parent] if element.parent >= 0 else ""
        own = "" if region else next((code for code in element.signs if code in REGIONS), "")
        if own and (element.first <= headline < element.last or element.tag in ("html", "body", "main")):
            own = ""
        if own and "markup-body" in element.signs:
            own = ""
        if own and 2 * (sums[element.last] - sums[element.first]) > whole and own != "markup-comments":
            own = ""
        regions.append(region or own)
    return regions


def _article(elements: list[Element], regions: list[str], sums: list[int], headline: int) -> int:
    """The element to begin with: one that says it holds the text, the `article` around the headline, else the page."""
    whole = sums[-1]
    best, most = 0, 0.0
    for number, element in enumerate(elements):
        held = sums[element.last] - sums[element.first]
        if regions[number] or held <= most:
            continue
        body = "markup-body" in element.signs and held >= HINTED * whole
        article = element.tag == "article" and element.first <= headline < element.last and held * 4 >= whole
        if body or article:
            best, most = number, held
    return best
