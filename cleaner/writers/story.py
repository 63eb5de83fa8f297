"""The article as plain text: as `text`, with headline and standfirst on lines of their own above the body."""

from cleaner.record import Record
from cleaner.writers import text
from cleaner.writers.form import Form


def block(record: Record) -> bytes:
    """Headline, standfirst and body, a line for each."""
    head = [record.headline] if record.headline else []
    return text.lines((*head, *record.standfirst, *record.body))


FORM = Form(block, between=text.FORM.between)
