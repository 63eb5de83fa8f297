r"""Letters spelled in ASCII by programs: `\u05d0`, `\xd7\x90`, `\327\220`, `\5D0 `, `%u05D0`, `%D7%90`, `=D7=90`."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from cleaner.expressions import expression
from cleaner.mend.edits import Edit, apply
from cleaner.mend.units import Item, Unit, edits, read, speaks


class Style(NamedTuple):
    """A way of spelling: `sign` stands in every line that uses it, one group of `pattern` holds a number or a sign.

    The groups are `byte` (hexadecimal) and `octal` for bytes of UTF-8, `point` for a code point or
    half of a surrogate pair, `char` for a sign that stands for itself.
    """

    sign: str
    pattern: re.Pattern[str]
    charset: str = "utf-8"


_HEX = "[0-9A-Fa-f]"
_SLASH = r"(?<!\\)\\+"
_PERCENT = expression(f"%(?:25)*(?P<byte>{_HEX}{{2}})")
_STYLES = (
    # JSON, Python, JavaScript; RFC 8259, 7 for the pairs.
    Style(
        "\\",
        expression(
            rf'{_SLASH}(?:u(?P<point>{_HEX}{{4}})|u\{{(?P<braced>{_HEX}{{1,6}})\}}|U(?P<long>{_HEX}{{8}})|(?P<char>["/])|(?P<white>[nrt])(?![a-z]))'
        ),
        "utf-16-be",
    ),
    Style("\\", expression(rf"{_SLASH}(?:x(?P<byte>{_HEX}{{2}})|(?P<char>[\"']))")),
    Style("\\", expression(rf"{_SLASH}(?P<octal>[0-3][0-7]{{2}})")),
    # CSS Syntax 3, 4.3.7: the space after the digits belongs to them.
    Style("\\", expression(rf"\\(?P<point>{_HEX}{{2,6}})(?: |(?![0-9A-Za-z]))"), "utf-16-be"),
    # JavaScript's escape(): what is below U+0100 has two digits.
    Style("%", expression(rf"%(?:25)*(?:u(?P<point>{_HEX}{{4}})|(?P<latin>{_HEX}{{2}}))"), "utf-16-be"),
    Style("%", _PERCENT),
    # RFC 2045, 6.7; a soft break stands for nothing.
    Style("=", expression(rf"=(?:(?P<byte>{_HEX}{{2}})|(?P<char>)\r?\n)")),
)
_CSS, _UNESCAPE = _STYLES[3], _STYLES[4]
_OCTAL = expression(r"\\[23][0-7]{2}")
_UNIT = expression(f"%(?:25)*u{_HEX}{{4}}")
_WHITE = {"n": "\n", "r": "\r", "t": "\t"}
_WORD = expression(r"\S+")
# Before the first escape of a word these make it a link or a path, whose escapes are its own.
_ADDRESS = expression(r"[/?=&#\\]|\bwww\.")
_DRIVE = expression(r"\b[A-Za-z]:\\")
_CODE = expression(
    r"""[A-Za-z_]\w?(?:\(|\s?=\s?)[bfru]{0,2}["'`/]|(?<![^\W_])[bfru]{1,2}["']|[{\[]\s?["']|["']\s?[}\]]|"""
    r"""["']\s?:\s?["'{\[0-9]|^\s{0,8}[A-Za-z_][\w.-]{0,60}\s?=|[!=]=|=>|&&|\|\||/\*|\[\^|\][+*?{]|\\[dswDSW]\b"""
    # A string alone on its line, as lists of a program have them.
    r"""|^\s+[bfru]{0,2}(["']).*\1[,)\]]*$|^[bfru]{0,2}(["']).*\2,$"""
)


def find(line: str) -> list[Edit]:
    """Edits for the first style in which a line plainly holds text: a word of it, outside links, paths and code.

    A style is undone in the whole line or, where its bytes are no UTF-8, not at all.
    """
    for style in _STYLES:
        if style.sign in line and (found := _undone(line, style)):
            return found
    return []


def _undone(line: str, style: Style) -> list[Edit]:
    items = [_item(found, style) for found in style.pattern.finditer(line)]
    if not items or not _apt(line, style, items):
        return []
    spaces: list[Unit] = []
    if style.sign == "%":
        items, spaces = _free_words(line, items)
    units: list[Unit] = []
    for run in _runs(items):
        read_run = read(run, style.charset)
        if read_run is None:
            return []
        units += read_run
    if not speaks(line, units, alone=style is _CSS):
        return []
    found = edits(line, sorted(units + spaces))
    return [] if _CODE.search(apply(line, found)) else found


def _apt(line: str, style: Style, items: list[Item]) -> bool:
    """Whether a line is what the style looks like, and not what another one does."""
    if style is _CSS:
        # Octal bytes of some legacy encoding look the same; a path may hold folders called `add` or `dad`.
        return not _DRIVE.search(line) and not all(_OCTAL.match(line, item.start) for item in items)
    return style is not _UNESCAPE or bool(_UNIT.search(line))


def _item(found: re.Match[str], style: Style) -> Item:
    group = found.lastgroup or ""
    value = found[group]
    if group == "byte":
        data = bytes([int(value, 16)])
    elif group == "octal":
        data = bytes([int(value, 8)])
    elif group == "white":
        data = _WHITE[value].encode(style.charset)
    elif group == "char":
        data = value.encode(style.charset)
    else:
        data = chr(min(int(value, 16), 0x10FFFF)).encode(style.charset, "surrogatepass")
    return Item(found.start(), found.end(), data)


def _runs(items: list[Item]) -> Iterator[list[Item]]:
    """Items that touch, together."""
    start = 0
    for at in range(1, len(items) + 1):
        if at == len(items) or items[at].start != items[at - 1].end:
            yield items[start:at]
            start = at


def _free_words(line: str, items: list[Item]) -> tuple[list[Item], list[Unit]]:
    """The items in words that are no link or path; the plus signs in them that are spaces of a form."""
    kept: list[Item] = []
    spaces: list[Unit] = []
    at = 0
    for word in _WORD.finditer(line):
        first = at
        while at < len(items) and items[at].start < word.end():
            at += 1
        own = items[first:at]
        if not own or "@" in word[0] or _ADDRESS.search(line, word.start(), own[0].start):
            continue
        kept += own
        if all(item.data.strip(b"\0") != b" " for item in own):
            spaces += [Unit(plus, plus + 1, " ") for plus in range(word.start(), word.end()) if line[plus] == "+"]
    return kept, spaces
