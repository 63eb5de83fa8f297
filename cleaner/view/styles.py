"""Looks of the terminal view, as SGR parameters (ECMA-48, 8.3.117).

Only the eight colours that every terminal has, so that its theme, light or dark, decides how they look.
"""

from cleaner.record import Role

PLAIN, DIM, REPAIRED, OUT = "", "2", "4", "31"
REMOVED = "2;9"
LABELS: dict[Role, str] = {
    "headline": "1;36",
    "standfirst": "36",
    "byline": "35",
    "published": "35",
    "keyword": "35",
    "body": DIM,
    "subheading": "1;36",
    "caption": "32",
    "credit": "33",
    "counter": DIM,
    "label": DIM,
    "promo": OUT,
    "related": OUT,
    "boilerplate": OUT,
}
"""Of the name of a role in the margin."""
VALUES: dict[Role, str] = {"headline": "1", "subheading": "1", "counter": DIM, "label": DIM}
"""Of the texts themselves, where they are not plain."""


def joined(*styles: str) -> str:
    """Several looks at once."""
    return ";".join(filter(None, styles))


def painted(text: str, style: str) -> str:
    """A text with its look, and the end of it."""
    return f"\x1b[{style}m{text}\x1b[m" if style and text else text
