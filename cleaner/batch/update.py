"""Bringing a folder of records up to date: what is missing or changed is made again, the rest stays as it is."""

import hashlib
import json
import os
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import NamedTuple

from cleaner.batch.making import Event, Making
from cleaner.batch.manifest import State, state_of
from cleaner.batch.shelf import Shelf, is_record
from cleaner.batch.sources import Target
from cleaner.inputs import Entry, entries
from cleaner.outcomes import Options, outcomes

TICK = 20_000_000
"""A file changed so few nanoseconds ago may change once more without showing it in its time of change."""


class Work(NamedTuple):
    """How records are made of their sources."""

    options: Options
    format: str = "auto"
    nul: bool = False
    jobs: int = 1

    def key(self) -> str:
        """A digest of all that decides what the records are, but for the source."""
        from cleaner import __version__
        from cleaner.rule_files import digest

        held = json.dumps([__version__, digest(), self.format, self.nul, self.options])
        return hashlib.sha256(held.encode()).hexdigest()[:16]


def outdated(targets: Iterable[Target], shelf: Shelf, key: str) -> list[Target]:
    """The sources whose records are missing, changed, or made from something else, or with another key.

    Where records stand among the sources, those are none.
    """
    found = [target for target in targets if not _is_current(target, shelf, key)]
    seen = shelf.manifest.seen.values() if found else ()
    records = {os.path.abspath(shelf.path(to)) for source in seen for to in source.outputs}
    return [
        target
        for target in found
        if os.path.abspath(target.path) not in records
        and not (target.path.endswith(".jsonl") and is_record(target.path))
    ]


def update(targets: Iterable[Target], shelf: Shelf, work: Work) -> Iterator[Event]:
    """Makes the records of all targets; tells of each file it wrote or removed, and of what it can't read.

    A file that would stay the same is left alone. Raises OSError where the disk is full or can't be written to.
    """
    making: deque[Making] = deque()
    key = work.key()
    with closing(outcomes(_entries(targets, shelf, work, making), work.options, work.jobs)) as results:
        for result in results:
            yield from _finished(making, key)
            yield from making[0].take(result)
        yield from _finished(making, key)


def _is_current(target: Target, shelf: Shelf, key: str) -> bool:
    seen = shelf.manifest.seen.get(target.place)
    if seen is None or seen.key != key:
        return False
    state = state_of(target.path)
    if any(state_of(shelf.path(to)) != was for to, was in seen.outputs.items()):
        return False
    if state != seen.state:
        # Whoever copies or checks out files changes their times.
        try:
            if _digest(target.path) != seen.sha256:
                return False
        except OSError:
            return False
        shelf.manifest.add(target.place, seen._replace(state=_settled(state)))
    return True


def _entries(targets: Iterable[Target], shelf: Shelf, work: Work, making: "deque[Making]") -> Iterator[Entry]:
    """The entries of all targets; each target is among those in the making before its first entry is handed on."""
    for target in targets:
        made = Making(target, shelf)
        making.append(made)
        try:
            if not os.path.isfile(target.path):
                os.stat(target.path)
                raise OSError(0, "no regular file")
            made.state, made.sha256 = _settled(state_of(target.path)), _digest(target.path)
            with open(target.path, "rb") as file:
                for entry in entries(file, target.path, work.format, work.options.fields, nul=work.nul):
                    made.alone = entry.alone
                    made.handed += 1
                    yield entry
        except OSError as error:
            made.failed = error.strerror or str(error)
        made.read = True


def _finished(making: "deque[Making]", key: str) -> Iterator[Event]:
    """Puts away all that is complete."""
    while making and making[0].read and making[0].handed == making[0].taken:
        yield from making.popleft().put_away(key)


def _settled(state: State | None) -> State:
    """The state of a file, such that a later one differs if the file was changed after this."""
    if state is None or max(state.mtime, state.ctime) > time.time_ns() - TICK:
        return State(-1, -1, -1)
    return state


def _digest(path: str) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
