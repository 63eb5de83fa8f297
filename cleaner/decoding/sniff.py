"""What bytes are at a glance: a byte order mark, UTF-16 without one, a program's file that is no text."""

import codecs

from cleaner.expressions import expression

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks; that of UTF-32 begins with that of UTF-16."""
_PROGRAMS = (
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive (or DOCX, XLSX, EPUB, ODT)"),
    (b"\x1f\x8b", "compressed by gzip"),
    (b"BZh91AY&SY", "compressed by bzip2"),
    (b"\xfd7zXZ\0", "compressed by xz"),
    (b"\x28\xb5\x2f\xfd", "compressed by zstd"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office document"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\0", "an SQLite database"),
)
_LOW = bytes(range(8))
_CONTROL = expression(rb"[\0-\x08\x0e-\x19\x1c-\x1f]")
_CONTROLS = bytes({*range(0x20)} - {*b"\t\n\v\f\r\x1a\x1b"})


def mark(data: bytes) -> str | None:
    """The encoding that a byte order mark names."""
    return next((name for start, name in MARKS if data.startswith(start)), None)


def program(data: bytes) -> str | None:
    """What a file is that begins as no text does."""
    return next((kind for start, kind in _PROGRAMS if data.startswith(start)), None)


def controls(data: bytes) -> int:
    """How many bytes are control characters in ASCII that stand in no text."""
    return len(data) - len(data.translate(None, _CONTROLS))


def first_control(data: bytes) -> int:
    """Where the first of them stands."""
    found = _CONTROL.search(data)
    return found.start() if found else 0


def utf16(data: bytes) -> str | None:
    """Which UTF-16 bytes are in that have no byte order mark; None if they are something else.

    The high bytes of European, Hebrew and Arabic letters are below 8, few of the low bytes are, and no byte
    of other encodings is.
    """
    if len(data.translate(None, _LOW)) == len(data):
        return None
    low = [len(half) - len(half.translate(None, _LOW)) for half in (data[::2], data[1::2])]
    if max(low) * 10 < len(data) * 3 or min(low) * 4 > max(low):
        return None
    name = "utf-16-le" if low[1] > low[0] else "utf-16-be"
    text = data[: 1 << 16].decode(name, "replace")
    known = sum(1 for char in text if char.isprintable() or char.isspace())
    return name if known * 10 >= len(text) * 9 else None
