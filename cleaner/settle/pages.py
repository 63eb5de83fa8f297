"""Whole pages: where the article begins and ends among menus, teasers and footers.

Prose speaks for the article, scraps and headers over other articles against it; the article is
the row of lines with the best sum. Its headline stands above it and shares words with it.
"""

from collections.abc import Sequence

from cleaner.findings import Piece
from cleaner.record import Struct
from cleaner.settle import furniture
from cleaner.settle.below import settle_below
from cleaner.settle.boxes import find_boxes
from cleaner.settle.context import Context
from cleaner.settle.core import find_core
from cleaner.settle.rows import Row, rows, stems_of
from cleaner.settle.title import AHEAD, find_headline, is_title_again
from cleaner.spans import fold

SIGNED = 4
"""Most words of a name."""
NEAR = 4
"""So many lines into the article a byline or date still signs it."""
CAPTION = 5
"""Fewest words of a caption over the headline."""
PICTURE = 5
"""A picture under the last paragraph has so many lines at the most."""


DATED = 2
"""So many lines above the headline, or from the first paragraph on, may hold the article's date."""
LISTED, BOX = 2, 8
"""From so many to so many headlines stand in a box inside the article."""


class Zone(Struct, frozen=True):
    """Rows [top, end) are the article's; `headline` is one of them, or None."""

    top: int
    headline: int | None
    start: int
    end: int


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
    below = lines[end:]
    footed = furniture.is_below(below)
    if not footed and not furniture.may_be_above(lines[: core[0] + AHEAD]):
        return pieces
    zone = _zone(lines, core, end)
    above = lines[: zone.top]
    signed = any(row.dated or row.role in ("byline", "published") for row in lines[zone.top : zone.start + NEAR])
    alone = not furniture.is_above(above, signed)
    if not footed and alone:
        return pieces
    out = list(pieces)
    if zone.headline is not None and furniture.is_above(above, signed, footed):
        row = lines[zone.headline]
        out[row.first] = out[row.first].settled("headline", "headline-of-page")
        furniture.settle_above(out, above)
        furniture.settle_head(out, lines[zone.headline + 1 : zone.start])
        _settle_dates(out, lines, zone.headline, zone.start)
        for again in lines[zone.headline + 1 : zone.end]:
            if again.open and is_title_again(again.text, row.text):
                out[again.first] = out[again.first].settled("caption", "caption-headline-again")
    elif not alone:
        furniture.settle_above(out, above)
    _settle_boxes(out, lines[zone.start : zone.end])
    for at in range(core[1], zone.end):
        if _is_signature(lines[at : at + 2]):
            out[lines[at].first] = out[lines[at].first].settled("byline", "byline-before-date")
    if footed:
        known = stems_of(lines[zone.top : zone.end])
        settle_below(out, below, frozenset(fold(row.text) for row in above), known)
    return out


def _settle_dates(out: list[Piece], lines: Sequence[Row], headline: int, start: int) -> None:
    """Dates between headline and first paragraph, or else right above the headline."""
    below = [row for row in lines[headline + 1 : start + DATED] if row.dated]
    claimed = any(row.role == "published" for row in lines[headline + 1 : start + DATED])
    for row in below or ([] if claimed else lines[max(0, headline - DATED) : headline]):
        if row.dated:
            out[row.first] = out[row.first].settled("published", "published-alone")


def _settle_boxes(out: list[Piece], lines: Sequence[Row]) -> None:
    """Calls and repeated blocks between the paragraphs."""
    for at, role in find_boxes(lines).items():
        for number in range(lines[at].first, lines[at].last):
            if out[number].role is None:
                out[number] = out[number].settled(role, f"{role}-box")


def _zone(lines: Sequence[Row], core: tuple[int, int], end: int) -> Zone:
    headline = find_headline(lines, *core)
    top = core[0] if headline is None else headline
    start = max(core[0], top)
    while top and (_is_of_article(lines[top - 1]) or lines[top - 1].role == "label" or _is_captioned(lines, top)):
        top -= 1
    return Zone(top, headline, start, end)


def _end(lines: Sequence[Row], end: int) -> int:
    """Where the article ends that has its last prose at `end`."""
    while end < len(lines) and (size := _goes_on(lines, end) or _box_inside(lines, end)):
        end += size
    return end


def _is_captioned(lines: Sequence[Row], at: int) -> bool:
    """Whether a credit stands here, and above it what may be its caption."""
    above = lines[at - 1]
    return lines[at].role == "credit" and above.open and not above.furniture and above.words >= CAPTION


def _goes_on(lines: Sequence[Row], at: int) -> int:
    """How many lines below the last paragraph still are the article's: a sentence, a byline, a last picture."""
    if _is_of_article(lines[at]) or (lines[at].finished and not lines[at].furniture and lines[at].open):
        return 1
    if _is_signature(lines[at : at + 2]):
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


def _is_signature(lines: Sequence[Row]) -> bool:
    """Whether a name stands alone over a date, under the last paragraph."""
    if len(lines) < 2 or not lines[0].open or lines[0].furniture or lines[1].role != "published":
        return False
    return 2 <= lines[0].words <= SIGNED and lines[0].text.istitle()


def _is_of_article(row: Row) -> bool:
    return row.role in ("credit", "caption", "counter", "byline", "published")
