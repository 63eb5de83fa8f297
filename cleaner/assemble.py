"""Assemble: settled pieces become a record."""

from cleaner import __version__
from cleaner.findings import Piece
from cleaner.pictures import gather
from cleaner.record import SCHEMA, Flag, Provenance, Record, Text, Tool
from cleaner.settle.context import Context
from cleaner.stamps import is_update
from cleaner.texts import Writer

_REMOVED = frozenset({"promo", "related", "boilerplate"})
_GUESSED_CAPTIONS = frozenset({"caption-before-credit", "caption-uncredited", "caption-video-title", "credit-channel"})


def assemble(pieces: list[Piece], context: Context, *, id: str | None, url: str | None) -> Record:
    """The record of an article."""
    writer = Writer(context.source, context.profile, context.book, {})
    repairs = [writer.changes(piece) for piece in pieces]
    texts = [writer.text(piece, changes) for piece, changes in zip(pieces, repairs, strict=True)]
    images, labels = gather(texts, _numbers(texts, context), context.profile.direction, context.book)
    captions = {text.spans[0] for image in images for text in image.captions}
    published = _of(texts, "published")
    date, date_flags = _date(published, context)
    body = _of(texts, "body", "subheading")
    source, profile, site = context.source, context.profile, context.site
    return Record(
        schema=SCHEMA,
        id=id or source.sha256,
        url=url,
        language=profile.language if body else "und",
        direction="rtl" if profile.direction == "rtl" else "ltr",
        headline=next((text for text in texts if text.role == "headline"), None),
        standfirst=_of(texts, "standfirst"),
        byline=_of(texts, "byline"),
        published=published,
        keywords=_of(texts, "keyword"),
        authors=_authors(_of(texts, "byline"), body, context),
        date=date,
        body=body,
        images=tuple(images),
        mixed=tuple(
            stretch
            for text in texts
            if text.role != "caption" or text.spans[0] in captions
            for stretch in writer.mixed(text)
        ),
        removed=tuple(sorted((*labels, *_of(texts, *_REMOVED)), key=lambda text: text.spans)),
        changes=tuple(change for changes in repairs for change in changes),
        flags=tuple(sorted((*_flags(pieces, body, context), *date_flags), key=lambda flag: (flag.span, flag.code))),
        source=Provenance(
            source.name, source.sha256, source.size, source.encoding, source.format, site.name if site else None
        ),
        tool=Tool("cleaner", __version__, context.book.digest),
    )


def _authors(bylines: tuple[Text, ...], body: tuple[Text, ...], context: Context) -> tuple[str, ...]:
    if not (bylines or context.source.facts.authors):
        return ()
    from cleaner.authors import named

    return named(bylines, body, context)


def _of(texts: list[Text], *roles: str) -> tuple[Text, ...]:
    return tuple([text for text in texts if text.role in roles])


def _numbers(texts: list[Text], context: Context) -> list[int]:
    """The number of the picture that each text belongs to, says the markup; 0 for none."""
    if not context.source.marks:
        return [0] * len(texts)
    return [context.source.mark(line).image for line in context.lines_of(text.spans[0][0] for text in texts)]


def _date(published: tuple[Text, ...], context: Context) -> tuple[str | None, list[Flag]]:
    """The date of publication, and a flag when one leaves doubt or none can be read.

    What a page declares decides, unless its text says another day.
    """
    said, flags = _said(published, context)
    if not context.source.facts.date:
        return said, flags
    from cleaner.dates import InDoubt, iso_date

    try:
        declared = iso_date(context.source.facts.date, "", context.book.calendar)
    except InDoubt:
        declared = None
    if declared is None or (said and said[:10] != declared[:10]):
        return said, flags
    return declared, []


def _said(published: tuple[Text, ...], context: Context) -> tuple[str | None, list[Flag]]:
    """The first date of the text that can be read, and a flag when one leaves doubt or none can be."""
    said: dict[str, Text] = {}
    for text in published:
        if text.rule != "published-reading-time":
            said.setdefault(text.value, text)
    stamps = [*said.values()]
    if not stamps:
        return None, []
    from cleaner.dates import InDoubt, iso_date, shown_order

    calendar, language = context.book.calendar, context.profile.language
    updates = tuple(context.book.rules["published-update"].words)
    stamps.sort(key=lambda text: is_update(text.value, calendar) or text.value.casefold().startswith(updates))
    order = context.site.date_order if context.site else ""
    order = order or shown_order((text.value for text in stamps), calendar)
    sure: list[str] = []
    doubt: tuple[Text, list[str]] | None = None
    for text in stamps:
        try:
            if date := iso_date(text.value, order, calendar, language):
                sure.append(date)
        except InDoubt as found:
            doubt = doubt or (text, found.days)
    if doubt and doubt[0] is stamps[0]:
        # What another date of this head repeats is in doubt no more.
        text, days = doubt
        same = [date for date in sure if date[:10] in days]
        message = f"{text.value!r} may be {' or '.join(days)}"
        return (same[0], []) if same else (None, [Flag("date-in-doubt", text.spans[0], message)])
    if sure:
        return sure[0], []
    return None, [Flag("date-unread", text.spans[0], f"no date in {text.value!r}") for text in stamps[:1]]


def _flags(pieces: list[Piece], body: tuple[Text, ...], context: Context) -> list[Flag]:
    flags = []
    for piece in pieces:
        if piece.guess:
            code = "guessed-caption" if piece.rule in _GUESSED_CAPTIONS else "guessed-cut"
            reason = context.book.rules[piece.rule].reason
            flags.append(Flag(code, (piece.start, piece.end), f"{piece.role}: {reason}"))
    if not body:
        flags.append(Flag("no-body", (0, len(context.source.text)), context.book.flags["no-body"][0]))
    return flags
