"""The source of a record, out of the record alone (law 2): for a look at records whose source is not at hand.

Spans keep their places. White space between texts is not in a record; a line end stands for it.
"""

from collections.abc import Iterable

from cleaner.changes import Changes
from cleaner.record import Change, Record, Span


def rebuilt(record: Record) -> str:
    """A text in which the spans and changes of a record say what they said in its source, white space aside.

    Raises ValueError for spans that overlap, or lie outside a source of that size: such a record tells of none.
    """
    changes = Changes(record.changes)
    spans = sorted((span, text.value) for text in record.texts() for span in text.spans)
    parts: list[str] = []
    at = 0
    for span, value in spans:
        if not at <= span[0] <= span[1] <= record.source.size:
            raise ValueError(f"no record of a source: [{span[0]}, {span[1]}) lies in two texts, or outside it")
        parts += ["\n".ljust(span[0] - at)[: span[0] - at], _undone(value, span, changes.inside(span))]
        at = span[1]
    return "".join(parts)


def _undone(value: str, span: Span, changes: Iterable[Change]) -> str:
    """The value with its changes undone, each where it stood, as long as the span."""
    parts: list[str] = []
    at, used = span[0], 0
    for change in changes:
        room = change.span[0] - at
        # Folding takes white space away: what stands before a change in the value is as long, or shorter.
        found = value.rfind(change.after.strip(), used, used + room + len(change.after))
        kept = found if found >= 0 else min(used + room, len(value))
        parts += [_fitted(value[used:kept], room), _fitted(change.before, change.span[1] - change.span[0])]
        used, at = kept + len(change.after.strip()), change.span[1]
    return "".join((*parts, _fitted(value[used:], span[1] - at)))


def _fitted(text: str, size: int) -> str:
    return text.ljust(size)[:size]
