"""Under the article of a whole page: topics, teasers of other articles, the footer."""

from collections.abc import Sequence

from cleaner.findings import Piece
from cleaner.settle.boxes import find_calls
from cleaner.settle.furniture import KEPT, button, give
from cleaner.settle.rows import TITLE, Row, stems
from cleaner.spans import fold

KEPT_BELOW = frozenset({"boilerplate", "promo", "keyword", "related"})
TOPIC = 5
"""Most words of a topic under its header."""
COMMENTS = 8
"""Within so many lines the comment widget shows itself again."""
_COMMENTS = frozenset({"boilerplate-comments", "boilerplate-policy"})
KICKER = 2
"""Most words of a section's name over a title."""
BETWEEN = 5
"""So many scraps (kicker, section, date, writer) may part two teasers."""
LISTED = 6
"""Within so many lines under a header in the footer two titles show that it is a list."""
_TEASERS = ("title", "prose")
_FOOTER = {"furniture": 4.0, "scrap": 0.5, "title": -3.0, "prose": -1.0}
"""What lines speak for or against being in the footer."""


def settle_below(out: list[Piece], lines: Sequence[Row], menu: frozenset[str], known: frozenset[str]) -> None:
    """Under the article stand topics, headlines and summaries of other articles, and the page's footer.

    `menu` holds the lines above the article: what repeats one of them is a menu again. `known`
    holds the stems of the article's words: topics are among them.
    """
    kinds = _with_kickers(lines, [_kind(row, menu) for row in lines])
    footer = _footer(kinds)
    topics = _topics(lines, known)
    listed = _lists(lines, kinds, footer)
    calls = find_calls(lines, marks=2)
    for number, row in enumerate(lines):
        if number in calls:
            give(out, row, "promo", "promo-box", KEPT_BELOW)
            continue
        if number not in topics and number not in listed and (number >= footer or _is_in_comments(lines, number)):
            give(out, row, "boilerplate", "page-navigation", KEPT - button(row))
            continue
        if row.role in KEPT_BELOW:
            continue
        if number in topics:
            give(out, row, "keyword", "keyword-item", KEPT_BELOW)
        elif number in listed or _is_teaser(kinds, number):
            give(out, row, "related", "related-in-page", KEPT_BELOW)
        else:
            give(out, row, "boilerplate", "page-navigation", KEPT_BELOW)


def _lists(lines: Sequence[Row], kinds: Sequence[str], footer: int) -> frozenset[int]:
    """Lines of the footer under a header over other articles, up to the next word of a menu."""
    found: set[int] = set()
    for number in range(footer, len(lines)):
        headed = lines[number].rule == "related-header"
        if headed or number - 1 in found:
            near = kinds[number + 1 : number + 1 + LISTED]
            if kinds[number] != "furniture" and (not headed or near.count("title") > 1):
                found.add(number)
    return frozenset(found)


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


def _kind(row: Row, menu: frozenset[str]) -> str:
    if row.furniture or row.rule == "boilerplate-rights" or (row.open and fold(row.text) in menu):
        return "furniture"
    if row.role in KEPT_BELOW:
        return row.role or ""
    if row.prose:
        return "prose"
    return "scrap" if row.words < TITLE else "title"


def _with_kickers(lines: Sequence[Row], kinds: Sequence[str]) -> list[str]:
    """A section's name between one teaser and the title of the next is a kicker: a scrap, and no menu's word."""

    def is_kicker(at: int) -> bool:
        return lines[at].words <= KICKER and kinds[at - 1] != "furniture" and kinds[at + 1] == "title"

    inner = range(1, len(kinds) - 1)
    return ["scrap" if kind == "furniture" and at in inner and is_kicker(at) else kind for at, kind in enumerate(kinds)]


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
