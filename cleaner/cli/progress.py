"""How far it is: a line that counts, on standard error, where that is a terminal and the records go elsewhere."""

import sys
import time

EVERY = 0.2
"""Seconds between two states of the line."""


class Progress:
    """A line that is drawn anew; nothing where nobody would look at it."""

    def __init__(self, *, wanted: bool) -> None:
        shown = sys.stderr is not None and sys.stderr.isatty() and not (sys.stdout and sys.stdout.isatty())
        self.on = wanted and shown
        self._start = self._next = time.monotonic()
        self._drawn = False

    def count(self, done: int, what: str) -> None:
        """Shows that so many are done."""
        if not self.on or (now := time.monotonic()) < self._next:
            return
        self._next = now + EVERY
        rate = done / (now - self._start) if now > self._start else 0
        sys.stderr.write(f"\r\033[K{done:,} {what}, {rate:,.0f}/s")
        sys.stderr.flush()
        self._drawn = True

    def clear(self) -> None:
        """Takes the line away, for a message or at the end."""
        if self._drawn:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()
            self._drawn = False
