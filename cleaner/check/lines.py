"""The problems of the texts in JSON Lines."""

import json

from cleaner.check.codes import UNREADABLE
from cleaner.check.text import Problem, check


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


def _text(line: bytes, field: str) -> str:
    """The text in a field of one line of JSON; nothing for null. Raises ValueError if there is none."""
    try:
        row = json.loads(line)
    except RecursionError:
        raise ValueError("no JSON that can be read: it is nested too deep") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"no JSON: {error.msg} at character {error.pos}") from None
    except ValueError as error:
        raise ValueError(f"no JSON: {error}") from None
    if not isinstance(row, dict) or field not in row:
        raise ValueError(f"no field {field!r}")
    if not isinstance(row[field], str | None):
        raise ValueError(f"the field {field!r} holds no text")
    return row[field] or ""
