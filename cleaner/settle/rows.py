"""The lines of a page as a reader sees them at a glance: prose, a title, a scrap of a menu."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import chain

from cleaner.anchors import all_anchors, anchors_of
from cleaner.detectors.published import stamp_of
from cleaner.expressions import expression
from cleaner.findings import Piece
from cleaner.phrases import Codes
from cleaner.record import Struct, replace
from cleaner.rules import Form, Rulebook
from cleaner.scripts import WITHOUT_SPACES, count_scripts
from cleaner.sentences import count_sentences, is_terminated, starts_lower
from cleaner.settle.context import Context
from cleaner.source import Source, kept
from cleaner.spans import fold
from cleaner.words import LINE, words_in

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
FURNITURE = ("page-navigation", "page-consent", "page-legal")
WIDGETS = ("boilerplate-tools", "boilerplate-comments")
_MENU = frozenset({*FURNITURE, *WIDGETS})
"""Their words alone on a line are believed in a page, not in an article."""
BARS = 2
"""A line with more bars, and only a few words between them, is a menu."""
STEM, LEAST = 5, 3
"""So many letters of a word are compared, as endings differ; of words with fewer than the least none."""
CONTACT = 12
"""Most words of a line that gives a telephone number or an address."""
_CONTACT = expression(
    r"(?<![\w.])(?:(?:\+|00|\(0)\d{0,4}\)?(?:[ /-]{1,3}\d{2,8}){1,5}|\d{2,4}(?:[ -]\d{2,4}){3,5})(?![\w.])"
    r"|(?<![\w.])[\w.]+@[\w.-]+\.\w{2,}"
)
_DIGIT = expression(r"\d")
_FRAME = " .:>|»›+-–•"
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
    noticed = _noticed(context.source, context.book)
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
    """Words in a folded text; where no spaces part them, unless it is known that some do, two letters count as one."""
    words = text.count(" ") + 1
    if spaced or text.isascii() or not _MAY_BE_UNSPACED.search(text):
        return words
    scripts = count_scripts(text)
    return words + sum(scripts[name] for name in WITHOUT_SPACES) // 2


def stems(text: str) -> frozenset[str]:
    """The words of `text`, without their endings and in small letters."""
    return _stems_of_line(text) if len(text) <= LINE else _stems(text)


def _stems(text: str) -> frozenset[str]:
    return _stemmed(words_in(text))


_stems_of_line = lru_cache(maxsize=1 << 7)(_stems)


def stems_of(lines: Iterable[Row]) -> frozenset[str]:
    """Those of lines together."""
    return _stemmed({*chain.from_iterable(words_in(row.text) for row in lines)})


def _stemmed(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(str.casefold, {word[:STEM] for word in words if len(word) >= LEAST}))


def is_furniture(text: str, words: int, book: Rulebook) -> bool:
    """Whether a line is a word of a menu or footer, or several of them between bars."""
    parts = text.split("|") if "|" in text else ()
    if len(parts) > BARS and all(len(part.split()) <= 6 for part in parts):
        return True
    if words <= CONTACT and ("@" in text or _DIGIT.search(text)) and _CONTACT.search(text):
        return True
    return words <= 6 and _is_in_menu(book.phrases.listed(fold(text).casefold().strip(_FRAME)))


def is_notice(text: str, held: frozenset[str], book: Rulebook) -> bool:
    """Whether a line is a notice of consent or rights; `held` are anchors that may stand in it."""
    notices = _notices(book)
    forms = dict.fromkeys(form for anchor in held if anchor in text for form in notices.get(anchor, ()))
    return any(form.sign.search(text) for form in forms)


@cache
def _is_in_menu(codes: Codes) -> bool:
    return not _MENU.isdisjoint((*codes.whole, *codes.others))


@cache
def buttons(book: Rulebook) -> frozenset[str]:
    """Single words that a page's widgets say, in small letters."""
    return frozenset(word for code in WIDGETS for word in book.rules[code].words if word.isalpha())


@kept
def _noticed(source: Source, book: Rulebook) -> dict[int, frozenset[str]]:
    """The anchors of notices in the lines that hold some."""
    held = _notices(book).keys() & all_anchors(source, book)
    lines = anchors_of(source, book).items() if held else ()
    return {number: own for number, anchors in lines if (own := anchors & held)}


@cache
def _notices(book: Rulebook) -> dict[str, list[Form]]:
    """The patterns of notices by their anchors."""
    found: dict[str, list[Form]] = defaultdict(list)
    for form in (form for code in FURNITURE[1:] for form in book.rules[code].forms if form.source):
        for anchor in form.anchors:
            found[anchor].append(form)
    return dict(found)
