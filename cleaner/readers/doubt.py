"""Which signs of elements are believed: the makers of pages name boxes as they like."""

from itertools import accumulate

from cleaner.readers.rows import TEXT, Element, Row

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
PICTURE = 1000
"""The same for an element that is a picture by its name; and so many rows may one hold."""
ROWS = 12
HALF = 0.5


def believed(rows: list[Row], elements: list[Element], prose: list[int], headline: int) -> list[Element]:
    """The elements with those of their signs that what stands in them does not belie.

    `prose` is what each row counts as the article's text.
    """
    sizes = sums([len(row.text) if row.kind == TEXT else 0 for row in rows])
    held = sums(prose)
    figures = sums_of(elements, "figure")
    home = _home(elements, held, headline)
    wrong = _overdone(elements, held, home)
    out: list[Element] = []
    for number, element in enumerate(elements):
        signs = element.signs
        if signs:
            size, weight = sizes[element.last] - sizes[element.first], held[element.last] - held[element.first]
            alone = element.tag == "figure" or (size <= PICTURE and figures[number] <= 1)
            signs = tuple(
                sign
                for sign in signs
                if not (sign in REGIONS and _holds_article(element, sign, weight, held[-1], headline))
                and not (sign in wrong and weight and home.first <= element.first and element.last <= home.last)
                and not size > LONGEST.get(sign, size)
                and (sign != "markup-picture" or (alone and element.last - element.first <= ROWS))
            )
        out.append(element._replace(signs=signs))
    return out


def sums(values: list[int]) -> list[int]:
    """The sum of all values before each place, and of all."""
    return [0, *accumulate(values)]


def sums_of(elements: list[Element], tag: str) -> list[int]:
    """How many elements of a tag stand inside each."""
    counts = [0] * len(elements)
    for number in range(len(elements) - 1, -1, -1):
        if (parent := elements[number].parent) >= 0:
            counts[parent] += counts[number] + (elements[number].tag == tag)
    return counts


def _holds_article(element: Element, sign: str, weight: int, whole: int, headline: int) -> bool:
    """Whether a box for what is no article holds the headline, or most of the prose all the same."""
    if element.first <= headline < element.last or element.tag in ("html", "body", "main"):
        return True
    return "markup-body" in element.signs or (sign != "markup-comments" and weight > HALF * whole)


def _home(elements: list[Element], held: list[int], headline: int) -> Element:
    """The least element that says it is an article, or its text, and holds most of the prose; else the page."""
    homes = [
        element
        for element in elements
        if (element.tag in ("article", "main") or "markup-body" in element.signs)
        and held[element.last] - held[element.first] > HALF * held[-1]
    ]
    return min(homes or elements[:1], key=lambda element: element.last - element.first)


def _overdone(elements: list[Element], held: list[int], home: Element) -> frozenset[str]:
    """Regions that would take most of the prose there is at home."""
    taken = dict.fromkeys(REGIONS, 0)
    ends = dict.fromkeys(REGIONS, 0)
    for element in elements:
        for sign in REGIONS.intersection(element.signs):
            if home.first <= element.first >= ends[sign] and element.last <= home.last:
                taken[sign] += held[element.last] - held[element.first]
                ends[sign] = element.last
    whole = held[home.last] - held[home.first]
    return frozenset(sign for sign in taken if sign != "markup-comments" and taken[sign] > HALF * whole)
