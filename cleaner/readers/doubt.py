"""Which signs of elements are believed: the makers of pages name boxes as they like."""

from cleaner.readers.page import Page
from cleaner.readers.rows import TEXT, Element, inside, within

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
NAMED = REGIONS | LONGEST.keys() | {"markup-picture"}
"""Signs of what is no paragraph."""
PICTURE, ROWS = 500, 12
"""The same for a picture by its name, and so many rows may any picture hold."""
HALF = 0.5


def believed(page: Page) -> list[Element]:
    """The elements with those of their signs that what stands in them does not belie."""
    doubt = _Doubt(page)
    return [
        element._replace(signs=tuple(sign for sign in element.signs if doubt.holds(number, sign)))
        if element.signs
        else element
        for number, element in enumerate(page.elements)
    ]


class _Doubt:
    """A page, and what its elements hold of each other."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.figures = inside(page.elements, lambda element: element.tag == "figure")
        self.images = inside(page.elements, lambda element: element.tag in ("img", "figure"))
        self.quotes = inside(page.elements, lambda element: element.tag == "blockquote")
        self.bodies = inside(page.elements, lambda element: "markup-body" in element.signs)
        self.quoted = within(page.elements, lambda element: element.tag == "blockquote")
        self.named = within(page.elements, lambda element: bool(NAMED.intersection(element.signs)))
        self.comments = inside(page.elements, lambda element: "markup-comments" in element.signs)
        self.home = _home(page)
        self.overdone = _overdone(page, self.home)

    def holds(self, number: int, sign: str) -> bool:
        """Whether a sign of an element is believed."""
        if sign == "markup-picture":
            return self._is_picture(number)
        element = self.page.elements[number]
        if sign == "markup-navigation" and element.tag == "footer" and self.quoted[number]:
            return False
        if sign == "markup-comments" and not self.comments[number] and self._is_all_there_is(element):
            return False
        if sign in REGIONS:
            return not self._holds_article(element, sign) and not (
                self.home.first <= element.first and element.last <= self.home.last and self._belongs(number, sign)
            )
        if sign == "markup-standfirst" and self._holds_all(element):
            return False
        if sign in LONGEST and self._is_article(number, sign):
            return False
        return self.page.size(element) <= LONGEST.get(sign, self.page.size(element))

    def _holds_all(self, element: Element) -> bool:
        """Whether an element holds the headline or all prose there is: it is not what stands between them."""
        prose = self.page.prose(element)
        return self._holds_headline(element) or (prose > 0 and prose == self.page.prose())

    def _is_article(self, number: int, sign: str) -> bool:
        """Whether an element named after one text of the article is all of it: its headline, or all prose there is."""
        element = self.page.elements[number]
        if sign in ("markup-caption", "markup-credit"):
            if self._holds_headline(element):
                return True
            around = self.page.elements[max(0, element.parent)]
            if element.tag == "figcaption" or (self.images[element.parent] and around.last - around.first <= ROWS):
                return False
        return 0 < self.page.prose(element) == self.page.prose() and self.page.texts(element) > 1

    def _holds_headline(self, element: Element) -> bool:
        return element.first <= self.page.headline < element.last

    def _is_all_there_is(self, element: Element) -> bool:
        """Whether nothing else on the page is an article: no prose, and no text under the headline that has no name."""
        if not 0 < self.page.prose(element) == self.page.prose():
            return False
        between = self.page.rows[self.page.headline + 1 : element.first]
        return all(row.kind != TEXT or self.named[row.element] for row in between)

    def _is_picture(self, number: int) -> bool:
        element = self.page.elements[number]
        small = self.images[number] and self.page.size(element) <= PICTURE and not self.page.headings(element)
        single = element.last - element.first <= ROWS and self.figures[number] <= 1 and not self.quotes[number]
        return single and (bool(small) or element.tag == "figure")

    def _holds_article(self, element: Element, sign: str) -> bool:
        """Whether a box for what is no article holds the headline, or most of the prose all the same."""
        if self._holds_headline(element) or element.tag in ("html", "body", "main"):
            return True
        most = self.page.prose(element) > HALF * self.page.prose() and sign != "markup-comments"
        return most or "markup-body" in element.signs

    def _belongs(self, number: int, sign: str) -> bool:
        """Whether a box inside the article is part of it: a frame around its text or one of its pictures."""
        element = self.page.elements[number]
        if element.tag == "figcaption":
            return True
        if sign == "markup-navigation" and self.figures[number]:
            return not self.page.linked(element)
        text = sign in self.overdone or (self.bodies[number] > 0 and sign != "markup-comments")
        return text and self.page.prose(element) > 0


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
    return frozenset(sign for sign in taken if sign != "markup-comments" and taken[sign] > HALF * page.prose(home))
