"""Character references of HTML and XML (HTML Living Standard, 13.5), also escaped twice or without `;`."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise, zip_longest
from typing import NamedTuple

from cleaner.expressions import expression
from cleaner.mend.edits import Edit
from cleaner.mend.units import Unit, edits, script

# `&amp;` before a reference is one that was escaped again; it goes with it.
_NEST = "(?:amp;|#38;|#[xX]26;)*"
_REFERENCE = expression(
    f"&(?:{_NEST}(?:#(?:[xX](?P<hex>[0-9A-Fa-f]{{1,6}})|(?P<dec>[0-9]{{1,7}}))(?P<shut>;?)"
    "|(?P<name>[A-Za-z][A-Za-z0-9]{1,31});)|(?P<open>[A-Za-z]{2,8})(?![A-Za-z0-9=;]))"
)
# What a link holds belongs to its address; a page about markup shows references as they are.
_LINK = expression(
    r"(?:\b[A-Za-z]{2,10}://|\bwww\.|[\w/]\?[\w%.-]{1,40}=)"
    r"(?:(?!&(?:amp;){0,3}(?:quot|apos|lt|gt|nbsp|#39|#34|#x27|#x22);)\S)*"
)
_MARKUP = expression(r"(?:<|&(?:amp;)*lt;)[/!]?[A-Za-z]|\bX?HTML\b|\bXML\b")
_LITERAL = frozenset("\"'`")
_PLAIN = frozenset("\"'&")


class _Reference(NamedTuple):
    """A reference at [start, end) of a line: the characters before and after it, whether it touches another one."""

    start: int
    end: int
    char: str
    before: str
    after: str
    touches: bool
    form: str


def find(line: str) -> list[Edit]:
    """Edits for the references in a line that stand for what a text holds.

    Stays as it is: what a link holds, what stands between quotation marks all by itself, ASCII
    signs in a line that shows markup (unless letters of another script stand beside them), ASCII
    letters alone, and names without `;` among ASCII letters.
    """
    if "&" not in line:
        return []
    return edits(line, _paired([*_units(line)]))


def _units(line: str) -> Iterator[Unit]:
    links = [(found.start(), found.end()) for found in _LINK.finditer(line)]
    markup = bool(_MARKUP.search(line))
    at = 0
    for reference in _references(line):
        while at < len(links) and links[at][1] <= reference.start:
            at += 1
        linked = at < len(links) and links[at][0] <= reference.start
        if reference.char and not linked and _wanted(reference, markup):
            yield Unit(*reference[:3])


def _references(line: str) -> Iterator[_Reference]:
    references = list(_REFERENCE.finditer(line))
    joints = [one["shut"] for one, other in pairwise(references) if one.end() == other.start()]
    # Where none is shut inside a word, a `;` at a word's end is the text's own.
    unshut = "" in joints and ";" not in joints
    last = -1
    for found, following in zip_longest(references, references[1:]):
        start, end = found.span()
        touches = start == last or (following is not None and following.start() == end)
        last = end
        if unshut and found["shut"] and (end == len(line) or line[end].isspace()):
            end -= 1
        before, after = line[start - 1 : start] if start else "", line[end : end + 1]
        form = "bare" if found["open"] else "open" if found["shut"] == "" else "shut"
        yield _Reference(start, end, _meant(found), before, after, touches, form)


def _wanted(reference: _Reference, markup: bool) -> bool:
    """Whether a reference is text that was escaped, not one that is shown."""
    _, _, char, before, after, touches, form = reference
    if before in _LITERAL and before == after:
        return False
    foreign = any(not side.isascii() and script(side) for side in (before, after))
    if form == "bare":
        return foreign
    if not char.isascii():
        return True
    if char.isalnum() or char.isspace():
        return touches
    if form == "open":
        return char in _PLAIN and (before.isalpha() or after.isalpha())
    return foreign or not markup


def _paired(units: list[Unit]) -> Iterator[Unit]:
    """Units with the halves of surrogate pairs that touch made one."""
    high = None
    for unit in units:
        if high and high.end == unit.start and "\udc00" <= unit.char < "\ue000":
            char = (high.char + unit.char).encode("utf-16", "surrogatepass").decode("utf-16")
            yield Unit(high.start, unit.end, char)
        else:
            yield unit
        high = unit if "\ud800" <= unit.char < "\udc00" else None


def _meant(found: re.Match[str]) -> str:
    """The character a reference stands for; "" for none. 128 to 159 are those of windows-1252."""
    if name := found["name"] or found["open"]:
        return _named(name if found["open"] else f"{name};")
    number = int(found["hex"], 16) if found["hex"] else int(found["dec"])
    if 0x80 <= number < 0xA0:
        return bytes([number]).decode("cp1252", "ignore")
    return chr(number) if number <= 0x10FFFF else ""


@cache
def _names() -> dict[str, str]:
    from html.entities import html5

    return {name: char for name, char in html5.items() if len(char) == 1}


def _named(name: str) -> str:
    return _names().get(name, "")
