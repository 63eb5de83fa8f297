"""The headline of a whole page: among menus, teasers and captions, the line that says what the article says."""

from collections import Counter
from collections.abc import Sequence

from cleaner.expressions import expression
from cleaner.sentences import count_sentences
from cleaner.settle.context import is_headline_like
from cleaner.settle.core import AHEAD
from cleaner.settle.rows import Row
from cleaner.settle.stems import stems, stems_of
from cleaner.spans import fold

NEAR = 4
"""Within so many lines under a headline stands a byline or date."""
KICKED = 22
"""Most words of a headline under a kicker."""
SENTENCES = 2
"""A line of more sentences is a notice."""
LEAST = 1.0
"""What a headline must reach at least, of likeness and signs."""
LIKELY = 0.6
"""From here on a line could be the headline."""
DATED = 0.1
"""What it adds that a date stands below, as it does below titles of other articles, too."""
AGAIN = 0.3
"""What it adds to a line's likeness that the page says it again."""
DOUBLED = 0.5
"""What it takes from it that it is said twice, line under line."""
KICKER = 3
"""Most words of a kicker."""
_NUMBER = expression(r" ?[-–—|:] ?\d{1,2}$")


def find_headline(lines: Sequence[Row], start: int, end: int) -> int | None:
    """The line of a title's length that shares most words with the article's prose.

    It stands above the prose; or among its first lines, if a byline or date follows.
    """
    known = stems_of(row.text for row in lines[start:end])
    scores: dict[int, float] = {}
    said = Counter([row.said for row in lines[: start + 2 * NEAR]])
    for at, title in enumerate(lines[: min(start + AHEAD, end)]):
        if not _could_be_title(title):
            continue
        signed = any(_signs(row) for row in lines[at + 1 : at + 1 + NEAR])
        listed = any(row.role == "byline" and title.said in row.said for row in lines[at + 1 : at + 3])
        if (signed or at < start) and not listed:
            dated = at > 0 and lines[at - 1].role == "published"
            scores[at] = _likeness(title, start - at, known) + 0.5 * (signed + dated)
            scores[at] += DATED * (not signed and any(row.dated for row in lines[at + 1 : at + 1 + NEAR]))
            scores[at] += AGAIN * (said[title.said] > 1)
    _weigh_copies(lines, scores)
    best = max(scores, key=lambda at: (scores[at], at), default=None)
    if best is None or scores[best] < LEAST:
        return None
    return _below_kicker(lines, _above_caption(lines, best, scores), scores)


def _weigh_copies(lines: Sequence[Row], scores: dict[int, float]) -> None:
    """Of copies the first counts, or the second if it follows directly: breadcrumb and headline.

    Below another line that could be the headline, copies are alternative text and caption.
    """
    others = ""
    for at in sorted(scores):
        text = lines[at].said
        below = lines[at + 1].said if at + 1 < len(lines) else ""
        if below.startswith(text) and others:
            scores[at] -= DOUBLED
            if below == text and at + 1 in scores:
                scores[at + 1] -= DOUBLED
        elif scores[at] >= LIKELY:
            others = text
            for other in range(at + 2, at + AHEAD):
                if other in scores and lines[other].said == text:
                    scores[other] = 0.0


def _signs(row: Row) -> bool:
    return row.role in ("byline", "published") and row.rule != "byline-contributed"


def is_title_again(text: str, headline: str) -> bool:
    """Whether a line under the headline repeats it, maybe with a number: the alternative text of a picture."""
    if text[:1] != headline[:1]:
        return False
    said, title = fold(_NUMBER.sub("", text) if text[-1:].isdecimal() else text), fold(headline)
    return said == title or (len(said.split()) > 2 and title.startswith(said) and said[-1] in "!?")


def _above_caption(lines: Sequence[Row], best: int, scores: dict[int, float]) -> int:
    """A caption under the headline shares as much with the article: the upper line is the headline.

    Directly under a date stands the headline. Not over a kicker: what has one, and a standfirst, is
    the headline, and above stands its short form.
    """
    if best > 1 and lines[best - 2].role == "published" and best - 1 in scores:
        return best - 1
    if 0 < best < len(lines) - 1 and lines[best - 1].open and lines[best - 1].words <= KICKER and lines[best + 1].prose:
        return best
    for at in range(best - 1, max(-1, best - AHEAD), -1):
        if scores.get(at, 0) >= 0.8 * scores[best] and lines[best].said not in lines[at].said:
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
    fits = row.open and not row.furniture and 2 <= row.words <= 35
    return fits and is_headline_like(row.text) and (row.words <= KICKED or count_sentences(row.text) <= SENTENCES)


def _likeness(row: Row, distance: int, known: frozenset[str]) -> float:
    own = stems(row.text)
    shared = len(own & known) / len(own) if own else 0.0
    length = min(row.words, 10) / 10 if row.words <= 22 else 0.6
    return 2 * shared * min(1, len(own) / 3) + length - 0.01 * max(0, distance)
