"""The source of one article, from bytes or a str.

A byte order mark stays in the text as U+FEFF, so that spans count every character there is.
"""

import re

from cleaner.decoding.text import decode
from cleaner.digests import sha256
from cleaner.expressions import expression
from cleaner.record import Flag
from cleaner.source import Source

_SURROGATE = expression("[\ud800-\udfff]")
_ESCAPED = expression("[\udc80-\udcff]+")


class EmptyArticle(ValueError):
    """The source holds nothing but white space."""


def read_article(data: str | bytes, name: str, encoding: str | None = None, charset: str | None = None) -> Source:
    """The source of one article. `encoding` overrides what bytes say of themselves, `charset` yields to it.

    Bytes that Python kept in a str (PEP 383) are read where they are UTF-8; every other half of a
    surrogate pair becomes U+FFFD and is flagged: UTF-8 cannot hold it.

    Raises DecodeError for bytes that are no text, EmptyArticle for nothing but white space, ValueError for
    an unknown encoding, TypeError for anything but str and bytes.
    """
    if not isinstance(data, str | bytes):
        raise TypeError(f"an article is str or bytes, not {type(data).__name__}")
    if isinstance(data, str):
        text, flags = whole(data)
        used, data = "str", data.encode("utf-8", "surrogatepass")
    else:
        decoded = decode(data, charset, encoding=encoding)
        text, flags, used = decoded.text, decoded.flags, decoded.encoding
    if not text or text.isspace():
        raise EmptyArticle("nothing but white space" if text else "empty input")
    return Source(text, name, len(data), sha256(data).hexdigest(), used, flags)


def writable(label: str) -> str:
    """`label` (an id, a url, a file name that is not UTF-8) as JSON can hold it: halves become U+FFFD."""
    return label if label.isascii() else _SURROGATE.sub("\ufffd", label)


def whole(text: str) -> tuple[str, tuple[Flag, ...]]:
    """`text` without halves of surrogate pairs, and a flag for each that is lost."""
    if text.isascii() or not _SURROGATE.search(text):
        return text, ()
    text = _ESCAPED.sub(_unescaped, text)
    lost = "cannot be written; U+FFFD stands for it"
    flags = (
        Flag("lone-surrogate", found.span(), f"U+{ord(found[0]):04X} {lost}") for found in _SURROGATE.finditer(text)
    )
    return _SURROGATE.sub("\ufffd", text), tuple(flags)


def _unescaped(found: re.Match[str]) -> str:
    """Bytes that stand as halves, as the UTF-8 they are; as they stand if they are something else."""
    return found[0].encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape")
