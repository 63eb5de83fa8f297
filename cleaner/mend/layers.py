"""Repairs of a text that was itself repaired: two layers of patches become one."""

from collections.abc import Sequence
from itertools import accumulate, pairwise

from cleaner.mend.edits import Edit
from cleaner.mend.patch import Patch
from cleaner.record import Kind, Span


def joined(source: str, patches: Sequence[Patch]) -> tuple[str, list[int]]:
    """The text that patches make of `source`, and where each of them begins in it (code points)."""
    parts, at = [], 0
    for patch in patches:
        parts += [source[at : patch.start], patch.text]
        at = patch.end
    ends = [*accumulate(map(len, parts))]
    return "".join((*parts, source[at:])), ends[::2]


def composed(source: str, lower: Sequence[Patch], upper: Sequence[Patch]) -> tuple[Patch, ...]:
    """The patches that do to `source` what `lower` does, and then `upper`, which counts in the text that `lower` makes.

    All that `upper` touches, and what lies between, becomes one patch.
    """
    text, starts = joined(source, lower)
    first, last = upper[0].start, upper[-1].end
    spans = [(start, start + len(patch.text)) for start, patch in zip(starts, lower, strict=True)]
    inside = [number for number, (start, end) in enumerate(spans) if start <= last and first <= end]
    if inside:
        first, last = min(first, spans[inside[0]][0]), max(last, spans[inside[-1]][1])
    base = _base(
        text, first, last, [(spans[number][0], lower[number]) for number in inside], _shift(lower, spans, first)
    )
    edits = [
        Edit(
            patch.start - first, patch.end - first, patch.text,
            next((kind for kind in patch.kinds if kind), "control"), None,
            tuple((left - first, right - first) for left, right in patch.places),
        )
        for patch in upper
    ]  # fmt: skip
    outside = [patch for number, patch in enumerate(lower) if number not in inside]
    return tuple(sorted((*outside, base.apply(edits)), key=lambda patch: patch.start))


def _shift(lower: Sequence[Patch], spans: list[tuple[int, int]], at: int) -> int:
    """How much further on the source lies before [at:) of the text."""
    before = [patch.end - end for patch, (_, end) in zip(lower, spans, strict=True) if end < at]
    return before[-1] if before else 0


def _base(text: str, first: int, last: int, patches: list[tuple[int, Patch]], shift: int) -> Patch:
    """[first, last) of a text as one patch; before `patches` the source lies `shift` further on."""
    begin, at = first + shift, first
    places: list[Span] = []
    kinds: list[Kind | None] = []
    dropped: list[tuple[Span, Kind]] = []
    for start, patch in (*patches, (last, None)):
        places += pairwise(range(at + shift, start + shift + 1))
        kinds += [None] * (start - at)
        if patch is not None:
            places += patch.places
            kinds += patch.kinds
            dropped += patch.dropped
            at = start + len(patch.text)
            shift = patch.end - at
    return Patch(begin, last + shift, text[first:last], places, kinds, dropped, True)
