"""Which signs of elements are believed: the makers of pages name boxes as they like."""

from collections.abc import Callable

from cleaner.readers.page import Page
from cleaner.readers.rows import Element

REGIONS = frozenset({"markup-navigation", "markup-tools", "markup-comments", "markup-promo", "markup-related"})
LONGEST = {
    "markup-byline": 400,
    "markup-time": 200,
    "markup-keyword": 1000,
    "markup-standfirst": 1500,
    "markup-credit": 400,
    "markup-caption": 1500,
}
"""So long, in code points, may the text be of an element with a sign; a longer one holds more than that."""
PICTURE, ROWS = 500, 12
"""The same for a picture by its name, and so many rows may any picture hold."""
HALF = 0.5


def believed(page: Page) -> list[Element]:
    """The elements with those of their signs that what stands in them does not belie."""
    elements = page.elements
    figures = _inside(elements, lambda element: element.tag == "figure")
    quotes = _inside(elements, lambda element: element.tag == "blockquote")
    bodies = _inside(elements, lambda element: "markup-body" in element.signs)
    home = _home(page)
    wrong = _overdone(page, home)

    def holds(number: int, sign: str) -> bool:
        element = elements[number]
        if sign == "markup-picture":
            small = page.size(element) <= PICTURE and not page.headings(element)
            single = element.last - element.first <= ROWS and figures[number] <= 1 and not quotes[number]
            return single and (small or element.tag == "figure")
        if sign not in REGIONS:
            return page.size(element) <= LONGEST.get(sign, page.size(element))
        at_home = home.first <= element.first and element.last <= home.last and page.prose(element)
        if at_home and (sign in wrong or (bodies[number] and sign != "markup-comments")):
            return False
        return not _holds_article(element, sign, page)

    return [
        element._replace(signs=tuple(sign for sign in element.signs if holds(number, sign)))
        if element.signs
        else element
        for number, element in enumerate(elements)
    ]


def _inside(elements: list[Element], wanted: Callable[[Element], bool]) -> list[int]:
    """How many elements of a kind stand inside each."""
    counts = [0] * len(elements)
    for number in range(len(elements) - 1, 0, -1):
        counts[elements[number].parent] += counts[number] + wanted(elements[number])
    return counts


def _holds_article(element: Element, sign: str, page: Page) -> bool:
    """Whether a box for what is no article holds the headline, or most of the prose all the same."""
    if element.first <= page.headline < element.last or element.tag in ("html", "body", "main"):
        return True
    most = page.prose(element) > HALF * page.prose() and sign != "markup-comments"
    return most or "markup-body" in element.signs


def _home(page: Page) -> Element:
    """The least element that says it is an article, or its text, and holds most of the prose; else the page."""
    homes = [
        element
        for element in page.elements
        if (element.tag in ("article", "main") or "markup-body" in element.signs)
        and page.prose(element) > HALF * page.prose()
    ]
    return min(homes or page.elements[:1], key=lambda element: element.last - element.first)


def _overdone(page: Page, home: Element) -> frozenset[str]:
    """Regions that would take most of the prose there is at home."""
    taken, ends = dict.fromkeys(REGIONS, 0), dict.fromkeys(REGIONS, 0)
    for element in page.elements:
        for sign in REGIONS.intersection(element.signs):
            if home.first <= element.first >= ends[sign] and element.last <= home.last:
                taken[sign] += page.prose(element)
                ends[sign] = element.last
    return frozenset(
        sign for sign in taken if sign != "markup-comments" and taken[sign] > HALF * page.prose(home)
    )
