"""Where the article of a whole page is: the row of lines that speak most for it."""

from collections.abc import Sequence

from cleaner.settle.rows import MOST, TITLE, Row

SCRAP, TEASER, FURNITURE, HEADER = -6, -8, -15, -25
"""What lines count, in words of prose, that speak against an article."""
LEAST = 30
"""Fewest words of prose in a row that make an article."""
BRIEF, HEAD = 12, 6
"""So few do where a byline or a date stands no more than so many lines above them."""
AHEAD = 15
"""How many lines from its best line an article's headline is looked for."""
SIGNED = 4
"""Most words of a name."""
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


def find_core(lines: Sequence[Row]) -> tuple[int, int] | None:
    """The row of lines [start, end) with the best sum; None without prose enough."""
    total, span = _best(lines)
    if total >= LEAST:
        return span
    above = lines[max(0, span[0] - HEAD) : span[0]]
    return span if total >= BRIEF and any(row.dated or row.role in ("byline", "published") for row in above) else None


def _best(lines: Sequence[Row]) -> tuple[int, tuple[int, int]]:
    best, span = 0, (0, 0)
    total, start = 0, 0
    for at, value in enumerate(_values(lines)):
        if total <= 0:
            total, start = 0, at
        total += value
        if total > best:
            best, span = total, (start, at + 1)
    return best, span


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
    before = [row for row in lines[max(0, at - 2 * APART) : at] if row.role is None][-APART:]
    after = [row for row in lines[at + 1 : at + 1 + 2 * APART] if row.role is None][:APART]
    return bool(before and after) and not any(row.prose for row in (*before, *after))


def _prose_follows(lines: Sequence[Row], at: int) -> bool:
    after = next((row for row in lines[at + 1 :] if row.open), None)
    return after is not None and after.prose and after.finished and not after.furniture


def is_signature(lines: Sequence[Row]) -> bool:
    """Whether a name stands alone over a date, under the last paragraph."""
    if len(lines) < 2 or not lines[0].open or lines[0].furniture or lines[1].role != "published":
        return False
    return 2 <= lines[0].words <= SIGNED and lines[0].text.istitle()


def is_of_article(row: Row) -> bool:
    """Whether a line belongs to an article's head or to a picture."""
    return row.role in ("credit", "caption", "counter", "byline", "published")
