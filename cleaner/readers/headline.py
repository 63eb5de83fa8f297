"""Which row of a page is the headline of its article."""

from cleaner.expressions import expression
from cleaner.readers.rows import TEXT, Element, Row

_LETTERS = expression(r"[\W_]+")
LONGEST = 300
"""Longest headline, in code points."""


def find_headline(rows: list[Row], elements: list[Element], title: str) -> int:
    """The number of the headline's row, -1 if there is none: a heading that says the page's title, a first heading.

    `title` is what the page gives as the title of its article, which may be shortened or go on with the site's name.
    """
    wanted = bare(title)
    heads = [
        number
        for number, row in enumerate(rows)
        if row.kind == TEXT and len(row.text) <= LONGEST and _is_heading(row, elements)
    ]
    told = [number for number in heads if agree(bare(rows[number].text), wanted)]
    same = [number for number, row in enumerate(rows) if row.kind == TEXT and wanted and bare(row.text) == wanted]
    first = [number for number in heads if len(rows[number].text.split()) > 2 or not wanted]
    unlinked = [number for number in same if not rows[number].linked]
    alike = [number for number, row in enumerate(rows) if row.kind == TEXT and not row.linked and _begins(row, wanted)]
    return next(iter((*told, *unlinked, *same, *first, *alike)), -1)


def bare(text: str) -> str:
    """The letters and digits of a text, in small letters."""
    return _LETTERS.sub("", text).casefold()


def agree(text: str, title: str) -> bool:
    """Whether one of two bare titles begins or ends with the other, which is at least half as long."""
    short, long = sorted((text, title), key=len)
    return bool(short) and 2 * len(short) >= len(long) and (long.startswith(short) or long.endswith(short))


def _begins(row: Row, wanted: str) -> bool:
    """Whether a title begins with a row, and does not go on much longer: with the name of the site."""
    return len(row.text.split()) > 2 and wanted.startswith(text := bare(row.text)) and 2 * len(text) >= len(wanted)


def _is_heading(row: Row, elements: list[Element]) -> bool:
    at = row.element
    for _ in range(3):
        if at < 0:
            break
        if "markup-headline" in elements[at].signs:
            return True
        at = elements[at].parent
    return False
