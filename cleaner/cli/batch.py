"""`cleaner batch`: a folder of records, kept up to date."""

import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from typing import TYPE_CHECKING

import click

from cleaner.cli.grouped import grouped
from cleaner.cli.options import (
    encoding_option,
    input_options,
    jobs_option,
    quiet_option,
    site_option,
    verbose_option,
)
from cleaner.cli.run import Reading
from cleaner.cli.streams import complain
from cleaner.cli.told import Told

if TYPE_CHECKING:
    from cleaner.batch import Event, Shelf, Target, Work

ENGINES = ("local", "dask")


@click.command(
    epilog="""\b
Examples:
  cleaner batch news/ -o records              news/a.txt becomes records/news/a.txt.json
  cleaner batch news/ 'crawl/*.jsonl.gz' -o records --jobs 0
  cleaner batch news/ -o records --check      is anything out of date?
  cleaner batch news/ -o records --prune      and remove the records of sources that are gone
  cleaner batch 'crawl/*.jsonl.gz' -o records -z --engine dask -j 0
  cleaner batch 's3://crawl/*.warc.gz' -o s3://records -z --engine dask --scheduler tcp://10.0.0.1:8786

\b
Exit codes: 0 nothing was to do, 1 something was written or removed (with --check: would be), or
could not be read, 2 wrong usage. With --exit-zero 1 says only that a source failed as a whole."""
)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCES...")
@click.option(
    "-o", "--output", metavar="DIR", type=click.Path(file_okay=False), help="The folder of records, or a URL."
)
@click.option("--check", is_flag=True, help="Write nothing; clean, and name what would be written.")
@click.option("--prune", is_flag=True, help="Remove records whose source is gone.")
@click.option(
    "-t",
    "--to",
    type=click.Choice(("record", "parquet")),
    default="record",
    show_default=True,
    help="What to write: records, or Parquet files with a row for each text of a record.",
)
@click.option("-z", "--zstd", "packed", is_flag=True, help="Pack files of many records: <path>.jsonl.zst.")
@click.option(
    "--engine",
    type=click.Choice(ENGINES),
    default="local",
    show_default=True,
    help="What does the work: processes of this machine, or a Dask cluster. Files and resume are the same.",
)
@click.option(
    "--scheduler", metavar="URL", help="Address of a Dask scheduler.  [default: a cluster of --jobs workers here]"
)
@click.option(
    "--exit-zero", is_flag=True, help="Exit with 0 also where something was written, or articles were rejected."
)
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
    to: str,
    packed: bool,
    engine: str,
    scheduler: str | None,
    exit_zero: bool,
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
    written anew, each file whole or not at all; all else stays as it is. Sources and DIR may be
    URLs (s3://, gs://), patterns too. Of the configuration (cleaner.toml, or [cleaner] in
    setup.cfg) exclude, site, encoding and output count.
    """
    from cleaner import batch as room
    from cleaner.outcomes import Options

    if reading.format == "record":
        raise click.UsageError("batch makes records; to write them in another form: cleaner clean -f record -t FORM")
    _refuse(engine, scheduler, to, packed)
    told = Told(dry=check, quiet=quiet, steadily=engine == "dask")
    folders = grouped(sources, output, verbose)
    with _engine(engine, scheduler, jobs, quiet) as update:
        for folder, groups in folders.items():
            with closing(room.Shelf(room.store_at(folder, waits=partial(told.wait, folder)), dry=check)) as shelf:
                for (own_site, charset), targets in groups.items():
                    options = Options(reading.fields, site or own_site, encoding, charset, to=to)
                    fresh = any(map(room.is_remote, (folder, *sources)))
                    work = room.Work(options, reading.format, reading.nul, packed, jobs, fresh)
                    todo = room.outdated(targets, shelf, work.digests().key)
                    left = {target.place for target in todo}
                    rest = {target: shelf.manifest.get(target.place) for target in targets if target.place not in left}
                    current = [target for target, seen in rest.items() if seen]
                    for target in (target for target, seen in rest.items() if verbose and not seen):
                        complain(target.path, "left alone: it holds records, or rejects")
                    told.know(len(todo) + len(current), len(current), room.counted(current, shelf))
                    told.tell(update(todo, shelf, work))
                if prune:
                    told.tell(room.prune([target for targets in groups.values() for target in targets], shelf))
    if not told.sources and not quiet:
        complain("nothing to do", "there are no sources, or they stand in the folder of records")
    told.check()
    if verbose or (engine == "dask" and not quiet):
        complain("done", told.summary())
    sys.exit(told.code(exit_zero=exit_zero))


def _refuse(engine: str, scheduler: str | None, to: str, packed: bool) -> None:
    """Raises UsageError for options that have nothing to do with each other."""
    if scheduler is not None and engine != "dask":
        raise click.UsageError("--scheduler is for --engine dask.")
    if scheduler is not None and not scheduler.strip():
        raise click.UsageError("--scheduler wants an address, such as tcp://10.0.0.1:8786.")
    jobs = click.get_current_context().get_parameter_source("jobs")
    if scheduler and jobs == click.core.ParameterSource.COMMANDLINE:
        raise click.UsageError("With --scheduler its workers do the work; leave --jobs out.")
    if packed and to == "parquet":
        raise click.UsageError("--zstd is for records; Parquet files are packed.")


@contextmanager
def _engine(
    name: str, scheduler: str | None, jobs: int, quiet: bool
) -> Iterator["Callable[[list[Target], Shelf, Work], Iterator[Event]]"]:
    """What makes the records."""
    if name == "local":
        from cleaner.batch import update

        yield update
        return
    try:
        from cleaner.engines.dask import Cluster
    except ModuleNotFoundError as error:
        if error.name and error.name.startswith("cleaner"):
            raise
        raise click.UsageError("--engine dask takes Dask: pip install 'caption-cleaner[dask]'") from None
    with closing(Cluster(scheduler, jobs, lambda text: None if quiet else complain("dask", text))) as cluster:
        yield cluster.update
