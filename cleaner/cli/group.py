"""The command `cleaner` and its commands: arguments, help and exit codes."""

import os
import sys
from importlib import import_module
from typing import Any, cast

import click

from cleaner import __version__
from cleaner.cli import INTERRUPTED, PIPE_CLOSED
from cleaner.cli.streams import shown

COMMANDS = {name: name for name in ("batch", "check", "clean", "fix", "verify", "view")} | dict.fromkeys(
    ("rules", "schema"), "explain"
)
"""The module of each command: one is loaded when it is asked for."""
OWN_OPTIONS = ("-h", "--help", "-V", "--version")
EXAMPLES = """\b
Examples:
  cleaner clean article.txt                one record, one line of JSON
  cleaner clean news/*.txt > records.jsonl
  cleaner clean -f html page.html          an HTML page
  curl -s URL | html2text | cleaner        bare: the same as `cleaner clean -`
  cleaner clean a.txt | jq '.images[].captions[].value'
  cleaner clean -j 0 crawl.jsonl.gz        many articles, all cores
  cleaner batch news/ -o records           a folder of records, kept up to date
  cleaner check news/*.txt                 name what does not belong there
  cleaner fix captions.txt                 put broken characters right, in place
  cleaner verify records.jsonl news/*.txt  prove that nothing was lost
  cleaner view --open news/*.txt           look at articles in the browser

\b
Exit codes: 0 all well; 1 an input could not be cleaned, a law is broken, a problem was found, or
something was written; 2 wrong usage; 130 after Ctrl-C; 141 when the reader of a pipe has gone.
`cleaner COMMAND --help` tells more."""


class Group(click.Group):
    """`cleaner` alone shows help at a terminal and cleans what is piped in."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """The commands in the order of the help."""
        return sorted(COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command by its name."""
        if cmd_name not in COMMANDS:
            return None
        return cast(click.Command, getattr(import_module(f"cleaner.cli.{COMMANDS[cmd_name]}"), cmd_name))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Without a command, options, `-` or a pipe on standard input mean `clean`."""
        piped = not args and sys.stdin and not sys.stdin.isatty()
        if piped or (args and args[0].startswith("-") and args[0] not in OWN_OPTIONS):
            args = ["clean", *args]
        return super().parse_args(ctx, args)

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """A closed pipe while help is printed."""
        try:
            return super().make_context(*args, **extra)
        except BrokenPipeError:
            sys.exit(PIPE_CLOSED)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """A file where a command is expected: say what was meant."""
        if args[0] not in COMMANDS and os.path.exists(args[0]):
            ctx.fail(f"{shown(args[0])!r} is a file, not a command. To clean it: cleaner clean {shown(args[0])}")
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
