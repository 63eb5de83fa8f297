"""What an input and an output may be, and where the articles are in it; apart from readers and writers, which `--help`
does not need."""

import re
from typing import NamedTuple

from cleaner.expressions import expression

FORMATS = ("auto", "text", "html", "jsonl", "warc", "parquet", "record")
WRITERS = ("record", "text", "story", "markdown", "captions", "rows", "parquet", "jsonld", "tmx")
"""What a record can be written as."""
ROWS_MARK = b"cleaner/rows"
"""What the Parquet files of this program say of themselves, at their end."""
_NAMES = {
    "txt": "text", "text": "text", "html": "html", "htm": "html", "xhtml": "html", "jsonl": "jsonl",
    "ndjson": "jsonl", "warc": "warc", "wet": "warc", "parquet": "parquet",
}  # fmt: skip
_COMPRESSED = expression(r"\.(?:gz|bz2|xz|zst|zstd)$", re.I)


class Fields(NamedTuple):
    """The names of an object's fields, or a table's columns; `keep` carries all others along."""

    text: str = "text"
    id: str = "id"
    url: str = "url"
    keep: bool = False


def by_name(name: str) -> str | None:
    """The format that a file's name tells, that of its compression aside; None if it tells none.

    >>> by_name("news/2024.jsonl.gz"), by_name("CC-MAIN-1.warc.wet.gz"), by_name("notes.md")
    ('jsonl', 'warc', None)
    """
    stem = _COMPRESSED.sub("", name)
    return _NAMES.get(stem[stem.rfind(".") + 1 :].lower()) if "." in stem else None
