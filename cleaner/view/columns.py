"""Text in the columns of a terminal: how wide it is, and where its lines end.

The unit is the grapheme cluster (UAX #29): what a reader takes for one character stands in one place, is as
wide as a terminal makes it, and is never cut.
"""

from collections.abc import Iterator
from itertools import groupby


def width(text: str) -> int:
    """How many columns a text takes that holds no control characters."""
    import wcwidth

    return wcwidth.width(text, control_codes="ignore")


def clusters(text: str) -> Iterator[str]:
    """The grapheme clusters of a text; together they spell it."""
    import wcwidth

    return wcwidth.iter_graphemes(text)


def wrapped(text: str, columns: int) -> Iterator[tuple[int, int]]:
    """Where the lines of a text stand in it, in code points; none takes more than `columns`, two or more.

    Lines end at white space, which belongs to none of them; a word longer than a line, as a sentence of Japanese
    or Thai may be, begins where it stands and is cut between clusters. Takes time linear in the text, as
    `wcwidth.wrap` does not where words are long.
    """
    start = end = at = used = gap = 0
    for blank, group in groupby(clusters(text), str.isspace):
        word = [(cluster, width(cluster)) for cluster in group]
        size = sum(taken for _, taken in word)
        if blank:
            gap, at = size, at + sum(len(cluster) for cluster, _ in word)
            continue
        room = columns - used - gap
        if end > start and (size <= room or (size > columns and word[0][1] <= room)):
            used += gap
        else:
            if end > start:
                yield start, end
            start, used = at, 0
        for cluster, taken in word:
            if used and used + taken > columns:
                yield start, end
                start, used = at, 0
            end = at = at + len(cluster)
            used += taken
        gap = 0
    if end > start:
        yield start, end


def clipped(text: str, columns: int) -> str:
    """As many clusters of the beginning of a text as have room; an ellipsis stands for the others."""
    if width(text) <= columns:
        return text
    kept = ""
    for cluster in clusters(text):
        if width(kept + cluster) >= columns:
            break
        kept += cluster
    return kept + "\u2026"
