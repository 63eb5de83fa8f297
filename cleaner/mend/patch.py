"""A line under repair: its text, and where in the source each of its characters came from."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from cleaner.mend.edits import Doubt, Edit, apply
from cleaner.record import Change, Flag, Kind, Span, Struct
from cleaner.rulebook import rulebook


class Patch(Struct, frozen=True, eq=False):
    """A line as repaired so far; `start` and `end` are code points of the source.

    Once something was repaired, `places` holds for each character of `text` its span in the source,
    `kinds` the repair that made it (None: as it stood), and `dropped` the spans that no character
    stands for any more. An untouched line has none of them: each character stands for itself.
    """

    start: int
    end: int
    text: str
    places: Sequence[Span] = ()
    kinds: Sequence[Kind | None] = ()
    dropped: Sequence[tuple[Span, Kind]] = ()
    touched: bool = False

    @staticmethod
    def of(source: str, start: int, end: int) -> "Patch":
        """The patch of a line that nothing has been done to yet."""
        return Patch(start, end, source[start:end])

    def moved(self, places: Sequence[int]) -> "Patch":
        """The patch of a text of which each character stands at one of `places` of another."""

        def there(span: Span) -> Span:
            return places[span[0]], places[span[1] - 1] + 1

        start, end = there((self.start, self.end))
        dropped = [(there(span), kind) for span, kind in self.dropped]
        return Patch(start, end, self.text, [there(span) for span in self.places], self.kinds, dropped, True)

    def apply(self, edits: Sequence[Edit]) -> "Patch":
        """The patch after one more step."""
        first = not self.touched
        if first:
            self = Patch(
                self.start, self.end, self.text,
                [*pairwise(range(self.start, self.end + 1))], [None] * len(self.text), (), True,
            )  # fmt: skip
        places: list[Span] = []
        kinds: list[Kind | None] = []
        dropped = list(self.dropped)
        at = 0
        for edit in edits:
            places += self.places[at : edit.start]
            kinds += self.kinds[at : edit.start]
            at = edit.end
            if first and len(edit.after) == 1 and edit.origins is None:
                places.append((self.start + edit.start, self.start + at))
                kinds.append(edit.kind)
                continue
            own, lost = self._moved(edit)
            places += own
            kinds += [self.kinds[edit.start] or edit.kind] * len(own)
            dropped += [(span, edit.kind) for span in lost]
        places += self.places[at:]
        kinds += self.kinds[at:]
        return Patch(self.start, self.end, apply(self.text, edits), places, kinds, dropped, True)

    def _moved(self, edit: Edit) -> tuple[list[Span], list[Span]]:
        """Places in the source for each character of an edit's `after`, and the places that are left over."""
        held = list(self.places[edit.start : edit.end])
        if not edit.after:
            return [], held
        if edit.origins is not None:
            used = {at for left, right in edit.origins for at in range(left, right)}
            lost = [place for at, place in enumerate(held, edit.start) if at not in used]
            return [self.span(left, right) for left, right in edit.origins], lost
        if len(edit.after) == len(held):
            return held, []
        return [self.span(edit.start, edit.end)] * len(edit.after), []

    def span(self, start: int, end: int) -> Span:
        """The span of the source that [start, end) of the text stands for; not empty if it is not."""
        if not self.touched:
            return self.start + start, self.start + end
        held = self.places[start:end]
        if len(held) == 1:
            return held[0]
        lefts, rights = zip(*held, strict=True)
        return min(lefts), max(rights)

    def flags(self, found: Sequence[Edit | Doubt]) -> list[Flag]:
        """One flag for each code among edits and doubts found in the text as it stands now."""
        spans: dict[str, Span] = {}
        for one in found:
            code = one.flag if isinstance(one, Edit) else one.code
            if code:
                span = self.span(one.start, one.end)
                held = spans.get(code, span)
                spans[code] = (min(held[0], span[0]), max(held[1], span[1]))
        return [Flag(code, span, rulebook().flags[code][0]) for code, span in spans.items()]

    def changes(self, source: str, start: int, end: int, span: Span) -> list[Change]:
        """What was repaired for [start, end) of the text, which lies in `span` of the source.

        Sorted, disjoint, as few as can be. What was dropped inside `span` is among it.
        """
        if not self.touched:
            return []
        blocks = [*self._blocks(start, end)]
        if self.dropped:
            blocks += ((*lost, kind, "") for lost, kind in self.dropped if span[0] <= lost[0] and lost[1] <= span[1])
            blocks.sort(key=lambda block: (block[0], -block[1]))
        merged: list[tuple[int, int, Kind, list[str]]] = []
        reach = 0
        for left, right, kind, after in blocks:
            # What was dropped out of something that was itself dropped or read anew is part of that.
            if left < reach or source[left:right] == after:
                continue
            if merged and reach == left and merged[-1][2] == kind:
                merged[-1][3].append(after)
                merged[-1] = (merged[-1][0], right, *merged[-1][2:])
            else:
                merged.append((left, right, kind, [after]))
            reach = right
        return [Change(kind, (left, right), source[left:right], "".join(after)) for left, right, kind, after in merged]

    def _blocks(self, start: int, end: int) -> Iterator[tuple[int, int, Kind, str]]:
        """Each stretch of the text that keeps its place among the others and was repaired.

        With its span in the source and the repair that made it.
        """
        kinds = self.kinds[start:end]
        if not kinds:
            return
        lefts, rights = zip(*self.places[start:end], strict=True)
        reach = [*accumulate(rights, max)]
        rest = [*accumulate(reversed(lefts), min)][::-1]
        at = 0
        for stop, (before, after) in enumerate(zip(reach, (*rest[1:], reach[-1]), strict=True), 1):
            if before > after:
                continue
            if kinds[at] or stop > at + 1:
                kind: Kind = next(filter(None, kinds[at:stop]), "control")
                yield rest[at], before, kind, self.text[start + at : start + stop]
            at = stop
