"""`cleaner fix`: characters put right, in a stream or in files, and nothing else."""

import os
import sys
from collections import Counter
from typing import NamedTuple

import click

from cleaner.cli.options import encoding_option, verbose_option
from cleaner.cli.streams import complain, configured, json_kind, read, shown


class Mended(NamedTuple):
    """What a file holds and what it should hold, as bytes and as text; `what` says in words what is repaired."""

    data: bytes
    after: bytes
    text: str
    repaired: str
    what: str


@click.command(
    epilog="""\b
Examples:
  curl -s URL | html2text | cleaner fix    standard input to standard output
  cleaner fix captions.txt news/*.txt      files in place
  cleaner fix --diff captions.txt          look first
  cleaner fix --encoding windows-1255 *.txt

\b
Exit codes: 0 all well; 1 a file was changed (with --check or --diff: it would be), or could not
be read or written; 2 wrong usage. Standard input to standard output, changed or not, is 0."""
)
@click.argument(
    "files", nargs=-1, type=click.Path(exists=True, dir_okay=False, readable=False, allow_dash=True, path_type=str)
)
@encoding_option
@click.option("--check", is_flag=True, help="Write nothing; name what would change.")
@click.option("--diff", is_flag=True, help="Write nothing; print what would change as a unified diff.")
@click.option("-q", "--quiet", is_flag=True, help="Name no files, only errors.")
@verbose_option
def fix(files: tuple[str, ...], encoding: str | None, check: bool, diff: bool, quiet: bool, verbose: bool) -> None:
    """Put broken characters right: wrong encodings, escapes, reversed Hebrew and Arabic, stray controls.

    Without FILES, or for -, from standard input to standard output; else the FILES in place.
    Out comes UTF-8 without a byte order mark. Line ends stay as they are, clean text stays as
    it is, and a second run changes nothing. Of the configuration (cleaner.toml, or [cleaner] in
    setup.cfg) exclude and encoding count.
    """
    dry = check or diff
    code = 0
    for name, config in configured(files, verbose):
        try:
            if json_kind(name):
                raise ValueError("it is JSON, and a repair could break it; for JSON Lines: cleaner check")
            if not dry and name != "-" and not os.path.isfile(name):
                raise ValueError(f"no regular file to write back to; for a stream: cleaner fix < {shown(name)}")
            mended = _mend(read(name), encoding, config.encoding, whole=name != "-")
            changed = mended.after != mended.data
            if changed and not dry and name != "-":
                from cleaner.atomic import replace_file

                replace_file(name, mended.after)
        except (ValueError, OSError) as error:
            complain(name, error)
            code = 1
            continue
        if name == "-" and not dry:
            sys.stdout.buffer.write(mended.after)
        elif changed:
            code = 1
            if diff:
                _print_diff(name, mended)
            if not quiet:
                complain(name, f"{'would be fixed' if dry else 'fixed'}: {mended.what}")
    sys.stdout.buffer.flush()
    sys.exit(code)


def _mend(data: bytes, encoding: str | None, declared: str | None, *, whole: bool) -> Mended:
    """What is to be made of a file's bytes.

    Raises DecodeError for bytes that are no text, ValueError for an HTML page, with `whole` also where some cannot
    be decoded: they would be lost.
    """
    from cleaner.decoding import EmptyArticle, decode
    from cleaner.mend import repair
    from cleaner.readers import looks_like_html

    if looks_like_html(data):
        raise ValueError(
            "it is an HTML page, and fix repairs text; its text: cleaner clean -t source PAGE | cleaner fix"
        )
    try:
        decoded = decode(data, declared, encoding=encoding)
    except EmptyArticle:
        return Mended(data, data, "", "", "")
    lost = next((flag.span[0] for flag in decoded.flags if flag.code == "undecodable-bytes"), None)
    if whole and lost is not None:
        raise ValueError(f"not all of it can be decoded as {decoded.encoding} (character {lost}); it stays as it is")
    if lost is not None:
        complain("-", f"not all of it can be decoded as {decoded.encoding}; U+FFFD stands for the rest")
    repaired = repair(decoded.text)
    reasons = [f"{count} {kind}" for kind, count in Counter(change.kind for change in repaired.changes).items()]
    if decoded.text.encode("utf-8", "surrogatepass") != data:
        reasons.append(f"{decoded.encoding} to UTF-8{' (a guess)' if decoded.guessed else ''}")
    if damaged := sum(1 for flag in repaired.flags if flag.code == "damaged"):
        reasons.append(f"{damaged} damaged places left")
    return Mended(data, repaired.text.encode(), decoded.text, repaired.text, ", ".join(reasons))


def _print_diff(name: str, mended: Mended) -> None:
    """The diff on standard output; of a file in another encoding too it is a diff of texts, in UTF-8."""
    from cleaner.cli.diff import unified

    for line in unified(mended.text, mended.repaired, shown(name), shown(name)):
        sys.stdout.buffer.write(line.encode("utf-8", "replace"))
