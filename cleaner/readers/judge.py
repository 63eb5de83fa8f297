"""Marks: what the elements around each row of a page make of it."""


from cleaner.marks import Mark
from cleaner.readers.headline import bare
from cleaner.readers.rows import ALT, TEXT, TITLE, Element, Row
from cleaner.readers.zone import Zone

OUTSIDE, PARAGRAPH = Mark("markup-outside"), Mark(paragraph=True)
IMAGE = frozenset({"markup-credit", "markup-caption", "markup-picture"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
SHORT, DECK, HEADING = 160, 700, 90
"""Longest byline or date, standfirst, and heading in bold, in code points."""


def judge(rows: list[Row], elements: list[Element], zone: Zone, headline: int) -> list[Mark]:
    """The mark of each row."""
    signs = _inherited(elements)
    pictures = _pictures(rows, elements, signs, zone)
    article = _around(elements, zone, headline) if zone.first < zone.last else 0
    title = bare(rows[headline].text) if headline >= 0 else ""
    reading = _Reading(rows, elements, zone, headline, signs, pictures, elements[article] if elements else None, title)
    return [reading.mark(number) for number in range(len(rows))]


class _Reading:
    """A page with all that is known of its elements."""

    def __init__(
        self,
        rows: list[Row],
        elements: list[Element],
        zone: Zone,
        headline: int,
        signs: list[str],
        pictures: list[int],
        article: Element | None,
        title: str,
    ) -> None:
        self.rows, self.elements, self.zone, self.headline = rows, elements, zone, headline
        self.signs, self.pictures, self.article, self.title = signs, pictures, article, title
        self.known = zone.first < zone.last
        self.prose = next((at for at in range(zone.first, zone.last) if self._is_prose(at)), zone.last)

    def mark(self, number: int) -> Mark:
        """The mark of one row."""
        row = self.rows[number]
        if number == self.headline:
            return Mark("markup-headline")
        if region := self.zone.regions[row.element]:
            return Mark(region)
        inside = self.article is None or self.article.first <= number < self.article.last
        if self.known and not inside:
            return OUTSIDE
        sign, image = self.signs[row.element], self.pictures[row.element]
        if row.kind != TEXT or image:
            return self._picture(row, sign, image)
        if self.title and bare(row.text) == self.title:
            return OUTSIDE
        return self._text(number, row, sign)

    def _picture(self, row: Row, sign: str, image: int) -> Mark:
        if not image:
            return OUTSIDE
        if row.kind == TEXT:
            linked = row.linked * 2 > len(row.text) and sign == "markup-picture"
            return Mark("markup-navigation") if linked else Mark(_in_picture(sign), image)
        return Mark({ALT: "markup-alt", TITLE: "markup-title"}[row.kind], image)

    def _text(self, number: int, row: Row, sign: str) -> Mark:
        size, here = len(row.text), number in self.zone
        tag = self.elements[row.element].tag
        if sign in ("markup-byline", "markup-time", "markup-keyword") and size <= SHORT:
            return Mark(sign)
        if sign == "markup-standfirst" and number <= self.prose and size <= DECK and self.headline < number:
            return Mark(sign)
        if not here:
            between = self.headline < number < self.zone.first
            return Mark() if not self.known or (between and size > SHORT // 2 and not row.linked) else OUTSIDE
        linked = row.linked and row.linked >= len("".join(row.text.split())) * 0.9
        if tag in HEADINGS:
            return Mark("markup-links" if linked and size > 40 else "markup-heading")
        if linked:
            return Mark("markup-links")
        if row.bold >= len("".join(row.text.split())) and size <= HEADING and row.text[-1] not in ".,;:":
            return Mark("markup-heading") if number > self.prose else Mark()
        return PARAGRAPH

    def _is_prose(self, number: int) -> bool:
        row = self.rows[number]
        plain = row.kind == TEXT and not self.zone.regions[row.element] and not self.pictures[row.element]
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


def _in_picture(sign: str) -> str:
    """The rule for a text in a picture; who is named there made the picture."""
    if sign == "markup-byline":
        return "markup-credit"
    return sign if sign in IMAGE else "markup-picture"


def _pictures(rows: list[Row], elements: list[Element], signs: list[str], zone: Zone) -> list[int]:
    """The number of the picture that each element belongs to; 0 for none."""
    numbers: list[int] = []
    count = 0
    for element in elements:
        number = numbers[element.parent] if element.parent >= 0 else 0
        holds = element.last > element.first and not _holds_prose(rows, element, zone)
        figure = "markup-picture" in element.signs and element.last - element.first <= 12
        if not number and holds and (figure or element.tag == "img"):
            count += 1
            number = count
        numbers.append(number)
    return numbers


def _holds_prose(rows: list[Row], element: Element, zone: Zone) -> bool:
    """Whether an element with a picture's name holds the article's text all the same."""
    return element.first <= zone.first and zone.last <= element.last and zone.first < zone.last


def _around(elements: list[Element], zone: Zone, headline: int) -> int:
    """The innermost element that holds the zone and the headline."""
    first = min(zone.first, headline) if headline >= 0 else zone.first
    last = max(zone.last, headline + 1)
    best = 0
    for number, element in enumerate(elements):
        if element.first <= first and last <= element.last:
            best = number
    return best
