"""The body as plain text: a paragraph or subheading on each line, a blank line between articles.

So do corpora keep documents (values hold no line ends), and so can `grep` and `wc` count paragraphs.
"""

from cleaner.record import Record
from cleaner.writers.form import Form


def block(record: Record) -> bytes:
    """The body, a line for each of its entries."""
    return "".join(f"{text.value}\n" for text in record.body).encode()


FORM = Form(block, between=b"\n")
