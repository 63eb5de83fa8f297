"""The text of bytes, and how it was found: by a mark, a declaration, UTF-8 or a guess.

A byte order mark stays in the text as U+FEFF, so that spans count every character there is.
"""

import codecs

from cleaner.decoding import labels, sniff
from cleaner.decoding.decoded import Decoded, DecodeError, contradicted, guessed, lost
from cleaner.expressions import expression
from cleaner.record import Flag

NULS = 50
"""More than one NUL in so many characters, and bytes are no text but a program's."""
CONTROLS = 16
"""The same for all control characters in bytes that are not UTF-8; half of them is too many in UTF-8."""
LOST = 10
"""More than one U+FFFD in so many characters, and bytes are in another encoding."""
_SURROGATE = expression("[\ud800-\udfff]")


def decode(data: bytes, declared: str | None = None, *, encoding: str | None = None) -> Decoded:
    """`data` as text.

    `declared` is the charset that a header or page names, as browsers take it (WHATWG Encoding); it is believed
    unless the bytes contradict it. `encoding` overrides everything. Bytes that cannot be decoded become U+FFFD.
    What was guessed, lost or contradicted is flagged.

    Raises DecodeError for bytes that are no text, ValueError for an `encoding` that is unknown.

    >>> decode(b"\\xf9\\xec\\xe5\\xed \\xf2\\xec\\xe9\\xeb\\xed").encoding
    'windows-1255'
    """
    if encoding is not None:
        decoded = _forced(data, encoding)
    elif kind := sniff.program(data):
        raise DecodeError(0, f"it is {kind}")
    else:
        name = labels.encoding(declared) if declared else None
        found = _by_mark(data) or _by_escapes(data, name) or _by_utf8(data) or _by_declaration(data, name)
        decoded = found or _by_lines(data)
        if declared and not (name and decoded.encoding.startswith(name)) and not data.isascii():
            decoded = contradicted(decoded, declared, name)
    if decoded.text.count("\0") * NULS > len(decoded.text):
        raise DecodeError(data.find(b"\0"), "too many NULs for a text")
    return decoded


def _forced(data: bytes, encoding: str) -> Decoded:
    """All bytes in the encoding that the user names."""
    name = labels.encoding(encoding)
    if name is None:
        raise ValueError(f"unknown encoding {encoding!r}; for example: windows-1255, cp862, utf-16")
    if name in ("utf-16", "utf-32"):
        found = sniff.mark(data) or sniff.utf16(data) or ""
        name = found if found.startswith(name) else f"{name}-le"
    return _read(data, name)


def _by_mark(data: bytes) -> Decoded | None:
    """What has a byte order mark, or is plainly UTF-16 without one."""
    mark = sniff.mark(data)
    name = sniff.utf16(data) if mark in (None, "utf-8") else mark
    if name is None:
        return None
    decoded = _read(data, name)
    if decoded.text.count("\ufffd") * LOST > len(decoded.text):
        raise DecodeError(_fault(data, name), f"not {name.upper()}, though its byte order mark says so")
    return decoded if mark else guessed(decoded, ((0, len(decoded.text)), name))


def _by_escapes(data: bytes, name: str | None) -> Decoded | None:
    """ASCII that a declared encoding (ISO-2022-JP, HZ, UTF-7) reads as other letters."""
    if name is None or not data.isascii() or labels.is_one_byte(name) or name.startswith(("utf-8", "utf-16", "utf-32")):
        return None
    decoded = _read(data, name)
    return None if decoded.flags else decoded


def _by_utf8(data: bytes) -> Decoded | None:
    """UTF-8 without a fault, or cut off in its last character."""
    flags: list[Flag] = []
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        # One byte may be a letter of another charset, if it is the only one beyond ASCII.
        if (
            error.end < len(data)
            or "end of data" not in error.reason
            or (error.start == len(data) - 1 and data[: error.start].isascii())
        ):
            return None
        text = data.decode("utf-8", "replace")
        flags = lost(text[-1:], len(text) - 1)
    if (count := sniff.controls(data)) * 2 > len(data) and "\0" not in text:
        raise DecodeError(sniff.first_control(data), f"{count} of {len(data)} bytes are control characters")
    return Decoded(text, "utf-8", flags=tuple(flags))


def _by_declaration(data: bytes, name: str | None) -> Decoded | None:
    """What a declared encoding makes of bytes that are not UTF-8, where it makes sense of them."""
    if name is None or name.startswith("utf-"):
        return None
    if labels.is_one_byte(name):
        return _in_lines(data, name)
    decoded = _read(data, name)
    beyond = sum(1 for char in decoded.text if char > "\x7f")
    return decoded if decoded.text.count("\ufffd") * LOST <= beyond else None


def _in_lines(data: bytes, name: str) -> Decoded | None:
    """Lines that are not UTF-8 in the charset declared, where all fit it."""
    from cleaner.decoding.lines import read_lines_in

    found = read_lines_in(data, name)
    return found and Decoded(found.text, found.encoding)


def _by_lines(data: bytes) -> Decoded:
    """Lines that are not UTF-8 in the likeliest charset."""
    if (count := sniff.controls(data)) * CONTROLS > len(data):
        raise DecodeError(sniff.first_control(data), f"{count} of {len(data)} bytes are control characters")
    # Not at the top: UTF-8, the usual case, needs no letters.
    from cleaner.decoding.lines import read_lines

    found = read_lines(data)
    flags = tuple(flag for start, text in found.faulty for flag in lost(text, start))
    return guessed(Decoded(found.text, found.encoding, flags=flags), *found.stretches)


def _read(data: bytes, name: str) -> Decoded:
    """All of `data` in one encoding, U+FFFD and flags for what cannot be decoded."""
    if labels.is_one_byte(name):
        from cleaner.charsets import table

        text = codecs.charmap_decode(data, "replace", table(name))[0]
    else:
        text = _SURROGATE.sub("\ufffd", data.decode(name, "replace"))
    return Decoded(text, name, flags=tuple(lost(text)) if _fault(data, name) >= 0 else ())


def _fault(data: bytes, name: str) -> int:
    """Where the first byte stands that cannot be decoded; -1 if all can."""
    try:
        data.decode(name)
    except UnicodeDecodeError as error:
        return error.start
    return -1
