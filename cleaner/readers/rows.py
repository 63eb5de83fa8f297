"""A page as rows: one for each block of text, with the elements they stand in."""

from typing import NamedTuple

from cleaner.readers.signs import Signs

TEXT, ALT, TITLE = "text", "alt", "title"


class Element(NamedTuple):
    """An element: its tag, signs, the number of the one around it, and the rows [first, last) in it."""

    tag: str
    signs: Signs
    parent: int
    first: int
    last: int


class Row(NamedTuple):
    """A line of text; `linked` and `bold` count its code points inside links and bold words."""

    text: str
    kind: str
    element: int
    linked: int
    bold: int
