"""Escapes undone where letters come out that the run was plainly meant to hold.

A link keeps its percent signs, a code listing its escapes, `AT&T` its ampersand.
"""

import re
from collections.abc import Callable

from cleaner.expressions import expression
from cleaner.mend import entities, spelled, wire
from cleaner.mend.edits import Doubt, Edit
from cleaner.mend.gates import MARK
from cleaner.mend.units import Item, Unit, edits, read
from cleaner.mend.wide import lost, stretches

_GATE = expression("[&\\\\%=+\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_PAIR = expression("[\ud800-\udbff][\udc00-\udfff]")
_BYTES = expression("[\udc80-\udcff]+")


def find(line: str) -> list[Edit]:
    """Edits that undo the escapes in a line; none in a line whose UTF-16 lost half of its letters."""
    found = _marks(line)
    if not _GATE.search(line) or lost(line):
        return found
    return _disjoint([*found, *(edit for step in _STEPS for edit in step(line))])


def doubts(line: str) -> list[Doubt]:
    """Where half of each letter is lost, so that what is left must stay as it is (`damaged`)."""
    span = lost(line)
    return [Doubt(*span, "damaged")] if span else []


def _marks(line: str) -> list[Edit]:
    """Byte order marks at the start, also misread."""
    found = MARK.match(line)
    return [Edit(0, found.end(), "", "control" if found[0] == "\ufeff" else "mojibake")] if found else []


def _wide(line: str) -> list[Edit]:
    """UTF-16 read as Latin-1; without it, NULs that stand among text."""
    units = [unit for stretch in stretches(line) for unit in stretch.units]
    nuls = (Edit(found.start(), found.end(), "", "control") for found in re.finditer("\0+", line))
    # Nothing in the text says that it is UTF-16.
    found = (edit._replace(flag="guessed-encoding") for edit in edits(line, units))
    return _disjoint([*found, *nuls])


def _surrogates(line: str) -> list[Edit]:
    """Bytes that Python could not decode (PEP 383), where they are UTF-8; pairs that stand as two halves."""
    units = [
        Unit(found.start(), found.end(), found[0].encode("utf-16", "surrogatepass").decode("utf-16"))
        for found in _PAIR.finditer(line)
    ]
    for found in _BYTES.finditer(line):
        places = range(found.start(), found.end())
        units += read((Item(at, at + 1, line[at].encode("latin-1", "surrogateescape")) for at in places), "utf-8") or []
    return edits(line, units)


def _disjoint(found: list[Edit]) -> list[Edit]:
    """Edits in order, without those that begin inside another one: the next look finds them."""
    kept: list[Edit] = []
    for edit in sorted(found, key=lambda edit: edit.start):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept


_STEPS: tuple[Callable[[str], list[Edit]], ...] = (
    _wide, _surrogates, entities.find, wire.headers, wire.utf7, spelled.find,
)  # fmt: skip
