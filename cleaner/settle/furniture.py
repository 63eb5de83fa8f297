"""Roles of what lies around the article in a whole page: menus, teasers, notices, footers."""

from collections.abc import Sequence

from cleaner.findings import Piece
from cleaner.settle.rows import TITLE, Row

KEPT_ABOVE = frozenset({"boilerplate", "promo", "label"})
KEPT_BELOW = frozenset({"boilerplate", "promo", "keyword", "related"})


def is_above(lines: Sequence[Row]) -> bool:
    """Whether lines above a headline are those of a page: most are scraps, or some are words of menus."""
    opens = [row for row in lines if row.open]
    scraps = sum(row.words < TITLE for row in opens)
    return len(opens) >= 3 and (2 * scraps >= len(opens) or any(row.furniture for row in opens))


def is_below(lines: Sequence[Row]) -> bool:
    """Whether lines under the last paragraph are those of a page."""
    opens = [row for row in lines if row.open]
    headed = any(row.rule in ("related-header", "boilerplate-comments", "boilerplate-rights") for row in lines)
    return any(row.furniture for row in opens) or (headed and bool(opens)) or len(opens) >= 5


def settle_above(out: list[Piece], lines: Sequence[Row], top: int) -> None:
    """Everything above the article is the page's menu, except calls, labels and what is known to be furniture."""
    for row in lines[:top]:
        for at in range(row.first, row.last):
            if out[at].role not in KEPT_ABOVE:
                out[at] = out[at].settled("boilerplate", "page-navigation")


def settle_head(out: list[Piece], lines: Sequence[Row]) -> None:
    """Between headline and first paragraph scraps that nobody claims are buttons."""
    for row in lines:
        if row.open and (row.furniture or row.words < 2):
            out[row.first] = out[row.first].settled("boilerplate", "page-navigation")


def settle_below(out: list[Piece], lines: Sequence[Row]) -> None:
    """Under the article stand headlines and summaries of others, and the page's footer."""
    roles = [_role_below(row) for row in lines]
    for number, row in enumerate(lines):
        role = roles[number]
        if role == "scrap":
            after = next((other for other in roles[number + 1 :] if other != "scrap"), "boilerplate")
            before = roles[number - 1] if number else "boilerplate"
            role = "related" if after == "related" and (before == "related" or _heads(roles, number)) else "boilerplate"
            roles[number] = role
        for at in range(row.first, row.last):
            if out[at].role not in KEPT_BELOW:
                rule = "related-in-page" if role == "related" else "page-navigation"
                out[at] = out[at].settled(role, rule)


def _role_below(row: Row) -> str:
    if row.role in KEPT_BELOW:
        return row.role or ""
    if row.furniture:
        return "boilerplate"
    return "scrap" if row.words < TITLE else "related"


def _heads(roles: list[str], at: int) -> bool:
    """Whether a scrap is followed at once by two titles."""
    return roles[at + 1 : at + 3] == ["related", "related"]
