"""What a batch remembers of each source, so that it need not read it again to know that nothing is to do.

It only saves work: what is missing or does not fit is cleaned again, and written only where it differs. In a folder the
sources of one article share a file, a line each; one of many articles has a manifest of its own, which is there as soon
as its records are, whatever becomes of the run. Elsewhere each source has its own.
"""

from collections.abc import Iterable, Iterator

from cleaner.batch.lines import NONSENSE, Lines
from cleaner.batch.seen import Seen, seen_in, spelled
from cleaner.batch.store import CORNER, Store

OWN = f"{CORNER}/shards"
"""Where the manifests are that sources have of their own: at the places of their records, with `.json` behind."""


class Manifest:
    """What is known of sources, by the place of their records. `lines` is the path of the file that many share."""

    def __init__(self, store: Store, lines: Lines | None = None, *, dry: bool) -> None:
        self._store, self._lines, self._dry = store, lines, dry
        self._own: dict[str, Seen | None] = {}

    def load(self, places: Iterable[str]) -> None:
        """Reads what is known of places at once, where that is quicker."""
        wanted = {_own(place): place for place in places if place not in self._own}
        for relative, data in self._store.preload(wanted).items():
            self._own[wanted[relative]] = _held(data)

    def get(self, place: str) -> Seen | None:
        """What is known of a source."""
        if self._lines and (seen := self._lines.seen.get(place)):
            return seen
        if place not in self._own:
            data = self._store.read(_own(place))
            self._own[place] = None if data is None else _held(data)
        return self._own[place]

    def known(self) -> Iterator[tuple[str, Seen]]:
        """All places of which something is known."""
        yield from list(self._lines.seen.items()) if self._lines else ()
        own = [path.removeprefix(f"{OWN}/").removesuffix(".json") for path in self._store.files(OWN)]
        self.load(own)
        for place in own:
            if not (self._lines and place in self._lines.seen) and (seen := self.get(place)):
                yield place, seen

    def add(self, place: str, seen: Seen, *, alone: bool = False) -> None:
        """Remembers a source; `alone`: it holds one article."""
        if self._lines and alone:
            self._forget_own(place)
            self._lines.add(place, seen)
            return
        self._own[place] = seen
        if not self._dry:
            self._store.save(_own(place), spelled(place, seen, indent=1))
        if self._lines and place in self._lines.seen:
            self._lines.add(place, None)

    def forget(self, place: str) -> None:
        """Forgets a source."""
        self._forget_own(place)
        if self._lines and place in self._lines.seen:
            self._lines.add(place, None)

    def line(self, place: str) -> Seen | None:
        """What the shared file says of a source: those who work for the same run elsewhere don't read it."""
        return self._lines.seen.get(place) if self._lines else None

    def tell(self, known: dict[str, Seen]) -> None:
        """What others know of sources."""
        self._own |= known

    def drop(self, place: str) -> None:
        """Another process has remembered a source; what was known of it here is out of date."""
        self._own.pop(place, None)
        if self._lines and place in self._lines.seen:
            self._lines.add(place, None)

    def close(self) -> None:
        """Writes down what is new."""
        if self._lines:
            self._lines.close()

    def _forget_own(self, place: str) -> None:
        if self._own.pop(place, None) and not self._dry:
            self._store.remove(_own(place))


def _own(place: str) -> str:
    return f"{OWN}/{place}.json"


def _held(data: bytes) -> Seen | None:
    """What a manifest says; None for one that is cut off, or says something else."""
    try:
        return seen_in(data)[1]
    except NONSENSE:
        return None
