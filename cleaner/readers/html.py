"""HTML pages: their text, a block a line, with what the markup knows of each line."""

from dataclasses import replace

from cleaner.decoding import EmptyArticle, whole
from cleaner.decoding.decoded import lost
from cleaner.digests import sha256
from cleaner.marks import NO_FACTS, Facts, Mark
from cleaner.readers.charset import decode_page
from cleaner.readers.doubt import believed
from cleaner.readers.facts import read_facts
from cleaner.readers.gather import gather
from cleaner.readers.headline import find_headline
from cleaner.readers.judge import judge
from cleaner.readers.page import measured
from cleaner.readers.tree import parse
from cleaner.readers.zone import find_zone
from cleaner.record import Flag
from cleaner.source import Source

_WHOLE = frozenset({"declared-encoding", "guessed-encoding"})
"""Flags of decoding that hold for the whole page."""


def read_html(data: str | bytes, name: str, encoding: str | None = None, charset: str | None = None) -> Source:
    """The source of the article on a page. `encoding` overrides what transport (`charset`), page and bytes say.

    Its text is what a reader of the page sees, and what stands for pictures: a block or a line of one on each line.

    Raises DecodeError for bytes that are no text, EmptyArticle for a page without text, ValueError for an unknown
    encoding, TypeError for anything but str and bytes.
    """
    if isinstance(data, str):
        html, flags = whole(data)
        used, data = "str", data.encode("utf-8", "surrogatepass")
    elif isinstance(data, bytes):
        decoded = decode_page(data, encoding, charset)
        html, flags, used = decoded.text, decoded.flags, decoded.encoding
    else:
        raise TypeError(f"a page is str or bytes, not {type(data).__name__}")
    text, marks, facts = _read(html)
    if not text:
        raise EmptyArticle("no text in the page" if html.strip() else "empty input")
    return Source(text, name, len(data), sha256(data).hexdigest(), used, _moved(flags, text), "html", marks, facts)


def _read(html: str) -> tuple[str, tuple[Mark, ...], Facts]:
    root = parse(html.removeprefix("\ufeff"))
    if root is None:
        return "", (), NO_FACTS
    facts = read_facts(root)
    rows, elements = gather(root)
    headline = find_headline(rows, elements, facts.headline or facts.title)
    page = measured(rows, elements, headline, facts.body)
    page = replace(page, elements=believed(page))
    marks = judge(page, find_zone(page))
    lines = [row.text for row in rows]
    if headline < 0 and lines and facts.headline:
        # Behind a bar stands the name of the site.
        lines.insert(0, facts.headline.split(" | ")[0])
        marks.insert(0, Mark("markup-headline"))
    return "".join(line + "\n" for line in lines), tuple(marks), facts


def _moved(flags: tuple[Flag, ...], text: str) -> tuple[Flag, ...]:
    """The flags of decoding, which count in the page, as flags of the text."""
    spans = [found.span for found in lost(text)]
    told = {flag.code: flag.message for flag in flags}
    return tuple(
        Flag(code, span, message)
        for code, message in told.items()
        for span in ([(0, len(text))] if code in _WHOLE else spans)
    )
