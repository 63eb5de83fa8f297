"""Mend: characters put right, line by line, each repair with its place in the source.

Steps are pure: each looks at one line as it stands and says which edits it would make. What one step
brings to light the next ones see, round after round until none finds anything, so that a second run
of `repair` changes nothing. Visual order is judged by all lines of the text together.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple

from cleaner.mend import company, controls, escapes, mojibake, normal_form, presentation, visual_order
from cleaner.mend.blocks import blocks
from cleaner.mend.edits import Doubt, Edit
from cleaner.mend.layers import composed, joined
from cleaner.mend.legacy import Chain
from cleaner.mend.patch import Patch
from cleaner.record import Change, Flag

STEPS: dict[str, Callable[[str], list[Edit]]] = {
    "escapes": escapes.find,
    "mojibake": mojibake.find,
    "controls": controls.find,
    "normal_form": normal_form.find,
    "presentation": presentation.find,
}
"""What looks at one line; `visual_order` looks at all of them."""
FIRST = ("escapes", "mojibake")
"""What must be undone, layer by layer, before the other steps see letters."""
THEN = ("controls", "normal_form")
DOUBTS: tuple[Callable[[str], list[Doubt]], ...] = (escapes.doubts, mojibake.doubts, controls.doubts)
ROUNDS = 12
"""More than any damage has layers; a line that still moves then was made to, and stays as it came."""


PASSES = 4
"""So often a repaired text may need more, its lines being cut anew; one that never comes to rest stays as it came."""


class Repair(NamedTuple):
    """A repaired text; spans count code points of the text that was given."""

    text: str
    changes: tuple[Change, ...]
    flags: tuple[Flag, ...]


class Mended(NamedTuple):
    """The lines of a text that were repaired, in order, and what to look at."""

    patches: tuple[Patch, ...]
    flags: tuple[Flag, ...]


def repair(text: str) -> Repair:
    """`text` with its characters put right; clean text comes back as it is.

    Undone are escapes, mojibake, visual order, stray controls, decomposed letters; what cannot be
    undone is flagged and left. White space is not touched. No str makes it raise.

    >>> repair("(\\u00f6\\u00e9\\u00ec\\u00e5\\u00ed: AP)").changes[0].kind
    'mojibake'
    """
    patches, flags = mend(text)
    changes = (patch.changes(text, 0, len(patch.text), (patch.start, patch.end)) for patch in patches)
    return Repair(joined(text, patches)[0], tuple(change for found in changes for change in found), flags)


def mend(text: str, *, keep_lines: bool = False) -> Mended:
    """The lines of `text` that need repair, repaired, and flags for what a person should look at.

    With `keep_lines` a line that holds nothing but stray controls keeps them: a record needs its characters.
    """
    if not is_due(text):
        return Mended((), ())
    patches, flags = _pass(text, keep_lines)
    for _ in range(PASSES):
        upper, _ = _pass(joined(text, patches)[0], keep_lines) if patches else Mended((), ())
        if not upper:
            return Mended(patches, flags)
        patches = composed(text, patches, upper)
    return Mended((), flags)


def _pass(text: str, keep_lines: bool) -> Mended:
    """All lines of a text, put right until nothing moves."""
    lines = [Patch.of(text, *span) for span in blocks(text) if is_due(text[slice(*span)])]
    flags: list[Flag] = []
    moved: Iterable[int] = range(len(lines))
    proven = Counter[Chain]()
    for _ in range(ROUNDS):
        for at in moved:
            lines[at] = _lettered(lines[at], flags, proven, keep_lines)
        proven = proven or company.quotes([patch.text for patch in lines])
        moved = _agreed(lines, proven) or _turned(lines)
        if not moved:
            break
    for at in moved:
        lines[at] = Patch.of(text, lines[at].start, lines[at].end)
    for patch in lines:
        flags += patch.flags([doubt for find in DOUBTS for doubt in find(patch.text)])
    return Mended(tuple(patch for patch in lines if patch.touched), tuple(sorted(flags, key=lambda flag: flag.span)))


def unturned(text: str, patch: Patch) -> Patch:
    """The patch of a line with all repairs but those of its order."""
    return _lettered(Patch.of(text, patch.start, patch.end), [], Counter(), keep_lines=True)


def _next(line: str) -> list[Edit] | None:
    """The edits of the first step that finds any."""
    steps = FIRST if escapes.doubts(line) else (*FIRST, *THEN)
    return next((edits for name in steps if (edits := STEPS[name](line))), None)


def is_due(text: str) -> bool:
    """Whether plain ASCII hides anything; all other text is looked at."""
    return not text.isascii() or "??" in text or escapes.is_due(text)


def _lettered(patch: Patch, flags: list[Flag], proven: Counter[Chain], keep_lines: bool) -> Patch:
    """A line after the steps that look at it alone; as it came if they do not come to rest."""
    start, own, proofs = patch, list[Flag](), set[Chain]()
    for _ in range(ROUNDS):
        edits = _next(patch.text)
        if not edits:
            break
        own += patch.flags(edits)
        if edits[0].kind == "mojibake":
            proofs.update(mojibake.chains(patch.text))
        patch = patch.apply(edits)
    else:
        return start
    if keep_lines and not patch.text.strip():
        return start
    flags += own
    proven.update(proofs)
    return patch


def _agreed(lines: list[Patch], proven: Counter[Chain]) -> list[int]:
    """Puts right what other lines prove; says which lines moved."""
    moved = []
    for at, patch in enumerate(lines if proven else ()):
        if edits := company.find(patch.text, proven):
            lines[at] = patch.apply(edits)
            moved.append(at)
    return moved


def _turned(lines: list[Patch]) -> list[int]:
    """Puts lines in visual order, and shaped letters, right; says which lines moved."""
    texts = [patch.text for patch in lines]
    moved = []
    for at, edits in enumerate(visual_order.find(texts)):
        edits = edits or presentation.find(texts[at])
        if edits:
            lines[at] = lines[at].apply(edits)
            moved.append(at)
    return moved
