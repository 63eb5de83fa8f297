"""A one-byte charset read as another: every letter became one other sign.

No form betrays such text, only the letters do. Words that cost more than language does are read in
every charset that could have been meant; the reading that makes them likeliest wins, if it wins clearly.
"""

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from cleaner.charsets import READ, WRITTEN
from cleaner.expressions import expression
from cleaner.letters import UNIT, cost
from cleaner.mend.clusters import Word, clusters, cost_of, given, is_strange, length
from cleaner.mend.edits import Edit
from cleaner.mend.gates import Chain
from cleaner.mend.hopes import ENOUGH, held_by, hopes, read_as, reading_of
from cleaner.mend.objections import against, doubt
from cleaner.mend.segments import segments, stretch_of
from cleaner.record import Span

PROOF = 6
"""A reading must make as many letters to prove something for other lines."""
LANGUAGE = 7 * UNIT
"""Words that cost more for each of their letters are none."""
RARE = {"mac-cyrillic": 2 * UNIT, "mac-roman": 4 * UNIT, "cp737": 4 * UNIT, "iso8859-5": 2 * UNIT}
"""What speaks against charsets that few texts were written in."""
SHORT = 3
"""Shorter words prove nothing, however many."""
_SIGNS = expression(r"[^\x00-\x7f]+")
_HIGH = expression(r"[^\x00-\x7f]")


class _Reading(NamedTuple):
    gain: int
    start: int
    end: int
    text: str
    chains: list[Chain]
    """Each pair of charsets that reads the words so: the one they were taken for, the one they were written in."""


def find(line: str) -> tuple[int, list[Edit]]:
    """What reading parts of a line in another charset gains (eighths of a bit), and the edits that do it."""
    readings = _best_readings(line)
    edits = sorted(edit for reading in readings for edit in _edits(line, reading))
    return sum(reading.gain for reading in readings), edits


def chains(line: str) -> frozenset[Chain]:
    """How the words of a line that are repaired could have come about; a sign here and there proves nothing."""
    proofs = (reading for reading in _best_readings(line) if len(_HIGH.findall(reading.text)) >= PROOF)
    return frozenset(chain for reading in proofs for chain in reading.chains)


@lru_cache(maxsize=16)
def _best_readings(line: str) -> tuple[_Reading, ...]:
    return tuple(reading for words in clusters(line, is_strange) for reading in _chosen(line, words))


def _chosen(line: str, words: list[Word]) -> Iterator[_Reading]:
    """The best readings of a cluster that do not overlap."""
    taken: list[Span] = []
    for reading in sorted(_readings(line, words), key=lambda reading: (-reading.gain, reading.start)):
        at = bisect_left(taken, (reading.start, reading.end))
        before, after = taken[at - 1 : at] or [(0, 0)], taken[at : at + 1] or [(len(line), 0)]
        if before[0][1] <= reading.start and reading.end <= after[0][0]:
            taken.insert(at, (reading.start, reading.end))
            yield reading


def _edits(line: str, reading: _Reading) -> Iterator[Edit]:
    """One edit for each stretch of other signs."""
    for found in _SIGNS.finditer(line, reading.start, reading.end):
        after = reading.text[found.start() - reading.start : found.end() - reading.start]
        if after != found[0]:
            yield Edit(found.start(), found.end(), after, "mojibake")


def _readings(line: str, words: list[Word]) -> Iterator[_Reading]:
    """For each pair of charsets the stretch of words that gains most, if it gains enough."""
    seen: dict[tuple[int, tuple[str, ...]], list[Chain]] = {}
    alike: dict[tuple[int, str], list[tuple[str, list[Chain]]]] = {}
    strange = {word.text: hopes(word.text) for word in words if is_strange(word.text)}
    for name in READ:
        if not any(name in found for found in strange.values()):
            continue
        for segment in segments(words, name):
            data = "".join(word.text for word in segment).translate(reading_of(name, "latin-1"))
            first = alike.setdefault((segment[0].start, data), [])
            if first:
                # The same bytes read the same, whatever charset they are.
                for written, chains in first:
                    chains.append((name, written))
                continue
            own = (strange[word.text] for word in segment if word.text in strange)
            hoped = set[str]().union(*(found.get(name, ()) for found in own))
            for written in WRITTEN:
                if written not in hoped:
                    continue
                read = [read_as(word.text, name, written) for word in segment]
                texts = tuple(text for text, _ in read)
                key = (segment[0].start, texts)
                known = key in seen
                chains = seen.setdefault(key, [])
                chains.append((name, written))
                first.append((written, chains))
                if written == name or known:
                    continue
                stretch = stretch_of([gain for _, gain in read])
                if stretch and (reading := _reading(line, segment[slice(*stretch)], texts[slice(*stretch)], chains)):
                    span = (reading.start, reading.end)
                    needed = (
                        ENOUGH + against(words, *span, held_by(name)) + doubt(line, line[slice(*span)], reading.text)
                    )
                    if reading.gain >= needed:
                        yield reading


def _reading(line: str, words: list[Word], texts: tuple[str, ...], chains: list[Chain]) -> _Reading | None:
    """A stretch of words read anew; None if what comes out is no language, or too little to tell."""
    new = [text for word, text in zip(words, texts, strict=True) if word.text != text]
    if max(map(length, new), default=0) < SHORT or sum(map(given, new)) > LANGUAGE * sum(map(length, new)):
        return None
    start = at = words[0].start
    parts = []
    for word, text in zip(words, texts, strict=True):
        parts += [line[at : word.start], text]
        at = word.end
    after = "".join(parts)
    turned = sum(cost_of(text) - given(text) for text in new)
    return _Reading(cost(line[start:at]) - cost(after) + turned - RARE.get(chains[0][1], 0), start, at, after, chains)
