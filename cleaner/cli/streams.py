"""What the commands share: reading files and standard input, naming them, complaining."""

import sys
from io import BufferedIOBase
from typing import cast

import click

CHUNK = 1 << 20
"""So many bytes of standard input are read at a time."""


def open_input(name: str) -> BufferedIOBase:
    """A file, or standard input for `-`, to be read as bytes. Raises OSError, ValueError if it is closed."""
    if name != "-":
        return open(name, "rb")
    if sys.stdin is None:
        raise ValueError("it is closed")
    return cast(BufferedIOBase, sys.stdin.buffer)


def read(name: str) -> bytes:
    """The bytes of a file, or of standard input for `-`. Raises OSError, ValueError if it is closed."""
    file = open_input(name)
    # Python hears Ctrl-C between two steps of its own: of a stream without end one read would never return.
    chunks = []
    while chunk := file.read(CHUNK):
        chunks.append(chunk)
    if name != "-":
        file.close()
    return b"".join(chunks)


def once(names: tuple[str, ...]) -> None:
    """Raises UsageError where standard input is named twice: it can be read once only."""
    if names.count("-") > 1:
        raise click.UsageError("Standard input (-) is named twice; it can be read once only.")


def shown(name: str) -> str:
    """A file name, or a place in a file, for a message: on one line, and such that it can be written."""
    if name == "-" or name.startswith("-:"):
        return "standard input" + name[1:]
    return name if name.isprintable() else ascii(name)


def complain(place: str, reason: Exception | str) -> None:
    """A message on standard error: the command, the place, what is wrong there."""
    reason = reason.strerror or reason if isinstance(reason, OSError) else reason
    click.echo(f"cleaner: {shown(place)}: {reason}", err=True)


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


encoding_option = click.option(
    "--encoding",
    metavar="NAME",
    callback=known_encoding,
    help="What the input is encoded in, whatever its bytes say.  [default: found out]",
)
