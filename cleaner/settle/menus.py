"""Words of menus, footers and widgets, and notices of consent and rights: what stands around the article of a page."""

from collections import defaultdict
from functools import cache

from cleaner.anchors import all_anchors, anchors_of
from cleaner.expressions import expression
from cleaner.phrases import Codes
from cleaner.rules import Form, Rulebook
from cleaner.source import Source, kept
from cleaner.spans import fold

FURNITURE = ("page-navigation", "page-consent", "page-legal")
WIDGETS = ("boilerplate-tools", "boilerplate-comments")
_MENU = (*FURNITURE, *WIDGETS)
"""Their words alone on a line are believed in a page, not in an article."""
BARS = 2
"""A line with more bars, and only a few words between them, is a menu."""
CONTACT = 12
"""Most words of a line that gives a telephone number or an address."""
_CONTACT = expression(
    r"(?<![\w.])(?:(?:\+|00|\(0)\d{0,4}\)?(?:[ /-]{1,3}\d{2,8}){1,5}|\d{2,4}(?:[ -]\d{2,4}){3,5})(?![\w.])"
    r"|(?<![\w.])[\w.]+@[\w.-]+\.\w{2,}"
)
_DIGIT = expression(r"\d")
_FRAME = " .:>|»›+-–•"


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
    return any(code in codes for code in _MENU)


@cache
def buttons(book: Rulebook) -> frozenset[str]:
    """Single words that a page's widgets say, in small letters."""
    return frozenset(word for code in WIDGETS for word in book.rules[code].words if word.isalpha())


@kept
def notices_in(source: Source, book: Rulebook) -> dict[int, frozenset[str]]:
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
