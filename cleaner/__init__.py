"""cleaner: scraped news articles into clean bilingual records.

`clean` makes the record of one article; `to_json` and `from_json` write and read it.
"""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = [
    "Change",
    "DecodeError",
    "EmptyArticle",
    "Flag",
    "Image",
    "Mixed",
    "Provenance",
    "Record",
    "Run",
    "Text",
    "Tool",
    "clean",
    "from_json",
    "to_json",
]

if TYPE_CHECKING:
    from cleaner.decode import DecodeError, EmptyArticle
    from cleaner.flow import clean
    from cleaner.record import Change, Flag, Image, Mixed, Provenance, Record, Run, Text, Tool, from_json, to_json

_HOMES = {"DecodeError": "decode", "EmptyArticle": "decode", "clean": "flow"}


def __getattr__(name: str) -> Any:
    """Public names are loaded when first used: `cleaner --help` needs none of them (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module 'cleaner' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"cleaner.{_HOMES.get(name, 'record')}"), name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
