"""What one line proves of how a text was misread goes for its other lines.

A caption in Hebrew tells the two charsets; the quotation marks of the English lines around it, which tell
little by themselves, were misread in the same way.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from operator import itemgetter

from cleaner.charsets import READ
from cleaner.expressions import expression
from cleaner.letters import UNIT, cost
from cleaner.mend.clusters import is_strange
from cleaner.mend.edits import Edit, apply
from cleaner.mend.gates import Chain
from cleaner.mend.hopes import held_by, reading_of
from cleaner.mend.sequences import words_in
from cleaner.rulebook import rulebook

ENOUGH, LITTLE, CLEAR = 2 * UNIT, -8 * UNIT, 8 * UNIT
"""What a proven reading must gain for a word that stands alone, for one among others of its line that gain, and for
one that reads well as it stands."""
QUOTES, MANY, KNOWN = 40 * UNIT, 3, 0.25
"""Quotation marks alone prove a chain where so many words gain so much, in a text in which function words of a
language that we know make up so great a share."""
_SPACED = expression(r"[^ \t\n\r\f\v]+")
_WORD = expression(r"[^ \t\n\r\f\v]*[^\x00-\x7f \t\n\r\f\v][^ \t\n\r\f\v]*")
_SIGN = expression(r"[^\x00-\x7f]+")
_PLAIN = expression("[A-Za-z]+")
_QUOTED = expression("[\u00a0\u00ab\u00bb\u2013\u2014\u2018-\u201e\u2026]+")


def find(line: str, proven: Counter[Chain]) -> list[Edit]:
    """The repairs of a line that a chain proven by others makes, of the most often proven the one that gains most."""
    if line.isascii() or "\ufffd" in line:
        return []
    for votes in sorted(set(proven.values()), reverse=True):
        readings = [_reading(line, chain) for chain in sorted(proven) if proven[chain] == votes]
        if edits := max(readings, key=itemgetter(0))[1]:
            return edits
    return []


def quotes(lines: Sequence[str]) -> list[list[Edit]]:
    """The repairs of quotation marks in a text whose other letters are sound: many of them prove one another."""
    name = misread_quotes(lines)
    return [[*_quoted(line, name)] for line in lines] if name and _is_known(lines) else []


def misread_quotes(lines: Iterable[str]) -> str | None:
    """The charset that quotation marks seem to have been taken for; the language of the lines must confirm it."""
    words = (word for line in lines if not line.isascii() for word in _SPACED.findall(line) if not word.isascii())
    held = Counter(word for word in words if _PLAIN.search(word))
    most = max(MANY, 0.9 * held.total())
    kinds = Counter[frozenset[str]]()
    for word, times in held.items():
        kinds[frozenset(_SIGN.findall(word))] += times
    totals = {}
    found = frozenset[str]().union(*kinds)
    for name in READ if held.total() >= MANY else ():
        marks, misread = _marks(name)
        if misread.isdisjoint("".join(found)) or (
            sum(times for signs, times in kinds.items() if all(map(marks.issuperset, signs))) < most
        ):
            continue
        gains = [
            (gain, times)
            for word, times in held.items()
            if held_by(name).issuperset(word) and (gain := _quote_gain(word, name)) >= ENOUGH
        ]
        total = sum(gain * times for gain, times in gains)
        if sum(times for _, times in gains) >= most and total >= QUOTES:
            totals[name] = total
    return max(totals, key=totals.__getitem__, default=None)


@cache
def _marks(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """Signs of a charset that are quotation marks, dashes and spaces in windows-1252; those that are other ones."""
    reading = reading_of(name, "windows-1252")
    marks = {chr(code): sign for code, sign in reading.items() if _QUOTED.fullmatch(sign)}
    return frozenset(marks), frozenset(sign for sign, after in marks.items() if sign != after)


def _quoted(line: str, name: str) -> Iterator[Edit]:
    """Signs of a charset that stand for quotation marks, dashes and spaces."""
    signs = reading_of(name, "windows-1252")
    for sign in _SIGN.finditer(line):
        after = sign[0].translate(signs)
        if after != sign[0] and _QUOTED.fullmatch(after):
            yield Edit(sign.start(), sign.end(), after, "mojibake")


def _is_known(lines: Sequence[str]) -> bool:
    """Whether a text is in a language whose function words we know."""
    words = [word.lower() for line in lines for word in _PLAIN.findall(line)]
    common = max(sum(1 for word in words if word in known) for known in rulebook().languages.values())
    return common >= KNOWN * len(words)


def _quote_gain(word: str, name: str) -> int:
    after = word.translate(reading_of(name, "windows-1252"))
    return cost(word) - cost(after) if _QUOTED.fullmatch("".join(_SIGN.findall(after))) else 0


def _reading(line: str, chain: Chain) -> tuple[int, list[Edit]]:
    """What a chain gains for a line, and the edits for its words."""
    name, written = chain
    words = [*(words_in(line, name) if written == "utf-8" else _words(line, name, written))]
    gains = [_gain(line, *word) for word in words]
    lettered = any(char.isalpha() for start, end, _ in words for char in line[start:end])
    least = LITTLE if sum(gains) >= (ENOUGH if lettered else LITTLE) else ENOUGH
    kept = [
        (gain, edits)
        for gain, (start, end, edits) in zip(gains, words, strict=True)
        if edits and gain >= (least if written == "utf-8" or _is_strange(line, start, end) else CLEAR)
    ]
    return sum(gain for gain, _ in kept), [edit for _, edits in kept for edit in edits]


def _is_strange(line: str, start: int, end: int) -> bool:
    """Whether a word looks broken; a single sign never does."""
    return end - start > 1 and is_strange(line[start:end])


def _words(line: str, name: str, written: str) -> Iterator[tuple[int, int, list[Edit]]]:
    """Words that a charset can hold, with the edits that read them in another."""
    signs = reading_of(name, written)
    for word in _WORD.finditer(line):
        if held_by(name).issuperset(word[0]) and "\ufffd" not in word[0].translate(signs):
            found = _SIGN.finditer(line, word.start(), word.end())
            edits = (Edit(sign.start(), sign.end(), sign[0].translate(signs), "mojibake") for sign in found)
            yield word.start(), word.end(), [edit for edit in edits if line[edit.start : edit.end] != edit.after]


def _gain(line: str, start: int, end: int, edits: list[Edit]) -> int:
    return cost(line[start:end]) - cost(apply(line, edits, start, end))
