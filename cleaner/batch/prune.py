"""Removing the records of sources that are gone."""

import os
from collections.abc import Iterable, Iterator

from cleaner.batch.making import Event
from cleaner.batch.shelf import Shelf
from cleaner.batch.sources import CORNER, Target, place_of
from cleaner.record import from_json

_SUFFIXES = (".rejects.jsonl", ".jsonl", ".json")


def prune(targets: Iterable[Target], shelf: Shelf) -> Iterator[Event]:
    """Removes each file of records whose source no longer exists; what is no file of records stays.

    The manifest knows the sources; of others the first record does, if it names its own from the root.
    """
    kept = {target.place for target in targets}
    for relative in _files(shelf.folder):
        place = _place(relative)
        if place is None or place in kept:
            continue
        seen = shelf.manifest.seen.get(place)
        if seen and relative not in seen.outputs:
            continue
        source = seen.path if seen else _named(shelf.path(relative), place)
        if source is not None and _is_gone(source) and shelf.remove(relative):
            yield Event("removed", shelf.path(relative))
    for place, seen in list(shelf.manifest.seen.items()):
        if place not in kept and _is_gone(seen.path):
            shelf.manifest.add(place, None)


def _is_gone(path: str) -> bool:
    """Whether nothing is there; not whether it can't be seen from here."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        pass
    return False


def _files(folder: str) -> Iterator[str]:
    """Paths in a folder, relative to it, sorted."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != CORNER)
        for name in sorted(names):
            yield os.path.relpath(os.path.join(root, name), folder).replace(os.sep, "/")


def _place(relative: str) -> str | None:
    return next((relative.removesuffix(suffix) for suffix in _SUFFIXES if relative.endswith(suffix)), None)


def _named(path: str, place: str) -> str | None:
    """The source that the first record in a file names, if the file stands where its records belong.

    None for a relative name: nobody knows from where it was named.
    """
    try:
        with open(path, "rb") as file:
            name = from_json(file.readline()).source.name
    except (OSError, ValueError):
        return None
    stem, _, number = name.rpartition(":")
    source = stem if number.isdigit() and place_of(stem) == place else name
    return source if os.path.isabs(source) and place_of(source) == place else None
