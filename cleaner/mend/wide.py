"""UTF-16 that was read as Latin-1: every second character is half of a letter."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from cleaner.expressions import expression
from cleaner.mend.units import Item, Unit, read, readable

LINE_END = expression("\r\n|[\n\r\x85\u2028\u2029]")
_CONTROL = "\x01-\x08\x0e-\x1f"
# High bytes: of letters, U+0000 to U+1FFF, controls; of signs, U+2000 to U+26FF, which stand in short rows.
_LETTER, _SIGN, _ANY = f"[\0\t{_CONTROL}]", "[ -&]", "[\0-\xff]"
_LAST = "(?=[\n\r]|\\Z)"
_ORDERS = (
    (
        expression(f"(?:\xff\xfe)?(?:(?:{_ANY}{_SIGN}){{0,8}}+{_ANY}{_LETTER})++(?:(?:{_ANY}{_SIGN}){{1,8}}+{_LAST})?"),
        "utf-16-le",
        1,
    ),
    (
        expression(f"(?:\xfe\xff)?(?:(?:{_SIGN}{_ANY}){{0,8}}+{_LETTER}{_ANY})++(?:(?:{_SIGN}{_ANY}){{1,8}}+{_LAST})?"),
        "utf-16-be",
        0,
    ),
)
_MARKS = ("\xff\xfe", "\xfe\xff")
_END = expression("\0?(?=[\n\r\x85\u2028\u2029]|\\Z)")
_HALF, _SOME = expression(f"[{_CONTROL}]"), expression(f"[\0{_CONTROL}]")
_ALTERNATE = expression(f"([{_CONTROL}])[^\0-\x1f]\\1[^\0-\x1f]\\1")
"""One control again and again with a character between: the page of an alphabet."""
_SIGNS = expression("[\0 -&\xfe\xff]")
_LOST = expression(f"\ufffd[{_CONTROL}]|[{_CONTROL}]\ufffd")


class Stretch(NamedTuple):
    """[start, end) of a text (code points) that is UTF-16, and the characters it stands for."""

    start: int
    end: int
    units: list[Unit]


def stretches(text: str) -> Iterator[Stretch]:
    """Where UTF-16 stands in a text: from the start of a line to the end of one, line ends in it included.

    It begins with a byte order mark or holds letters that are not ASCII, and all of it reads as text.
    """
    at = 0
    starts = [0, *(found.end() for found in LINE_END.finditer(text))] if _SOME.search(text) else []
    for start in starts:
        if start < at:
            continue
        # Where both byte orders fit, the one that keeps to one alphabet.
        ranked = [
            (found.end(), _steadiness(found[0][high::2]), found, charset)
            for pattern, charset, high in _ORDERS
            if (found := pattern.match(text, start))
        ]
        if not ranked:
            continue
        at, steadiness, found, charset = max(ranked, key=lambda rank: rank[:2])
        if not _END.match(text, at) or not _proven(found[0], steadiness):
            continue
        pairs = range(start, at, 2)
        units = read((Item(pair, pair + 2, text[pair : pair + 2].encode("latin-1")) for pair in pairs), charset)
        if units and all(unit.char == "\ufeff" or readable(unit.char) for unit in units):
            yield Stretch(start, at, [Unit(*unit[:2], unit.char.removeprefix("\ufeff")) for unit in units])


def lost(line: str) -> tuple[int, int] | None:
    """The span of UTF-16 in a line that nobody can read any more: halves of letters became U+FFFD or are missing."""
    found = [found.span() for found in _LOST.finditer(line)] if "\ufffd" in line else []
    if not found and "\0" in line and _ALTERNATE.search(line) and not any(stretches(line)):
        found = [half.span() for half in _HALF.finditer(line)]
    return (found[0][0], found[-1][1]) if found else None


def _proven(found: str, steadiness: float) -> bool:
    """Whether a stretch is more than text with a stray control or NUL in it."""
    held = found[:2] in _MARKS or (len(_SOME.findall(found)) > 1 and bool(_HALF.search(found)))
    return held and steadiness > 0.5


def _steadiness(high: str) -> float:
    """The share of the commonest alphabet among high bytes, ASCII and signs aside."""
    letters = Counter(_SIGNS.sub("", high))
    return max(letters.values()) / letters.total() if letters else 1.0
