"""What the terminal view says below an article: what was repaired, and what a person should look at."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from unicodedata import normalize

from cleaner.record import Change, Record
from cleaner.source import MARK
from cleaner.view.rows import Row, Rows, Title, direction
from cleaner.view.styles import DIM, OUT

BEFORE, AFTER, DOUBT = "-", "+", "!"


class Places:
    """Offsets in a source as `line:column`, as `cleaner check` counts them: a byte order mark takes no column."""

    def __init__(self, source: str) -> None:
        self._starts = [0, *accumulate(len(line) + 1 for line in source.split("\n"))]
        self._mark = source.startswith(MARK)

    def said(self, offset: int) -> str:
        """Line and column, from 1, the column in code points."""
        line = bisect_right(self._starts, offset)
        return f"{line}:{max(1, offset - self._starts[line - 1] + (line > 1 or not self._mark))}"


def notes(record: Record, source: str) -> Rows:
    """Repairs and flags, each with its place in `source`, the text in which spans count."""
    places = Places(source)
    if record.changes:
        yield from (None, Title("repairs"), *_repairs(record.changes, places))
    if record.flags:
        yield from (None, Title("flags"))
        for flag in record.flags:
            yield Row(f"{flag.code}: {flag.message}", places.said(flag.span[0]), DOUBT, tint=OUT)


def _repairs(changes: tuple[Change, ...], places: Places) -> Iterator[Row]:
    """Each repair once: what stood there, what stands there now, where it came first, and how often it did."""
    ordered = sorted(changes, key=lambda change: change.span)
    counts = Counter((change.kind, change.before, change.after) for change in ordered)
    firsts = {(change.kind, change.before, change.after): change.span[0] for change in reversed(ordered)}
    for (kind, before, after), times in counts.items():
        place = places.said(firsts[kind, before, after]) + (f" \u00d7{times}" if times > 1 else "")
        if normalize("NFC", before) == normalize("NFC", after):
            before, after = _spelt(before), _spelt(after)
        yield Row(before, kind, BEFORE, dir=direction(before), tint=OUT, style=DIM)
        if after:
            yield Row(after, place, AFTER, dir=direction(after))
        else:
            yield Row("(nothing)", place, AFTER, style=DIM)


def _spelt(text: str) -> str:
    """A text by its code points, for one that looks the same as another."""
    return text.encode("ascii", "backslashreplace").decode()
