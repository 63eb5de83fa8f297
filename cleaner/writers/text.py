"""The body as plain text: a paragraph or subheading on each line, a blank line between articles.

So do corpora keep documents (values hold no line ends), and so can `grep` and `wc` count paragraphs.
"""

from collections.abc import Iterable

from cleaner.record import Record, Text
from cleaner.spans import fold
from cleaner.writers.form import Form


def lines(texts: Iterable[Text]) -> bytes:
    """Values, a line each, but for empty ones."""
    return "".join(f"{value}\n" for text in texts if (value := fold(text.value))).encode()


def block(record: Record) -> bytes:
    """The body, a line for each of its entries."""
    return lines(record.body)


FORM = Form(block, between=b"\n")
