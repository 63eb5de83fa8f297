"""Whole pages: where the article begins and ends among menus, teasers and footers.

Prose speaks for the article, scraps and headers over other articles against it; the article is
the row of lines with the best sum. Its headline stands above it and shares words with it.
"""

from collections.abc import Sequence

from cleaner.findings import Piece
from cleaner.settle import furniture
from cleaner.settle.context import Context
from cleaner.settle.core import AHEAD, find_core, is_of_article, is_signature
from cleaner.settle.rows import Row, rows

PICTURE = 5
"""A picture under the last paragraph has so many lines at the most."""
LISTED, BOX = 2, 8
"""From so many to so many headlines stand in a box inside the article."""


def article(pieces: list[Piece], context: Context) -> list[Piece]:
    """Gives what lies around the article in a whole page its role; in an article alone nothing changes.

    Of an HTML page the markup has told it.
    """
    if context.source.marks:
        return pieces
    lines = rows(pieces, context)
    core = find_core(lines)
    if core is None:
        return furniture.without_article(pieces, lines)
    end = _end(lines, core[1])
    footed = furniture.is_below(lines[end:])
    if not footed and not furniture.may_be_above(lines[: core[0] + AHEAD]):
        return pieces
    # Not at the top: an article alone needs nothing of it.
    from cleaner.settle.around import settle_around

    return settle_around(pieces, lines, core, end, footed=footed)


def _end(lines: Sequence[Row], end: int) -> int:
    """Where the article ends that has its last prose at `end`."""
    while end < len(lines) and (size := _goes_on(lines, end) or _box_inside(lines, end)):
        end += size
    return end


def _goes_on(lines: Sequence[Row], at: int) -> int:
    """How many lines below the last paragraph still are the article's: a sentence, a byline, a last picture."""
    if is_of_article(lines[at]) or (lines[at].finished and not lines[at].furniture and lines[at].open):
        return 1
    if is_signature(lines[at : at + 2]):
        return 2
    credit = next(
        (size for size in range(1, PICTURE) if [row.role for row in lines[at + size : at + size + 1]] == ["credit"]), 0
    )
    held = lines[at : at + credit]
    return credit if all(row.open and not row.furniture for row in held) else 0


def _box_inside(lines: Sequence[Row], at: int) -> int:
    """How many lines a box of other articles' headlines takes, if paragraphs follow that are none of their summaries.

    A summary stands under each headline; what follows several headlines in a row, finished, is the article again.
    """
    if lines[at].rule != "related-header":
        return 0
    titles = 0
    while at + 1 + titles < len(lines) and _is_title(lines[at + 1 + titles]):
        titles += 1
    after = lines[at + 1 + titles : at + 2 + titles]
    back = [row for row in after if row.open and row.prose and row.finished and not row.furniture]
    return 1 + titles + len(back) if LISTED <= titles <= BOX and back else 0


def _is_title(row: Row) -> bool:
    return (row.open or row.rule == "related-item") and not (row.prose or row.finished or row.furniture)
