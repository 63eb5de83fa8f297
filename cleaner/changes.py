"""The repairs of a record, by their places."""

from bisect import bisect_right

from cleaner.record import Change, Span


class Changes:
    """Repairs in the order of the source; those inside a span are found without a look at the others."""

    def __init__(self, changes: tuple[Change, ...]) -> None:
        self.all = sorted(changes, key=lambda change: change.span)
        self._starts = [change.span[0] for change in self.all]

    def inside(self, span: Span) -> tuple[Change, ...]:
        """Those that lie in a span, in order."""
        first, last = bisect_right(self._starts, span[0] - 1), bisect_right(self._starts, span[1])
        return tuple(change for change in self.all[first:last] if change.span[1] <= span[1])
