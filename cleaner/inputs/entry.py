"""What an input is made of: entries as they are cut out of it, and the articles that are in them."""

from typing import Any, NamedTuple

LARGEST = 32 << 20
"""So many bytes an article may have at most: it is read whole, and an input without an end must have one."""


LARGEST_RECORD = 8 * LARGEST
"""As many a record, which holds an article more than once."""


class Entry(NamedTuple):
    """One article as it stands in an input, not yet looked into: cutting is cheap, reading is work for many."""

    place: str
    """The name of the input and, where it holds several, the number of the line or record: `news.jsonl:17`."""
    format: str
    data: bytes | dict[str, Any]
    """Its bytes; of a table the columns of a row."""
    fault: str | None = None
    """Why it can't be read; `data` is what there is of it."""
    alone: bool = False
    """It is all there is in the input."""

    @property
    def size(self) -> int:
        """Bytes, or characters of the strings of a row: about what it takes to send it to another process."""
        if isinstance(self.data, bytes):
            return len(self.data)
        return sum(len(value) for value in self.data.values() if isinstance(value, str | bytes))


class Article(NamedTuple):
    """An article taken out of its entry, with what the entry says of it."""

    data: str | bytes
    id: str | None = None
    url: str | None = None
    format: str = "auto"
    charset: str | None = None
    """What the transport says that bytes are in."""
    kept: dict[str, Any] | None = None
    """All other fields by name, as JSON has them, where they are carried along."""


class Unreadable(ValueError):
    """An input or an entry can't be read."""
