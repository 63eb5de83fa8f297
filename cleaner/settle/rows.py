"""The lines of a page as a reader sees them at a glance: prose, a title, a scrap of a menu."""

from functools import lru_cache

from cleaner.detectors.published import stamp_of
from cleaner.expressions import expression
from cleaner.findings import Piece
from cleaner.record import Struct, replace
from cleaner.rules import Rulebook
from cleaner.scripts import WITHOUT_SPACES, count_scripts
from cleaner.sentences import count_sentences, is_terminated, starts_lower
from cleaner.settle.context import Context
from cleaner.settle.menus import is_furniture, is_notice, notices_in
from cleaner.spans import fold

SHORT = 40
"""Lines of fewer code points come again on other pages: what was seen of them is remembered."""
PROSE = 7
"""Fewest words of a sentence that is worth calling prose."""
UNFINISHED = 30
"""From so many words on a line is prose though no full stop closes it; two thirds are enough for two sentences."""
TITLE = 4
"""Fewest words of what could be the title of an article; less is a scrap."""
MOST = 60
"""A paragraph counts for so many words at the most."""
_CUT_OFF = ("...", "…", "[…]", "[...]")
_MAY_BE_UNSPACED = expression("[^\0-\u0dff\u2010-\u206f]")
"""Letters of these scripts, and others: a class of nothing else would take long to compile."""


class Row(Struct, frozen=True):
    """One line: its pieces are `pieces[first:last]`; `role` is that of a line claimed as a whole."""

    first: int
    last: int
    text: str
    said: str
    """Its text, white space folded."""
    words: int
    role: str | None
    rule: str
    prose: bool
    finished: bool
    """It ends as a sentence does."""
    furniture: bool
    """Its words are those of menus and footers, or a notice."""
    dated: bool
    """It is open and nothing but a date: that of this article, or of any other."""
    open: bool
    """No detector has claimed it."""


class _Look(Struct, frozen=True):
    """What the words of a line alone say of it; a page says the same again and again."""

    said: str
    words: int
    prose: bool
    finished: bool
    furniture: bool
    stamp: bool


def rows(pieces: list[Piece], context: Context) -> list[Row]:
    """The lines that pieces were cut from, in order."""
    found = []
    noticed = notices_in(context.source, context.book)
    all_held = frozenset().union(*noticed.values())
    spaced = WITHOUT_SPACES.isdisjoint(context.profile.languages)
    first = 0
    for at in range(1, len(pieces) + 1):
        if at == len(pieces) or pieces[at].line != pieces[first].line:
            row = _row(pieces, first, at, spaced, context)
            line = context.source.lines[pieces[first].line]
            held = all_held if pieces[at - 1].end > line.end else noticed.get(line.number)
            if held and not (row.furniture or row.dated) and is_notice(row.text, held, context.book):
                row = replace(row, furniture=True)
            found.append(row)
            first = at
    return _joined(found, context)


def _joined(found: list[Row], context: Context) -> list[Row]:
    """The lines, and those that a link cut a sentence into are prose as the whole sentence is."""
    out = list(found)
    first = 0
    for at in range(1, len(out) + 1):
        if at < len(out) and _goes_on(found[at - 1], found[at], context):
            continue
        if at - first > 1:
            run, words = found[first:at], sum(row.words for row in found[first:at])
            if words >= PROSE and (run[-1].finished or words >= UNFINISHED):
                out[first:at] = (replace(row, prose=True, finished=True) for row in run)
        first = at
    return out


def _goes_on(row: Row, after: Row, context: Context) -> bool:
    if row.finished or row.furniture or after.furniture or not (row.open and after.open):
        return False
    return starts_lower(after.text) or context.breaks_off(row.text)


def _row(pieces: list[Piece], first: int, last: int, spaced: bool, context: Context) -> Row:
    own, alone = pieces[first], last - first == 1
    text = own.text if alone else context.source.text[own.start : pieces[last - 1].end]
    own = own if alone else max(pieces[first:last], key=lambda piece: piece.end - piece.start)
    look = (_look_again if len(text) < SHORT else _look)(text, spaced, context.book)
    role, rule, is_open = own.role, own.rule, own.role is None
    dated = look.stamp and is_open and alone
    furniture = look.furniture and not dated
    return Row(
        first, last, text, look.said, look.words, role, rule, look.prose, look.finished, furniture, dated, is_open
    )


def _look(text: str, spaced: bool, book: Rulebook) -> _Look:
    said = fold(text)
    words = count_words(said, spaced)
    finished = is_terminated(text) and not text.endswith(_CUT_OFF)
    prose = (
        words >= UNFINISHED
        or (finished and words >= PROSE)
        or (words >= 2 * UNFINISHED // 3 and count_sentences(text) > 1)
    )
    return _Look(said, words, prose, finished, is_furniture(text, words, book), stamp_of(text, book) is not None)


_look_again = lru_cache(maxsize=1 << 9)(_look)


def count_words(text: str, spaced: bool = False) -> int:
    """Words in a folded text; where no spaces part them two letters count as one. `spaced`: spaces part all of them."""
    words = text.count(" ") + 1
    if spaced or text.isascii() or not _MAY_BE_UNSPACED.search(text):
        return words
    scripts = count_scripts(text)
    return words + sum(scripts[name] for name in WITHOUT_SPACES) // 2
