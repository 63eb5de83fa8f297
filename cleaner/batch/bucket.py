"""Records in an object store, or wherever else fsspec reaches."""

import contextlib
import filecmp
import os
from collections.abc import Iterable, Iterator

from cleaner.batch.remote import fetched, listing, reached, send, state_of
from cleaner.batch.scratch import scratch
from cleaner.batch.store import CORNER, State


class Bucket:
    """A store at a URL. With `listed`, all is listed once, at the first question, and known from then on."""

    def __init__(self, name: str, *, listed: bool = True) -> None:
        self.name = name.rstrip("/")
        self._listed = listed
        self._states: dict[str, State] | None = None
        self._held = contextlib.ExitStack()

    def open(self, *, dry: bool) -> str:
        """As of any store; nothing keeps a second run out."""
        with reached(self.name):
            return self._held.enter_context(scratch())

    def share(self) -> tuple[str, str]:
        """As of any store."""
        return self.name, os.urandom(8).hex()

    def close(self) -> None:
        """As of any store."""
        self._held.close()

    def state(self, relative: str) -> State | None:
        """As of any store."""
        if not self._listed:
            return state_of(self._url(relative))
        return self._all().get(relative)

    def lines(self) -> str | None:
        """None: objects are whole, or not there."""
        return None

    def read(self, relative: str, size: int | None = None) -> bytes | None:
        """As of any store."""
        url = self._url(relative)
        try:
            with reached(url) as (system, path):
                start, end = (size, None) if size and size < 0 else (None, size)
                held: bytes = system.cat_file(path, start=start, end=end)
                return held
        except FileNotFoundError:
            return None

    def preload(self, relatives: Iterable[str]) -> dict[str, bytes]:
        """As of any store: many at a time, for each takes its while."""
        known = self._all()
        paths = {self._url(relative): relative for relative in relatives if relative in known}
        if not paths:
            return {}
        with reached(self.name) as (system, _):
            inner = [system._strip_protocol(url) for url in paths]
            held = system.cat_ranges(inner, None, None, on_error="return")
            return {name: data for name, data in zip(paths.values(), held, strict=True) if isinstance(data, bytes)}

    def holds(self, relative: str, path: str) -> bool:
        """As of any store."""
        state = self.state(relative)
        if state is None or state.size != os.path.getsize(path):
            return False
        with fetched(self._url(relative)) as own:
            return filecmp.cmp(path, own, shallow=False)

    def put(self, path: str, relative: str) -> None:
        """As of any store."""
        url = self._url(relative)
        send(path, url)
        self._note(relative, state_of(url))

    def save(self, relative: str, data: bytes) -> None:
        """As of any store."""
        with scratch() as folder:
            path = os.path.join(folder, "saved")
            with open(path, "wb") as file:
                file.write(data)
            self.put(path, relative)

    def remove(self, relative: str) -> bool:
        """As of any store."""
        url = self._url(relative)
        if self.state(relative) is None:
            return False
        with contextlib.suppress(FileNotFoundError), reached(url) as (system, path):
            system.rm_file(path)
        self._note(relative, None)
        return True

    def files(self, under: str = "") -> Iterator[str]:
        """As of any store."""
        for relative in sorted(self._all()):
            inside = relative.startswith(f"{under}/") if under else not relative.startswith(f"{CORNER}/")
            if inside:
                yield relative

    def _all(self) -> dict[str, State]:
        if self._states is None:
            self._states = listing(self.name)
        return self._states

    def _note(self, relative: str, state: State | None) -> None:
        if self._states is not None:
            self._states.pop(relative, None)
            if state:
                self._states[relative] = state

    def _url(self, relative: str) -> str:
        return f"{self.name}/{relative}"
