"""Which row of a page is the headline of its article."""

import re

from cleaner.readers.rows import TEXT, Element, Row

_LETTERS = re.compile(r"[\W_]+")
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
    return next(iter((*told, *unlinked, *same, *first)), -1)


def bare(text: str) -> str:
    """The letters and digits of a text, in small letters."""
    return _LETTERS.sub("", text).casefold()


def agree(text: str, title: str) -> bool:
    """Whether one of two bare titles begins or ends with the other, which is at least half as long."""
    short, long = sorted((text, title), key=len)
    return bool(short) and 2 * len(short) >= len(long) and (long.startswith(short) or long.endswith(short))


def _is_heading(row: Row, elements: list[Element]) -> bool:
    at = row.element
    for _ in range(3):
        if at < 0:
            break
        if "markup-headline" in elements[at].signs:
            return True
        at = elements[at].parent
    return False
