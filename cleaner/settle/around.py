"""Around the article of a whole page: its headline, what stands above it, boxes inside it, what stands below."""

from collections.abc import Sequence

from cleaner.findings import Piece
from cleaner.record import Struct
from cleaner.settle.below import settle_below
from cleaner.settle.boxes import find_boxes, find_calls
from cleaner.settle.core import is_of_article, is_signature
from cleaner.settle.furniture import KEPT, button, give, is_above
from cleaner.settle.rows import Row
from cleaner.settle.title import find_headline, is_title_again

NEAR = 4
"""So many lines into the article a byline or date still signs it."""
CAPTION = 5
"""Fewest words of a caption over the headline."""
DATED = 2
"""So many lines above the headline, or from the first paragraph on, may hold the article's date."""


class Zone(Struct, frozen=True):
    """Rows [top, end) are the article's; `headline` is one of them, or None."""

    top: int
    headline: int | None
    start: int
    end: int


def settle_around(
    pieces: list[Piece], lines: Sequence[Row], core: tuple[int, int], end: int, *, footed: bool
) -> list[Piece]:
    """Gives what lies around the article its role, if it is a page's; with a footer it is."""
    zone = _zone(lines, core, end)
    above = lines[: zone.top]
    signed = any(row.dated or row.role in ("byline", "published") for row in lines[zone.top : zone.start + NEAR])
    alone = not is_above(above, signed)
    if not footed and alone:
        return pieces
    out = list(pieces)
    if zone.headline is not None and is_above(above, signed, footed):
        row = lines[zone.headline]
        out[row.first] = out[row.first].settled("headline", "headline-of-page")
        _settle_above(out, above)
        _settle_head(out, lines[zone.headline + 1 : zone.start])
        _settle_dates(out, lines, zone.headline, zone.start)
        for again in lines[zone.headline + 1 : zone.end]:
            if again.open and is_title_again(again.text, row.text):
                out[again.first] = out[again.first].settled("caption", "caption-headline-again")
    elif not alone:
        _settle_above(out, above)
    _settle_boxes(out, lines[zone.start : zone.end])
    for at in range(core[1], zone.end):
        if is_signature(lines[at : at + 2]):
            out[lines[at].first] = out[lines[at].first].settled("byline", "byline-before-date")
    if footed:
        settle_below(out, lines[end:], frozenset([row.said for row in above]), lines[zone.top : zone.end])
    return out


def _settle_above(out: list[Piece], lines: Sequence[Row]) -> None:
    """Everything above the article is the page's menu, except calls, labels and what is known to be furniture."""
    calls = find_calls(lines, marks=2)
    for number, row in enumerate(lines):
        if number in calls:
            give(out, row, "promo", "promo-box", KEPT)
        else:
            give(out, row, "boilerplate", "page-navigation", KEPT - button(row))


def _settle_head(out: list[Piece], lines: Sequence[Row]) -> None:
    """Between headline and first paragraph scraps that nobody claims are buttons, but for topics under their header."""
    headed = False
    for row in lines:
        headed = row.rule == "keyword-header" or (headed and row.open)
        if row.open and not headed and (row.furniture or (row.words < 2 and not row.text.isupper())):
            give(out, row, "boilerplate", "page-navigation", KEPT)


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
    while top and (is_of_article(lines[top - 1]) or lines[top - 1].role == "label" or _is_captioned(lines, top)):
        top -= 1
    return Zone(top, headline, start, end)


def _is_captioned(lines: Sequence[Row], at: int) -> bool:
    """Whether a credit stands here, and above it what may be its caption."""
    above = lines[at - 1]
    return lines[at].role == "credit" and above.open and not above.furniture and above.words >= CAPTION
