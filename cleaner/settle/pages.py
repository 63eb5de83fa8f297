"""Whole pages: where the article begins and ends among menus, teasers and footers.

Prose speaks for the article, scraps and headers over other articles against it; the article is
the row of lines with the best sum. Its headline stands above it and shares words with it.
"""

from collections.abc import Sequence
from typing import NamedTuple

from cleaner.findings import Piece
from cleaner.settle import furniture
from cleaner.settle.context import Context, is_headline_like
from cleaner.settle.rows import MOST, TITLE, Row, rows, stems
from cleaner.spans import fold

SCRAP, TEASER, FURNITURE, HEADER = -6, -8, -15, -25
"""What lines count, in words of prose, that speak against an article."""
LEAST = 40
"""Fewest words of prose in a row that make an article."""
AHEAD = 15
"""How many lines from the best the headline is looked for."""
NEAR = 4
"""Within so many lines under a headline stands a byline or date."""
KICKED = 22
"""Most words of a headline under a kicker."""
PICTURE = 5
"""A picture under the last paragraph has so many lines at the most."""
APART = 2
"""So many open lines on either side of a summary hold no prose."""
_LISTS = frozenset({"related-header", "boilerplate-comments"})
_PICTURES = frozenset({"counter-gallery", "credit-bracketed", "credit-bare"})
_AGAINST = {
    "related-header": HEADER,
    "boilerplate-comments": HEADER,
    "boilerplate-policy": HEADER,
    "boilerplate-rights": HEADER,
    "keyword-header": SCRAP,
}


class Zone(NamedTuple):
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
    core = _core(lines)
    if core is None:
        return pieces
    zone = _zone(lines, core, context)
    above, below = lines[: zone.top], lines[zone.end :]
    footed = furniture.is_below(below)
    if not footed and not furniture.is_above(above):
        return pieces
    out = list(pieces)
    if zone.headline is not None and furniture.is_above(above, footed):
        row = lines[zone.headline]
        out[row.first] = out[row.first].settled("headline", "headline-of-page")
        furniture.settle_above(out, above)
        furniture.settle_head(out, lines[zone.headline + 1 : zone.start])
    elif furniture.is_above(above):
        furniture.settle_above(out, above)
    if footed:
        known = stems(" ".join(row.text for row in lines[zone.top : zone.end]))
        furniture.settle_below(out, below, frozenset(fold(row.text) for row in above), known)
    return out


def _core(lines: Sequence[Row]) -> tuple[int, int] | None:
    """The row of lines [start, end) with the best sum; None without prose enough."""
    best, span = LEAST - 1, None
    total, start = 0, 0
    for at, value in enumerate(_values(lines)):
        if total <= 0:
            total, start = 0, at
        total += value
        if total > best:
            best, span = total, (start, at + 1)
    return span


def _values(lines: Sequence[Row]) -> list[int]:
    """What each line speaks for or against an article, in words of prose.

    Under a header over other articles a single line of prose is the summary of one; two in a row
    lead back to the article, or a picture.
    """
    values: list[int] = []
    listed = False
    for at, row in enumerate(lines):
        if not row.open:
            values.append(_AGAINST.get(row.rule, 0))
            listed = (listed or row.rule in _LISTS) and row.rule not in _PICTURES
        elif row.furniture:
            values.append(FURNITURE - min(row.words, MOST) * row.prose)
        elif row.prose:
            listed = listed and not (row.finished and _prose_follows(lines, at))
            values.append(0 if listed or _is_alone(lines, at) else min(row.words, MOST))
        elif row.finished:
            values.append(0)
        else:
            values.append(SCRAP if row.words < TITLE else TEASER)
    return values


def _is_alone(lines: Sequence[Row], at: int) -> bool:
    """Whether only titles and scraps stand around a line of prose: it is the summary of another article."""
    before = [row for row in lines[max(0, at - 2 * APART) : at] if row.open][-APART:]
    after = [row for row in lines[at + 1 : at + 1 + 2 * APART] if row.open][:APART]
    return not any(row.prose for row in (*before, *after))


