"""What `cleaner clean` does, apart from its options."""

import sys
from collections.abc import Generator, Iterator, Sequence
from contextlib import ExitStack, closing
from typing import IO, TYPE_CHECKING

from cleaner.cli.run import Reading, Tally, entries_of

if TYPE_CHECKING:
    from cleaner.outcomes import Outcome
    from cleaner.writers import Document


def clean_files(names: Sequence[str]) -> int:
    """Prints the records of files, where no option is given, and gives the exit code."""
    from cleaner.outcomes import Options, outcomes
    from cleaner.writers import document

    reading = Reading()
    results = outcomes(entries_of(names, reading), Options(reading.fields))
    return print_all(results, document("record"), Tally(quiet=False, verbose=False))


def print_all(
    results: Generator["Outcome", None, None],
    output: "Document",
    tally: Tally,
    rejects: str | None = None,
    *,
    at_once: bool = False,
    stop: bool = False,
) -> int:
    """Prints what becomes of articles, keeps rejects in a file, if one is named, and gives the exit code."""
    with ExitStack() as stack:
        stack.callback(tally.close)
        stack.enter_context(closing(results))
        kept = stack.enter_context(open(rejects, "wb", buffering=0)) if rejects else None
        _print(results, output, tally, kept, at_once=at_once, stop=stop)
    return 1 if tally.rejected else 0


def _print(
    results: Iterator["Outcome"],
    output: "Document",
    tally: Tally,
    kept: IO[bytes] | None,
    *,
    at_once: bool,
    stop: bool,
) -> None:
    """Writes records to standard output and rejects to `kept`, if it is there."""
    from cleaner.outcomes import reject_line

    out = sys.stdout.buffer
    out.write(output.begin())
    for result in results:
        if result.line is not None:
            out.write(output.add(result.line))
            # Whoever waits for the first sees that it works.
            if at_once or not tally.done:
                out.flush()
        elif result.reason is not None and kept:
            _keep(kept, reject_line(result))
        tally.count(result)
        if stop and tally.rejected:
            break
    out.write(output.end())
    out.flush()


def _keep(file: IO[bytes], line: bytes) -> None:
    """Writes a reject; an error says where."""
    try:
        file.write(line)
    except OSError as error:
        raise OSError(error.errno, error.strerror, file.name) from None
