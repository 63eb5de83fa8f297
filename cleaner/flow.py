"""The whole flow: an article in, a record out."""

from functools import partial

from cleaner.assemble import assemble
from cleaner.decoding import writable
from cleaner.detectors import detect
from cleaner.hosts import host_of
from cleaner.language import measure, with_declared
from cleaner.mend import mend
from cleaner.readers import read
from cleaner.record import Record, replace
from cleaner.repaired import read_repaired
from cleaner.rulebook import rulebook, rulebook_at
from cleaner.rules import Rulebook, Site
from cleaner.settle import settle
from cleaner.settle.context import Context
from cleaner.source import Source


def clean(
    data: str | bytes,
    *,
    id: str | None = None,
    url: str | None = None,
    site: str | None = None,
    name: str = "-",
    encoding: str | None = None,
    format: str = "auto",
    charset: str | None = None,
) -> Record:
    """The record of one article, given as text or bytes.

    `format` is `text`, `html` for a page, or `auto`: what begins with `<!doctype html` or `<html` is a page.
    `id` and `url` are carried into the record; `site` names a rule set (`cleaner rules`
    lists them), else the url's host decides, without a url words in the text that only one has;
    `name` is where the source came from; `encoding` overrides what its bytes say of themselves, `charset`, what the
    transport says (an HTTP header), yields to them.

    Raises DecodeError for bytes that are no text, EmptyArticle for nothing but white space,
    ValueError for an unknown site, format or encoding, TypeError for anything but str and bytes.

    >>> record = clean("Rain fell on the harbor all day.\\n5 View gallery\\nThe old pier\\n(Photo: Dana Levi)")
    >>> record.images[0].captions[0].value, record.images[0].credits
    ('The old pier', ('Dana Levi',))
    """
    source = read(data, format, writable(name), encoding, charset)
    mended = mend(source.text, keep_lines=True)
    record, left = read_repaired(source, mended.patches, partial(_read, url=url, site=site, id=id))
    # What decoding has told of its U+FFFD need not be told again.
    told = {flag.span for flag in source.flags}
    found = (flag for flag in mended.flags if flag.span not in told)
    flags = sorted((*record.flags, *found, *source.flags, *left), key=lambda flag: (flag.span, flag.code))
    return replace(record, flags=tuple(flags)) if len(flags) > len(record.flags) else record


def _read(source: Source, *, id: str | None, url: str | None, site: str | None) -> Record:
    """The record of a page whose characters are right."""
    book = rulebook()
    url = url or source.facts.url or None
    if chosen := choose_site(site, url, source, book):
        book = rulebook_at(chosen.name)
    profile = with_declared(measure(source, book), source.facts.language)
    findings = detect(source, book, profile, chosen)
    context = Context(source, book, profile, chosen)
    pieces = settle(findings, context)
    labels = [writable(label) if label else None for label in (id, url)]
    return assemble(pieces, context, id=labels[0], url=labels[1])


def choose_site(site: str | None, url: str | None, source: Source, book: Rulebook) -> Site | None:
    """The rules of the named site, else of the url's host, else of the site the text names."""
    if site is not None:
        if site not in book.sites:
            raise ValueError(f"unknown site {site!r}; known: {', '.join(sorted(book.sites))}")
        return book.sites[site]
    host = host_of(url) if url else None
    for known in book.sites.values():
        if host and any(host == name or host.endswith("." + name) for name in known.hosts):
            return known
        if not host and any(word in source.text for word in known.evidence):
            return known
    return None
