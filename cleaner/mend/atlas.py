"""The map of a repaired page: where in the source what stands on it came from."""

from bisect import bisect_right
from collections.abc import Iterator

from cleaner.mend.layers import joined
from cleaner.mend.patch import Patch
from cleaner.record import Change, Span, Struct
from cleaner.source import LINE_END


class Atlas(Struct, frozen=True):
    """Where each character of the page stands in the source; `starts` says where each patch begins on the page."""

    source: str
    page: str
    patches: tuple[Patch, ...]
    starts: tuple[int, ...]

    @staticmethod
    def of(source: str, patches: tuple[Patch, ...]) -> "Atlas":
        """The page that a source and its patches make."""
        page, starts = joined(source, patches)
        return Atlas(source, page, patches, tuple(starts))

    def touched(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """Number of each patch in [start, end) of the page, with the part of its text that lies there."""
        for number in range(max(0, bisect_right(self.starts, start) - 1), len(self.patches)):
            first = self.starts[number]
            if first >= end:
                return
            left, right = max(start - first, 0), min(end - first, len(self.patches[number].text))
            if left < right:
                yield number, left, right

    def span(self, start: int, end: int) -> Span:
        """The span of the source that [start, end) of the page, which is not empty, stands for."""
        shift = self._shift(start, end)
        if shift is not None:
            return start + shift, end + shift
        held = [self.patches[number].span(left, right) for number, left, right in self.touched(start, end)]
        held += [(place, place + 1) for at in (start, end - 1) if (place := self._outside(at)) is not None]
        return min(left for left, _ in held), max(right for _, right in held)

    def _shift(self, start: int, end: int) -> int | None:
        """How much further on in the source [start, end) of the page lies; None where a patch may hold some of it."""
        number = bisect_right(self.starts, start) - 1
        if number + 1 < len(self.starts) and self.starts[number + 1] < end:
            return None
        if number < 0:
            return 0
        past = self.starts[number] + len(self.patches[number].text)
        return self.patches[number].end - past if start >= past else None

    def _outside(self, at: int) -> int | None:
        """The place in the source of a character that no patch holds."""
        number = bisect_right(self.starts, at) - 1
        if number < 0:
            return at
        past = at - self.starts[number] - len(self.patches[number].text)
        return None if past < 0 else self.patches[number].end + past

    def line(self, start: int, end: int, to: int | None = None) -> tuple[Patch, int] | None:
        """The patch of the line that holds [start, end) of the page, and where it begins; None if there are several.

        With `to`, the stretch up to there must lie in the same line.
        """
        end = max(end, to or end)
        touched = [number for number, _, _ in self.touched(start, end)]
        if len(touched) > 1 or LINE_END.search(self.page, start, end):
            return None
        if touched:
            first = self.starts[touched[0]]
            inside = first <= start and end <= first + len(self.patches[touched[0]].text)
            return (self.patches[touched[0]], first) if inside else None
        return Patch.of(self.source, *self.span(start, end)), start

    def changes(self, start: int, end: int, span: Span) -> Iterator[Change]:
        """The repairs in [start, end) of the page, which stands in `span` of the source."""
        if self._shift(start, end) is not None:
            return
        for number, left, right in self.touched(start, end):
            yield from self.patches[number].changes(self.source, left, right, span)
