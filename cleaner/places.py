"""From the repaired page back to the source: spans and changes of a record, put where they stand in it.

The flow reads the repaired page and counts there. Here every span becomes one of the decoded source,
and each text takes the repairs inside it along as changes (laws 1 to 3).
"""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from cleaner.mend.layers import joined
from cleaner.mend.patch import Patch
from cleaner.record import Change, Image, Record, Span, Struct, Text, replace
from cleaner.source import LINE_END


class Conflict(Exception):
    """Texts cut out of a line in visual order do not stand apart in the source; `patches` made it."""

    def __init__(self, patches: set[int]) -> None:
        super().__init__("texts overlap in the source")
        self.patches = patches


class Atlas(Struct, frozen=True):
    """Where each character of the page stands in the source; `starts` says where each patch begins on the page."""

    source: str
    page: str
    patches: tuple[Patch, ...]
    starts: tuple[int, ...]

    @staticmethod
    def of(source: str, patches: tuple[Patch, ...]) -> "Atlas":
        """The page that a source and its patches make."""
        page, starts = joined(source, patches)
        return Atlas(source, page, patches, tuple(starts))

    def touched(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """Number of each patch in [start, end) of the page, with the part of its text that lies there."""
        for number in range(max(0, bisect_right(self.starts, start) - 1), len(self.patches)):
            first = self.starts[number]
            if first >= end:
                return
            left, right = max(start - first, 0), min(end - first, len(self.patches[number].text))
            if left < right:
                yield number, left, right

    def span(self, start: int, end: int) -> Span:
        """The span of the source that [start, end) of the page, which is not empty, stands for."""
        held = [self.patches[number].span(left, right) for number, left, right in self.touched(start, end)]
        held += [(place, place + 1) for at in (start, end - 1) if (place := self._outside(at)) is not None]
        return min(left for left, _ in held), max(right for _, right in held)

    def _outside(self, at: int) -> int | None:
        """The place in the source of a character that no patch holds."""
        number = bisect_right(self.starts, at) - 1
        if number < 0:
            return at
        past = at - self.starts[number] - len(self.patches[number].text)
        return None if past < 0 else self.patches[number].end + past

    def line(self, start: int, end: int, to: int | None = None) -> tuple[Patch, int] | None:
        """The patch of the line that holds [start, end) of the page, and where it begins; None if there are several.

        With `to`, the stretch up to there must lie in the same line.
        """
        end = max(end, to or end)
        touched = [number for number, _, _ in self.touched(start, end)]
        if len(touched) > 1 or LINE_END.search(self.page, start, end):
            return None
        if touched:
            first = self.starts[touched[0]]
            inside = first <= start and end <= first + len(self.patches[touched[0]].text)
            return (self.patches[touched[0]], first) if inside else None
        return Patch.of(self.source, *self.span(start, end)), start

    def changes(self, start: int, end: int, span: Span) -> Iterator[Change]:
        """The repairs in [start, end) of the page, which stands in `span` of the source."""
        for number, left, right in self.touched(start, end):
            yield from self.patches[number].changes(self.source, left, right, span)


def restore(record: Record, atlas: Atlas) -> Record:
    """`record`, which counts on the page, as one that counts in the source.

    Raises Conflict where two texts would share a stretch of the source.
    """
    homes = _homes(record, atlas)
    separators = {change.span[1]: change for change in record.changes}
    changes: list[Change] = []
    for span, ((start, end), home) in homes.items():
        cut = separators.get(span[1])
        if cut is None:
            changes += atlas.changes(start, end, home)
            continue
        tail = atlas.span(cut.span[0], end)
        kept = atlas.changes(start, cut.span[0], home)
        changes += (change for change in kept if not tail[0] <= change.span[0] < tail[1])
        changes.append(Change(cut.kind, tail, atlas.source[slice(*tail)], ""))

    def moved(text: Text) -> Text:
        return replace(text, spans=tuple(homes[span][1] for span in text.spans))

    def image(image: Image) -> Image:
        parts = {name: moved(part) for name in ("credit", "counter", "label") if (part := getattr(image, name))}
        return replace(image, captions=tuple(map(moved, image.captions)), **parts)

    lists: dict[str, Any] = {
        name: tuple(map(moved, getattr(record, name)))
        for name in ("standfirst", "byline", "published", "keywords", "body", "removed")
    }
    spanned: dict[str, Any] = {
        name: tuple(replace(one, span=atlas.span(*one.span)) for one in getattr(record, name))
        for name in ("mixed", "flags")
    }
    return replace(
        record,
        headline=record.headline and moved(record.headline),
        images=tuple(map(image, record.images)),
        changes=tuple(sorted(changes, key=lambda change: change.span)),
        **lists,
        **spanned,
    )


def _homes(record: Record, atlas: Atlas) -> dict[Span, tuple[Span, Span]]:
    """For each span of a text what it takes of the page, and the place of that in the source.

    Together they hold all that the source holds: what a repair dropped, or made white space of, belongs
    to the text beside it.
    """
    order = sorted(span for text in record.texts() for span in text.spans)
    ranges = dict(zip(order, order, strict=True))
    for at in _blanked(atlas):
        before = bisect_right(order, (at, len(atlas.page))) - 1
        if before >= 0 and ranges[order[before]][1] > at:
            continue
        if before >= 0 and (atlas.line(*order[before], at + 1) or before + 1 == len(order)):
            ranges[order[before]] = (ranges[order[before]][0], at + 1)
        else:
            ranges[order[before + 1]] = (min(at, ranges[order[before + 1]][0]), ranges[order[before + 1]][1])
    homes = {span: atlas.span(*taken) for span, taken in ranges.items()}
    order.sort(key=homes.__getitem__)
    overlaps = [(one, other) for one, other in pairwise(order) if homes[one][1] > homes[other][0]]
    if overlaps:
        raise Conflict({number for pair in overlaps for span in pair for number, _, _ in atlas.touched(*span)})
    _take_in(homes, order, atlas)
    return {span: (ranges[span], homes[span]) for span in homes}


def _blanked(atlas: Atlas) -> Iterator[int]:
    """White space of the page that stands for something else in the source."""
    for patch, first in zip(atlas.patches, atlas.starts, strict=True):
        for at, (char, place) in enumerate(zip(patch.text, patch.places, strict=True), first):
            if char.isspace() and not atlas.source[slice(*place)].isspace():
                yield at


def _take_in(homes: dict[Span, Span], order: list[Span], atlas: Atlas) -> None:
    """Stretches what stands beside a character that was dropped, so that the character lies in a text."""
    for patch in atlas.patches:
        for start, end in sorted(lost for lost, _ in patch.dropped):
            at = bisect_right(order, (start, len(atlas.source)), key=homes.__getitem__)
            before = homes[order[at - 1]] if at else (0, 0)
            if at and (before[1] > patch.start or at == len(order)):
                homes[order[at - 1]] = (before[0], max(before[1], end))
            else:
                after = homes[order[at]]
                homes[order[at]] = (min(start, after[0]), after[1])
