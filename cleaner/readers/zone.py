"""Where in a page the article stands: the element that holds most of its prose."""

from typing import NamedTuple

from cleaner.readers.doubt import REGIONS, sums
from cleaner.readers.headline import bare
from cleaner.readers.rows import TEXT, Element, Row
from cleaner.scripts import CASELESS, main_script

LEAST, SAID = 200, 20
"""Shortest declared text that is believed, and shortest row that is looked for in it, in bare code points."""
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


def find_zone(rows: list[Row], elements: list[Element], prose: list[int], headline: int) -> Zone:
    """The zone of a page whose headline stands in row `headline` (-1: nowhere); empty where there is no prose."""
    regions = _regions(elements)
    plain = [0 if regions[row.element] else weight for row, weight in zip(rows, prose, strict=True)]
    if not any(plain):
        return Zone(0, 0, regions)
    held = sums(plain)
    at = _article(elements, regions, held, headline)
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


def weigh(rows: list[Row], told: str) -> list[int]:
    """What each row counts as prose of the article.

    `told` is the article's text as the page declares it, bare, or nothing; what it holds of the rows decides then.
    """
    if len(told) >= LEAST:
        said = [len(row.text) if row.kind == TEXT and len(text := bare(row.text)) >= SAID and text in told else 0 for row in rows]
        if 2 * sum(said) >= len(told):
            return said
    return [_weight(row) for row in rows]


def _weight(row: Row) -> int:
    """What a row counts as prose."""
    if row.kind != TEXT or row.linked * 2 > len(row.text):
        return 0
    dense = 2 if main_script(row.text[:80]) in _DENSE else 1
    size = len(row.text) * dense
    return min(size, 600) if size >= PROSE else 0


def _regions(elements: list[Element]) -> list[str]:
    """The outermost region around each element."""
    regions: list[str] = []
    for element in elements:
        region = regions[element.parent] if element.parent >= 0 else ""
        regions.append(region or next((code for code in element.signs if code in REGIONS), ""))
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
