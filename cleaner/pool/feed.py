"""Items read ahead by a thread."""

import threading
from collections import deque
from collections.abc import Callable, Iterable
from typing import Generic

from cleaner.pool.process import context
from cleaner.pool.worker import Item

CHUNK, CHUNK_BYTES = 32, 1 << 17
"""So many items are a chunk, at most, or a few of so many bytes."""
AHEAD_BYTES = 1 << 20
"""So many bytes of items are read ahead."""


class Feed(Generic[Item]):
    """What is read ahead: whoever waits for input must not keep back what is done."""

    def __init__(self, items: Iterable[Item], size: Callable[[Item], int]) -> None:
        self._items, self._size = iter(items), size
        self._held: deque[Item] = deque()
        self._bytes = 0
        self._changed = threading.Condition()
        self.ended = self._stopped = self._told = False
        self.error: BaseException | None = None
        self.woken, self._wake = context().Pipe(duplex=False)
        self._thread = threading.Thread(target=self._read, daemon=True)

    def start(self) -> None:
        """Begins to read."""
        self._thread.start()

    def take(self) -> list[Item]:
        """The next chunk: what is there already, as far as it is not too much; nothing if nothing is."""
        chunk: list[Item] = []
        with self._changed:
            size = 0
            while self._held and len(chunk) < CHUNK and size < CHUNK_BYTES:
                chunk.append(self._held.popleft())
                size += self._size(chunk[-1])
            self._bytes -= size
            self._changed.notify()
        return chunk

    def heard(self) -> None:
        """Takes the news that there is more, or that there will be no more."""
        with self._changed:
            self.woken.recv_bytes()
            self._told = False

    def stop(self) -> None:
        """Reads no more; a read that waits for its input is left waiting."""
        with self._changed:
            self._stopped = True
            self._changed.notify()

    def _read(self) -> None:
        try:
            for item in self._items:
                with self._changed:
                    while self._held and self._bytes > AHEAD_BYTES and not self._stopped:
                        self._changed.wait()
                    if self._stopped:
                        return
                    self._held.append(item)
                    self._bytes += self._size(item)
                    self._tell()
        except BaseException as error:
            self.error = error
        with self._changed:
            self.ended = True
            self._tell()

    def _tell(self) -> None:
        if not self._told:
            self._told = True
            self._wake.send_bytes(b".")
