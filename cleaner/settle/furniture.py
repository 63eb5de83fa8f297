"""Around the article of a whole page: is this a page at all?"""

from collections.abc import Sequence

from cleaner.findings import Piece
from cleaner.settle.rows import TITLE, Row

KEPT = frozenset({"boilerplate", "promo", "label"})
MENU = 8
"""So many lines that no rule knows make a menu: above a headline with a byline or a date, over a word of footers."""
UNKNOWN = 20
"""So many scraps above a headline make a menu though nothing else tells."""
SURE = 3
"""So many words of menus leave no doubt."""


def is_above(lines: Sequence[Row], signed: bool, footed: bool = False) -> bool:
    """Whether lines above a headline are a page's: scraps for the most part.

    Without a footer below they must be many, or words of menus must be among them; very many where
    no byline or date has `signed` the article. With several such words they may be titles of other
    articles too.
    """
    opens = [row for row in lines if row.open]
    scraps = sum(row.words < TITLE for row in opens)
    known = sum(row.furniture for row in opens)
    told = footed or known > 0 or scraps >= (MENU if signed else UNKNOWN)
    return known >= SURE or (told and 2 * scraps >= len(opens))


def may_be_above(lines: Sequence[Row]) -> bool:
    """Whether `is_above` could say so of some of these first lines, no footer being below."""
    opens = [row for row in lines if row.open]
    return any(row.furniture for row in opens) or sum(row.words < TITLE for row in opens) >= MENU


def is_below(lines: Sequence[Row]) -> bool:
    """Whether lines under the last paragraph are a page's: words of footers are among them.

    One is enough among many lines. A list that closes an article holds none, and over a sentence
    such a word is a heading.
    """
    known = sum(_is_furniture(lines, at) for at in range(len(lines)))
    claimed = any(row.role in KEPT or row.rule == "related-header" for row in lines)
    unfinished = sum(row.open and not row.finished for row in lines)
    return known >= 2 or (unfinished >= MENU and (claimed or known > 0))


def _is_furniture(lines: Sequence[Row], at: int) -> bool:
    over_sentence = at + 1 < len(lines) and lines[at + 1].open and lines[at + 1].finished
    return lines[at].open and lines[at].furniture and not over_sentence


def without_article(pieces: list[Piece], lines: Sequence[Row]) -> list[Piece]:
    """A page of links alone: no line of it is a sentence, and some are words of menus."""
    menu = sum(row.open and row.furniture and row.text[0].isalpha() and "|" not in row.text for row in lines)
    if menu < 2 or any(row.prose or row.finished for row in lines):
        return pieces
    out = list(pieces)
    for row in lines:
        if row.open:
            title = not row.furniture and row.words >= TITLE
            role, rule = ("related", "related-in-page") if title else ("boilerplate", "page-navigation")
            give(out, row, role, rule, KEPT)
    return out


def give(out: list[Piece], row: Row, role: str, rule: str, kept: frozenset[str]) -> None:
    """Gives the pieces of a line a role, but for those whose role is `kept`."""
    for at in range(row.first, row.last):
        if out[at].role not in kept:
            out[at] = out[at].settled(role, rule)


def button(row: Row) -> frozenset[str]:
    """`promo` for a call of a word or two: in a menu it is a button."""
    return frozenset({row.role or ""}) if row.role == "promo" and row.words < TITLE - 1 else frozenset()
