"""What becomes of an entry: a record, a reason why there is none, or nothing, where it held no article."""

from collections.abc import Iterable
from typing import NamedTuple

from cleaner.flow import clean
from cleaner.formats import Fields
from cleaner.inputs import Entry, unpack
from cleaner.record import Record, replace, to_json


class Options(NamedTuple):
    """What holds for all articles of a run; `id` and `url` are for an input of one."""

    fields: Fields = Fields()
    site: str | None = None
    encoding: str | None = None
    id: str | None = None
    url: str | None = None


class Outcome(NamedTuple):
    """The record as a line of JSON, or the reason why there is none; neither where an entry is no article."""

    place: str
    line: bytes | None = None
    reason: str | None = None
    raw: bytes = b""
    """What could not be cleaned, as it came."""


def outcome(entry: Entry, options: Options) -> Outcome:
    """What becomes of one entry. Raises nothing but MemoryError and KeyboardInterrupt."""
    try:
        record = _record(entry, options)
        return Outcome(entry.place, to_json(record) + b"\n" if record else None)
    except ValueError as error:
        return rejected(entry, str(error))
    except MemoryError:
        raise
    except Exception as error:
        # Whatever is wrong with one article, or with this program, must not cost the others.
        return rejected(entry, f"a fault of cleaner, please report it: {type(error).__name__}: {error}")


def outcomes(entries: Iterable[Entry], options: Options) -> list[Outcome]:
    """What becomes of several, in their order."""
    return [outcome(entry, options) for entry in entries]


def rejected(entry: Entry, reason: str) -> Outcome:
    """The outcome of an entry that can't be cleaned."""
    raw = entry.data if isinstance(entry.data, bytes) else str(entry.data.get("text", "")).encode()
    return Outcome(entry.place, None, reason, raw)


def _record(entry: Entry, options: Options) -> Record | None:
    article = unpack(entry, options.fields, options.encoding)
    if article is None:
        return None
    record = clean(
        article.data,
        id=options.id or article.id,
        url=options.url or article.url,
        site=options.site,
        name=entry.place,
        encoding=options.encoding,
        format=article.format,
        charset=article.charset,
    )
    return record if article.kept is None else replace(record, kept=article.kept)
