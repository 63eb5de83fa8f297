"""`cleaner clean`: articles in, records out."""

import sys

import click

from cleaner.cli.streams import complain, encoding_option, format_option, once, read


@click.command(
    epilog="""\b
Examples:
  cleaner clean article.txt
  cat article.txt | cleaner clean --id story-17 --url https://example.org/17
  cleaner clean --site ynetnews *.txt > records.jsonl
  curl -s https://example.org/17 | cleaner clean -f html
  cleaner clean -f html -t source page.html     the text that the record's spans count in
\b
Exit codes: 0 all well, 1 an article could not be cleaned, 2 wrong usage."""
)
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=str))
@click.option(
    "--id", "id_", metavar="ID", help="Id of the record (one article only).  [default: file name, else sha256]"
)
@click.option("--url", metavar="URL", help="Where the article stood; also chooses the site's rules.")
@click.option("--site", metavar="SITE", help="Use this site's rules; `cleaner rules` lists them.")
@encoding_option
@format_option
@click.option(
    "-t",
    "--to",
    type=click.Choice(("record", "source")),
    default="record",
    show_default=True,
    help="What to print; source: the text as read, in which spans count (one article only).",
)
def clean(
    files: tuple[str, ...],
    id_: str | None,
    url: str | None,
    site: str | None,
    encoding: str | None,
    format: str,
    to: str,
) -> None:
    """Read articles, plain text or HTML pages, and print one record each, as JSON Lines.

    FILES are read whole, one article each; none, or -, is standard input.
    """
    from cleaner.flow import clean as clean_article
    from cleaner.record import to_json
    from cleaner.rulebook import rulebook

    once(files)
    if to == "source" and len(files) > 1:
        raise click.UsageError("-t source prints one text; several files were given.")
    if (id_ or url) and len(files) > 1:
        raise click.UsageError("--id and --url are those of one article; several files were given.")
    if site is not None and site not in rulebook().sites:
        raise click.BadParameter(
            f"{site!r} is unknown; known: {', '.join(sorted(rulebook().sites))}.", param_hint="--site"
        )
    failed = False
    for name in files or ("-",):
        given = id_ or (name if name != "-" else None)
        try:
            if to == "source":
                out = _source(name, encoding, format)
            else:
                record = clean_article(
                    read(name), id=given, url=url, site=site, name=name, encoding=encoding, format=format
                )
                out = to_json(record) + b"\n"
        except (ValueError, OSError) as error:
            complain(name, error)
            failed = True
            continue
        sys.stdout.buffer.write(out)
    sys.stdout.buffer.flush()
    sys.exit(1 if failed else 0)


def _source(name: str, encoding: str | None, format: str) -> bytes:
    """The text of a file as its record counts it."""
    from cleaner.readers import read as read_source

    return read_source(read(name), format, name, encoding).text.encode()
