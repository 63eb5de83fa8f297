"""`cleaner verify`: the laws, proved for given records and sources."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import click

from cleaner.cli.options import encoding_option
from cleaner.cli.streams import complain, read, shown

if TYPE_CHECKING:
    from cleaner.record import Record
    from cleaner.source import Source


class Given(NamedTuple):
    """A source file: its bytes, and what they were read as."""

    data: bytes
    source: "Source"


@click.command(
    epilog="""\b
Examples:
  cleaner clean a.txt b.txt > records.jsonl
  cleaner verify records.jsonl a.txt b.txt
  cleaner clean a.txt | cleaner verify - a.txt
\b
Exit codes: 0 all hold, 1 a law is broken or a source is missing, 2 wrong usage."""
)
@click.argument("records", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.argument("sources", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@encoding_option
def verify(records: str, sources: tuple[str, ...], encoding: str | None) -> None:
    """Prove laws 1 to 3 for RECORDS (JSON Lines) and the SOURCES they were made from.

    Nothing lost, nothing twice; the source can be rebuilt; values are what the spans say. The
    first character that breaks a law is named, counted in code points from 0.
    """
    if "-" in sources and records == "-":
        raise click.UsageError("Standard input can be the records or a source, not both.")
    loaded, failed = _load(sources, encoding)
    unused = {given.source.name for given in loaded}
    checked = 0
    for place, record in _records(records):
        if isinstance(record, ValueError):
            complain(place, record)
            failed = True
            continue
        checked += 1
        given = _given_for(record, loaded)
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


def _load(names: tuple[str, ...], encoding: str | None) -> tuple[list[Given], bool]:
    """The sources that can be read, and whether one could not."""
    from cleaner.readers import read as read_source

    loaded, failed = [], False
    for name in names:
        try:
            data = read(name)
            loaded.append(Given(data, read_source(data, "auto", name, encoding)))
        except (ValueError, OSError) as error:
            complain(name, error)
            failed = True
    return loaded, failed


def _given_for(record: "Record", loaded: list[Given]) -> Given | None:
    """The source with the record's content, of several the one with its name; else that name's, or a nameless one."""
    same = [given for given in loaded if given.source.sha256 == record.source.sha256]
    named = [given for given in same or loaded if given.source.name == record.source.name]
    # What was read from standard input has no name to go by.
    unnamed = [given for given in loaded if len(loaded) == 1 and "-" in (given.source.name, record.source.name)]
    return next(iter(named or same or unnamed), None)


def _problem(record: "Record", given: Given | None, encoding: str | None) -> str | None:
    from cleaner.readers import read as read_source
    from cleaner.verify import verify as verify_record

    if given is None:
        return f"none of the sources given is that of {record.id!r}"
    source, wanted, used = given.source, record.source.format, record.source.encoding
    # Several charsets in one file are found out, never named.
    named = encoding or (None if used == source.encoding or "+" in used else used)
    if source.format != wanted or named != encoding:
        try:
            source = read_source(given.data, wanted, source.name, named)
        except ValueError as error:
            return f"{shown(source.name)} as {wanted}: {error}"
    breach = verify_record(record, source)
    where = f"{shown(source.name)}: law {breach.law} is broken at character {breach.offset}" if breach else ""
    return f"{where}: {breach.message}" if breach else None


def _records(name: str) -> Iterator[tuple[str, "Record | ValueError"]]:
    """Place and record of each line; lines end at LF alone (a record may hold U+2028)."""
    from cleaner.record import from_json

    for number, line in enumerate(read(name).split(b"\n"), 1):
        if line.strip():
            try:
                yield f"{shown(name)}:{number}", from_json(line)
            except ValueError as error:
                yield f"{shown(name)}:{number}", error
