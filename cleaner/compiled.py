"""Regular expressions as the build of a package compiled them.

A short run spends a sixth of its time on compiling the ninety that an article asks for. What Python's `re` makes of an
expression, and hands to its engine, is plain data: the build keeps it beside the rules, by the number under which the
engine knows it (`MAGIC`). Without that file, or where it was cut short, and for what it does not hold, `re` compiles.
"""

import _sre
import os
import re
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from typing import Any

_ENGINE = f"{sys.implementation.cache_tag}-{getattr(_sre, 'MAGIC', 0)}-{sys.byteorder}"
STORE = os.path.join(os.path.dirname(__file__), "rules", f"expressions-{_ENGINE}.msgpack")
"""What the build compiled for this engine and no other."""
Asked = tuple[str, int]
"""An expression and its flags."""


def compiled(source: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern of `source`, as `re.compile` makes it. Raises re.error."""
    code = _store().get(int(flags), {}).get(_key(source))
    return re.compile(source, flags) if code is None else _loaded(source, code)


def _loaded(source: str, code: bytes | memoryview) -> re.Pattern[str]:
    import msgspec

    given, steps, groups, names, order = msgspec.msgpack.decode(code)
    found: re.Pattern[str] = _sre.compile(source, given, steps, groups, names, tuple(order))
    return found


@cache
def _store() -> Mapping[int, Mapping[bytes, memoryview]]:
    if not os.path.exists(STORE):
        return {}
    import msgspec

    with open(STORE, "rb", buffering=0) as file, suppress(msgspec.DecodeError):
        return msgspec.msgpack.decode(file.read(), type=dict[int, dict[bytes, memoryview]])
    return {}


def packed(asked: Iterable[Asked]) -> bytes:
    """Expressions, compiled, as bytes that `compiled` reads; none of an engine that takes them otherwise."""
    import msgspec

    found: dict[int, dict[bytes, bytes]] = {}
    # A Python of another make must not fail to build what it would only run sooner.
    with suppress(ImportError, AttributeError, TypeError, ValueError):
        for source, flags in asked:
            given, steps, groups, names, order = _handed_over(source, flags)
            code = msgspec.msgpack.encode((int(given), [*map(int, steps)], groups, dict(names), order))
            if _loaded(source, code) == re.compile(source, flags):
                found.setdefault(int(flags), {})[_key(source)] = code
    return msgspec.msgpack.encode(found)


def _key(source: str) -> bytes:
    return source.encode("utf-8", "surrogatepass")


class _Witness:
    """Stands before the engine, and keeps what it is given."""

    given: tuple[Any, ...] = ()

    def __getattr__(self, name: str) -> Any:
        return getattr(_sre, name)

    def compile(self, _: str, *given: Any) -> None:
        self.given = given


def _handed_over(source: str, flags: int) -> tuple[Any, ...]:
    """What `re` hands to its engine beside the source: flags, code, number of groups, their names, these in order."""
    from re import _compiler  # type: ignore[attr-defined]

    witness = _Witness()
    _compiler._sre = witness
    try:
        _compiler.compile(source, flags)
    finally:
        _compiler._sre = _sre
    return witness.given
