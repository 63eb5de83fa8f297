"""The files that a batch is to be made of, and the place of each one's records."""

import glob
import os
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cleaner.formats import by_name


class Unusable(ValueError):
    """Sources that are none, or would have one place for the records of two."""


class Target(NamedTuple):
    """A source file as it was named, and where its records go: a path inside the folder of records, without suffix."""

    path: str
    place: str


def targets(names: Iterable[str], folder: str) -> list[Target]:
    """The files that names of files, folders and patterns stand for, each once, in the order given.

    Of a folder all files are taken whose names say that they can be read, folders in it too, but none that are hidden,
    nor `folder`, where the records go. Raises Unusable, OSError for a folder that can't be read.
    """
    found: dict[str, str] = {}
    for path in (path for name in names for path in _files(name, os.path.realpath(folder))):
        place = place_of(path)
        if os.path.normpath(found.setdefault(place, path)) != os.path.normpath(path):
            raise Unusable(f"{found[place]!r} and {path!r} would have the same record, {place}.json")
    return [Target(path, place) for place, path in found.items()]


def place_of(path: str) -> str:
    """A source's path as a path inside another folder: as it was named, without its root and steps upward.

    >>> place_of("news/a.txt"), place_of("/var/news/a.txt"), place_of("../news/./a.txt")
    ('news/a.txt', 'var/news/a.txt', 'news/a.txt')
    """
    parts = os.path.splitdrive(os.path.normpath(path))[1].split(os.sep)
    return "/".join(part for part in parts if part not in ("", ".", ".."))


def _files(name: str, folder: str) -> Iterator[str]:
    if os.path.isdir(name):
        yield from _inside(name, folder)
    elif os.path.lexists(name):
        yield name
    elif glob.has_magic(name):
        matches = sorted(glob.glob(name, recursive=True))
        if not matches:
            raise Unusable(f"nothing matches {name!r}")
        for match in matches:
            if os.path.isfile(match):
                yield match
    else:
        raise Unusable(f"there is no file {name!r}")


def _inside(folder: str, records: str) -> Iterator[str]:
    """The files in a folder that can be read, sorted; links to folders are not followed: they may lead in circles."""
    if os.path.realpath(folder) == records:
        return
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _inside(entry.path, records)
            elif by_name(entry.name) and entry.is_file():
                yield entry.path
