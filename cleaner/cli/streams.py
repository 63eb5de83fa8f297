"""What the commands share: reading files and standard input, naming them, complaining."""

import os
import stat
import sys
from io import BufferedIOBase
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from cleaner.config import Config

CHUNK = 1 << 20
"""So many bytes of standard input are read at a time."""
JSON_KINDS = {".json": "whole", ".jsonl": "lines", ".ndjson": "lines"}


def open_input(name: str) -> BufferedIOBase:
    """A file, or standard input for `-`, to be read as bytes. Raises OSError, ValueError if it is closed."""
    if name != "-":
        return open(name, "rb")
    if sys.stdin is None:
        raise ValueError("it is closed")
    try:
        # Not sys.stdin: a thread that waits in it would be in Python's way at the end.
        return open(sys.stdin.fileno(), "rb", closefd=False)
    except OSError:
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
        import click

        raise click.UsageError("Standard input (-) is named twice; it can be read once only.")


def same_file(output: str, name: str | None) -> bool:
    """Whether an output would go where an input is: then that would be lost, or emptied before it is read."""
    try:
        held = os.fstat(sys.stdin.fileno()) if name == "-" and sys.stdin else os.stat(name or "")
        return os.path.samestat(held, os.stat(output)) and stat.S_ISREG(held.st_mode)
    except (OSError, ValueError):
        return False


def shown(name: str) -> str:
    """A file name, or a place in a file, for a message: on one line, and such that it can be written."""
    if name == "-" or name.startswith("-:"):
        return "standard input" + name[1:]
    return name if name.isprintable() else ascii(name)


def printable(text: str) -> str:
    """`text` with what could steer a terminal, or turn what is around it, as escapes."""
    return text if text.isprintable() else "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)


def complain(place: str, reason: Exception | str) -> None:
    """A message on standard error: the command, the place, what is wrong there."""
    reason = reason.strerror or reason if isinstance(reason, OSError) else reason
    say(f"cleaner: {shown(place)}: {printable(' '.join(str(reason).split()))}")


def say(message: str) -> None:
    """A line on standard error, if there is one."""
    if sys.stderr is not None:
        sys.stderr.write(message + "\n")
        sys.stderr.flush()


def json_kind(name: str) -> str:
    """What a file's name says of JSON in it: `whole`, `lines`, or nothing."""
    return JSON_KINDS.get(os.path.splitext(name)[1].lower(), "")


def configured(names: tuple[str, ...], verbose: bool) -> list[tuple[str, "Config"]]:
    """Each file, or standard input for none, with its configuration, but for those that it excludes.

    Raises UsageError for a configuration that cannot be used: then no file has been touched.
    """
    from cleaner.config import BadConfig, config_for

    once(names)
    try:
        found = [(name, config_for(name)) for name in names or ("-",)]
    except BadConfig as error:
        import click

        raise click.UsageError(str(error)) from None
    excluded = {name for name, config in found if name != "-" and config.excludes(name)}
    for name in sorted(excluded) if verbose else ():
        complain(name, f"left alone: excluded by {shown(dict(found)[name].file)}")
    return [(name, config) for name, config in found if name not in excluded]
