"""What an input may be, and where the articles are in it; apart from the readers, which `--help` does not need."""

from typing import NamedTuple

FORMATS = ("auto", "text", "html", "jsonl", "warc", "parquet")


class Fields(NamedTuple):
    """The names of an object's fields, or a table's columns; `keep` carries all others along."""

    text: str = "text"
    id: str = "id"
    url: str = "url"
    keep: bool = False
