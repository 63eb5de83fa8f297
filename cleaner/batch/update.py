"""Making the records of sources, and telling which need it."""

import os
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial

from cleaner.batch import folder
from cleaner.batch.held import held, is_same, state_of, stated
from cleaner.batch.making import Event, Making
from cleaner.batch.ours import is_ours
from cleaner.batch.remote import is_remote
from cleaner.batch.seen import Counts
from cleaner.batch.shelf import Shelf
from cleaner.batch.sources import Target
from cleaner.batch.work import Work
from cleaner.inputs import Entry, entries
from cleaner.outcomes import outcomes

ONE = Event("read", "", counts=Counts(read=1))


def outdated(targets: list[Target], shelf: Shelf, key: str) -> list[Target]:
    """The sources whose records are missing, changed, or made from something else, or with another key.

    Where records stand among the sources, those are none.
    """
    shelf.manifest.load(target.place for target in targets)
    found = [target for target in stated(targets) if not is_current(target, shelf, key)]
    if not any(_may_be_record(target.path) for target in found):
        return found
    seen = shelf.manifest.known()
    records = {os.path.abspath(shelf.path(to)) for _, source in seen for to in source.outputs}
    return [
        target
        for target in found
        if not _may_be_record(target.path) or not (os.path.abspath(target.path) in records or _is_record(target.path))
    ]


def counted(targets: Iterable[Target], shelf: Shelf) -> Counts:
    """What the sources that were up to date hold."""
    total = Counts()
    for target in targets:
        if seen := shelf.manifest.get(target.place):
            total = total.plus(seen.counts)
    return total


def update(targets: Sequence[Target], shelf: Shelf, work: Work) -> Generator[Event, None, None]:
    """Makes the records of all targets; tells of each file it wrote or removed, and of what it can't read.

    What becomes of a target depends on that, the shelf and the work alone, wherever it is done. A file that would stay
    the same is left alone. Raises OSError where the disk is full or can't be written to.
    """
    if not targets:
        return
    making: deque[Making] = deque()
    digests = work.digests()
    made = (Making(target, shelf, work, digests) for target in targets)
    read = _entries(made, making, work)
    fresh = digests.key if work.fresh else None
    with closing(outcomes(read, work.options, work.jobs, apart=True, fresh=fresh)) as results:
        for result in results:
            yield from _finished(making)
            yield from making[0].take(result)
            if result.line is not None or result.reason is not None:
                yield ONE
        yield from _finished(making)


def is_current(target: Target, shelf: Shelf, key: str) -> bool:
    """Whether nothing is to do for a source; not if that can't be found out."""
    try:
        return _is_current(target, shelf, key)
    except (OSError, ValueError):
        return False


def _is_current(target: Target, shelf: Shelf, key: str) -> bool:
    seen = shelf.manifest.get(target.place)
    if seen is None or seen.key != key:
        return False
    if any(shelf.state(to) != was for to, was in seen.outputs.items()):
        return False
    if state_of(target) != seen.state:
        # Whoever copies or checks out files changes their times.
        state = is_same(target, seen.sha256)
        if state is None:
            return False
        shelf.manifest.add(target.place, seen._replace(state=state), alone=seen.counts.read == 1)
    return True


def _may_be_record(path: str) -> bool:
    return path.endswith((".json", ".jsonl", ".jsonl.zst", ".parquet")) and not is_remote(path)


def _is_record(path: str) -> bool:
    try:
        return os.path.isfile(path) and is_ours(partial(folder.read, path))
    except (OSError, ValueError):
        return False


def _entries(makings: Iterable[Making], making: "deque[Making]", work: Work) -> Iterator[Entry]:
    """The entries of all targets; each target is among those in the making before its first entry is handed on."""
    for made in makings:
        making.append(made)
        target = made.target
        try:
            with held(target) as (path, made.state, made.sha256), open(path, "rb") as file:
                for entry in entries(file, target.path, work.format, work.options.fields, nul=work.nul):
                    made.alone = entry.alone
                    made.handed += 1
                    yield entry
        except OSError as error:
            made.failed = error.strerror or str(error)
        made.read = True


def _finished(making: "deque[Making]") -> Iterator[Event]:
    """Puts away all that is complete."""
    while making and making[0].read and making[0].handed == making[0].taken:
        yield from making.popleft().put_away()
