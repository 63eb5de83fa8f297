"""Unicode facts: which script a letter belongs to, and which way it runs.

Scripts are named by ISO 15924 codes; the ranges are those of Unicode's Scripts.txt, kept
to whole blocks, which is enough to tell the languages of news apart.
"""

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from functools import cache, lru_cache
from itertools import groupby, islice

from cleaner.expressions import expression

RANGES = {
    "Grek": "\u0370-\u03ff\u1f00-\u1fff",
    "Cyrl": "\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f",
    "Armn": "\u0530-\u058f\ufb13-\ufb17",
    "Hebr": "\u0590-\u05ff\ufb1d-\ufb4f",
    "Arab": "\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
    "Syrc": "\u0700-\u074f\u0860-\u086f",
    "Thaa": "\u0780-\u07bf",
    "Deva": "\u0900-\u097f\ua8e0-\ua8ff",
    "Beng": "\u0980-\u09ff",
    "Guru": "\u0a00-\u0a7f",
    "Taml": "\u0b80-\u0bff",
    "Telu": "\u0c00-\u0c7f",
    "Thai": "\u0e00-\u0e7f",
    "Geor": "\u10a0-\u10ff\u2d00-\u2d2f",
    "Hang": "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af",
    "Ethi": "\u1200-\u139f",
    "Kana": "\u3040-\u30ff\u31f0-\u31ff",
    "Hani": "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003134f",
}
"""Ranges of each script but Latin, as they stand in a character class."""
LATIN = "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
KEPT = 400
"""Longest text, in code points, whose script is remembered: the steps ask for that of a line again and again."""
RTL_SCRIPTS = frozenset({"Hebr", "Arab", "Syrc", "Thaa"})
CASELESS = frozenset({"Hebr", "Arab", "Syrc", "Thaa", "Hang", "Kana", "Hani", "Thai", "Deva"})
WITHOUT_SPACES = frozenset({"Hani", "Kana", "Thai"})

_STARTS = sorted(
    (ord(ranges[at]), ord(ranges[at + 2]), name)
    for name, ranges in {**RANGES, "Latn": LATIN.replace("\u00aa\u00ba", "")}.items()
    for at in range(0, len(ranges), 3)
)
_NO_LETTERS = bytes(code for code in range(0x80) if not chr(code).isalpha())
_LATIN = expression(f"[{LATIN}]+")
_EVERYWHERE = "\\0-@\\[-`{-\xa9\xab-\xb9\xbb-\xbf\u2010-\u206f\u20a0-\u20bf"
"""Signs of ASCII, Latin-1, punctuation and currencies, as they stand in a character class."""
_ASCII_LETTER = expression("[A-Za-z]")


@cache
def script_of(char: str) -> str | None:
    """The script of a character; None for those that belong to many (digits, marks, spaces)."""
    at = bisect_right(_STARTS, (ord(char), 0x110000, "")) - 1
    return _STARTS[at][2] if at >= 0 and ord(char) <= _STARTS[at][1] else None


def count_scripts(text: str) -> Counter[str]:
    """Letters (and their marks) of each script in `text`, in code points."""
    if text.isascii():
        latin = len(text.encode().translate(None, _NO_LETTERS))
        return Counter({"Latn": latin} if latin else {})
    return Counter({name: sum(map(len, letters_of(name).findall(text))) for name in _in_order(text)})


def scripts_in(text: str) -> set[str]:
    """The scripts that `text` has letters or marks of."""
    return set(_in_order(text))


def _in_order(text: str) -> list[str]:
    """The scripts of a text in the order in which they first stand in it."""
    if text.isascii():
        return ["Latn"] if _ASCII_LETTER.search(text) else []
    found = [*islice(filter(None, map(script_of, text)), 1)]
    at = 0
    while found and (other := _other(text, frozenset(found), at)):
        script, at = other
        found.append(script)
    return found


def _other(text: str, scripts: frozenset[str], start: int = 0) -> tuple[str, int] | None:
    """The script of the first letter from `start` on that is of none of `scripts`, and where that letter ends."""
    for hit in beside(scripts).finditer(text, start):
        name = script_of(hit[0])
        if name and name not in scripts:
            return name, hit.end()
    return None


@cache
def beside(scripts: frozenset[str]) -> re.Pattern[str]:
    """A character that is not of these scripts, nor one of those that all texts hold.

    What a class leaves out is less than what it would have to hold: to compile it takes time for each character.
    """
    own = (f"{chr(start)}-{chr(end)}" for start, end, name in _STARTS if name in scripts and end <= 0xFFFF)
    return expression(f"[^{_EVERYWHERE}{''.join(own)}]")


@cache
def letters_of(script: str) -> re.Pattern[str]:
    """Letters of a script, and marks, in a row."""
    ranges = (f"{chr(start)}-{chr(end)}" for start, end, name in _STARTS if name == script)
    return expression(f"[{''.join(ranges)}]+")


@lru_cache(maxsize=1 << 5)
def letters_but(known: str, script: str) -> re.Pattern[str]:
    """One letter of a script, or a mark, that is not among those known."""
    codes = (code for start, end, name in _STARTS if name == script for code in range(start, end + 1))
    rest = [code for code in codes if chr(code) not in known]
    # What stands in a row is one range.
    rows = [[code for _, code in row] for _, row in groupby(enumerate(rest), lambda pair: pair[1] - pair[0])]
    return expression(f"[{''.join(f'{chr(row[0])}-{chr(row[-1])}' for row in rows)}]")


def main_script(text: str) -> str | None:
    """The script most letters of `text` belong to; None when it holds no letter we know.

    Kana count as Hani: Japanese is written in both at once.
    """
    if text.isascii():
        return "Latn" if _ASCII_LETTER.search(text) else None
    plain = text.encode("ascii", "ignore")
    if len(plain.translate(None, _NO_LETTERS)) > len(text) - len(plain):
        return "Latn"
    return _counted(text) if len(text) <= KEPT else _most_counted(text)


def _most_counted(text: str) -> str | None:
    scripts = _in_order(text)
    if len(scripts) == 1:
        return "Hani" if scripts == ["Kana"] else scripts[0]
    counts = count_scripts(text)
    if kana := counts.pop("Kana", 0):
        counts["Hani"] += kana
    return max(counts, key=lambda script: counts[script]) if counts else None


_counted = lru_cache(maxsize=1 << 7)(_most_counted)


def has_other_script(text: str, script: str) -> bool:
    """Whether `text` holds a letter of a script other than `script`."""
    if text.isascii():
        return script != "Latn" and bool(_LATIN.search(text))
    return _other(text, frozenset((script, "Kana" if script == "Hani" else script))) is not None


def script_direction(script: str | None) -> str:
    """`rtl` for scripts written from right to left, else `ltr`."""
    return "rtl" if script in RTL_SCRIPTS else "ltr"


@cache
def strong_direction(char: str) -> str | None:
    """Direction of a strong character (UAX #9, table 4: L, R, AL); None for all others."""
    kind = unicodedata.bidirectional(char)
    if kind == "L":
        return "ltr"
    return "rtl" if kind in ("R", "AL") else None
