"""Reading a page whose characters were put right: the record counts in the source all the same.

Two things can speak against a repair once the texts are known. Texts cut out of a line in visual order
may lie entangled in the source (law 1): that line stays as it came. And a text may need a repair that
its line as a whole did not show (law 4): it is made, and the page is read again.
"""

from collections.abc import Callable
from functools import cache

from cleaner.expressions import expression
from cleaner.mend import is_due, mend, unturned
from cleaner.mend.atlas import Atlas
from cleaner.mend.layers import composed
from cleaner.mend.patch import Patch
from cleaner.places import Conflict, restore
from cleaner.record import Flag, Record, replace
from cleaner.rulebook import rulebook
from cleaner.source import Source
from cleaner.spans import fold

LINE_ENDS = "\n\r\x85\u2028\u2029"
_LINE_ENDS = expression(r"[^\S\n\r\x85\u2028\u2029]*(?:[\n\r\x85\u2028\u2029]|\Z)")
INDENT = 80
"""White space before a line that is looked through for its beginning."""
READINGS = 4
"""A page is read again so many times for texts that need a repair of their own."""


def read_repaired(
    source: Source, patches: tuple[Patch, ...], read: Callable[[Source], Record]
) -> tuple[Record, list[Flag]]:
    """The record of the repaired page, in places of the source, and flags for lines that had to stay as they came."""
    flags: list[Flag] = []
    readings = 0
    while True:
        atlas = Atlas.of(source.text, patches)
        page = read(replace(source, text=atlas.page) if patches else source)
        readings += 1
        better = _refined(page, atlas) if readings <= READINGS else None
        if better:
            patches = better
            continue
        try:
            return (restore(page, atlas) if patches else page), flags
        except Conflict as conflict:
            patches, kept = _unturned(source, patches, conflict.patches)
            flags += kept
            readings = READINGS


def _unturned(
    source: Source, patches: tuple[Patch, ...], conflicting: set[int]
) -> tuple[tuple[Patch, ...], list[Flag]]:
    """The patches with those in conflict in the order of their source; one that still is in conflict is dropped."""
    out: list[Patch] = []
    for number, patch in enumerate(patches):
        if number not in conflicting:
            out.append(patch)
        elif "visual-order" in patch.kinds and (plain := unturned(source.text, patch)).touched:
            out.append(plain)
    reason = rulebook().flags["kept-order"][0]
    spans = [(patches[number].start, patches[number].end) for number in sorted(conflicting)]
    return tuple(out), [Flag("kept-order", span, reason) for span in spans]


def _refined(page: Record, atlas: Atlas) -> tuple[Patch, ...] | None:
    """The patches with what the texts of the page, each by itself, need besides; None if they need nothing."""
    if not atlas.patches and not is_due(atlas.page):
        return None
    said = ((span, text.value) for text in page.texts() for span in text.spans)
    # What is a whole line of a page that needed nothing was read so already.
    spans = {span for span, value in said if atlas.patches or not _is_line(atlas.page, *span, value)}
    # A page says the same again and again.
    needed = cache(lambda value: mend(value, keep_lines=True).patches)
    found = [own for span in sorted(spans, reverse=True) if (own := _own(atlas, *span, needed))]
    patches = atlas.patches
    # From the end, so that what stands before keeps its place.
    for own in found:
        patches = composed(atlas.source, patches, own)
    return patches if found else None


def _is_line(page: str, start: int, end: int, value: str) -> bool:
    """Whether [start, end) of the page is a line, as most are, and `value` is all that it says."""
    return page[start - 1 : start] in "\n" and page[end : end + 1] in "\n" and page[start:end] == value


def _own(atlas: Atlas, start: int, end: int, needed: Callable[[str], tuple[Patch, ...]]) -> list[Patch]:
    """What [start, end) of the page needs when it is read by itself, white space folded, as a value is.

    A whole line of a page that needed nothing was read so already.
    """
    page, part = atlas.page, atlas.page[start:end]
    value = fold(part)
    if not atlas.patches and value == part:
        before = page[max(0, start - INDENT) : start].rstrip(" \t")
        if before[-1:] in ("", *LINE_ENDS) and _LINE_ENDS.match(page, end):
            return []
    if not is_due(value):
        return []
    found = needed(value)
    if not found:
        return []
    ink = (at for at, char in enumerate(part, start) if not char.isspace())
    places: list[int] = []
    for char in value:
        places.append(places[-1] + 1 if char == " " else next(ink))
    return [patch.moved(places) for patch in found]
