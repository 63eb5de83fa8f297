"""The files that a batch is to be made of, and the place of each one's records."""

import glob
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import NamedTuple

from cleaner.batch.remote import is_remote, listing, matching, state_of
from cleaner.batch.store import CORNER, State
from cleaner.formats import by_name


class Unusable(ValueError):
    """Sources that are none, or would have one place for the records of two."""


class Target(NamedTuple):
    """A source file as it was named, and where its records go: a path inside the folder of records, without suffix."""

    path: str
    place: str
    at: str
    """Where it is: its path, from wherever the work is done, or its URL."""
    state: State | None = None
    """How it is, where that is known already."""


def files(names: Iterable[str]) -> Iterator[str]:
    """The files that names of files, folders and patterns stand for, in order; some maybe more than once.

    Of a folder all files are taken whose names say that they can be read, folders in it too, but none that are hidden,
    or hold records; one that can't be read stands for itself. Raises Unusable for a name that stands for nothing,
    OSError where a URL can't be reached.
    """
    for name in names:
        if is_remote(name):
            yield from _remote(name)
        elif os.path.isdir(name):
            yield from _inside(name)
        elif os.path.lexists(name):
            yield name
        elif not glob.has_magic(name):
            raise Unusable(f"there is no file {name!r}")
        elif found := glob.glob(name, recursive=True):
            yield from (match for match in sorted(found) if os.path.isfile(match))
        else:
            raise Unusable(f"nothing matches {name!r}")


def targets(paths: Iterable[str]) -> list[Target]:
    """Files with the places of their records, each file once. Raises Unusable where two would have the same."""
    found: dict[str, str] = {}
    for path in paths:
        place = place_of(path)
        other = found.setdefault(place, path)
        if other != path and (is_remote(path) or os.path.normpath(other) != os.path.normpath(path)):
            raise Unusable(f"{other!r} and {path!r} would have the same record, {place}.json")
    for place, path in found.items():
        if (other := place.removesuffix(".rejects")) != place and other in found:
            raise Unusable(f"{path!r} would have its records where the rejects of {found[other]!r} go")
    return [Target(path, place, path) for place, path in found.items()]


def place_of(path: str) -> str:
    """A source's path as a path inside another folder: as it was named, without its root and steps upward.

    Of a URL the scheme goes.

    >>> place_of("news/a.txt"), place_of("/var/news/a.txt"), place_of("../news/./a.txt"), place_of("s3://news/a.txt")
    ('news/a.txt', 'var/news/a.txt', 'news/a.txt', 'news/a.txt')
    """
    if is_remote(path):
        return "/".join(part for part in path.partition("://")[2].split("/") if part not in ("", ".", ".."))
    parts = os.path.splitdrive(os.path.normpath(path))[1].split(os.sep)
    return "/".join(part for part in parts if part not in ("", ".", ".."))


def _remote(url: str) -> Iterator[str]:
    """The same of a URL. Raises OSError where it can't be reached."""
    found = []
    with suppress(FileNotFoundError):
        # A name may look like a pattern.
        if not url.endswith("/") and state_of(url):
            found = [url]
        elif glob.has_magic(url):
            found = matching(url)
        else:
            held = list(listing(url))
            # As folders of a disk, those that hold records are passed over.
            corners = tuple({path.partition(f"{CORNER}/")[0] for path in held if f"/{CORNER}/" in path})
            inside = [path for path in held if by_name(path) and not _is_hidden(path) and not path.startswith(corners)]
            found = [f"{url.rstrip('/')}/{path}" for path in inside]
    if not found:
        raise Unusable(f"nothing is at {url!r}, or nothing whose name says that it can be read")
    yield from found


def _is_hidden(path: str) -> bool:
    return any(part.startswith(".") for part in path.split("/"))


def _inside(folder: str) -> Iterator[str]:
    """The files in a folder that can be read, sorted; links to folders are not followed: they may lead in circles."""
    try:
        with os.scandir(folder) as entries:
            held = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        # Whoever reads it says why that is not possible.
        yield folder
        return
    for entry in held:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            if not os.path.exists(os.path.join(entry.path, CORNER)):
                yield from _inside(entry.path)
        elif by_name(entry.name) and not os.path.isdir(entry.path):
            yield entry.path
