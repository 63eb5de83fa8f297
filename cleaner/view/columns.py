"""Text in the columns of a terminal: how wide it is, and where its lines end.

The unit is the grapheme cluster (UAX #29): what a reader takes for one character stands in one place, is as
wide as a terminal makes it, and is never cut.
"""

from collections.abc import Iterator


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

    Lines end at white space, which belongs to none of them; a word that is too long, as a sentence of Japanese
    or Thai may be, ends between two clusters.
    """
    import wcwidth

    at = 0
    for line in wcwidth.wrap(text, columns, control_codes="ignore", break_on_hyphens=False, propagate_sgr=False):
        at = text.index(line, at)
        yield at, at + len(line)
        at += len(line)


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
