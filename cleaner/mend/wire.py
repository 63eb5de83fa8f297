"""Text as mail carries it: RFC 2047 encoded words and UTF-7 (RFC 2152)."""

import re
from base64 import b64decode
from collections.abc import Iterator
from unicodedata import category

from cleaner.expressions import expression
from cleaner.mend.edits import Edit
from cleaner.mend.units import Item, Unit, edits, read, readable, script, speaks

_ENCODED = expression(r"=\?([A-Za-z0-9_.-]{2,40})(?:\*[A-Za-z-]{1,20})?\?([BbQq])\?([ ->@-~]+)\?=")
_CHARSET = expression(
    r"utf-?8|us-ascii|(?:windows|cp)-?\d{3,5}|iso[-_]8859[-_]\d{1,2}|koi8-[rut]|gbk|gb2312|gb18030|big5|"
    r"shift_jis|euc-(?:jp|kr)|iso-2022-(?:jp|kr)|ks_c_5601-1987|tis-620|mac-?(?:roman|cyrillic|greek)"
)
_Q_BYTE = expression("=([0-9A-Fa-f]{2})|(.)", re.DOTALL)
_BASE64 = expression("[A-Za-z0-9+/]*")
_UTF7 = expression(r"\+([A-Za-z0-9+/]*)-?")
# What looks like words, names or numbers proves nothing, though it may be base64; nor do rare letters.
_WORDLIKE = expression("[A-Z]?[a-z]*|[A-Z]+|[0-9]+")
_ALPHABETS = "\u2e00"
_LITERAL = frozenset("\"'`")


def headers(line: str) -> list[Edit]:
    """Edits for the encoded words of mail headers; the space between two of one charset goes (RFC 2047, 6.2)."""
    if "=?" not in line:
        return []
    units: list[Unit] = []
    for words in _chains(line):
        start, end = words[0].start(), words[-1].end()
        charset = _charset(words[0])
        if not charset or (line[start - 1 : start] in _LITERAL and line[start - 1 : start] == line[end : end + 1]):
            continue
        own = read(_tiled(words), charset)
        if own and all(readable(unit.char) for unit in own):
            units += own
    return edits(line, units)


def _chains(line: str) -> Iterator[list[re.Match[str]]]:
    """Encoded words of one charset with nothing but white space between them, together."""
    chain: list[re.Match[str]] = []
    for word in _ENCODED.finditer(line):
        if chain and (line[chain[-1].end() : word.start()].strip() or word[1].lower() != chain[0][1].lower()):
            yield chain
            chain = []
        chain.append(word)
    if chain:
        yield chain


def _charset(word: re.Match[str]) -> str:
    """Python's name for the charset of an encoded word; "" for one we do not read."""
    name = word[1].lower()
    # RFC 1556: the suffix tells the order of the letters, not their bytes.
    name = name[:-2] if name.endswith(("8859-8-i", "8859-8-e")) else name
    return name.replace("windows-874", "cp874") if _CHARSET.fullmatch(name) else ""


def _tiled(words: list[re.Match[str]]) -> list[Item]:
    """The bytes of encoded words, each from where the last one ended; none where one is no base64."""
    items: list[Item] = []
    at = words[0].start()
    for word in words:
        pieces = _quoted(word[3]) if word[2] in "Qq" else _sextets(word[3].rstrip("="))
        if not pieces:
            return []
        ends = [word.start(3) + end for end, _ in pieces[:-1]] + [word.end()]
        for end, (_, data) in zip(ends, pieces, strict=True):
            items.append(Item(at, end, data))
            at = end
    return items


def _quoted(content: str) -> list[tuple[int, bytes]]:
    """The bytes of the Q encoding, each with the place in `content` where the next one begins."""
    return [
        (byte.end(), bytes([int(byte[1], 16)]) if byte[1] else byte[2].replace("_", " ").encode())
        for byte in _Q_BYTE.finditer(content)
    ]


def _sextets(content: str) -> list[tuple[int, bytes]]:
    """The bytes of base64 without padding, each with the place in `content` where the next one begins."""
    if not _BASE64.fullmatch(content) or len(content) % 4 == 1:
        return []
    data = b64decode(content + "=" * (-len(content) % 4))
    return [(number * 8 // 6, data[number - 1 : number]) for number in range(1, len(data) + 1)]


def utf7(line: str) -> list[Edit]:
    """Edits for a line in UTF-7: every `+` in it begins a stretch that reads as text, and some stretch holds a word."""
    if "+" not in line:
        return []
    units: list[Unit] = []
    proven = False
    for found in _UTF7.finditer(line):
        if found[0] == "+-":
            units.append(Unit(*found.span(), "+"))
            continue
        own = _stretch(found)
        if not own:
            return []
        proven = proven or (_is_code(found[1], own) and speaks(line, own))
        units += own
    return edits(line, units) if proven else []


def _is_code(content: str, units: list[Unit]) -> bool:
    """Whether a stretch looks like nothing but base64 of an alphabet."""
    parts = content.replace("/", "+").split("+")
    if all(map(_WORDLIKE.fullmatch, parts)):
        return False
    return all(unit.char < _ALPHABETS and category(unit.char) not in ("Sm", "Sk", "So") for unit in units)


def _stretch(found: re.Match[str]) -> list[Unit]:
    """The characters of one stretch, letters of one script; empty where it is no UTF-7."""
    content, first = found[1], found.start(1)
    # Sixteen bits a unit, and fewer than six left over, all zero.
    if len(content) % 8 not in (0, 3, 6) or not content:
        return []
    spare = len(content) * 6 % 16
    data = b64decode(content + "=" * (-len(content) % 4))
    if b64decode("AAA" + content[-1])[-1] & ((1 << spare) - 1):
        return []
    pieces = range(0, len(data) - 1, 2)
    items = [Item(first + at * 8 // 6, first + (at + 2) * 8 // 6, data[at : at + 2]) for at in pieces]
    items[0] = items[0]._replace(start=found.start())
    items[-1] = items[-1]._replace(end=found.end())
    units = read(items, "utf-16-be") or []
    scripts = {script(unit.char) for unit in units} - {None}
    return units if len(scripts) == 1 or not scripts else []
