"""`cleaner batch`: a folder of records, kept up to date."""

import os
import sys
from collections.abc import Iterable
from contextlib import closing
from typing import TYPE_CHECKING

import click

from cleaner.cli.options import (
    Reading,
    encoding_option,
    input_options,
    jobs_option,
    quiet_option,
    site_option,
    verbose_option,
)
from cleaner.cli.progress import Progress
from cleaner.cli.streams import complain, shown

if TYPE_CHECKING:
    from cleaner.batch import Event, Target


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
@click.option("-o", "--output", metavar="DIR", type=click.Path(file_okay=False), help="The folder of records.")
@click.option("--check", is_flag=True, help="Write nothing; name what would be written.")
@click.option("--prune", is_flag=True, help="Remove records whose source is gone.")
@input_options
@site_option
@encoding_option
@jobs_option
@quiet_option
@verbose_option
def batch(
    sources: tuple[str, ...],
    output: str | None,
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
    Parquet files have theirs in DIR/<path>.jsonl, and what can't be read in <path>.rejects.jsonl.
    What is missing, or was made from another content, by other rules or with other options, is
    written anew, each file whole or not at all; all else stays as it is. Of the configuration
    (cleaner.toml, or [cleaner] in setup.cfg) exclude, site, encoding and output count.
    """
    from cleaner import batch as room
    from cleaner.outcomes import Options

    if reading.format == "record":
        raise click.UsageError("batch makes records; to write them in another form: cleaner clean -f record -t FORM")
    told = _Told(dry=check, quiet=quiet)
    for folder, groups in _grouped(sources, output, verbose).items():
        with closing(room.Shelf(folder, dry=check)) as shelf:
            for (own_site, charset), targets in groups.items():
                options = Options(reading.fields, site or own_site, encoding, charset)
                work = room.Work(options, reading.format, reading.nul, jobs)
                todo = room.outdated(targets, shelf, work.key())
                told.sources += len(targets)
                told.current += len(targets) - len(todo)
                told.tell(room.update(todo, shelf, work))
            if prune:
                told.tell(room.prune([target for targets in groups.values() for target in targets], shelf))
    if verbose:
        complain("done", told.summary())
    sys.exit(1 if any(told.counts.values()) else 0)


def _grouped(
    sources: tuple[str, ...], output: str | None, verbose: bool
) -> dict[str, dict[tuple[str | None, str | None], list["Target"]]]:
    """The files that sources stand for, by the folder of their records, then by the site and charset configured.

    Raises UsageError for sources or a configuration that can't be used; then nothing has been touched.
    """
    from cleaner.batch import Unusable, files, targets
    from cleaner.config import BadConfig, Config, config_for

    if "-" in sources:
        raise click.UsageError("Standard input has no name to keep its record under; use cleaner clean.")
    folders: dict[str, dict[str, tuple[str | None, str | None]]] = {} if output is None else {output: {}}
    try:
        known: dict[str, tuple[Config, str | None, bool]] = {}
        for path in files(sources):
            # What holds for one file of a folder holds for all in it.
            beside = os.path.dirname(path)
            if beside not in known:
                config = config_for(path)
                folder = output or config.output
                known[beside] = (config, folder, folder is not None and _is_record(path, folder))
            config, folder, inside = known[beside]
            if folder is None:
                raise click.UsageError("Where are the records to go? Give -o DIR, or output in the configuration.")
            if inside or config.excludes(path):
                if verbose:
                    complain(path, "left alone: excluded by the configuration, or a record itself")
                continue
            folders.setdefault(folder, {})[path] = (config.site, config.encoding)
        groups: dict[str, dict[tuple[str | None, str | None], list[Target]]] = {folder: {} for folder in folders}
        for folder, kinds in folders.items():
            for target in targets(kinds):
                groups[folder].setdefault(kinds[target.path], []).append(target)
    except (Unusable, BadConfig) as error:
        raise click.UsageError(f"{error}.") from None
    return groups


def _is_record(path: str, folder: str) -> bool:
    """Whether a source stands in the folder of records; not where that holds all there is, `-o .`."""
    inside = os.path.join(os.path.abspath(folder), "")
    return os.path.abspath(path).startswith(inside) and not os.path.join(os.getcwd(), "").startswith(inside)


class _Told:
    """What is said of a run, and how often it was said."""

    def __init__(self, *, dry: bool, quiet: bool) -> None:
        self.counts = {"wrote": 0, "removed": 0, "rejected": 0}
        self.sources = self.current = 0
        self._words = {"wrote": "would write", "removed": "would remove"} if dry else {}
        self._quiet = quiet
        self._progress = Progress(wanted=not quiet)

    def tell(self, events: Iterable["Event"]) -> None:
        """Names each file that was written or removed, on standard output; complains of what was rejected."""
        try:
            for event in events:
                self.counts[event.kind] += 1
                if not self._quiet:
                    self._progress.clear()
                    self._say(event)
                self._progress.count(self.counts["wrote"], "files")
        finally:
            self._progress.clear()

    def summary(self) -> str:
        """All counts in a line."""
        counts = ", ".join(f"{count:,} {kind}" for kind, count in self.counts.items())
        return f"{self.current:,} of {self.sources:,} up to date; {counts}"

    def _say(self, event: "Event") -> None:
        if event.kind == "rejected":
            complain(event.place, event.reason)
        else:
            click.echo(f"{self._words.get(event.kind, event.kind)} {shown(event.place)}")
