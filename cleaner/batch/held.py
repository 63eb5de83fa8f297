"""A source as it is held: its state, its digest, and where its bytes can be read."""

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from cleaner.batch import folder, remote
from cleaner.batch.remote import is_remote
from cleaner.batch.sources import Target
from cleaner.batch.store import NO_STATE, State

TICK = 20_000_000
"""A file changed so few nanoseconds ago may change once more without showing it in its time of change."""


def state_of(target: Target) -> State | None:
    """How a source is now; None if it is gone. Raises OSError."""
    if target.state:
        return target.state
    return remote.state_of(target.at) if is_remote(target.at) else folder.state_of(target.at)


def stated(targets: list[Target]) -> list[Target]:
    """Sources with their states, where it is quicker to ask for many at once. Raises OSError."""
    states = remote.states_of(target.at for target in targets if is_remote(target.at))
    return [target._replace(state=states.get(target.at)) for target in targets] if states else targets


def is_same(target: Target, sha256: str) -> State | None:
    """The state of a source whose content is the same though its state is not; None if that is not so.

    It would cost as much to fetch a remote source as to clean it once more.
    """
    if is_remote(target.at):
        return None
    try:
        state = _settled(target.at)
        return state if _digest(target.at) == sha256 else None
    except OSError:
        return None


@contextmanager
def held(target: Target) -> Iterator[tuple[str, State, str]]:
    """A path on this machine where a source can be read, its state and its SHA-256. Raises OSError."""
    if is_remote(target.at):
        state = remote.state_of(target.at)
        with remote.fetched(target.at) as path:
            yield path, state or NO_STATE, _digest(path)
        return
    if not os.path.isfile(target.at):
        os.stat(target.at)
        raise OSError(0, "no regular file")
    yield target.at, _settled(target.at), _digest(target.at)


def _settled(path: str) -> State:
    """The state of a file, such that a later one differs if the file was changed after this."""
    found = os.stat(path)
    if max(found.st_mtime_ns, found.st_ctime_ns) > time.time_ns() - TICK:
        return NO_STATE
    return folder.state_of(path) or NO_STATE


def _digest(path: str) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
