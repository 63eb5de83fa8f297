"""From the repaired page back to the source: spans and changes of a record, put where they stand in it.

The flow reads the repaired page and counts there. Here every span becomes one of the decoded source,
and each text takes the repairs inside it along as changes (laws 1 to 3).
"""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import compress, pairwise
from typing import Any

from cleaner.mend.atlas import Atlas
from cleaner.record import Change, Image, Record, Span, Text, replace


class Conflict(Exception):
    """Texts cut out of a line in visual order do not stand apart in the source; `patches` made it."""

    def __init__(self, patches: set[int]) -> None:
        super().__init__("texts overlap in the source")
        self.patches = patches


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
        blank = compress(enumerate(patch.places, first), map(str.isspace, patch.text))
        yield from (at for at, place in blank if not atlas.source[slice(*place)].isspace())


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
