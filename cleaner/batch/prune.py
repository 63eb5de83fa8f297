"""Removing the records of sources that are gone."""

import os
from collections.abc import Iterable, Iterator

from cleaner.batch import remote
from cleaner.batch.making import SUFFIXES, Event
from cleaner.batch.remote import is_remote
from cleaner.batch.shelf import Shelf
from cleaner.batch.sources import Target, place_of
from cleaner.record import from_json


def prune(targets: Iterable[Target], shelf: Shelf) -> Iterator[Event]:
    """Removes each file of records whose source no longer exists; what is no file of records stays.

    The manifest knows the sources; of others the first record does, if it names its own from the root.
    """
    kept = {target.place for target in targets}
    known = dict(shelf.manifest.known())
    for relative in list(shelf.files()):
        place = _place(relative)
        if place is None or place in kept:
            continue
        seen = known.get(place)
        if seen and relative not in seen.outputs:
            continue
        source = seen.path if seen else _named(shelf, relative, place)
        if source is not None and _is_gone(source) and shelf.is_ours(relative) and shelf.remove(relative):
            yield Event("removed", shelf.path(relative))
    for place, seen in known.items():
        if place not in kept and _is_gone(seen.path):
            shelf.manifest.forget(place)


def _is_gone(path: str) -> bool:
    """Whether nothing is there; not whether it can't be seen from here."""
    try:
        if is_remote(path):
            return remote.state_of(path) is None
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        pass
    return False


def _place(relative: str) -> str | None:
    return next((relative.removesuffix(suffix) for suffix in SUFFIXES if relative.endswith(suffix)), None)


def _named(shelf: Shelf, relative: str, place: str) -> str | None:
    """The source that the first record in a file names, if the file stands where its records belong.

    None for a relative name: nobody knows from where it was named.
    """
    try:
        name = from_json(shelf.first_line(relative)).source.name
    except (OSError, ValueError):
        return None
    stem, _, number = name.rpartition(":")
    source = stem if number.isdigit() and place_of(stem) == place else name
    return source if (is_remote(source) or os.path.isabs(source)) and place_of(source) == place else None
