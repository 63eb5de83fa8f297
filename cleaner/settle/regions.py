"""Where lines under an article are teasers of other articles, and where menus: two states, seldom changed.

Each line speaks for one or the other; the best row of states is found as Viterbi did (1967).
"""

from collections.abc import Sequence
from itertools import pairwise

from cleaner.expressions import expression
from cleaner.settle.rows import Row

CHANGE = 3.0
"""What it costs to go over from teasers to menus or back."""
WEIGHTS = {
    "header": 2.6,
    "listed": 0.4,
    "related": 0.5,
    "headline": 0.3,
    "title": 0.0,
    "prose": 1.0,
    "dated": 1.0,
    "rank": 1.0,
    "scrap": -0.3,
    "kicker": 0.0,
    "promo": -0.8,
    "tools": -0.6,
    "furniture": -2.0,
    "menu": -1.0,
    "rights": -4.0,
}
"""What a line of each kind speaks for teasers, or against them."""
HEADLINE, TITLE, KICKER = 6, 4, 2
"""Words of a headline and of a title at least, of a section's name at most."""
LISTED = 3
"""So many scraps and titles under a header are what it stands over."""
RANKS_APART = 5
"""Within so many lines the next number follows in a list of what is read most."""
_NUMBER = expression(r"[0-9]{1,2}\.?")
_DATED = expression(r"\d{1,4}\W{0,2}\s?[^\W\d_].{0,20}|.{0,20}[^\W\d_]\s?\d{1,2}[:.]\d{2}")


def teasers(lines: Sequence[Row], menu: frozenset[str]) -> list[bool]:
    """For each line, whether it belongs to teasers. `menu` holds the lines above the article."""
    weights = [WEIGHTS.get(kind, 0.0) for kind in kinds(lines, menu)]
    came: list[tuple[int, int]] = []
    best = (0.0, 0.0)
    for weight in weights:
        menus, others = best
        came.append((int(others - CHANGE > menus), int(others >= menus - CHANGE)))
        best = (max(menus, others - CHANGE) - weight, max(others, menus - CHANGE) + weight)
    state = int(best[1] > best[0])
    out = []
    for before in reversed(came):
        out.append(state == 1)
        state = before[state]
    return out[::-1]


def kinds(lines: Sequence[Row], menu: frozenset[str]) -> list[str]:
    """What each line looks like: a key of `WEIGHTS`, or something that speaks for neither."""
    plain = [_kind(row, menu) for row in lines]
    for at in range(1, len(plain) - 1):
        over_title = plain[at + 1] in ("headline", "title") and lines[at].words <= KICKER
        if plain[at] in ("furniture", "menu") and over_title and plain[at - 1] not in ("furniture", "menu"):
            plain[at] = "kicker"
    for at in _ranks(lines):
        plain[at] = "rank"
    for at in [at for at, kind in enumerate(plain) if kind == "header"]:
        for under in range(at + 1, min(at + 1 + LISTED, len(plain))):
            if plain[under] not in ("scrap", "title"):
                break
            plain[under] = "listed"
    return plain


def _ranks(lines: Sequence[Row]) -> list[int]:
    """Numbers on lines of their own that count on: a list of what is read most."""
    numbers = [(at, int(row.text.strip("."))) for at, row in enumerate(lines) if _NUMBER.fullmatch(row.text)]
    pairs = pairwise(numbers)
    found = [(at, after) for (at, one), (after, other) in pairs if other == one + 1 and after - at <= RANKS_APART]
    return [at for pair in found for at in pair]


def _kind(row: Row, menu: frozenset[str]) -> str:
    if row.rule == "related-header":
        return "header"
    if row.rule == "boilerplate-rights":
        return "rights"
    if row.role == "related":
        return "related"
    if row.role in ("promo", "published"):
        return "promo" if row.role == "promo" else "dated"
    if not row.open:
        return "tools"
    if row.said in menu:
        return "menu"
    if row.furniture:
        return "furniture"
    if row.prose:
        return "prose"
    if row.words >= HEADLINE:
        return "headline"
    if row.words <= TITLE and _DATED.fullmatch(row.text):
        return "dated"
    return "title" if row.words >= TITLE else "scrap"
