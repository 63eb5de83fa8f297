"""The problems of the texts in JSON Lines."""

from cleaner.check.codes import UNREADABLE
from cleaner.check.text import Problem, check
from cleaner.formats import Fields
from cleaner.inputs import Entry, unpack


def check_lines(data: bytes, field: str, *, site: str | None = None) -> tuple[Problem, ...]:
    """The problems of the texts in one field of JSON Lines; all of a line stand in column 1."""
    problems: list[Problem] = []
    for number, line in enumerate(data.split(b"\n"), 1):
        try:
            found = check(_text(line, field), site=site) if line.strip() else ()
        except ValueError as error:
            found = (Problem(number, 1, UNREADABLE, str(error)),)
        problems += sorted({one._replace(line=number, column=1) for one in found})
    return tuple(problems)


def _text(line: bytes, field: str) -> str | bytes:
    """The text in a field of one line of JSON. Raises ValueError if there is none."""
    article = unpack(Entry("", "jsonl", line), Fields(field))
    return article.data if article else ""
