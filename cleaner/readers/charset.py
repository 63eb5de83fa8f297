"""The characters of a page: what it declares counts where its bytes bear it out."""

import re

from cleaner.decoding import Decoded, decode, labels
from cleaner.expressions import expression

_META = expression(rb"<meta\b[^>]{0,400}?\bcharset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.I)
_XML = expression(rb"^\s*<\?xml[^>]{0,200}\bencoding\s*=\s*[\"']([A-Za-z0-9_.:-]{1,40})", re.I)
_HEAD = 1 << 14
"""So far into a page, in bytes, a charset is looked for; browsers give up earlier."""


def decode_page(data: bytes, encoding: str | None, charset: str | None = None) -> Decoded:
    """The text of a page: a byte order mark, valid UTF-8 and a declaration in this order; `encoding` overrides all.

    What the transport declares (`charset`) comes before what the page does (WHATWG HTML, 13.2.3).

    Raises DecodeError for bytes that are no text.
    """
    return decode(data, charset or declared(data), encoding=encoding)


def declared(data: bytes) -> str | None:
    """The charset that a page declares in its first lines, in ASCII; one without ASCII cannot be it.

    >>> declared(b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1255">')
    'windows-1255'
    >>> declared(b"<meta charset=utf-16>"), declared(b"<meta charset=cp037>")
    (None, None)
    """
    found = _XML.match(data[:400]) or _META.search(data[:_HEAD])
    if not found:
        return None
    label = found[1].decode("ascii")
    name = labels.encoding(label)
    return label if name is None or _reads(found[0], name) else None


def _reads(said: bytes, name: str) -> bool:
    """Whether bytes of ASCII are the same in an encoding; UTF-7, in which `+ADw-` is a tag, no browser reads."""
    return name != "utf-7" and said.decode(name, "replace") == said.decode("latin-1")
