"""`cleaner check`: what does not belong in a text, as `file:line:column CODE message`."""

import sys
from collections.abc import Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

import click

from cleaner.cli.options import encoding_option, known_site, verbose_option
from cleaner.cli.streams import complain, configured, json_kind, read

if TYPE_CHECKING:
    from cleaner.check import Problem
    from cleaner.config import Config


def known_codes(_context: click.Context, _option: click.Parameter, value: str | None) -> tuple[str, ...] | None:
    """The names between the commas, each one that check reports; else wrong usage."""
    if value is None:
        return None
    from cleaner.check.codes import codes

    names = tuple(name.strip() for name in value.split(","))
    try:
        codes(names)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None
    return names


@click.command(
    epilog="""\b
Examples:
  cleaner check news/*.txt
  cleaner check --ignore caption,credit a.txt    a role stands for all its codes
  cleaner check --select mojibake,damaged corpus.jsonl
  cleaner check --output-format github news/*.txt
  cleaner rules credit-bracketed                 what a code means

\b
Exit codes: 0 no problem, 1 problems, a file that cannot be read among them, 2 wrong usage."""
)
@click.argument(
    "files", nargs=-1, type=click.Path(exists=True, dir_okay=False, readable=False, allow_dash=True, path_type=str)
)
@click.option(
    "--output-format",
    "output_format",
    type=click.Choice(("text", "json", "github", "sarif")),
    default="text",
    show_default=True,
    help="json: an object a line; github: annotations of a workflow; sarif: one SARIF 2.1.0 log.",
)
@click.option("--select", metavar="CODE,…", callback=known_codes, help="Report only these codes or roles.")
@click.option("--ignore", metavar="CODE,…", callback=known_codes, help="Do not report these codes or roles.")
@click.option("--site", metavar="SITE", callback=known_site, help="Use this site's rules; `cleaner rules` lists them.")
@encoding_option
@click.option("--text-field", metavar="NAME", help="The field of JSON Lines that holds the text.  [default: text]")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing; the exit code says it.")
@verbose_option
def check(
    files: tuple[str, ...],
    output_format: str,
    select: tuple[str, ...] | None,
    ignore: tuple[str, ...] | None,
    site: str | None,
    encoding: str | None,
    text_field: str | None,
    quiet: bool,
    verbose: bool,
) -> None:
    """Name what does not belong in the text of an article, as file:line:column CODE message.

    Reported are broken characters (what `cleaner fix` would change), damage that nobody can undo,
    and captions, credits, counters, calls to follow and boilerplate of the page around the article.
    Columns count code points. FILES are texts, or JSON Lines by their name (.jsonl, .ndjson), whose
    texts are checked one by one; .json is skipped. None, or -, is standard input.

    What stands in cleaner.toml, or in [cleaner] of setup.cfg, in a file's folder or above it, holds
    where no option says otherwise; what it excludes is never checked.
    """
    from dataclasses import replace

    options = {"select": select, "ignore": ignore, "site": site, "text_field": text_field}
    given: dict[str, Any] = {key: value for key, value in options.items() if value is not None}
    chosen = [(name, replace(config, **given)) for name, config in configured(files, verbose)]
    found = _found(chosen, encoding, verbose)
    first = list(islice(found, 1))
    if not quiet:
        _print(chain(first, found), output_format)
    sys.exit(1 if first else 0)


def _print(found: Iterator[tuple[str, "Problem"]], output_format: str) -> None:
    from cleaner.cli import colour
    from cleaner.cli.reports import REPORTS

    out = sys.stdout.buffer
    for line in REPORTS[output_format](found, colour.wanted(sys.stdout)):
        out.write(line.encode("utf-8", "replace") + b"\n")
    out.flush()


def _found(chosen: list[tuple[str, "Config"]], encoding: str | None, verbose: bool) -> Iterator[tuple[str, "Problem"]]:
    """Each problem with its file, file by file."""
    from cleaner.check import Problem
    from cleaner.check.codes import UNREADABLE, codes

    for name, config in chosen:
        if json_kind(name) == "whole":
            if verbose:
                complain(name, "left alone: it is JSON; JSON Lines can be checked")
            continue
        try:
            problems = _problems(name, config, encoding)
        except (ValueError, OSError) as error:
            message = error.strerror if isinstance(error, OSError) else str(error)
            problems = (Problem(1, 1, UNREADABLE, message or "it cannot be read"),)
        if problems:
            # What was not looked at is not clean, whatever was asked for.
            wanted = (codes(config.select) | {UNREADABLE}) - codes(config.ignore or ())
            yield from ((name, problem) for problem in problems if problem.code in wanted)


def _problems(name: str, config: "Config", encoding: str | None) -> tuple["Problem", ...]:
    from cleaner.check import check

    data = read(name)
    if json_kind(name) == "lines":
        from cleaner.check.lines import check_lines

        return check_lines(data, config.text_field or "text", site=config.site)
    return check(data, site=config.site, encoding=encoding, declared=config.encoding)
