"""What markup knows of a page: a mark for each line of its text, and facts about the article."""

from typing import NamedTuple


class Mark(NamedTuple):
    """What the markup says of one line."""

    rule: str = ""
    """The rule that decides its role; empty where the markup leaves it open."""
    image: int = 0
    """Lines of the same picture share a number, from 1; 0 for all others."""
    paragraph: bool = False
    """It is a paragraph of the article's own text, whatever it looks like."""
    apart: bool = False
    """It stands in a box that is no part of the article, whatever its words say."""


class Facts(NamedTuple):
    """What a page says of its article in JSON-LD, `meta` and `link`; empty where it says nothing."""

    headline: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    language: str = ""
    url: str = ""
    body: str = ""
    """Its whole text."""
    title: str = ""
    """What a browser shows above the page: it may go on with the name of the site."""


OPEN, NO_FACTS = Mark(), Facts()
