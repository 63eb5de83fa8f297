"""What becomes of an entry: a record as it is to be written, a reason why there is none, or nothing, where it held no
article."""

from collections.abc import Generator, Iterator
from functools import partial
from typing import NamedTuple

from cleaner.formats import Fields
from cleaner.inputs import Entry, unpack
from cleaner.record import Record, from_json, replace
from cleaner.writers import block


class Options(NamedTuple):
    """What holds for all articles of a run; `id` and `url` are for an input of one."""

    fields: Fields = Fields()
    site: str | None = None
    encoding: str | None = None
    charset: str | None = None
    """What bytes are likely to be in, where they don't say themselves."""
    id: str | None = None
    url: str | None = None
    to: str = "record"
    """What a record is written as: one of `formats.WRITERS`, or `page` or `beside`, which show it."""


class Outcome(NamedTuple):
    """The record as it is written, or the reason why there is none; neither where an entry is no article."""

    place: str
    line: bytes | None = None
    reason: str | None = None
    raw: bytes = b""
    """What could not be cleaned, as it came."""


def outcomes(
    entries: Iterator[Entry], options: Options, jobs: int = 1, *, apart: bool = False, fresh: str | None = None
) -> Generator[Outcome, None, None]:
    """What becomes of each entry, in order, worked out by `jobs` processes, which end with the iterator.

    One is this one, unless `apart`: then an entry that kills its process costs no more than itself. `fresh` is as
    `pool.ordered` has it.
    """
    if jobs == 1 and not apart:
        yield from (outcome(entry, options) for entry in entries)
        return
    # Not at the top: one process needs no machinery for several.
    from cleaner.pool import ordered

    if fresh is None:
        import cleaner.flow  # noqa: F401
        from cleaner.rulebook import rulebook

        # What is loaded here, the processes need not load each.
        rulebook()
    yield from ordered(partial(_all, options=options), entries, jobs, _given_up, lambda entry: entry.size, fresh=fresh)


def outcome(entry: Entry, options: Options) -> Outcome:
    """What becomes of one entry, whatever is wrong with it."""
    try:
        record = _record(entry, options)
        if record is None:
            return Outcome(entry.place)
        source = None if entry.format == "record" else partial(source_text, entry, options)
        return Outcome(entry.place, block(options.to, record, source))
    except ValueError as error:
        return rejected(entry, str(error))
    except MemoryError:
        return rejected(entry, "not enough memory for it")
    except ModuleNotFoundError as error:
        return rejected(entry, f"the package {error.name} is missing")
    except Exception as error:
        # What is wrong with this program must not cost the other articles.
        return rejected(entry, f"a fault of cleaner, please report it: {type(error).__name__}: {error}")


def source_text(entry: Entry, options: Options) -> str:
    """The text of an article as its record counts it; empty where an entry is none. Raises ValueError."""
    from cleaner.readers import read

    article = unpack(entry, options.fields, options.encoding)
    if article is None:
        return ""
    charset = article.charset or options.charset
    return read(article.data, article.format, entry.place, options.encoding, charset).text


def rejected(entry: Entry, reason: str) -> Outcome:
    """The outcome of an entry that can't be cleaned."""
    import json

    raw = entry.data if isinstance(entry.data, bytes) else json.dumps(entry.data, default=_spelled).encode()
    return Outcome(entry.place, None, reason, raw)


def reject_line(outcome: Outcome) -> bytes:
    """A reject as a line of JSON: place, reason, and what came, in Base64 where it is no UTF-8."""
    import json

    try:
        raw, encoding = outcome.raw.decode(), "utf-8"
    except UnicodeDecodeError:
        import base64

        raw, encoding = base64.b64encode(outcome.raw).decode(), "base64"
    place = outcome.place.encode("utf-8", "replace").decode()
    held = {"place": place, "reason": outcome.reason, "encoding": encoding, "raw": raw}
    return json.dumps(held, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def _record(entry: Entry, options: Options) -> Record | None:
    if entry.format == "record" and entry.fault is None and isinstance(entry.data, bytes):
        return from_json(entry.data)
    # Not at the top: a batch with nothing to do cleans nothing.
    from cleaner.flow import clean

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
        charset=article.charset or options.charset,
    )
    return record if article.kept is None else replace(record, kept=article.kept)


def _all(entries: list[Entry], options: Options) -> list[Outcome]:
    return [outcome(entry, options) for entry in entries]


def _given_up(entry: Entry) -> Outcome:
    return rejected(entry, "the process that works on it dies each time")


def _spelled(value: object) -> str:
    import base64

    return base64.b64encode(value).decode() if isinstance(value, bytes) else str(value)
