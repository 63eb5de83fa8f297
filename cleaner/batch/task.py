"""A run divided into tasks that need nothing of each other, for whatever engine hands them on.

for task in tasks(sources, shelf, work):
    for event in work_on(task):      # in another process, on another machine: a task is small, and can be pickled
        …
"""

import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from typing import NamedTuple

from cleaner.batch.making import Event
from cleaner.batch.remote import is_remote
from cleaner.batch.seen import Seen
from cleaner.batch.shelf import Shelf, store_at
from cleaner.batch.sources import Target
from cleaner.batch.update import is_current, update
from cleaner.batch.work import Work

SMALL, TOGETHER = 1 << 15, 1 << 17
"""Sources below so many bytes are put together, up to so many, to one task, for a task has its price."""
TOLD = 20
"""So many rejects of a task are told; all are in the files of rejects."""
PERIOD = 5.0
"""Seconds between two numbers of articles that are told."""


class Unfit(Exception):
    """A task is asked for what can't be done here as it is asked for."""


class Task(NamedTuple):
    """What is to be done: sources, whose paths are absolute, or URLs; where records go, and how they are made."""

    targets: list[Target]
    store: tuple[str, str, str]
    """Name, root and run, as `store_at` wants them."""
    work: Work
    key: str
    known: dict[str, Seen]
    """What is remembered of the sources, by their places, where it would not be looked for."""
    dry: bool


def tasks(targets: Iterable[Target], shelf: Shelf, work: Work) -> Iterator[Task]:
    """The tasks of a run: one for each source, or for small ones that follow each other. The shelf stays open."""
    store, key = shelf.share(), work.digests().key
    for group in _grouped(targets):
        known = {target.place: seen for target in group if (seen := shelf.manifest.hand_out(target.place))}
        own = [target if is_remote(target.at) else target._replace(at=os.path.abspath(target.at)) for target in group]
        yield Task(own, store, work._replace(jobs=1, fresh=True), key, known, shelf.dry)


def work_on(
    task: Task, count: Callable[[int], object] = lambda _: None, wanted: Callable[[], bool] = lambda: True
) -> list[Event]:
    """Does a task, as `update` would; what there is to tell of it, though not all that was rejected.

    `count` is told now and then how many articles more are done; once it is no longer `wanted`, nothing more is put
    in its place. A task that was done is not done again, only told once more: who did it may have been lost before it
    could tell. Raises Unfit where cleaner, or its rules, is not the same as where the task was made.
    """
    if task.work.digests().key != task.key:
        raise Unfit("another version of cleaner, or of its rules, is there")
    told: list[Event] = []
    try:
        with closing(Shelf(store_at(*task.store), dry=task.dry)) as shelf:
            shelf.manifest.tell(task.known)
            current = [target for target in task.targets if is_current(target, shelf, task.key)]
            told += _remembered(current, shelf)
            todo = [target for target in task.targets if target not in current]
            with closing(update(todo, shelf, task.work)) as events:
                told += _few(_counted(events, count, wanted))
    except OSError as error:
        known = {event.place for event in told if event.kind in ("done", "failed")}
        reason = error.strerror or str(error)
        told += [Event("failed", target.path, reason) for target in task.targets if target.path not in known]
    return told


def _grouped(targets: Iterable[Target]) -> Iterator[list[Target]]:
    """Sources, each alone but for small ones that follow each other."""
    group: list[Target] = []
    size = last = 0
    for target in targets:
        before, last = last, _size(target)
        if group and (max(before, last) > SMALL or size + last > TOGETHER):
            yield group
            group, size = [], 0
        group.append(target)
        size += last
    if group:
        yield group


def _size(target: Target) -> int:
    if target.state:
        return target.state.size
    try:
        return os.path.getsize(target.at)
    except OSError:
        return 0


def _remembered(targets: list[Target], shelf: Shelf) -> Iterator[Event]:
    """What was done with sources, out of what is remembered of them."""
    for target in targets:
        if seen := shelf.manifest.get(target.place):
            yield from (Event("wrote", shelf.path(relative)) for relative in seen.outputs)
            yield Event("done", target.path, counts=seen.counts)


def _counted(events: Iterable[Event], count: Callable[[int], object], wanted: Callable[[], bool]) -> Iterator[Event]:
    """Events without those of single articles, whose number is told. Raises OSError when they are no longer wanted."""
    read, then = 0, time.monotonic() + PERIOD
    for event in events:
        if not wanted():
            raise OSError(0, "nobody waits for it any more")
        if event.kind != "read":
            yield event
            continue
        read += event.counts.read
        if (now := time.monotonic()) >= then:
            count(read)
            read, then = 0, now + PERIOD
    if read:
        count(read)


def _few(events: Iterable[Event]) -> Iterator[Event]:
    """Events, of which not too many say that an article was rejected."""
    rejected = 0
    for event in events:
        rejected += event.kind == "rejected"
        if event.kind == "done":
            if rejected > TOLD:
                more = f"{rejected - TOLD:,} more articles, named in the file of its rejects"
                yield Event("rejected", event.place, more)
            rejected = 0
        if event.kind != "rejected" or rejected <= TOLD:
            yield event
