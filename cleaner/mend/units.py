"""Characters read out of what stood for them: the ground the undoing of escapes stands on."""

import codecs
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise
from string import ascii_letters, digits
from typing import NamedTuple

from cleaner.mend.edits import Edit
from cleaner.record import Kind

_QUOTES = frozenset("\u2018\u2019\u201c\u201d\u201e")
_LITERAL = frozenset("\"'`")
_HAN = frozenset({"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"})


class Item(NamedTuple):
    """[start, end) of a line (code points) and the bytes it stands for."""

    start: int
    end: int
    data: bytes


class Unit(NamedTuple):
    """[start, end) of a line (code points) and the character it stands for; "" for none."""

    start: int
    end: int
    char: str


def read(items: Iterable[Item], charset: str) -> list[Unit] | None:
    """The characters of items that follow upon one another; None where the bytes are not `charset`.

    Units tile the items: the first starts where they start, each goes on where the last one ended.
    """
    decoder = codecs.getincrementaldecoder(charset)("strict")
    units: list[Unit] = []
    start = None
    try:
        for item in items:
            start = item.start if start is None else start
            char = decoder.decode(item.data)
            if char or not decoder.getstate()[0]:
                units.append(Unit(start, item.end, char))
                start = None
        decoder.decode(b"", final=True)
    except UnicodeError:
        return None
    return units


def script(char: str) -> str | None:
    """The script of a letter or mark, by the first word of its Unicode name; None for all others."""
    if char.isdigit() or unicodedata.category(char)[0] not in "LM":
        return None
    name = unicodedata.name(char, "").partition(" ")[0]
    return "CJK" if name in _HAN else name


def readable(text: str) -> bool:
    """Whether a text may hold these characters.

    Not controls but white space, not halves of a surrogate pair, nothing private or unassigned.
    """
    return all(char in "\t\n\r" or unicodedata.category(char) not in ("Cc", "Cs", "Co", "Cn") for char in text)


_TYPOGRAPHIC = frozenset("\u00a0\u2013\u2014\u2018\u2019\u201c\u201d\u2026")
_BESIDE = " .,;:!?()" + ascii_letters + digits
"""What stands beside a quotation mark or dash in prose; one with a space on either side is only spoken of."""


def speaks(line: str, units: list[Unit], alone: bool = False) -> bool:
    """Whether `units` (sorted) spell a word somewhere, so that they were plainly meant as text.

    Two letters of one script side by side do, and a quotation mark beside a Latin letter; letters
    that stand in the line unescaped count, unless `alone`, and so does what stands between two of
    them that are not ASCII. A word right between two quotation marks of program text is only mentioned.
    """
    for run in _runs(units):
        chars = "".join(unit.char for unit in run)
        start, end = run[0].start, run[-1].end
        before, after = line[start - 1 : start] if start else "", line[end : end + 1]
        if not alone and _foreign(before) and _foreign(after) and (not chars.isascii() or line[start] == "\\"):
            return True
        if chars.isascii() or (before in _LITERAL and before == after):
            continue
        if _TYPOGRAPHIC.issuperset(chars) and (before + after).strip(_BESIDE) == "" != (before + after).strip():
            return True
        if any(_joined(*pair) for pair in pairwise(chars if alone else before + chars + after)):
            return True
    return False


def edits(line: str, units: Iterable[Unit], kind: Kind = "escape") -> list[Edit]:
    """Edits for the units that a text may hold, where they are not what stands there already."""
    return [Edit(start, end, char, kind) for start, end, char in units if readable(char) and line[start:end] != char]


def _runs(units: list[Unit]) -> Iterator[list[Unit]]:
    """Units that touch, together."""
    start = 0
    for at in range(1, len(units) + 1):
        if at == len(units) or units[at].start != units[at - 1].end:
            yield units[start:at]
            start = at


def _foreign(char: str) -> bool:
    """Whether a character (or "") is a letter that is not ASCII."""
    return not char.isascii() and script(char) is not None


def _joined(one: str, other: str) -> bool:
    """Whether two characters side by side belong to one word, and not both to ASCII."""
    if one.isascii() and other.isascii():
        return False
    if one in _QUOTES or other in _QUOTES:
        return "LATIN" in (script(one), script(other))
    own = script(one)
    return own is not None and script(other) in (own, "COMBINING")
