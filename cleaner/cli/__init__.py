"""The command line: arguments, streams, messages and exit codes, and nothing else."""

import contextlib
import os
import signal
import sys
from typing import Any, NoReturn

from cleaner.cli.streams import printable, say, shown

INTERRUPTED = 128 + signal.SIGINT
PIPE_CLOSED = 128 + signal.SIGPIPE


def __getattr__(name: str) -> Any:
    """The commands are loaded when they are asked for (PEP 562)."""
    if name not in ("COMMANDS", "cli"):
        raise AttributeError(f"module 'cleaner.cli' has no attribute {name!r}")
    from cleaner.cli import group

    return getattr(group, name)


def main() -> NoReturn:
    """Run the command; a closed pipe and Ctrl-C end it quietly, a full disk with a message."""
    if sys.stderr is None:
        # What is meant for it must not go among the records.
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115
    _block()
    if sys.stdout is None:
        say("cleaner: standard output is closed")
        sys.exit(1)
    try:
        code = _run(sys.argv[1:])
        sys.stdout.flush()
    except SystemExit as done:
        code = done.code if isinstance(done.code, int) else 1
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        code = PIPE_CLOSED
    except ModuleNotFoundError:
        # The door says which package is missing.
        raise
    except Exception as error:
        code = _failed(error)
    # What is still buffered has no reader left; a second failure at exit would print a traceback.
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sys.exit(code)


def _run(args: list[str]) -> int:
    """Does what is asked, and gives the exit code."""
    command, *names = args or [""]
    if command == "clean" and names and all(map(_is_plain_file, names)):
        # Most calls: to load what reads options would take a quarter of their time.
        from cleaner.cli.cleaning import clean_files

        return clean_files(names)
    from cleaner.cli.group import cli

    cli.main(prog_name="cleaner", standalone_mode=False)
    return 0


def _is_plain_file(name: str) -> bool:
    """Whether an argument can be nothing but a file to be read."""
    return name[:1] != "-" and os.path.isfile(name) and os.access(name, os.R_OK)


def _failed(error: Exception) -> int:
    """Says what went wrong, and gives the exit code."""
    click = sys.modules.get("click")
    if click and isinstance(error, click.Abort):
        return INTERRUPTED
    if click and isinstance(error, click.ClickException):
        error.show()
        return int(error.exit_code)
    if isinstance(error, MemoryError):
        say("cleaner: not enough memory: an article is read whole")
    elif isinstance(error, OSError):
        say(f"cleaner: {shown(os.fsdecode(error.filename or 'standard output'))}: {error.strerror}")
    elif os.environ.get("CLEANER_TRACEBACK"):
        raise error
    else:
        fault = f"{type(error).__name__}: {printable(str(error))}"
        say(f"cleaner: a fault of this program: {fault} (CLEANER_TRACEBACK=1 shows where)")
    return 1


def _block() -> None:
    """Has reads and writes wait: Python takes what is not there yet for the end, and drops what can't go out yet."""
    for stream in (sys.stdin, sys.stdout):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            os.set_blocking(stream.fileno(), True)
