"""The one-byte charsets of news: what each byte is in each, and back.

A byte that a charset leaves open stands for the C1 control of its number below 0xA0, as browsers read
it (WHATWG Encoding), and for nothing above.
"""

import codecs
import os
from functools import cache

# By how often they meet in news texts; where two read the same bytes alike, the first is named.
WRITTEN = (
    "windows-1255", "windows-1256", "windows-1251", "windows-1253", "windows-1252", "koi8-r", "cp866", "cp862",
    "iso8859-6", "iso8859-8", "iso8859-5", "iso8859-7", "mac-cyrillic", "mac-roman", "cp737",
)  # fmt: skip
"""Charsets that texts were written in."""
READ = (
    "latin-1", "windows-1252", "windows-1250", "windows-1251", "windows-1253", "windows-1254", "windows-1255",
    "windows-1256", "windows-1257", "cp437", "cp850", "cp862", "cp864", "cp866", "iso8859-6", "iso8859-8",
    "iso8859-15", "koi8-r", "mac-roman", "mac-arabic", "mac-cyrillic",
)  # fmt: skip
"""Charsets that texts are taken for by mistake."""
_FILE = os.path.join(os.path.dirname(__file__), "charsets.txt")


@cache
def table(name: str) -> str:
    """The 256 characters of a charset; U+FFFE for a byte that stands for nothing."""
    half = _halves().get(name)
    return "".join(map(chr, range(128))) + (half.decode("unicode_escape") if half else upper_half(name))


def upper_half(name: str) -> str:
    """The second 128 characters of a charset, as Python has them."""
    return "".join(
        char if char != "\ufffd" else chr(byte) if byte < 0xA0 else "\ufffe"
        for byte, char in enumerate(bytes(range(128, 256)).decode(name, "replace"), 128)
    )


@cache
def _halves() -> dict[str, bytes]:
    """Those of the charsets named above, with escapes, from one file: Python loads a module for each."""
    with open(_FILE, "rb") as file:
        lines = file.read().splitlines()
    return {name.decode(): half for name, _, half in (line.partition(b" ") for line in lines)}


@cache
def _codes(name: str) -> dict[int, int]:
    return {ord(char): byte for byte, char in reversed([*enumerate(table(name))]) if char != "\ufffe"}


@cache
def high(name: str) -> str:
    """The characters of a charset beyond ASCII."""
    return "".join(char for char in table(name)[128:] if char != "\ufffe")


def read(data: bytes, name: str) -> str:
    """`data` as text in a charset. Raises UnicodeDecodeError where a byte stands for nothing."""
    return codecs.charmap_decode(data, "strict", table(name))[0]


def write(text: str, name: str) -> bytes:
    """`text` as bytes in a charset. Raises UnicodeEncodeError where it has no byte for a character."""
    return codecs.charmap_encode(text, "strict", _codes(name))[0]
