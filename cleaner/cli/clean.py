"""`cleaner clean`: articles in, records out."""

import os
import sys
from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING

import click

from cleaner.cli.cleaning import print_all
from cleaner.cli.options import encoding_option, input_options, jobs_option, quiet_option, site_option
from cleaner.cli.run import Reading, Tally, entries_of
from cleaner.cli.streams import once, read, same_file, shown
from cleaner.formats import WRITERS

if TYPE_CHECKING:
    from cleaner.formats import Fields
    from cleaner.inputs import Entry
    from cleaner.outcomes import Outcome


@click.command(
    epilog="""\b
Examples:
  cleaner clean article.txt
  cat article.txt | cleaner clean --id story-17 --url https://example.org/17
  cleaner clean --site ynetnews *.txt > records.jsonl
  curl -s https://example.org/17 | cleaner clean -f html
  cleaner clean --text-field content --jobs 0 crawl.jsonl.gz > records.jsonl
  zcat CC-MAIN-*.wet.gz | cleaner clean --rejects bad.jsonl > records.jsonl
  find news -name '*.txt' -print0 | cleaner clean --files0-from -
  cleaner clean -t captions *.txt > captions.tsv   captions in both languages, with credits
  cleaner clean -t tmx news/*.txt > captions.tmx   a translation memory of the captions
  cleaner clean -f record -t markdown records.jsonl   records, written as something else
  cleaner clean -f html -t source page.html     the text that the record's spans count in

\b
Exit codes: 0 all well, 1 an article could not be cleaned, 2 wrong usage."""
)
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=str))
@click.option("--files0-from", metavar="FILE", help="Read the files' names, each ended by NUL, from FILE or -.")
@input_options
@click.option(
    "--id", "id_", metavar="ID", help="Id of the record (one article only).  [default: file name, else sha256]"
)
@click.option("--url", metavar="URL", help="Where the article stood; also chooses the site's rules.")
@site_option
@encoding_option
@click.option(
    "-t",
    "--to",
    type=click.Choice((*WRITERS, "source")),
    default="record",
    show_default=True,
    metavar="FORM",
    help="What to print: one of the forms below.",
)
@jobs_option
@click.option("--line-buffered", is_flag=True, help="Print each record at once.")
@click.option(
    "--on-error",
    type=click.Choice(("skip", "stop")),
    default="skip",
    show_default=True,
    help="What to do after an article that can't be cleaned.",
)
@click.option("--rejects", metavar="FILE", type=click.Path(dir_okay=False), help="Keep what can't be cleaned, and why.")
@quiet_option
@click.option("-v", "--verbose", is_flag=True, help="Say at the end how many there were.")
def clean(
    files: tuple[str, ...],
    files0_from: str | None,
    reading: Reading,
    id_: str | None,
    url: str | None,
    site: str | None,
    encoding: str | None,
    to: str,
    jobs: int,
    line_buffered: bool,
    on_error: str,
    rejects: str | None,
    quiet: bool,
    verbose: bool,
) -> None:
    """Read articles and print one record each, as JSON Lines or in another form, in the order of the input.

    FILES, or standard input where there are none or for -, are plain text or HTML pages, each read
    whole as one article, or hold many articles: JSON Lines, WARC, WET, Parquet. An article that
    can't be cleaned is named, and costs the others nothing. With -f record, or where the input
    begins like one, records are read, to be written in another form; options of cleaning don't change them.

    \b
    Forms (-t):
      record    the record, JSON Lines
      text      the body, a paragraph on each line
      story     headline, standfirst and body
      markdown  the article with its images where they stand
      captions  TSV: image, language, caption, credit, id
      rows      CSV: a row for each text of a record
      parquet   the same rows; takes pyarrow
      jsonld    schema.org NewsArticle, a line each
      tmx       TMX 1.4: captions of the same image in two languages or more
      source    the text as read, in which spans count (one article only)
    """
    from cleaner.outcomes import Options, outcomes
    from cleaner.writers import document

    one = bool(id_ or url or to == "source")
    _check(files, files0_from, several=len(files) > 1 or bool(files0_from) or reading.nul, one=one)
    names = _names(files0_from) if files0_from else files or ("-",)
    if rejects and any(same_file(rejects, name) for name in (*names, files0_from)):
        raise click.UsageError(f"--rejects {shown(rejects)} is one of the inputs.")
    entries = entries_of(names, reading)
    if one:
        entries = _only(entries)
    try:
        # The text of a source is written as it is, like a record.
        output = document("record" if to == "source" else to)
    except ModuleNotFoundError as error:
        raise click.UsageError(f"-t {to} takes {error.name}: pip install 'caption-cleaner[parquet]'.") from None
    if to == "parquet" and sys.stdout.isatty():
        raise click.UsageError("-t parquet prints bytes; send them to a file: > rows.parquet")
    results: Generator[Outcome, None, None]
    if to == "source":
        results = (_source(entry, reading.fields, encoding) for entry in entries)
    else:
        results = outcomes(entries, Options(reading.fields, site, encoding, id=id_, url=url, to=to), jobs)
    tally = Tally(quiet=quiet, verbose=verbose)
    sys.exit(print_all(results, output, tally, rejects, at_once=line_buffered, stop=on_error == "stop"))


def _check(files: tuple[str, ...], list_: str | None, *, several: bool, one: bool) -> None:
    """Raises UsageError for what does not go together."""
    once(files)
    if files and list_:
        raise click.UsageError("FILES and --files0-from can't both be given.")
    if one and several:
        raise click.UsageError("--id, --url and -t source are for one article; several were given.")


def _only(entries: Iterator["Entry"]) -> Iterator["Entry"]:
    """The one article of an input; UsageError if it can hold many."""
    for entry in entries:
        if not entry.alone:
            raise click.UsageError(
                f"--id, --url and -t source are for one article; {shown(entry.place)} is of many: {entry.format}."
            )
        yield entry


def _source(entry: "Entry", fields: "Fields", encoding: str | None) -> "Outcome":
    """The text of an article as its record counts it."""
    from cleaner.outcomes import Options, Outcome, rejected, source_text

    try:
        return Outcome(entry.place, source_text(entry, Options(fields, encoding=encoding)).encode())
    except ValueError as error:
        return rejected(entry, str(error))


def _names(list_: str) -> tuple[str, ...]:
    """The file names in a list, each ended by NUL, as find -print0 writes them."""
    try:
        names = [os.fsdecode(name) for name in read(list_).split(b"\0") if name]
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise click.BadParameter(f"{shown(list_)}: {reason}", param_hint="--files0-from") from None
    if list_ == "-" and "-" in names:
        raise click.UsageError("The names come from standard input; it can't be an article too.")
    return tuple(names)
