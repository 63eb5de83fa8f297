"""Bytes to text: UTF-8, or UTF-16 where a byte order mark says so.

A byte order mark stays in the text as U+FEFF, so that spans count every character there is.
"""

import hashlib
import re

from cleaner.source import Source

NULS = 50
"""More than one NUL in so many characters, and bytes are no text but a program's, or UTF-16 without its mark."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_UTF16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


class DecodeError(ValueError):
    """The bytes are no text. `offset` counts bytes from 0."""

    def __init__(self, offset: int, reason: str) -> None:
        super().__init__(f"no text at byte {offset}: {reason}")
        self.offset = offset


class EmptyArticle(ValueError):
    """The source holds nothing but white space."""


def decode(data: str | bytes, name: str) -> Source:
    """The source of one article.

    Raises DecodeError for bytes that are no text, EmptyArticle for nothing but white space.
    In a str, each half of a surrogate pair becomes U+FFFD: UTF-8 cannot hold it.
    """
    if not isinstance(data, str | bytes):
        raise TypeError(f"an article is str or bytes, not {type(data).__name__}")
    if isinstance(data, str):
        text, encoding = _SURROGATE.sub("\ufffd", data), "str"
        data = data.encode("utf-8", "surrogatepass")
    else:
        text, encoding = _decode_bytes(data)
    if not text or text.isspace():
        raise EmptyArticle("nothing but white space" if text else "empty input")
    return Source(text, name, len(data), hashlib.sha256(data).hexdigest(), encoding)


def surrogates(data: str | bytes) -> list[tuple[int, str]]:
    """Offset (code points) and name of each half surrogate pair in a str."""
    if isinstance(data, bytes):
        return []
    return [(found.start(), f"U+{ord(found[0]):04X}") for found in _SURROGATE.finditer(data)]


def writable(label: str) -> str:
    """`label` (an id, a url, a file name that is not UTF-8) as JSON can hold it: halves become U+FFFD."""
    return _SURROGATE.sub("\ufffd", label)


def _decode_bytes(data: bytes) -> tuple[str, str]:
    encoding = _UTF16.get(data[:2], "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DecodeError(error.start, f"not {encoding.upper()} ({error.reason})") from None
    if text.count("\0") * NULS > len(text):
        raise DecodeError(data.find(b"\0"), "too many NULs for a text")
    return text, encoding
