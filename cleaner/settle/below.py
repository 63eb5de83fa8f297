"""Under the article of a whole page: topics, teasers of other articles, the footer."""

from collections.abc import Sequence

from cleaner.findings import Piece
from cleaner.settle.boxes import find_calls
from cleaner.settle.furniture import KEPT, button, give
from cleaner.settle.regions import teasers
from cleaner.settle.rows import Row
from cleaner.settle.stems import stems, stems_of

KEPT_BELOW = frozenset({"boilerplate", "promo", "keyword", "related"})
TOPIC = 5
"""Most words of a topic under its header."""
COMMENTS = 8
"""Within so many lines the comment widget shows itself again."""
_COMMENTS = frozenset({"boilerplate-comments", "boilerplate-policy"})


def settle_below(out: list[Piece], lines: Sequence[Row], menu: frozenset[str], article: Sequence[Row]) -> None:
    """Under the article stand topics, headlines and summaries of other articles, and the page's footer.

    `menu` holds the lines above the article: what repeats one of them is a menu again. Topics are among the words
    of the article.
    """
    topics = _topics(lines, article)
    calls = find_calls(lines, marks=2)
    for number, (row, teaser) in enumerate(zip(lines, teasers(lines, menu), strict=True)):
        if number in calls:
            give(out, row, "promo", "promo-box", KEPT_BELOW)
        elif number in topics:
            give(out, row, "keyword", "keyword-item", KEPT_BELOW)
        elif teaser and not _is_in_comments(lines, number):
            give(out, row, "related", "related-in-page", KEPT_BELOW)
        else:
            give(out, row, "boilerplate", "page-navigation", KEPT - button(row))


def _is_in_comments(lines: Sequence[Row], at: int) -> bool:
    """Whether a line stands between two lines of the comment widget."""
    near = (lines[max(0, at - COMMENTS) : at], lines[at + 1 : at + 1 + COMMENTS])
    return all(any(row.rule in _COMMENTS for row in side) for side in near)


def _topics(lines: Sequence[Row], article: Sequence[Row]) -> frozenset[int]:
    """Scraps that follow a header over topics, and those directly under the article if they name what it is about."""
    found: set[int] = set()
    run: list[int] = []
    headed, opened = False, True
    for number, row in enumerate(lines):
        if row.open and not row.furniture and row.words <= TOPIC and not row.finished:
            run.append(number)
            continue
        found |= _listed(lines, run, article) if opened and not headed else set(run if headed else ())
        opened = opened and not row.open and row.role in ("boilerplate", "promo", "byline", "published")
        headed = row.rule == "keyword-header" or (headed and row.role == "keyword")
        opened = opened and not run
        run = []
    return frozenset(found)


def _listed(lines: Sequence[Row], run: Sequence[int], article: Sequence[Row]) -> set[int]:
    if len(run) < 2:
        return set()
    known = stems_of(row.text for row in article)
    named = [number for number in run if (own := stems(lines[number].text)) and 2 * len(own & known) >= len(own)]
    return set(run) if 2 * len(named) >= len(run) else set()
