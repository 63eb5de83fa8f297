"""JSON Lines: an article in a field of each object. Lines end at LF alone: a text may hold U+2028 or CR."""

import json
from typing import Any

import msgspec

from cleaner.formats import Fields
from cleaner.inputs.entry import Article, Unreadable

_decoder = msgspec.json.Decoder(dict[str, msgspec.Raw])
_PREFIX = "JSON is malformed: "
_BOM = b"\xef\xbb\xbf"


def unpack(line: bytes, fields: Fields, encoding: str | None = None) -> Article:
    """The article in a line. Its id may be a number; other fields are kept.

    Raises Unreadable for what is no JSON object, or has no text.
    """
    held = _parsed(line.removeprefix(_BOM), encoding)
    text = _value(held, fields.text)
    if not isinstance(text, str):
        if "schema" in held and "cleaner/record/" in str(_value(held, "schema")):
            raise Unreadable("it is a record, not an article; -f record reads records")
        kind = "is not a string" if fields.text in held else f"is missing; there are: {', '.join(held) or 'none'}"
        raise Unreadable(f"the field {fields.text!r} {kind}")
    id_, url = (_value(held, name) for name in (fields.id, fields.url))
    others = [name for name in held if name not in fields[:3]] if fields.keep else None
    kept = {name: _carried(held[name]) for name in others} if others is not None else None
    return Article(text, label(id_), label(url), kept=kept)


def _parsed(line: bytes, encoding: str | None) -> dict[str, msgspec.Raw]:
    """The fields of an object, each still spelled as JSON."""
    try:
        text = line.decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(f"no {(encoding or 'utf-8').upper()} at byte {error.start}") from None
    try:
        return _decoder.decode(text)
    except msgspec.ValidationError:
        raise Unreadable("no JSON object") from None
    except RecursionError:
        raise Unreadable("no JSON: nested too deep") from None
    except msgspec.DecodeError as error:
        return _lenient(text, str(error))


def _lenient(text: str, fault: str) -> dict[str, msgspec.Raw]:
    """The same where a strict reader stops: halves of surrogate pairs, control characters, NaN (which becomes null)."""
    try:
        held = json.loads(text, strict=False, parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        raise Unreadable(f"no JSON: {fault.removeprefix(_PREFIX)}") from None
    if not isinstance(held, dict):
        raise Unreadable("no JSON object")
    return {name: msgspec.Raw(json.dumps(value).encode()) for name, value in held.items()}


def _value(held: dict[str, msgspec.Raw], name: str) -> Any:
    raw = held.get(name)
    if raw is None:
        return None
    try:
        return msgspec.json.decode(raw)
    except msgspec.DecodeError:
        return json.loads(bytes(raw))


def _carried(raw: msgspec.Raw) -> Any:
    """A value that is carried along; one that readers of JSON can't hold, such as 1e400, as it is spelled."""
    try:
        return msgspec.json.decode(raw)
    except msgspec.DecodeError:
        return bytes(raw).decode()


def label(value: Any) -> str | None:
    """An id or url as a string; None if it says nothing."""
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if isinstance(value, str | int) and not isinstance(value, bool):
        return str(value) or None
    return None if value is None else json.dumps(value, default=str)
