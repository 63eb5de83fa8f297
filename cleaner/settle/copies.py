"""Several image texts in one caption: two scripts, repeats, a known caption before another."""

import re

from cleaner.findings import Piece
from cleaner.scripts import main_script
from cleaner.settle.context import CAPTION, Context
from cleaner.settle.cut import split

_WORD = re.compile(r"\S+")
_LOST_BREAK = re.compile(r"(?<=\w)[ \t]{2,}(?=[A-Z][^\s/]+ )")


def split_copies(piece: Piece, known: set[str], context: Context) -> list[Piece]:
    """A caption of several texts on one line: two scripts, repeats, another caption before it."""
    if len(context.text(piece)) > 2 * CAPTION:
        return [piece]
    words = context.text(piece).split()
    for times in (3, 2):
        size = len(words) // times
        if size and len(words) % times == 0 and words == words[:size] * times:
            return _cut_words(piece, [size * n for n in range(1, times)], context)
    if not context.in_long_line(piece):
        return [piece]
    if at := _script_switch(context.text(piece), context.profile.script):
        left, right = split(piece, context.source, piece.start + at)
        return split_copies(left, known, context) + split_copies(right, known, context)
    for size in range(len(words) - 1, 1, -1):
        if " ".join(words[:size]) in known:
            return _cut_words(piece, [size], context)
    # Two spaces before a capital are left of a line break.
    lost_break = _LOST_BREAK.search(context.text(piece))
    return split(piece, context.source, piece.start + lost_break.end()) if lost_break else [piece]


def _script_switch(text: str, script: str | None) -> int:
    """Where a text that begins in another script goes over to `script` for good; 0 if it does not."""
    words = [(word.start(), main_script(word[0])) for word in _WORD.finditer(text)]
    lettered = [(start, name) for start, name in words if name]
    if not lettered or lettered[0][1] == script:
        return 0
    last = max(at for at, (_, name) in enumerate(lettered) if name != script)
    return lettered[last + 1][0] if last + 1 < len(lettered) else 0


def _cut_words(piece: Piece, sizes: list[int], context: Context) -> list[Piece]:
    at, offsets = piece.start, []
    for number, word in enumerate(context.text(piece).split()):
        at = context.source.text.index(word, at)
        if number in sizes:
            offsets.append(at)
        at += len(word)
    return split(piece, context.source, *offsets)
