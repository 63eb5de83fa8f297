"""Image texts said twice: line under line in a whole page, or several in one line."""

from cleaner.expressions import expression
from cleaner.findings import Piece
from cleaner.names import looks_like_names
from cleaner.scripts import main_script
from cleaner.settle.context import CAPTION, Context, in_page, is_paragraph
from cleaner.settle.cut import split

_SHORT = 12
"""Shortest line, in code points, whose repeat under it makes it a caption."""
CREDIT = 120
"""Longest credit, in code points, on the line of its caption."""
BETWEEN = frozenset({"credit", "counter"})
APART = 3
"""So many pieces of a picture may stand between its copies, with themselves."""
FEW = 4
"""Fewest words of texts that can be alike."""
ALIKE = 0.6
"""Least share of words that they have in common."""
_LETTERS = expression(r"[^\W_]+")
_WORD = expression(r"\S+")
_LOST_BREAK = expression(r"(?<=\w)[ \t]{2,}(?=[A-Z][^\s/]+ )")


def doubled(pieces: list[Piece], context: Context) -> list[Piece]:
    """A picture's alternative text stands above its caption and says the same.

    Outside whole pages, where verses may repeat, only alone between paragraphs or what is known.
    """
    page = in_page(pieces)
    out: list[Piece] = []
    for at, piece in enumerate(pieces):
        if piece.role is not None or piece.end - piece.start < _SHORT:
            out.append(piece)
            continue
        above = next((n for n in range(1, min(len(out), APART) + 1) if out[-n].role not in BETWEEN), 0)
        before = out[-above] if above else None
        if before and _says_again(before, piece, context) and (page or _stands_alone(pieces, at, context)):
            out[-above] = before.settled("caption", "caption-doubled")
            out += _caption_and_credit(piece, len(before.text), context)
        else:
            out.append(piece)
    return out


def _stands_alone(pieces: list[Piece], at: int, context: Context) -> bool:
    """Whether a line and the copy above it stand between finished paragraphs, pieces with a role, other such pairs."""
    beside = [other for other in (at - 2, at + 1) if 0 <= other < len(pieces)]
    return all(
        pieces[other].role is not None
        or is_paragraph(pieces[other].text)
        or _is_pair(pieces, other - (other < at), context)
        for other in beside
    )


def _is_pair(pieces: list[Piece], at: int, context: Context) -> bool:
    """Whether two lines from `at` on are the same, and of the length of a caption."""
    pair = [piece.text for piece in pieces[max(at, 0) : at + 2]]
    return len(pair) == 2 and pair[0] == pair[1] and len(pair[0].split()) >= FEW


def _says_again(before: Piece, piece: Piece, context: Context) -> bool:
    """Whether a line begins with the words of the line above it, and ends soon after them."""
    if (before.role or "caption") != "caption":
        return False
    above, text = before.text, piece.text
    if not text.startswith(above):
        return False
    whole = context.is_whole_line(before) and context.starts_line(piece)
    return whole and _SHORT <= len(above) <= CAPTION and len(text) - len(above) <= CREDIT


def is_alike(one: str, other: str) -> bool:
    """Whether two texts hold for the most part the same words: an alternative text and the caption under it."""
    left, right = (set(_LETTERS.findall(text.casefold())) for text in (one, other))
    return min(len(left), len(right)) >= FEW and len(left & right) >= ALIKE * len(left | right)


def _caption_and_credit(piece: Piece, size: int, context: Context) -> list[Piece]:
    """A caption and what follows it on its line: who made the picture, if it names somebody."""
    parts = split(piece, context.source, piece.start + size)
    rest = parts[-1].text.lstrip("|/-–—• ") if len(parts) > 1 else ""
    particles = context.book.rules["name-particles"].words
    head, colon, _ = rest.partition(":")
    worded = bool(colon) and head.casefold() in context.book.rules["credit-bare"].words
    if rest and (rest[0] in "©(" or worded or looks_like_names(rest.replace(":", " "), particles)):
        return [parts[0].settled("caption", "caption-doubled"), parts[1].settled("credit", "credit-after-copy")]
    return [piece.settled("caption", "caption-doubled")]


def split_copies(piece: Piece, known: set[str], context: Context) -> list[Piece]:
    """A caption of several texts on one line: two scripts, repeats, another caption before it."""
    if len(piece.text) > 2 * CAPTION:
        return [piece]
    words = piece.text.split()
    for times in (3, 2):
        size = len(words) // times
        if size and len(words) % times == 0 and words == words[:size] * times:
            return _cut_words(piece, [size * n for n in range(1, times)], context)
    if not context.in_long_line(piece):
        return [piece]
    if at := _script_switch(piece.text, context.profile.script):
        left, right = split(piece, context.source, piece.start + at)
        return split_copies(left, known, context) + split_copies(right, known, context)
    for size in range(len(words) - 1, 1, -1):
        if " ".join(words[:size]) in known:
            return _cut_words(piece, [size], context)
    # Two spaces before a capital are left of a line break.
    lost_break = _LOST_BREAK.search(piece.text)
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
    for number, word in enumerate(piece.text.split()):
        at = context.source.text.index(word, at)
        if number in sizes:
            offsets.append(at)
        at += len(word)
    return split(piece, context.source, *offsets)
