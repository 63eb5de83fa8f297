"""Options that several commands have."""

import os
from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from cleaner.cli.run import Reading
from cleaner.formats import FORMATS, Fields


def known_encoding(_context: click.Context, _option: click.Parameter, name: str | None) -> str | None:
    """`name` if Python has a text encoding of that name; else wrong usage."""
    if name is None:
        return None
    try:
        # Of a name that is no text encoding (hex, rot13) only the use complains; the lookup finds it.
        b"-".decode(name, "replace")
    except (LookupError, ValueError):
        raise click.BadParameter(
            f"{name!r} is no encoding of text; for example: windows-1255, cp862, utf-16."
        ) from None
    return name


def known_site(_context: click.Context, _option: click.Parameter, name: str | None) -> str | None:
    """`name` if there is a site of that name; else wrong usage."""
    if name is None:
        return None
    from cleaner.rulebook import rulebook

    if name not in rulebook().sites:
        raise click.BadParameter(f"{name!r} is unknown; known: {', '.join(sorted(rulebook().sites))}.")
    return name


def _cores(_context: click.Context, _option: click.Parameter, jobs: int) -> int:
    if jobs:
        return jobs
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


site_option = click.option(
    "--site", metavar="SITE", callback=known_site, help="Use this site's rules; `cleaner rules` lists them."
)
encoding_option = click.option(
    "--encoding",
    metavar="NAME",
    callback=known_encoding,
    help="What the input is encoded in, whatever its bytes say.  [default: found out]",
)

verbose_option = click.option(
    "-v", "--verbose", is_flag=True, help="Also say what was left alone, and how much was to do."
)
jobs_option = click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    metavar="N",
    callback=_cores,
    help="Processes to work with; 0: one for each core. The output is the same.",
)
quiet_option = click.option("-q", "--quiet", is_flag=True, help="No messages: the exit code tells.")
_INPUT = (
    click.option(
        "-f",
        "--format",
        type=click.Choice(FORMATS),
        default="auto",
        show_default=True,
        help="What the input is; auto: its first bytes and its name tell. WET is warc. gzip, bzip2, xz and Zstandard"
        " are unpacked.",
    ),
    click.option(
        "--text-field", metavar="NAME", default="text", show_default=True, help="Field or column of the article."
    ),
    click.option("--id-field", metavar="NAME", default="id", show_default=True, help="Field or column of its id."),
    click.option("--url-field", metavar="NAME", default="url", show_default=True, help="Field or column of its url."),
    click.option("--keep", is_flag=True, help="Carry all other fields along, as `kept` in the record."),
    click.option("-0", "--null", "nul", is_flag=True, help="The articles of a text end at NUL."),
)


def input_options(command: Callable[..., None]) -> Callable[..., None]:
    """Options that say what the input is; the command gets them as one, `reading`."""

    @wraps(command)
    def with_reading(
        *args: Any, format: str, text_field: str, id_field: str, url_field: str, keep: bool, nul: bool, **rest: Any
    ) -> None:
        if text_field in (id_field, url_field):
            raise click.UsageError(f"The text can't also be the id or url: {text_field!r}.")
        fields = Fields(text_field, id_field, url_field, keep)
        command(*args, reading=Reading(format, fields, nul), **rest)

    for option in reversed(_INPUT):
        option(with_reading)
    return with_reading
