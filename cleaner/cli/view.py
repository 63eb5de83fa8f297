"""`cleaner view`: articles and records to look at, in a browser or in the terminal."""

import os
import sys
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

import click

from cleaner.cli.options import encoding_option, input_options, jobs_option, quiet_option, site_option
from cleaner.cli.run import Reading, Tally, entries_of
from cleaner.cli.streams import once, same_file, shown

if TYPE_CHECKING:
    from cleaner.outcomes import Outcome


STANDARD_OUTPUT = ("-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1")
"""Names under which it would be opened anew, and what stands in it be lost."""


@click.command(
    epilog="""\b
Examples:
  cleaner view article.txt --open              clean it, and look at it in the browser
  cleaner view news/*.txt -o page.html         many articles: a table that opens each
  cleaner view records.jsonl -o page.html      records; their sources are rebuilt
  curl -s https://example.org/17 | cleaner view > page.html
  cleaner view --terminal article.txt          here
  cleaner view --terminal --bidi on article.txt | less -R

\b
Exit codes: 0 all well, 1 an article could not be read, 2 wrong usage."""
)
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=str))
@click.option("-o", "--output", metavar="FILE", type=click.Path(dir_okay=False), help="Write the page there.")
@click.option("--open", "open_", is_flag=True, help="Show the page in the browser.")
@click.option("--terminal", is_flag=True, help="Show the articles here instead, with roles in colour.")
@click.option(
    "--bidi",
    type=click.Choice(("auto", "on", "off")),
    default="auto",
    show_default=True,
    help="With --terminal, put Hebrew and Arabic in visual order; auto: where the terminal does not.",
)
@input_options
@site_option
@encoding_option
@jobs_option
@quiet_option
def view(
    files: tuple[str, ...],
    output: str | None,
    open_: bool,
    terminal: bool,
    bidi: str,
    reading: Reading,
    site: str | None,
    encoding: str | None,
    jobs: int,
    quiet: bool,
) -> None:
    """Look at articles: what they say, beside their source with every character in the colour of its role.

    FILES, or standard input where there are none or for -, are articles, as for `cleaner clean`, or records.
    The page is one file that needs no network and runs nothing that an article says. Of records the
    source is put together again; line ends in it are guessed.
    """
    from cleaner.outcomes import Options, outcomes

    once(files)
    if output == "":
        raise click.UsageError("-o needs the name of a file.")
    if output in STANDARD_OUTPUT:
        output = None
    elif not (output or open_ or terminal) and sys.stdout.isatty():
        raise click.UsageError("Where is the page to go? Give -o FILE, --open or --terminal.")
    names = files or ("-",)
    if output and any(same_file(output, name) for name in names):
        raise click.UsageError(f"-o {shown(output)} is one of the inputs.")
    if terminal and (output or open_):
        raise click.UsageError("--terminal makes no page; leave out -o and --open.")
    options = Options(reading.fields, site, encoding, to="beside" if terminal else "page")
    tally = Tally(quiet=quiet, verbose=False)
    with closing(tally), closing(outcomes(entries_of(names, reading), options, jobs)) as results:
        if terminal:
            _show(results, tally, bidi)
        else:
            _write(_page(results, tally), output, open_=open_)
    sys.exit(1 if tally.rejected else 0)


def _page(results: Iterator["Outcome"], tally: Tally) -> Iterator[bytes]:
    """The page, as its articles come."""
    from cleaner.writers import document

    page = document("page")
    yield page.begin()
    for result in results:
        if result.line is not None:
            yield page.add(result.line)
        tally.count(result)
    if tally.rejected and not tally.done:
        tally.say("page", "no article could be read; no page was made")
        sys.exit(1)
    yield page.end()


def _show(results: Iterator["Outcome"], tally: Tally, bidi: str) -> None:
    """Articles on standard output, with an empty line between them."""
    import shutil

    from cleaner.cli import colour
    from cleaner.view.terminal import lines
    from cleaner.view.terminals import reorders
    from cleaner.writers.beside import beside

    width = shutil.get_terminal_size().columns
    coloured = colour.wanted(sys.stdout)
    reorder = bidi == "on" or (bidi == "auto" and sys.stdout.isatty() and not reorders(os.environ))
    for result in results:
        if result.line is not None:
            between = [""] if tally.done else []
            shown_lines = lines(*beside(result.line), width=width, colour=coloured, reorder=reorder)
            text = "".join(f"{line}\n" for line in (*between, *shown_lines))
            sys.stdout.buffer.write(text.encode("utf-8", "replace"))
            sys.stdout.buffer.flush()
        tally.count(result)


def _write(chunks: Iterator[bytes], output: str | None, *, open_: bool) -> None:
    """Writes a page to a file, a new one where it is only to be opened, or to standard output."""
    if output is None and not open_:
        sys.stdout.buffer.writelines(chunks)
        sys.stdout.buffer.flush()
        return
    from cleaner.atomic import replace_with

    if output is None:
        import tempfile

        # The browser reads it when it likes; only the system's own tidying can take it away.
        output = os.path.join(tempfile.mkdtemp(prefix="cleaner-"), "page.html")
    replace_with(output, chunks)
    if open_:
        _open(output)


def _open(path: str) -> None:
    import webbrowser
    from pathlib import Path

    if not webbrowser.open(Path(path).absolute().as_uri()):
        click.echo(f"cleaner: no browser was found; the page is {shown(path)}", err=True)
        sys.exit(1)