def _prose_follows(lines: Sequence[Row], at: int) -> bool:
    after = next((row for row in lines[at + 1 :] if row.open), None)
    return after is not None and after.prose and after.finished and not after.furniture


def _zone(lines: Sequence[Row], core: tuple[int, int], context: Context) -> Zone:
    start, end = core
    headline = _headline(lines, start, end)
    top = start if headline is None else headline
    start = max(start, top)
    while top and (_is_of_article(lines[top - 1]) or lines[top - 1].role == "label"):
        top -= 1
    while end < len(lines) and (size := _goes_on(lines, end)):
        end += size
    return Zone(top, headline, start, end)


def _goes_on(lines: Sequence[Row], at: int) -> int:
    """How many lines below the last paragraph still are the article's: a sentence, a byline, a last picture."""
    if _is_of_article(lines[at]) or (lines[at].finished and not lines[at].furniture and lines[at].open):
        return 1
    credit = next(
        (size for size in range(1, PICTURE) if [row.role for row in lines[at + size : at + size + 1]] == ["credit"]), 0
    )
    held = lines[at : at + credit]
    return credit if all(row.open and not row.furniture for row in held) else 0


def _is_of_article(row: Row) -> bool:
    return row.role in ("credit", "caption", "counter", "byline", "published")


def _headline(lines: Sequence[Row], start: int, end: int) -> int | None:
    """The line of a title's length that shares most words with the article's prose.

    It stands above the prose; or among its first lines, if a byline or date follows.
    """
    known = stems(" ".join(row.text for row in lines[start:end]))
    scores: dict[int, float] = {}
    for at in range(min(start + AHEAD, end)):
        signed = any(row.role in ("byline", "published") for row in lines[at + 1 : at + 1 + NEAR])
        listed = any(row.role == "byline" and fold(lines[at].text) in fold(row.text) for row in lines[at + 1 : at + 3])
        if _could_be_title(lines[at]) and (signed or at < start) and not listed:
            dated = at > 0 and lines[at - 1].role == "published"
            scores[at] = _likeness(lines[at], start - at, known) + 0.5 * (signed + dated)
    best = max(scores, key=lambda at: (scores[at], at), default=None)
    if best is None or scores[best] < 1.0:
        return None
    return _below_kicker(lines, _above_caption(lines, best, scores), scores)


def _above_caption(lines: Sequence[Row], best: int, scores: dict[int, float]) -> int:
    """A caption under the headline shares as much with the article: the upper line is the headline."""
    for at in range(best - 1, max(-1, best - AHEAD), -1):
        if scores.get(at, 0) >= 0.8 * scores[best] and fold(lines[best].text) not in fold(lines[at].text):
            best = at
    return best


def _below_kicker(lines: Sequence[Row], best: int, scores: dict[int, float]) -> int:
    """A short line, or the same title in other words, directly above the headline is a kicker or a breadcrumb."""
    for at in (best + 2, best + 1):
        if scores.get(at, 0) < 0.6 * scores[best] or lines[at].words > KICKED:
            continue
        if best and lines[best - 1].role == "published":
            return best
        one, other = stems(lines[best].text), stems(lines[at].text)
        if lines[best].words <= 5 <= lines[at].words or 3 * len(one & other) >= len(one | other):
            return at
    return best


def _could_be_title(row: Row) -> bool:
    return row.open and not row.furniture and 2 <= row.words <= 35 and is_headline_like(row.text)


def _likeness(row: Row, distance: int, known: frozenset[str]) -> float:
    own = stems(row.text)
    shared = len(own & known) / len(own) if own else 0.0
    length = min(row.words, 10) / 10 if row.words <= 22 else 0.6
    return 2 * shared * min(1, len(own) / 3) + length - 0.01 * max(0, distance)
