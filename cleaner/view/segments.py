"""The source of a record, line by line, cut where a text, a repair or a flag begins or ends."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import pairwise

from cleaner.expressions import expression
from cleaner.record import Record, Span, Text
from cleaner.source import LINE_END

Segment = tuple[str] | tuple[str, int] | tuple[str, int, int, bool]
"""Text of the source, numbers of its text and its change or -1, whether it is an exact repeat; what is -1 or False is
left out at the end."""
Line = list[Segment]
_LONE = expression("[\ud800-\udfff]")


def lines_of(
    record: Record, texts: tuple[Text, ...], source: str
) -> tuple[list[Line], Callable[[int], tuple[int, int]]]:
    """The lines, and a function from an offset to the numbers of the line and the segment that hold it.

    What ends a line is in no segment, unless it is part of a repair. `texts` are those of the record in order.
    Lone surrogates, which no file can hold, become U+FFFD.
    """
    lines: list[Line] = [[]]
    starts: list[int] = []
    places: list[tuple[int, int]] = []
    for start, segment in _segments(record, texts, source):
        starts.append(start)
        places.append((len(lines) - 1, len(lines[-1])))
        if segment is None:
            lines.append([])
        else:
            lines[-1].append(segment)

    def place(offset: int) -> tuple[int, int]:
        at = bisect_right(starts, offset) - 1
        line, number = places[at] if at >= 0 else (0, 0)
        return line, min(number, max(len(lines[line]) - 1, 0))

    return lines, place


def _segments(record: Record, texts: tuple[Text, ...], source: str) -> Iterator[tuple[int, Segment | None]]:
    """Where each segment begins, and the segment; None for the end of a line."""
    spans = [(span, at, copy > 0) for at, text in enumerate(texts) for copy, span in enumerate(text.spans)]
    text_at = _holder([(span, at) for span, at, _ in spans])
    copies = {at for at, (_, _, copy) in enumerate(sorted(spans)) if copy}
    span_at = _holder([(span, at) for at, (span, _, _) in enumerate(sorted(spans))])
    change_at = _holder([(change.span, at) for at, change in enumerate(record.changes)])
    added = {change.span[0]: at for at, change in enumerate(record.changes) if change.span[0] == change.span[1]}
    ends = {found.start(): found.end() for found in LINE_END.finditer(source) if change_at(found.start()) < 0}
    cuts = {0, len(source), *ends, *ends.values(), *(place for flag in record.flags for place in flag.span)}
    cuts.update(place for span, _, _ in spans for place in span)
    cuts.update(place for change in record.changes for place in change.span)
    order = sorted(cut for cut in cuts if 0 <= cut <= len(source))
    for start, end in pairwise([*order, len(source)]):
        text = text_at(start) if start < len(source) else text_at(start - 1)
        copy = span_at(start) in copies
        if start in added:
            yield start, _short("", text, added[start], copy)
        if start in ends:
            yield start, None
        elif start < end:
            yield start, _short(_LONE.sub("\ufffd", source[start:end]), text, change_at(start), copy)


def _short(said: str, text: int, change: int, copy: bool) -> Segment:
    if change >= 0 or copy:
        return said, text, change, copy
    return (said, text) if text >= 0 else (said,)


def _holder(spans: list[tuple[Span, int]]) -> Callable[[int], int]:
    """From an offset to the number of the span that holds it; -1 for none. The spans lie apart."""
    held = sorted((span, number) for span, number in spans if span[0] < span[1])
    starts = [span[0] for span, _ in held]

    def number(offset: int) -> int:
        at = bisect_right(starts, offset) - 1
        return held[at][1] if at >= 0 and offset < held[at][0][1] else -1

    return number
