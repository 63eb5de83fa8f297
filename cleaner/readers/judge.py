"""Marks: what the elements around each row of a page make of it."""

from cleaner.marks import Mark
from cleaner.names import looks_like_names
from cleaner.readers.figures import find_pictures
from cleaner.readers.headline import bare
from cleaner.readers.links import LINKED, Links, share
from cleaner.readers.page import HEADINGS, Page
from cleaner.readers.rows import ALT, TEXT, TITLE, Element, Row
from cleaner.readers.zone import Zone
from cleaner.rulebook import rulebook
from cleaner.sentences import is_terminated

OUTSIDE, PARAGRAPH = Mark("markup-outside"), Mark(paragraph=True)
IMAGE = frozenset({"markup-credit", "markup-caption", "markup-picture"})
HEAD = frozenset({"markup-byline", "markup-time", "markup-keyword"})
SHORT, DECK, SUMMARY, HEADING, CAPTION = 160, 700, 400, 90, 800
"""Longest byline or date, standfirst, one that nothing says is one, heading in bold, caption, in code points."""
NAMES = 6
"""Most words of names beside a caption."""


def judge(page: Page, zone: Zone) -> list[Mark]:
    """The mark of each row."""
    reading = _Reading(page, zone)
    return [reading.mark(number) for number in range(len(page.rows))]


class _Reading:
    """A page with all that is known of its rows and elements."""

    def __init__(self, page: Page, zone: Zone) -> None:
        self.page, self.zone = page, zone
        self.signs = _inherited(page.elements)
        self.particles = rulebook().rules["name-particles"].words
        self.links = Links(page, zone)
        self.pictures = find_pictures(page)
        self.captioned = {
            self.pictures[number]
            for number, row in enumerate(page.rows)
            if row.kind == TEXT and self.signs[row.element] == "markup-caption"
        }
        self.known = zone.first < zone.last
        self.article = _around(page, zone) if self.known else page.elements[0] if page.elements else None
        self.own = self.article is not None and (self.article.tag == "article" or "markup-body" in self.article.signs)
        self.title = bare(page.rows[page.headline].text) if page.headline >= 0 else ""
        self.prose = next((at for at in range(zone.first, zone.last) if self._is_prose(at)), zone.last)

    def mark(self, number: int) -> Mark:
        """The mark of one row."""
        row, told = self.page.rows[number], number in self.page.told
        if number == self.page.headline:
            return Mark("markup-headline")
        if (region := self.zone.regions[row.element]) and not told:
            return Mark(region, apart=True)
        inside = self.article is None or self.article.first <= number < self.article.last
        if self.known and not inside and not told:
            return OUTSIDE
        sign, image = self.signs[row.element], self.pictures[number]
        if row.kind != TEXT or image:
            return self._picture(row, sign, image)
        if self.title and bare(row.text) == self.title:
            return OUTSIDE
        return self._text(number, row, sign)

    def _picture(self, row: Row, sign: str, image: int) -> Mark:
        if not image:
            return OUTSIDE
        if row.kind != TEXT:
            return Mark({ALT: "markup-alt", TITLE: "markup-title"}[row.kind], image)
        if sign in ("markup-byline", "markup-credit"):
            return Mark("markup-credit", image)
        if sign == "markup-caption":
            return Mark(sign, image)
        if row.linked * 2 > len(row.text):
            return Mark("markup-navigation")
        # Beside the caption stands who made the picture.
        named = image in self.captioned and looks_like_names(row.text, self.particles, NAMES)
        return Mark("markup-credit" if named else "markup-picture", image)

    def _text(self, number: int, row: Row, sign: str) -> Mark:
        size, told = len(row.text), number in self.page.told
        heading = self.page.elements[row.element].tag in HEADINGS
        if sign in HEAD and size <= SHORT and not heading and not told:
            return Mark(sign)
        if sign == "markup-standfirst" and number <= self.prose and size <= DECK and self.page.headline < number:
            return Mark(sign)
        if sign in ("markup-caption", "markup-credit") and size <= CAPTION and not heading and not told:
            return Mark(sign, self.pictures[number - 1] if number else 0)
        if (number not in self.zone or number < self.page.headline) and not told:
            return self._beside(number, row)
        if heading:
            return Mark("markup-links" if share(row) >= LINKED and size > 40 and not told else "markup-heading")
        if number in self.links and not told:
            return Mark("markup-links")
        if row.bold >= len("".join(row.text.split())) and size <= HEADING and row.text[-1] not in ".,;:":
            return Mark("markup-heading") if number > self.prose else Mark()
        return PARAGRAPH

    def _beside(self, number: int, row: Row) -> Mark:
        """The mark of a row of the article that stands outside its text."""
        if not self.known:
            return Mark("markup-links") if number in self.links else Mark()
        if number < self.page.headline and self.own and is_terminated(row.text):
            return Mark("markup-deck") if len(row.text) <= SUMMARY else PARAGRAPH
        between = self.page.headline < number < self.zone.first
        if not between or row.linked or len(row.text) <= SHORT // 2:
            return OUTSIDE
        return Mark("markup-deck") if len(row.text) <= SUMMARY else PARAGRAPH

    def _is_prose(self, number: int) -> bool:
        row = self.page.rows[number]
        plain = row.kind == TEXT and not self.zone.regions[row.element] and not self.pictures[number]
        return plain and self.signs[row.element] != "markup-standfirst" and len(row.text) > HEADING


def _inherited(elements: list[Element]) -> list[str]:
    """The innermost sign around each element that says what a text in it is."""
    signs: list[str] = []
    for element in elements:
        own = next((code for code in element.signs if code not in ("markup-headline", "markup-body")), "")
        above = signs[element.parent] if element.parent >= 0 else ""
        if own == "markup-picture" and above in IMAGE:
            own = above
        signs.append(own or above)
    return signs


def _around(page: Page, zone: Zone) -> Element:
    """The innermost element that holds the zone and the headline."""
    first = min(zone.first, page.headline) if page.headline >= 0 else zone.first
    last = max(zone.last, page.headline + 1)
    around = [element for element in page.elements if element.first <= first and last <= element.last]
    return around[-1]
