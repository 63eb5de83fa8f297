"""cleaner: scraped news articles into clean bilingual records.

`clean` makes the record of one article; `to_json` and `from_json` write and read it. `repair` puts the
characters of any text right, `decode` makes text of bytes.

Beside these names, `cleaner.check.check` says what does not belong in a text, `cleaner.bidi.display` shows text as a
screen shows it, and `cleaner.engines` holds steps for pipelines.
"""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = [
    "Change",
    "DecodeError",
    "Decoded",
    "EmptyArticle",
    "Flag",
    "Image",
    "Mixed",
    "Provenance",
    "Record",
    "Repair",
    "Run",
    "Text",
    "Tool",
    "clean",
    "decode",
    "from_json",
    "repair",
    "to_json",
]

if TYPE_CHECKING:
    from cleaner.decoding import Decoded, DecodeError, EmptyArticle, decode
    from cleaner.flow import clean
    from cleaner.mend import Repair, repair
    from cleaner.record import Change, Flag, Image, Mixed, Provenance, Record, Run, Text, Tool, from_json, to_json

_HOMES = {
    **dict.fromkeys(("DecodeError", "Decoded", "EmptyArticle", "decode"), "decoding"),
    "clean": "flow",
    "Repair": "mend",
    "repair": "mend",
}


def __getattr__(name: str) -> Any:
    """Public names are loaded when first used: `cleaner --help` needs none of them (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module 'cleaner' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"cleaner.{_HOMES.get(name, 'record')}"), name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
