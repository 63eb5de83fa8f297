"""cleaner: scraped news articles into clean bilingual records.

`clean` makes the record of one article; `to_json` and `from_json` write and read it.
"""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["DecodeError", "EmptyArticle", "Record", "clean", "from_json", "to_json"]

if TYPE_CHECKING:
    from cleaner.decode import DecodeError, EmptyArticle
    from cleaner.flow import clean
    from cleaner.record import Record, from_json, to_json

_HOMES = {
    "DecodeError": "decode",
    "EmptyArticle": "decode",
    "Record": "record",
    "clean": "flow",
    "from_json": "record",
    "to_json": "record",
}


def __getattr__(name: str) -> Any:
    """Public names are loaded when first used: `cleaner --help` needs none of them (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module 'cleaner' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"cleaner.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
