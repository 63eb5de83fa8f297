"""Mend: characters put right, line by line, each repair with its place in the source.

Steps are pure: each looks at one line as it stands and says which edits it would make. What one step
brings to light the next ones see, round after round until none finds anything, so that a second run
of `repair` changes nothing. Visual order is judged by all lines of the text together.
"""

from typing import NamedTuple

from cleaner.mend.gates import is_due
from cleaner.mend.layers import composed, joined
from cleaner.mend.patch import Patch
from cleaner.record import Change, Flag

__all__ = ["Mended", "Repair", "is_due", "mend", "repair", "unturned"]
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
    # Not at the top: clean ASCII needs nothing of it.
    from cleaner.mend.passes import one_pass

    patches, flags = one_pass(text, keep_lines)
    for _ in range(PASSES):
        upper = one_pass(joined(text, patches)[0], keep_lines)[0] if patches else ()
        if not upper:
            return Mended(patches, flags)
        patches = composed(text, patches, upper)
    return Mended((), flags)


def unturned(text: str, patch: Patch) -> Patch:
    """The patch of a line with all repairs but those of its order."""
    from cleaner.mend.passes import lettered

    return lettered(Patch.of(text, patch.start, patch.end))
