"""The command line: arguments, streams, messages and exit codes, and nothing else."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import click

from cleaner import __version__

INTERRUPTED = 128 + signal.SIGINT
PIPE_CLOSED = 128 + signal.SIGPIPE
OWN_OPTIONS = ("-h", "--help", "-V", "--version")
EXAMPLES = """\b
Examples:
  cleaner clean article.txt                one record, one line of JSON
  cleaner clean news/*.txt > records.jsonl
  curl -s URL | html2text | cleaner        bare: the same as `cleaner clean -`
  cleaner clean a.txt | jq '.images[].captions[].value'
  cleaner verify records.jsonl news/*.txt  prove that nothing was lost
"""


class Group(click.Group):
    """`cleaner` alone shows help at a terminal and cleans what is piped in."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Without a command, options, `-` or a pipe on standard input mean `clean`."""
        piped = not args and sys.stdin and not sys.stdin.isatty()
        if piped or (args and args[0].startswith("-") and args[0] not in OWN_OPTIONS):
            args = ["clean", *args]
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """A file where a command is expected: say what was meant."""
        if args[0] not in self.commands and Path(args[0]).exists():
            ctx.fail(f"{_shown(args[0])!r} is a file, not a command. To clean it: cleaner clean {_shown(args[0])}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Ctrl-C and a closed pipe end it here, quietly: click would print a line, or exit as if the input were bad."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            sys.exit(INTERRUPTED)
        except BrokenPipeError:
            sys.exit(PIPE_CLOSED)


@click.group(
    cls=Group, epilog=EXAMPLES, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, "-V", "--version", prog_name="cleaner", message="%(prog)s %(version)s")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Turn scraped news articles into clean bilingual records.

    Each article becomes one JSON object on one line: headline, standfirst, body, images with
    their captions in both languages and credit, and what was removed and why.
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


@cli.command(
    epilog="""\b
Examples:
  cleaner clean article.txt
  cat article.txt | cleaner clean --id story-17 --url https://example.org/17
  cleaner clean --site ynetnews *.txt > records.jsonl
\b
Exit codes: 0 all well, 1 an article could not be cleaned, 2 wrong usage."""
)
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=str))
@click.option(
    "--id", "id_", metavar="ID", help="Id of the record (one article only).  [default: file name, else sha256]"
)
@click.option("--url", metavar="URL", help="Where the article stood; also chooses the site's rules.")
@click.option("--site", metavar="SITE", help="Use this site's rules; `cleaner rules` lists them.")
def clean(files: tuple[str, ...], id_: str | None, url: str | None, site: str | None) -> None:
    """Read articles as plain text and print one record each, as JSON Lines.

    FILES are read whole, one article each; none, or -, is standard input.
    """
    from cleaner.flow import clean as clean_article
    from cleaner.record import to_json
    from cleaner.rules import rulebook

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
            line = to_json(clean_article(_read(name), id=given, url=url, site=site, name=name))
        except (ValueError, OSError) as error:
            _complain(name, error)
            failed = True
            continue
        sys.stdout.buffer.write(line + b"\n")
    sys.stdout.buffer.flush()
    sys.exit(1 if failed else 0)


@cli.command(
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
def verify(records: str, sources: tuple[str, ...]) -> None:
    """Prove laws 1 to 3 for RECORDS (JSON Lines) and the SOURCES they were made from.

    Nothing lost, nothing twice; the source can be rebuilt; values are what the spans say. The
    first character that breaks a law is named, counted in code points from 0.
    """
    from cleaner.decode import decode
    from cleaner.verify import verify as verify_record

    if "-" in sources and records == "-":
        raise click.UsageError("Standard input can be the records or a source, not both.")
    failed = 0
    loaded = []
    for name in sources:
        try:
            loaded.append(decode(_read(name), name))
        except (ValueError, OSError) as error:
            _complain(name, error)
            failed += 1
    unused = {source.name for source in loaded}
    by_hash = {source.sha256: source for source in loaded}
    by_name = {source.name: source for source in loaded}
    checked = 0
    for place, record in _records(records):
        if isinstance(record, ValueError):
            _complain(place, record)
            failed += 1
            continue
        source = (
            by_hash.get(record.source.sha256)
            or by_name.get(record.source.name)
            or (loaded[0] if len(loaded) == 1 else None)
        )
        checked += 1
        unused.discard(source.name if source else "")
        if source is None:
            _complain(place, ValueError(f"none of the sources given is that of {record.id!r}"))
            failed += 1
        elif breach := verify_record(record, source):
            _complain(
                place,
                ValueError(f"{source.name}: law {breach.law} is broken at character {breach.offset}: {breach.message}"),
            )
            failed += 1
    if not checked and not failed:
        _complain(records, ValueError("holds no record"))
        failed += 1
    for name in sorted(unused) if checked else ():
        _complain(name, ValueError("no record was made from it"))
        failed += 1
    if not failed:
        click.echo(f"{checked} record{'s' * (checked != 1)}: laws 1 to 3 hold")
    sys.exit(1 if failed else 0)


@cli.command(epilog="\b\nExample:\n  cleaner schema > record.schema.json")
def schema() -> None:
    """Print the JSON Schema (2020-12) of a record."""
    import json

    from cleaner.record import json_schema

    click.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))


@cli.command(epilog="\b\nExamples:\n  cleaner rules\n  cleaner rules caption-in-gallery")
@click.argument("code", required=False)
def rules(code: str | None) -> None:
    """List rules, flags and sites with their reasons; with CODE, that one with its forms and examples."""
    from cleaner.rules import rulebook

    book = rulebook()
    if code is None:
        for rule in book.rules.values():
            click.echo(f"{rule.code:30} {rule.role:12} {rule.reason}")
        for name, (reason, _) in book.flags.items():
            click.echo(f"{name:30} {'(flag)':12} {reason}")
        for site in book.sites.values():
            click.echo(f"{site.name:30} {'(site)':12} {site.reason}")
    elif code in book.rules:
        rule = book.rules[code]
        click.echo(f"{rule.code}: {rule.role}\n{rule.reason}")
        for form in rule.forms:
            shape = form.source or ", ".join(sorted(form.words)) or "names"
            click.echo(f"  {form.language}: {shape}\n      for example: {form.example}")
    elif code in book.flags:
        click.echo(f"{code}: flag\n{book.flags[code][0]}\n      for example: {book.flags[code][1]}")
    elif code in book.sites:
        site = book.sites[code]
        click.echo(
            f"{code}: site\n{site.reason}\n  hosts: {', '.join(site.hosts)}\n  dates: {site.date_order or 'as general'}"
        )
    else:
        raise click.BadParameter(f"{code!r} is no rule, flag or site; `cleaner rules` lists them.", param_hint="CODE")


def _read(name: str) -> bytes:
    if name != "-":
        return Path(name).read_bytes()
    if sys.stdin is None:
        raise ValueError("it is closed")
    return sys.stdin.buffer.read()


def _records(name: str) -> Iterator[tuple[str, Any]]:
    """Place and record of each line; lines end at LF alone (a record may hold U+2028)."""
    from cleaner.record import from_json

    for number, line in enumerate(_read(name).split(b"\n"), 1):
        if line.strip():
            try:
                yield f"{_shown(name)}:{number}", from_json(line)
            except ValueError as error:
                yield f"{_shown(name)}:{number}", error


def _shown(name: str) -> str:
    """A file name for a message: on one line, and such that it can be written."""
    if name == "-":
        return "standard input"
    return name if name.isprintable() else ascii(name)


def _complain(place: str, error: Exception) -> None:
    reason = error.strerror if isinstance(error, OSError) else error
    click.echo(f"cleaner: {_shown(place)}: {reason}", err=True)


def main() -> NoReturn:
    """Run the command; a closed pipe and Ctrl-C end it quietly, a full disk with a message."""
    if sys.stdout is None:
        if sys.stderr is not None:
            click.echo("cleaner: standard output is closed", err=True)
        sys.exit(1)
    try:
        cli.main(standalone_mode=False)
        sys.stdout.flush()
        code = 0
    except SystemExit as done:
        code = done.code if isinstance(done.code, int) else 1
    except (KeyboardInterrupt, click.Abort):
        code = INTERRUPTED
    except MemoryError:
        click.echo("cleaner: not enough memory: an article is read whole", err=True)
        code = 1
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except OSError as error:
        click.echo(f"cleaner: {error.filename or 'standard output'}: {error.strerror}", err=True)
        code = 1
    # What is still buffered has no reader left; a second failure at exit would print a traceback.
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sys.exit(code)
