"""Regular expressions that cost nothing until they are used.

A short run uses a few of the hundreds that the package holds; compiling them all would take it longer than its work.
"""

import gc
import re
from typing import Any, AnyStr, cast

from cleaner.compiled import Asked, compiled


def expression(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """The pattern of `source`, as `re.compile` makes it, compiled when a method of it is first asked for."""
    return cast("re.Pattern[AnyStr]", _Expression(source, flags))


class _Expression:
    """What stands for a pattern: each of its methods is looked up once, and then its own."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        source, flags = self._source, self._flags
        found = getattr(compiled(source, flags) if isinstance(source, str) else re.compile(source, flags), name)
        if not name.startswith("__"):
            setattr(self, name, found)
        return found


def all_asked() -> list[Asked]:
    """The expressions of text that all loaded modules hold."""
    held = [each for each in gc.get_objects() if type(each) is _Expression]
    return [(each._source, each._flags) for each in held if isinstance(each._source, str)]
