"""Names of encodings, as pages and servers write them (WHATWG Encoding, "Names and labels")."""

import codecs

_SAME = {
    "logical": "iso8859-8", "visual": "iso8859-8", "csiso88598i": "iso8859-8", "csiso88598e": "iso8859-8",
    "iso-8859-8-i": "iso8859-8", "iso-8859-8-e": "iso8859-8", "iso-8859-6-i": "iso8859-6", "iso-8859-6-e": "iso8859-6",
    "dos-862": "cp862", "dos-866": "cp866", "koi": "koi8-r", "koi8": "koi8-r", "koi8-ru": "koi8-u",
    "x-mac-ukrainian": "mac-cyrillic", "unicode": "utf-16", "ucs-2": "utf-16", "utf8mb4": "utf-8",
}  # fmt: skip
_WIDER = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "big5": "big5hkscs",
    "utf-8-sig": "utf-8",
}  # fmt: skip
"""Encodings that browsers read as a larger one."""
_NO_CHARSETS = frozenset({"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape"})


def encoding(label: str) -> str | None:
    """The encoding that a label means, in our spelling; None for one that Python cannot read.

    >>> encoding("ISO-8859-1"), encoding("iso-8859-8-i"), encoding("x-cp1255"), encoding("klingon")
    ('windows-1252', 'iso8859-8', 'windows-1255', None)
    """
    label = label.strip().strip("\"'").lower()
    for name in (_SAME.get(label, label), label.removeprefix("x-")):
        try:
            b"-".decode(name, "replace")
            found = codecs.lookup(name).name
        except (LookupError, ValueError):
            continue
        found = _WIDER.get(found, found)
        return None if found in _NO_CHARSETS else found.replace("cp125", "windows-125")
    return None


def is_one_byte(name: str) -> bool:
    """Whether each byte stands for a character, those of ASCII for themselves."""
    try:
        beyond = bytes(range(0x80, 0x100)).decode(name, "replace")
        return len(beyond) == 128 and beyond.count("\ufffd") < 100 and b"news".decode(name) == "news"
    except UnicodeError:
        return False
