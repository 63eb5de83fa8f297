"""Who wrote it and when, on one line: `Dana Levi - March 4, 2022`, `9 May 2022 / Dana Levi`, or glued together."""

from cleaner.detectors.published import stamp_of
from cleaner.expressions import expression
from cleaner.findings import Piece
from cleaner.names import looks_like_names
from cleaner.settle.context import Context, is_paragraph
from cleaner.settle.cut import split
from cleaner.stamps import could_be_stamp

AHEAD = 12
"""Among so many lines under the headline writer and date are looked for."""
LONGEST = 120
"""Longest line, in code points, that is nothing but both."""
_JOINT = expression(r"(?:\s*[|/•·,;–—-]\s*|\s+|(?<=[^\W\d_])(?=\d)|(?<=[^\W\d_A-Z])(?=[A-Z]))(?=\S)")
_PLACE = expression(r"[^\W\d_]+(?=\s*[-–—,]\s*)")
_NAMES = 6
_LEAD = 3
"""Most words before the names: `Additional reporting by`."""


def names_and_date(pieces: list[Piece], context: Context) -> list[Piece]:
    """Lines of the head that hold names and nothing but a date, in either order; or a place and a date."""
    top = next((at + 1 for at, piece in enumerate(pieces) if piece.role == "headline"), 1)
    out = list(pieces[:top])
    for at, piece in enumerate(pieces[top:]):
        text = piece.text if piece.role is None and at < AHEAD else ""
        if text and is_paragraph(text):
            return out + pieces[top + at :]
        fits = bool(text) and len(text) <= LONGEST and could_be_stamp(text, context.book.calendar)
        out += _parts(piece, text, context) if fits and context.is_whole_line(piece) else [piece]
    return out


def _parts(piece: Piece, text: str, context: Context) -> list[Piece]:
    """A line cut into byline and date; as it is where it holds something else."""
    joints = list(_JOINT.finditer(text, 1))
    # As much as can be is the date: `14:07 Uhr | Von Dana Levi` does not end at 14:07.
    sides = [(joint, True) for joint in joints] + [(joint, False) for joint in reversed(joints)]
    for joint, named in sides:
        left, right = text[: joint.start()], text[joint.end() :]
        names, date = (left, right) if named else (right, left)
        if _are_names(names, context) and _is_date(date, context):
            first, last = split(piece, context.source, piece.start + joint.end())
            ways = [("byline", "byline-and-date"), ("published", "published-with-byline")]
            return [part.settled(*way) for part, way in zip((first, last), ways if named else ways[::-1], strict=True)]
    place = _PLACE.match(text)
    if place and text[0].isupper() and _is_date(text[place.end() :], context):
        return [piece.settled("published", "published-place")]
    return [piece]


def _is_date(text: str, context: Context) -> bool:
    return stamp_of(text, context.book) is not None


def _are_names(text: str, context: Context) -> bool:
    """Whether a text is names of two words and more, or any behind a word such as `By`."""
    words, leads = text.split(), context.book.rules["byline-lead"].words
    size = next((size for size in range(_LEAD, 0, -1) if " ".join(words[:size]).casefold() in leads), 0)
    names = " ".join(words[size:])
    if not names or any(map(str.isdigit, names)):
        return False
    if size and names.casefold() in context.book.rules["byline-before-date"].words:
        return True
    enough = bool(size) or len(words) > 1
    return enough and looks_like_names(names, context.book.rules["name-particles"].words, _NAMES)
