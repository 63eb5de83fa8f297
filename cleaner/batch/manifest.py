"""What a batch remembers of each source, so that it need not read it again to know that nothing is to do.

It only saves work: what is missing or does not fit is cleaned again, and written only where it differs. In a folder the
sources of one article share a file, a line each; one of many articles has a manifest of its own, which is there as soon
as its records are, whatever becomes of the run. Elsewhere each source has its own.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator

from cleaner.batch.lines import NONSENSE, Lines
from cleaner.batch.seen import Seen, seen_in, spelled
from cleaner.batch.store import CORNER, Store
from cleaner.expressions import expression

OWN = f"{CORNER}/shards"
"""Where the manifests are that sources have of their own."""
_ODD = expression(r"[^\w.-]+", re.A)


class Manifest:
    """What is known of sources, by the place of their records. `lines` is the file that many share."""

    def __init__(self, store: Store, lines: Lines | None = None, *, dry: bool) -> None:
        self._store, self._lines, self._dry = store, lines, dry
        # Where lines are read, what has a manifest of its own is known by listing it once: most have none.
        self._named = set(store.files(OWN)) if lines else None
        self._own: dict[str, Seen] = {}
        self._told: dict[str, Seen] = {}

    def load(self, places: Iterable[str]) -> None:
        """Reads what is known of places at once, where that is quicker. Raises OSError."""
        wanted = [own_name(place) for place in places if place not in self._own]
        for data in self._store.preload(wanted).values():
            self._take(data)

    def get(self, place: str) -> Seen | None:
        """What is known of a source. Raises OSError.

        A run that was killed may have left two answers: then its files are those of both, and it is not up to date.
        """
        line = self._told.get(place) or (self._lines.seen.get(place) if self._lines else None)
        own = self._own.get(place)
        if own is None and (self._named is None or own_name(place) in self._named):
            self._take(self._store.read(own_name(place)))
            own = self._own.get(place)
        if own and line:
            return own._replace(key="", outputs={**line.outputs, **own.outputs})
        return own or line

    def known(self) -> Iterator[tuple[str, Seen]]:
        """All places of which something is known. Raises OSError."""
        names = list(self._store.files(OWN))
        held = self._store.preload(names)
        for name in names:
            self._take(held.get(name) or self._store.read(name))
        for place in {**(self._lines.seen if self._lines else {}), **self._own}:
            if seen := self.get(place):
                yield place, seen

    def add(self, place: str, seen: Seen, *, alone: bool = False) -> None:
        """Remembers a source; `alone`: it holds one article. Raises OSError."""
        self._told.pop(place, None)
        if self._lines and alone:
            self._lines.add(place, seen)
            self._forget_own(place)
            return
        if not self._dry:
            self._store.save(own_name(place), spelled(place, seen, indent=1))
        self._own[place] = seen
        if self._named is not None:
            self._named.add(own_name(place))
        if self._lines and place in self._lines.seen:
            self._lines.add(place, None)

    def forget(self, place: str) -> None:
        """Forgets a source. Raises OSError."""
        self._forget_own(place)
        if self._lines and place in self._lines.seen:
            self._lines.add(place, None)

    def hand_out(self, place: str) -> Seen | None:
        """Another process will remember a source; what the shared file, which that does not read, says of it."""
        self._own.pop(place, None)
        return self._lines.seen.get(place) if self._lines else None

    def tell(self, known: dict[str, Seen]) -> None:
        """What was handed out with sources."""
        self._told |= known

    def drop(self, place: str) -> None:
        """Another process has remembered a source. Raises OSError."""
        self._own.pop(place, None)
        if self._named is not None:
            self._named.add(own_name(place))
        if self._lines and place in self._lines.seen:
            self._lines.add(place, None)

    def close(self) -> None:
        """Writes down what is new. Raises OSError."""
        if self._lines:
            self._lines.close()

    def _take(self, data: bytes | None) -> None:
        """Takes what a manifest says, if it is not cut off and says nothing else."""
        try:
            place, seen = seen_in(data or b"")
        except NONSENSE:
            return
        if seen:
            self._own[place] = seen

    def _forget_own(self, place: str) -> None:
        self._own.pop(place, None)
        if (self._named is None or own_name(place) in self._named) and not self._dry:
            self._store.remove(own_name(place))


def own_name(place: str) -> str:
    """The path of the manifest that a source has of its own: one that every store can hold, whatever the place is."""
    digest = hashlib.sha256(place.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f"{OWN}/{_ODD.sub('_', place.rpartition('/')[2])[:60]}-{digest}.json"
