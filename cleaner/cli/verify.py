"""`cleaner verify`: the laws, proved for given records and sources."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import click

from cleaner.cli.options import encoding_option, input_options
from cleaner.cli.run import Reading, entries_of
from cleaner.cli.streams import complain, open_input, shown
from cleaner.formats import Fields

if TYPE_CHECKING:
    from cleaner.inputs import Article
    from cleaner.record import Record
    from cleaner.source import Source


class Given(NamedTuple):
    """An article that was given as a source: as it came, and what it was read as."""

    article: "Article"
    source: "Source"


@click.command(
    epilog="""\b
Examples:
  cleaner clean a.txt b.txt > records.jsonl
  cleaner verify records.jsonl a.txt b.txt
  cleaner clean a.txt | cleaner verify - a.txt
  cleaner verify records.jsonl crawl.jsonl.gz

\b
Exit codes: 0 all hold, 1 a law is broken or a source is missing, 2 wrong usage."""
)
@click.argument("records", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.argument("sources", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@input_options
@encoding_option
def verify(records: str, sources: tuple[str, ...], reading: Reading, encoding: str | None) -> None:
    """Prove laws 1 to 3 for RECORDS (JSON Lines, packed or not) and the SOURCES they were made from.

    Nothing lost, nothing twice; the source can be rebuilt; values are what the spans say. The
    first character that breaks a law is named, counted in code points from 0.
    """
    if reading.format == "record":
        raise click.UsageError("-f says what the SOURCES are, and a record is none.")
    if "-" in sources and records == "-":
        raise click.UsageError("Standard input can be the records or a source, not both.")
    given_sources, failed = _load(sources, reading, encoding)
    unused = {given.source.name for given in given_sources}
    loaded = _Loaded(given_sources)
    checked = 0
    for place, record in _records(records):
        if isinstance(record, ValueError):
            complain(place, record)
            failed = True
            continue
        checked += 1
        given = loaded.source_of(record)
        unused.discard(given.source.name if given else "")
        if problem := _problem(record, given, encoding):
            complain(place, problem)
            failed = True
    if not checked and not failed:
        complain(records, "holds no record")
        failed = True
    for name in sorted(unused) if checked else ():
        complain(name, "no record was made from it")
        failed = True
    if not failed:
        click.echo(f"{checked} record{'s' * (checked != 1)}: laws 1 to 3 hold")
    sys.exit(1 if failed else 0)


def _load(names: tuple[str, ...], reading: Reading, encoding: str | None) -> tuple[list[Given], bool]:
    """The articles that can be read, and whether one could not."""
    from cleaner.inputs import unpack
    from cleaner.readers import read as read_source

    loaded, failed = [], False
    for entry in entries_of(names, reading):
        try:
            if article := unpack(entry, reading.fields, encoding):
                source = read_source(article.data, article.format, entry.place, encoding, article.charset)
                loaded.append(Given(article, source))
        except ValueError as error:
            complain(entry.place, error)
            failed = True
    return loaded, failed


class _Loaded:
    """Articles by their content and by their names."""

    def __init__(self, loaded: list[Given]) -> None:
        self._all = loaded
        self._same: dict[str, list[Given]] = {}
        self._named: dict[str, Given] = {}
        for given in loaded:
            self._same.setdefault(given.source.sha256, []).append(given)
            self._named.setdefault(given.source.name, given)

    def source_of(self, record: "Record") -> Given | None:
        """The article with the record's content, of several the one of its name; else that of its name, or nameless."""
        same = self._same.get(record.source.sha256, [])
        named = [given for given in same if given.source.name == record.source.name]
        if named or same:
            return (named or same)[0]
        # What was read from standard input has no name to go by.
        one = self._all[0] if len(self._all) == 1 else None
        unnamed = one if one and "-" in (one.source.name, record.source.name) else None
        return self._named.get(record.source.name, unnamed)


def _problem(record: "Record", given: Given | None, encoding: str | None) -> str | None:
    from cleaner.readers import read as read_source
    from cleaner.verify import verify as verify_record

    if given is None:
        return f"none of the sources given is that of {record.id!r}"
    source, wanted, used = given.source, record.source.format, record.source.encoding
    # Several charsets in one file are found out, never named.
    named = encoding or (None if used in (source.encoding, "str") or "+" in used else used)
    if source.format != wanted or named != encoding:
        try:
            source = read_source(given.article.data, wanted, source.name, named, given.article.charset)
        except ValueError as error:
            return f"{shown(source.name)} as {wanted}: {error}"
    breach = verify_record(record, source)
    where = f"{shown(source.name)}: law {breach.law} is broken at character {breach.offset}" if breach else ""
    return f"{where}: {breach.message}" if breach else None


def _records(name: str) -> Iterator[tuple[str, "Record | ValueError"]]:
    """Place and record of each line, or of the one that is spread over several."""
    from cleaner.inputs import entries
    from cleaner.record import from_json

    try:
        with open_input(name) as file:
            for entry in entries(file, name, "record", Fields()):
                try:
                    if entry.fault is not None or not isinstance(entry.data, bytes):
                        raise ValueError(entry.fault)
                    yield shown(entry.place), from_json(entry.data)
                except ValueError as error:
                    yield shown(entry.place), error
    except ValueError as error:
        yield name, error
