"""`cleaner batch`: a folder of records, kept up to date."""

import sys
from contextlib import closing
from typing import TYPE_CHECKING

import click

from cleaner.cli.options import Reading, input_options, jobs_option, quiet_option, site_option
from cleaner.cli.progress import Progress
from cleaner.cli.streams import complain, encoding_option, shown

if TYPE_CHECKING:
    from cleaner.batch import Event


@click.command(
    epilog="""\b
Examples:
  cleaner batch news/ -o records              news/a.txt becomes records/news/a.txt.json
  cleaner batch news/ 'crawl/*.jsonl.gz' -o records --jobs 0
  cleaner batch news/ -o records --check      is anything out of date?
  cleaner batch news/ -o records --prune      and remove the records of sources that are gone
\b
Exit codes: 0 nothing was to do, 1 something was written or removed (with --check: would be), or
could not be read, 2 wrong usage."""
)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCES...")
@click.option(
    "-o", "--output", required=True, metavar="DIR", type=click.Path(file_okay=False), help="The records' folder."
)
@click.option("--check", is_flag=True, help="Write nothing; name what would be written.")
@click.option("--prune", is_flag=True, help="Remove records whose source is gone.")
@input_options
@site_option
@encoding_option
@jobs_option
@quiet_option
@click.option("-v", "--verbose", is_flag=True, help="Say at the end how much was to do.")
def batch(
    sources: tuple[str, ...],
    output: str,
    check: bool,
    prune: bool,
    reading: Reading,
    site: str | None,
    encoding: str | None,
    jobs: int,
    quiet: bool,
    verbose: bool,
) -> None:
    """Keep the records of SOURCES (files, folders, quoted patterns) in the folder DIR up to date.

    A file with one article has its record in DIR/<path of the file>.json; JSON Lines, WARC and
    Parquet files have theirs in DIR/<path>.jsonl, and what could not be read in <path>.rejects.jsonl.
    What is missing, or was made from another content, by other rules or with other options, is
    written anew, each file whole or not at all; all else stays as it is.
    """
    from cleaner import batch as room
    from cleaner.outcomes import Options

    if "-" in sources:
        raise click.UsageError("Standard input has no name to keep its record under: use `cleaner clean`.")
    try:
        targets = room.targets(sources, output)
    except room.Unusable as error:
        raise click.UsageError(f"{error}.") from None
    work = room.Work(Options(reading.fields, site, encoding), reading.format, jobs)
    told = _Told(dry=check, quiet=quiet)
    with closing(room.Shelf(output, dry=check)) as shelf:
        todo = room.outdated(targets, shelf, work.key())
        for event in room.update(todo, shelf, work):
            told.tell(event)
        for event in room.prune(targets, shelf) if prune else ():
            told.tell(event)
    told.close()
    if verbose:
        counts = ", ".join(f"{count:,} {kind}" for kind, count in told.counts.items())
        complain("done", f"{len(targets) - len(todo):,} of {len(targets):,} up to date; {counts}")
    sys.exit(1 if any(told.counts.values()) else 0)


class _Told:
    """What is said of a run, and how often it was said."""

    def __init__(self, *, dry: bool, quiet: bool) -> None:
        self.counts = {"wrote": 0, "removed": 0, "rejected": 0}
        self._words = {"wrote": "would write", "removed": "would remove"} if dry else {}
        self._quiet = quiet
        self._progress = Progress(wanted=not quiet)

    def tell(self, event: "Event") -> None:
        """Names a file that was written or removed, on standard output; complains of what was rejected."""
        self.counts[event.kind] += 1
        if not self._quiet:
            self._progress.clear()
            if event.kind == "rejected":
                complain(event.place, event.reason)
            else:
                click.echo(f"{self._words.get(event.kind, event.kind)} {shown(event.place)}")
        self._progress.count(self.counts["wrote"], "files")

    def close(self) -> None:
        """Ends the line that counts."""
        self._progress.clear()
