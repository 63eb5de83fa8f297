"""Roles of what lies around the article in a whole page: menus, teasers, calls, notices, footers."""

from collections.abc import Sequence

from cleaner.findings import Piece
from cleaner.settle.rows import TITLE, Row, stems
from cleaner.spans import fold

KEPT = frozenset({"boilerplate", "promo", "label"})
KEPT_BELOW = frozenset({"boilerplate", "promo", "keyword", "related"})
MENU = 8
"""So many lines that no rule knows make a menu."""
SURE = 3
"""So many words of menus leave no doubt."""
TOPIC = 5
"""Most words of a topic under its header."""
COMMENTS = 8
"""Within so many lines the comment widget shows itself again."""
_COMMENTS = frozenset({"boilerplate-comments", "boilerplate-policy"})
BETWEEN = 5
"""So many scraps (kicker, section, date, writer) may part two teasers."""
_TEASERS = ("title", "prose")
_FOOTER = {"furniture": 4.0, "scrap": 0.5, "title": -3.0, "prose": -1.0}
"""What lines speak for or against being in the footer."""


def is_above(lines: Sequence[Row], footed: bool = False) -> bool:
    """Whether lines above a headline are a page's: scraps for the most part.

    Without a footer below they must be many, or words of menus must be among them. With several
    such words they may be titles of other articles too.
    """
    opens = [row for row in lines if row.open]
    scraps = sum(row.words < TITLE for row in opens)
    known = sum(row.furniture for row in opens)
    return known >= SURE or (2 * scraps >= len(opens) and (footed or scraps >= MENU or known > 0))


def is_below(lines: Sequence[Row]) -> bool:
    """Whether lines under the last paragraph are a page's: many, or with words of footers among them."""
    opens = [row for row in lines if row.open]
    return sum(row.furniture for row in opens) >= 2 or sum(not row.finished for row in opens) >= MENU


def settle_above(out: list[Piece], lines: Sequence[Row]) -> None:
    """Everything above the article is the page's menu, except calls, labels and what is known to be furniture."""
    for row in lines:
        _settle(out, row, "boilerplate", "page-navigation", KEPT - _button(row))


def settle_head(out: list[Piece], lines: Sequence[Row]) -> None:
    """Between headline and first paragraph scraps that nobody claims are buttons, but for topics under their header."""
    headed = False
    for row in lines:
        headed = row.rule == "keyword-header" or (headed and row.open)
        if row.open and not headed and (row.furniture or (row.words < 2 and not row.text.isupper())):
            _settle(out, row, "boilerplate", "page-navigation", KEPT)


def settle_below(out: list[Piece], lines: Sequence[Row], menu: frozenset[str], known: frozenset[str]) -> None:
    """Under the article stand topics, headlines and summaries of other articles, and the page's footer.

    `menu` holds the lines above the article: what repeats one of them is a menu again. `known`
    holds the stems of the article's words: topics are among them.
    """
    kinds = [_kind(row, menu) for row in lines]
    footer = _footer(kinds)
    topics = _topics(lines, known)
    for number, row in enumerate(lines):
        if number not in topics and (number >= footer or _is_in_comments(lines, number)):
            _settle(out, row, "boilerplate", "page-navigation", KEPT - _button(row))
            continue
        if row.role in KEPT_BELOW:
            continue
        if number in topics:
            _settle(out, row, "keyword", "keyword-item", KEPT_BELOW)
        elif _is_teaser(kinds, number):
            _settle(out, row, "related", "related-in-page", KEPT_BELOW)
        else:
            _settle(out, row, "boilerplate", "page-navigation", KEPT_BELOW)


def _is_in_comments(lines: Sequence[Row], at: int) -> bool:
    """Whether a line stands between two lines of the comment widget."""
    near = (lines[max(0, at - COMMENTS) : at], lines[at + 1 : at + 1 + COMMENTS])
    return all(any(row.rule in _COMMENTS for row in side) for side in near)


def _topics(lines: Sequence[Row], known: frozenset[str]) -> frozenset[int]:
    """Scraps that follow a header over topics, and those directly under the article if they name what it is about."""
    found: set[int] = set()
    run: list[int] = []
    headed, opened = False, True
    for number, row in enumerate(lines):
        if row.open and not row.furniture and row.words <= TOPIC and not row.finished:
            run.append(number)
            continue
        found |= _listed(lines, run, known) if opened and not headed else set(run if headed else ())
        opened = opened and not row.open and row.role in ("boilerplate", "promo", "byline", "published")
        headed = row.rule == "keyword-header" or (headed and row.role == "keyword")
        opened = opened and not run
        run = []
    return frozenset(found)


def _listed(lines: Sequence[Row], run: Sequence[int], known: frozenset[str]) -> set[int]:
    named = [number for number in run if (own := stems(lines[number].text)) and 2 * len(own & known) >= len(own)]
    return set(run) if 2 * len(named) >= len(run) > 1 else set()


def _settle(out: list[Piece], row: Row, role: str, rule: str, kept: frozenset[str]) -> None:
    for at in range(row.first, row.last):
        if out[at].role not in kept:
            out[at] = out[at].settled(role, rule)


def _button(row: Row) -> frozenset[str]:
    """`promo` for a call of a word or two: in a menu it is a button."""
    return frozenset({row.role or ""}) if row.role == "promo" and row.words < TITLE - 1 else frozenset()


def _kind(row: Row, menu: frozenset[str]) -> str:
    if row.furniture or row.rule == "boilerplate-rights" or (row.open and fold(row.text) in menu):
        return "furniture"
    if row.role in KEPT_BELOW:
        return row.role or ""
    if row.prose:
        return "prose"
    return "scrap" if row.words < TITLE else "title"


def _footer(kinds: Sequence[str]) -> int:
    """Where the footer begins: the last lines with the best sum."""
    best, at, total = 0.0, len(kinds), 0.0
    for number in range(len(kinds) - 1, -1, -1):
        total += _FOOTER.get(kinds[number], 0.0)
        if total > best:
            best, at = total, number
    return at


def _is_teaser(kinds: Sequence[str], at: int) -> bool:
    """Whether a line belongs to teasers: a title or summary, or a scrap (kicker, date, section) among them."""
    if kinds[at] in ("title", "prose"):
        return True
    after = next((kind for kind in kinds[at + 1 : at + 1 + BETWEEN] if kind != "scrap"), "")
    before = next((kind for kind in reversed(kinds[max(0, at - BETWEEN) : at]) if kind != "scrap"), "")
    heads = kinds[at + 1 : at + 3] == ["title", "title"]
    return kinds[at] == "scrap" and after in _TEASERS and (before in (*_TEASERS, "related") or heads)
