"""Readers: an article as it comes, plain text or an HTML page, becomes a source."""

import re

from cleaner.decoding import read_article
from cleaner.expressions import expression
from cleaner.source import Source

__all__ = ["FORMATS", "looks_like_html", "read"]
FORMATS = ("auto", "text", "html")
_BEFORE = r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--(?:[^-]|-(?!->)){0,2000}-->\s*){0,5}"
_TAG = r"""<(?:!doctype\s+html|html)(?![^\s>])(?:[^<>"']|"[^"]*"|'[^']*')*>"""
_START = expression(rf"{_BEFORE}{_TAG}\s*<[a-z/!]", re.I | re.S)


def read(data: str | bytes, format: str, name: str, encoding: str | None = None, charset: str | None = None) -> Source:
    """The source of one article.

    `format` is `text`, `html`, or `auto`: what begins as an HTML page does is one.
    `encoding` overrides what the bytes say of themselves; `charset`, what the transport says, yields to them.

    Raises ValueError for another format, DecodeError for bytes that are no text, EmptyArticle for nothing to read.
    """
    if format not in FORMATS:
        raise ValueError(f"unknown format {format!r}; known: {', '.join(FORMATS)}")
    if format == "html" or (format == "auto" and looks_like_html(data)):
        # Not at the top: plain text needs no parser.
        from cleaner.readers.html import read_html

        return read_html(data, name, encoding, charset)
    return read_article(data, name, encoding, charset)


def looks_like_html(data: str | bytes) -> bool:
    """Whether a document begins with a doctype or an `html` tag and another tag, white space and comments aside.

    >>> looks_like_html("<!DOCTYPE html><p>x"), looks_like_html("<html> is a tag"), looks_like_html("<b>x</b>")
    (True, False, False)
    """
    head = data[:16384]
    if isinstance(head, bytes):
        # Every second byte of UTF-16 is NUL in the tags of a page.
        head = head.replace(b"\0", b"").decode("latin-1").removeprefix("\xef\xbb\xbf").lstrip("\xff\xfe")
    head = head.removeprefix("\ufeff").lstrip()
    return head[:1] == "<" and _START.match(head) is not None
