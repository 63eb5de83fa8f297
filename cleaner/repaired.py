"""Reading a page whose characters were put right: the record counts in the source all the same.

Two things can speak against a repair once the texts are known. Texts cut out of a line in visual order
may lie entangled in the source (law 1): that line stays as it came. And a text may need a repair that
its line as a whole did not show (law 4): it is made, and the page is read again.
"""

from collections.abc import Callable
from dataclasses import replace

from cleaner.mend import mend_line, unturned
from cleaner.mend.edits import Edit, apply
from cleaner.mend.patch import Patch
from cleaner.places import Atlas, Conflict, restore
from cleaner.record import Flag, Record
from cleaner.rules import rulebook
from cleaner.source import Source
from cleaner.spans import fold

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
    found: dict[int, Patch] = {}
    for text in page.texts():
        for start, end in text.spans:
            home, edits = atlas.line(start, end), _edits(atlas.page[start:end])
            if home and edits and home[0].start not in found:
                patch, first = home
                found[patch.start] = patch.apply([edit.moved(start - first) for edit in edits])
    if not found:
        return None
    kept = [patch for patch in atlas.patches if patch.start not in found]
    return tuple(sorted((*kept, *found.values()), key=lambda patch: patch.start))


def _edits(part: str) -> list[Edit]:
    """What a part of a line needs when it is read with white space folded, as a value is."""
    value = fold(part)
    found = mend_line(value)
    if not found or not apply(value, found).strip():
        return []
    ink = (at for at, char in enumerate(part) if not char.isspace())
    places: list[int] = []
    for char in value:
        places.append(places[-1] + 1 if char == " " else next(ink))
    placed = [edit.moved(places[edit.start] - edit.start) for edit in found]
    # White space of another length inside an edit: no character would stand where it says.
    return [] if any(places[edit.end - 1] + 1 != own.end for edit, own in zip(found, placed, strict=True)) else placed
