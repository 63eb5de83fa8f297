"""Spans and what is read out of them: half-open, in code points of the decoded source."""

from collections.abc import Iterable

Span = tuple[int, int]


def fold(text: str) -> str:
    """`text` with every run of white space folded to one space, and none at the ends; most texts are so already."""
    if text.isprintable() and "  " not in text and text[:1] != " " != text[-1:]:
        return text
    return " ".join(text.split())


def squeeze(text: str) -> str:
    """`text` without any white space: what two texts have in common when only spacing differs."""
    return "".join(text.split())


def tighten(text: str, start: int, end: int) -> Span:
    """The span [start, end) of `text` without white space at its ends (empty if nothing is left)."""
    inner = text[start:end]
    lead = len(inner) - len(inner.lstrip())
    return (start + lead, start + max(lead, len(inner.rstrip())))


def gaps(text: str, start: int, end: int, taken: Iterable[Span]) -> list[Span]:
    """What [start, end) holds outside the sorted, disjoint spans `taken`, white space aside."""
    found = []
    at = start
    for left, right in (*taken, (end, end)):
        if at < left and (gap := tighten(text, at, left)) != (gap[1], gap[1]):
            found.append(gap)
        at = max(at, right)
    return found
