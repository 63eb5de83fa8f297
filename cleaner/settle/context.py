"""What every settling step knows beside the pieces, and the questions they all ask."""

from bisect import bisect_right
from collections.abc import Iterable
from operator import attrgetter

from cleaner.findings import Piece
from cleaner.language import Profile
from cleaner.record import Struct
from cleaner.rules import Rulebook, Site
from cleaner.scripts import WITHOUT_SPACES, script_of
from cleaner.sentences import count_sentences, is_open_ended, is_terminated, starts_lower
from cleaner.source import Line, Source

IMAGE_ROLES = frozenset({"counter", "caption", "credit", "label"})
_OF_PAGE = frozenset({"page-navigation", "related-in-page", "headline-of-page"})
CAPTION = 350
"""Longest caption, in code points, that is taken whole."""
UNSPACED = 6
"""Fewest code points of a headline whose script sets no spaces between words."""


class Context(Struct, frozen=True):
    """The article around the pieces."""

    source: Source
    book: Rulebook
    profile: Profile
    site: Site | None

    def lines_of(self, places: Iterable[int]) -> list[Line]:
        """The line that holds each place of the source, or that begins before it."""
        lines = self.source.lines
        starts = [line.start for line in lines]
        return [lines[max(0, bisect_right(starts, place) - 1)] for place in places]

    def breaks_off(self, text: str) -> bool:
        """Whether `text` ends on a word that only opens: `driven in`, `On`."""
        return text.rsplit(None, 1)[-1].casefold() in self.book.hanging

    def same_line(self, left: Piece, right: Piece) -> bool:
        """Whether no line ends between two neighbouring pieces."""
        line = self.source.lines[right.line]
        return line.start <= left.end and left.end > line.start

    def starts_line(self, piece: Piece) -> bool:
        """Whether nothing stands before a piece on its line."""
        return self.source.lines[piece.line].start == piece.start

    def ends_line(self, piece: Piece) -> bool:
        """Whether nothing stands after a piece on its line."""
        return self.source.lines[piece.line].end <= piece.end

    def in_long_line(self, piece: Piece) -> bool:
        """Whether the line of a piece is so long that it must have lost line breaks."""
        return len(self.source.lines[piece.line].text) > 2 * CAPTION

    def is_whole_line(self, piece: Piece) -> bool:
        """Whether a piece is a line by itself."""
        line = self.source.lines[piece.line]
        return line.start == piece.start and line.end <= piece.end


def in_page(pieces: list[Piece]) -> bool:
    """Whether the article was found in a whole page, whose pictures bring their alt texts along."""
    return not _OF_PAGE.isdisjoint(map(_rule, pieces))


_rule = attrgetter("rule")


def is_fragment(pieces: list[Piece], at: int, context: Context) -> bool:
    """Whether a line is part of a sentence that a link was cut out of: its neighbours go on with it."""
    if starts_lower(pieces[at].text):
        return True
    if at + 1 < len(pieces) and pieces[at + 1].role is None and starts_lower(pieces[at + 1].text):
        return True
    return at > 0 and pieces[at - 1].role is None and _leaves_open(pieces[at - 1].text)


def _leaves_open(text: str) -> bool:
    """Whether a line breaks off: it ends in a comma, or has no full stop though it is no heading."""
    if text.endswith(",") or not is_open_ended(text):
        return text.endswith(",")
    return not 5 <= len(text) <= 90 or count_sentences(text) > 1


def is_headline_like(text: str) -> bool:
    """Whether a line could be a headline, here or of another article: short, no full stop."""
    bare = text.rstrip("\"'”’»)] ")
    if text[0] in '"“' and bare.endswith(("!", "?")) and bare != text:
        return False
    closed = bare.endswith((".", ":", ",", ";", "…"))
    several = len(text.split()) >= 2 or (len(text) >= UNSPACED and script_of(text[-1]) in WITHOUT_SPACES)
    return several and len(text) <= 200 and not closed and not starts_lower(text)


def is_paragraph(text: str) -> bool:
    """Whether a line is a finished paragraph."""
    return is_terminated(text) and (len(text) >= 120 or count_sentences(text) > 1)


def could_be_caption(pieces: list[Piece], at: int, context: Context) -> bool:
    """Whether a line has the shape of a caption: short, no full stop, no part of a longer sentence."""
    text = pieces[at].text
    after = pieces[at + 1] if at + 1 < len(pieces) else None
    goes_on = after is not None and after.role is None and starts_lower(after.text)
    return len(text) <= 200 and is_open_ended(text) and not starts_lower(text) and not goes_on
