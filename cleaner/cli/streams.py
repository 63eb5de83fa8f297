"""What the commands share: reading files and standard input, naming them, complaining."""

import sys

import click


def read(name: str) -> bytes:
    """The bytes of a file, or of standard input for `-`. Raises OSError, ValueError if it is closed."""
    if name != "-":
        with open(name, "rb") as file:
            return file.read()
    if sys.stdin is None:
        raise ValueError("it is closed")
    return sys.stdin.buffer.read()


def shown(name: str) -> str:
    """A file name for a message: on one line, and such that it can be written."""
    if name == "-":
        return "standard input"
    return name if name.isprintable() else ascii(name)


def complain(place: str, reason: Exception | str) -> None:
    """A message on standard error: the command, the place, what is wrong there."""
    reason = reason.strerror or reason if isinstance(reason, OSError) else reason
    click.echo(f"cleaner: {shown(place)}: {reason}", err=True)
