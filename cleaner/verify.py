"""Proof that a record tells the truth about its source: laws 1 to 3 of the record."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from cleaner.changes import Changes
from cleaner.record import Change, Record, Span, Text
from cleaner.source import Source
from cleaner.spans import squeeze
from cleaner.texts import apply_changes


class Breach(NamedTuple):
    """A broken law, and the first character of the source (code point) that breaks it."""

    law: int
    offset: int
    message: str


def verify(record: Record, source: Source) -> Breach | None:
    """The first breach of laws 1 to 3, or None when the record is true to its source.

    A record of another source (by sha256) breaks law 2 at 0.
    """
    if record.source.sha256 != source.sha256:
        return Breach(2, 0, "the record was made from another source (sha256 differs)")
    checks = (_outside, _coverage, _values, _rebuilt)
    breaches = [breach for check in checks for breach in check(record, source)]
    return min(breaches, key=lambda breach: (breach.offset, breach.law), default=None)


def _outside(record: Record, source: Source) -> Iterator[Breach]:
    spans = [span for text in record.texts() for span in text.spans] + [change.span for change in record.changes]
    for start, end in spans:
        if not 0 <= start <= end <= len(source.text):
            yield Breach(1, max(0, min(start, len(source.text))), f"the span [{start}, {end}) lies outside the source")
            return
    yield from (Breach(3, 0, f"a {text.role} has no span") for text in record.texts() if not text.spans)


def _coverage(record: Record, source: Source) -> Iterator[Breach]:
    """Law 1: every character that is not white space lies in exactly one span."""
    at = 0
    for start, end, role in sorted((start, end, text.role) for text in record.texts() for start, end in text.spans):
        lost = source.text[at:start]
        if lost.strip():
            offset = at + len(lost) - len(lost.lstrip())
            yield Breach(1, offset, f"{source.text[offset]!r} lies in no span")
            return
        if start < at:
            yield Breach(1, start, f"{source.text[start]!r} lies in two spans, the second of a {role}")
            return
        at = max(at, end)
    lost = source.text[at:]
    if lost.strip():
        offset = at + len(lost) - len(lost.lstrip())
        yield Breach(1, offset, f"{source.text[offset]!r} lies in no span")


def _values(record: Record, source: Source) -> Iterator[Breach]:
    """Law 3: a value is its first span with the changes applied, and the other spans repeat it."""
    changes = Changes(record.changes)
    for text in record.texts():
        for number, span in enumerate(text.spans):
            said = apply_changes(source.text, span, changes.inside(span))
            if said != text.value:
                which = "its first span says" if number == 0 else "a repeat says"
                offset = _place(source.text, span, _same(squeeze(said), squeeze(text.value)))
                at = max(0, _same(said, text.value) - 15)
                yield Breach(3, offset, f"the {text.role} is {_short(text.value, at)}, but {which} {_short(said, at)}")
                break


def _rebuilt(record: Record, source: Source) -> Iterator[Breach]:
    """Law 2: values with the changes undone spell the source, white space aside.

    Where no change lies inside a span, law 3 says it already.
    """
    spans = sorted(span for text in record.texts() for span in text.spans)
    changes = Changes(record.changes)
    for change in record.changes:
        start, end = change.span
        before = bisect_right(spans, (start, len(source.text) + 1)) - 1
        if before < 0 or not spans[before][0] <= start <= end <= spans[before][1]:
            yield Breach(2, start, f"a change of {_short(change.before)} lies in no text")
            return
        if source.text[start:end] != change.before:
            found = _short(source.text[start:end])
            yield Breach(2, start, f"a change says {_short(change.before)} stood here, not {found}")
            return
    for text in record.texts() if record.changes else ():
        for span in text.spans:
            inside = changes.inside(span)
            rebuilt, wanted = _undo(text, span, inside, source), squeeze(source.text[span[0] : span[1]])
            if inside and rebuilt != wanted:
                offset = _place(source.text, span, _same(rebuilt, wanted))
                yield Breach(2, offset, f"a {text.role} does not spell its source")
                return


def _undo(text: Text, span: Span, changes: tuple[Change, ...], source: Source) -> str:
    value, parts, at, used = squeeze(text.value), [], span[0], 0
    for change in sorted(changes, key=lambda change: change.span):
        kept = len(squeeze(source.text[at : change.span[0]]))
        parts += [value[used : used + kept], squeeze(change.before)]
        used += kept + len(squeeze(change.after))
        at = change.span[1]
    return "".join((*parts, value[used:]))


def _same(left: str, right: str) -> int:
    """How many characters two texts have in common from the start."""
    pairs = enumerate(zip(left, right, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(left), len(right)))


def _place(source: str, span: Span, count: int) -> int:
    """Where the character after `count` that are not white space stands in a span; its end if there is none."""
    ink = (at for at in range(*span) if not source[at].isspace())
    return next((at for number, at in enumerate(ink) if number == count), span[1])


def _short(text: str, at: int = 0) -> str:
    """`text` for a message: forty characters from `at` on."""
    return ("…" if at else "") + repr(text[at : at + 40]) + ("…" if len(text) > at + 40 else "")
