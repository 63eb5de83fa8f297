"""What an input is: told by its first bytes, and by its name where they leave it open."""

import re

from cleaner.expressions import expression
from cleaner.formats import by_name

_OBJECT = expression(rb'(?:\xef\xbb\xbf)?[ \t\r\n]*\{[ \t]*(?:"(?:[^"\\\n]|\\.){0,200}"?[ \t]*(?::|$)|\}[ \t\r]*\n)')
# Where keys are sorted, as `jq -S` does, it does not come first. Inside a string its quotation marks would be escaped.
_RECORD = expression(rb'(?:\xef\xbb\xbf)?\s*\{\s*"(?:[^\n]*,[ \t]*")?schema"\s*:\s*"cleaner/record/\d')
HEAD = 1 << 14
"""So many first bytes are looked at, at most."""


def by_bytes(head: bytes) -> str | None:
    """The container that begins so; None for text and for pages, which are told apart later.

    >>> by_bytes(b'WARC/1.0'), by_bytes(b'{"id": 1, "text": "Rain"}'), by_bytes(b'{"quoted" text}')
    ('warc', 'jsonl', None)
    """
    if head.startswith(b"PAR1"):
        return "parquet"
    if b"WARC/" in head and re.match(rb"(?:\r?\n)*WARC/\d", head):
        return "warc"
    if head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] != b"{":
        return None
    if _RECORD.match(head):
        return "record"
    return "jsonl" if _OBJECT.match(head) else None


def is_spread(head: bytes) -> bool:
    """Whether an object that begins so is spread over several lines, as `jq .` prints it."""
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().split(b"\n", 1)[0].strip() == b"{"


def format_of(name: str, head: bytes) -> str:
    """`jsonl`, `record`, `warc`, `parquet`, or `auto`: one article, whose reader finds out whether it is a page."""
    found = by_bytes(head) or by_name(name)
    return found if found and found not in ("text", "html") else "auto"
