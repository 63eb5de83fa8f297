"""Texts of a record in parts for the eye: one language, one direction, and at most one repair each."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cleaner.changes import Changes
from cleaner.record import Change, Direction, Span, Text

Pieces = list[tuple[str, Change | None]]


class Part(NamedTuple):
    """A stretch of a text; `change` is the repair that made it, if one did."""

    value: str
    lang: str
    dir: Direction
    change: Change | None


def source_pieces(source: str, span: Span, changes: Iterable[Change]) -> Pieces:
    """What stands in a span of the source, cut at the repairs; one that only puts something in is an empty piece."""
    pieces: Pieces = []
    at = span[0]
    for change in changes:
        pieces += [(source[at : change.span[0]], None), (source[slice(*change.span)], change)]
        at = change.span[1]
    pieces.append((source[at : span[1]], None))
    return [piece for piece in pieces if piece[0] or piece[1]]


def parts(text: Text, source: str, changes: Changes) -> list[Part]:
    """The value of a text in parts; together they spell it. `source` is the decoded source, in which spans count."""
    pieces = _folded(source_pieces(source, text.spans[0], changes.inside(text.spans[0])))
    if "".join(piece for piece, _ in pieces) != text.value:
        pieces = [(text.value, None)]
    if not text.runs:
        return [Part(piece, text.lang, text.dir, change) for piece, change in pieces]
    return list(_cut(text, pieces))


def _folded(pieces: Pieces) -> Pieces:
    """Repairs applied, and white space folded over all pieces together."""
    folded: Pieces = []
    blank = True
    for piece, change in pieces:
        said = change.after if change else piece
        words = said.split()
        kept = " ".join(words)
        if said[:1].isspace() and not blank:
            kept = " " + kept
        if words and said[-1:].isspace():
            kept += " "
        blank = kept.endswith(" ") if kept else blank
        folded.append((kept, change))
    return _stripped(folded)


def _stripped(pieces: Pieces) -> Pieces:
    """Without white space at the end; repairs that left nothing stay."""
    for at in range(len(pieces) - 1, -1, -1):
        piece, change = pieces[at]
        pieces[at] = (piece.rstrip(), change)
        if pieces[at][0]:
            break
    return [piece for piece in pieces if piece[0] or piece[1]]


def _cut(text: Text, pieces: Pieces) -> Iterator[Part]:
    """Pieces cut at the runs of a text of both directions."""
    runs = list(text.runs)
    at = 0
    for piece, change in pieces:
        if not piece:
            yield Part(piece, text.lang, text.dir, change)
        while piece:
            while len(runs) > 1 and runs[0].end <= at:
                runs.pop(0)
            room = max(runs[0].end - at, 1) if len(runs) > 1 else len(piece)
            yield Part(piece[:room], runs[0].lang, runs[0].dir, change)
            piece, at = piece[room:], at + len(piece[:room])
