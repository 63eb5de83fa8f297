"""What an input is: told by its first bytes, and by its name where they leave it open."""

import re

_NAMES = {"jsonl": "jsonl", "ndjson": "jsonl", "warc": "warc", "wet": "warc", "parquet": "parquet"}
_COMPRESSED = re.compile(r"\.(?:gz|bz2|xz|zst|zstd)$", re.I)
_OBJECT = re.compile(rb'(?:\xef\xbb\xbf)?[ \t\r\n]*\{[ \t]*(?:"(?:[^"\\\n]|\\.){0,200}"?[ \t]*(?::|$)|\}[ \t\r]*\n)')
HEAD = 1 << 14
"""So many first bytes are looked at, at most."""


def by_name(name: str) -> str | None:
    """The container that a file's name tells, its compression aside; None for texts and pages.

    >>> by_name("news/2024.jsonl.gz"), by_name("CC-MAIN-1.warc.wet.gz"), by_name("notes.md")
    ('jsonl', 'warc', None)
    """
    stem = _COMPRESSED.sub("", name)
    return _NAMES.get(stem[stem.rfind(".") + 1 :].lower()) if "." in stem else None


def by_bytes(head: bytes) -> str | None:
    """The container that begins so; None for text and for pages, which are told apart later.

    >>> by_bytes(b'WARC/1.0'), by_bytes(b'{"id": 1, "text": "Rain"}'), by_bytes(b'{"quoted}')
    ('warc', 'jsonl', None)
    """
    if head.startswith(b"PAR1"):
        return "parquet"
    if re.match(rb"(?:\r?\n)*WARC/\d", head):
        return "warc"
    return "jsonl" if _OBJECT.match(head) else None


def format_of(name: str, head: bytes) -> str:
    """`jsonl`, `warc`, `parquet`, or `auto`: one article, of which its reader finds out whether it is a page."""
    return by_bytes(head) or by_name(name) or "auto"
