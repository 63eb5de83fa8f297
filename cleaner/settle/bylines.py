"""Bylines without a mark of their own: names, offices and accounts that stand above the date."""

from cleaner.expressions import expression
from cleaner.findings import Piece
from cleaner.names import is_office, looks_like_names
from cleaner.scripts import CASELESS
from cleaner.settle.context import Context, is_fragment, is_paragraph
from cleaner.settle.head import AHEAD, SIGNED, top_of
from cleaner.settle.menus import buttons

MOST = 8
"""Most words of a line of names."""
PLACE = 3
"""Most words of the place that they report from."""
LEAD = 40
"""Longest lead, in code points: most lines need not be folded."""
_ACCOUNT = expression(r"@\w{2,30}")


def led(pieces: list[Piece], context: Context) -> list[Piece]:
    """A word such as `By` on a line of its own, and the names on the lines below, which links have cut apart."""
    out = list(pieces)
    top = top_of(out)
    leads = context.book.rules["byline-lead"].words
    for at in range(max(top, 1), min(top + AHEAD, len(out) - 1)):
        word = out[at].text.rstrip(" :")
        if (
            len(word) <= LEAD
            and word.casefold() in leads
            and out[at].role in (None, "boilerplate")
            and context.is_whole_line(out[at])
        ):
            end = _end_of_names(out, at + 1, context)
            for number in range(at, end if end > at + 1 else at):
                out[number] = out[number].settled("byline", "byline-led")
    return out


def _end_of_names(pieces: list[Piece], at: int, context: Context) -> int:
    """Where names end that begin at `at`, each on a line, with commas and the like on lines between them."""
    if context.profile.script in CASELESS or len(pieces[at].text.split()) < 2:
        return at
    joints = context.book.rules["byline-and"].words
    end = at
    while at < len(pieces) and pieces[at].role in (None, "boilerplate") and context.is_whole_line(pieces[at]):
        text = pieces[at].text
        if pieces[at].role is None and len(text.split()) > 1 and _are_names(text, context):
            end = at + 1
        elif text.casefold() not in joints:
            break
        at += 1
    return end


def above_date(pieces: list[Piece], context: Context) -> list[Piece]:
    """Names alone beside the date, under at least a headline; an agency alone under it."""
    agencies = context.book.rules["byline-before-date"].words
    out = list(pieces)
    top = top_of(out)
    window = range(top, min(top + AHEAD, len(out)))
    dates = {at for at in window if out[at].role == "published"}
    opens = [at for at in window if out[at].role is None]
    paragraph = next((at for at in opens if is_paragraph(out[at].text)), window.stop)
    opens = opens[not top :]
    for at in _signed(out, min(dates, default=0), min(opens, default=0), context):
        out[at] = out[at].settled("byline", "byline-before-date")
    for at in opens:
        text = out[at].text
        dated = at + 1 == min(dates, default=0) and (opens.index(at) < 6)
        signs = top and at < paragraph and _signs(out, at, context)
        names = (dated or signs) and _are_names(text, context)
        agency = at < paragraph and text.casefold() in agencies and not is_fragment(out, at, context)
        if context.starts_line(out[at]) and (names or agency):
            out[at] = out[at].settled("byline", "byline-before-date")
    return out


def _signed(pieces: list[Piece], date: int, first: int, context: Context) -> range:
    """The lines above the date that a line of names opens and offices and accounts go on with; empty if none do."""
    jobs = context.book.rules["byline-job"].words
    at = date - 1
    while first < at and pieces[at].role is None:
        text = pieces[at].text
        if not (_ACCOUNT.fullmatch(text) or is_office(text, jobs)):
            break
        at -= 1
    whole = at >= first and all(context.is_whole_line(piece) and piece.role is None for piece in pieces[at:date])
    opens = whole and (_are_names(pieces[at].text, context) or _report(pieces[at].text, context))
    return range(at, date) if opens else range(0)


def _report(text: str, context: Context) -> bool:
    """Whether a line is a name with the place it reports from: `Dana Levi in Haifa`."""
    words, tails = text.split(), context.book.rules["byline-tail"].words
    at = next((at for at, word in enumerate(words) if word.casefold() in tails), 0)
    names, place = " ".join(words[:at]), " ".join(words[at + 1 :])
    particles = context.book.rules["name-particles"].words
    return at > 1 and looks_like_names(names, particles, MOST) and looks_like_names(place, particles, PLACE)


def _are_names(text: str, context: Context) -> bool:
    names = len(text.split()) <= MOST and looks_like_names(text, context.book.rules["name-particles"].words)
    return names and buttons(context.book).isdisjoint(text.casefold().split())


def _signs(pieces: list[Piece], at: int, context: Context) -> bool:
    """Whether a date or byline stands next to a line in the head of a page."""
    beside = (pieces[other] for other in (at - 1, at + 1) if 0 <= other < len(pieces))
    cased = context.profile.script not in CASELESS
    return cased and len(pieces[at].text.split()) > 1 and any(p.role in SIGNED for p in beside)
