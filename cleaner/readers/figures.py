"""Which elements of a page are pictures with what is written about them."""

from cleaner.readers.headline import agree, bare
from cleaner.readers.page import Page
from cleaner.readers.rows import TEXT, Element, Row

ROUND, LINES = 300, 3
"""So much text, in code points and rows, may stand beside an image in a box of its own to be about it."""
SAME = 12
"""Shortest text, in bare code points, that is an image's for saying what its `alt` does."""
NEAR = 3
"""Within so many rows of the image such a text stands."""
_NO_BOX = frozenset({"p", "li", "td", "th", "dd", "body", "main", "article", "html", "a"})


def find_pictures(page: Page) -> list[int]:
    """The number of the picture that each row belongs to; 0 for none."""
    rows, elements = page.rows, page.elements
    owners = _owners(page)
    numbers, count = [0] * len(elements), 0
    for at, element in enumerate(elements):
        numbers[at] = numbers[element.parent] if element.parent >= 0 else 0
        if at in owners and not numbers[at]:
            count += 1
            numbers[at] = count
    found = [numbers[row.element] for row in rows]
    for number, row in enumerate(rows):
        if row.kind != TEXT and found[number]:
            _take_copies(rows, found, number)
    return found


def _owners(page: Page) -> set[int]:
    """The elements that are pictures: by their tag or name, or boxes around an image and little else."""
    elements = page.elements
    owners = {at for at, element in enumerate(elements) if "markup-picture" in element.signs}
    for at, element in enumerate(elements):
        if element.tag == "img":
            box, above = at, element.parent
            while above >= 0 and not page.texts(elements[above]):
                box, above = above, elements[above].parent
            owners.add(above if above >= 0 and _is_box(elements[above], page) else box)
    return owners


def _is_box(element: Element, page: Page) -> bool:
    few = page.texts(element) <= LINES and page.size(element) <= ROUND
    return few and element.tag not in _NO_BOX and not page.headings(element) and not page.prose(element)


def _take_copies(rows: list[Row], found: list[int], image: int) -> None:
    """Rows near an image that say what stands for it are about it."""
    said = bare(rows[image].text)
    if len(said) < SAME:
        return
    for at in range(max(0, image - NEAR), min(len(rows), image + NEAR + 1)):
        text = rows[at]
        free = text.kind == TEXT and not found[at] and len(text.text) <= ROUND
        if free and len(bare(text.text)) >= SAME and agree(bare(text.text), said):
            found[at] = found[image]
