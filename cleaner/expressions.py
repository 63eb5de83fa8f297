"""Regular expressions that cost nothing until they are used.

A short run uses a few of the hundreds that the package holds; compiling them all would take it longer than its work.
"""

import re
from typing import Any, AnyStr, cast


def expression(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """The pattern of `source`, as `re.compile` makes it, compiled when a method of it is first asked for."""
    return cast("re.Pattern[AnyStr]", _Expression(source, flags))


class _Expression:
    """What stands for a pattern: each of its methods is looked up once, and then its own."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self._source, self._flags), name)
        if not name.startswith("__"):
            setattr(self, name, found)
        return found
