"""Texts that are broken in every way we know, for fuzz.py: made by chance from a seed, or repeated to any length."""

import random
import sys
from collections.abc import Callable

WORDS = {
    "he": "השער ליד הנחל נסגר אתמול בערב צילום ארכיון לוין שירותים ירוקים",
    "ar": "البوابة عند النهر أغلقت مساء أمس تصوير الأرشيف منصور خضراء لا",
    "fa": "دروازه کنار رودخانه دیشب بسته شد عکس بایگانی پرویز چراغ می\u200cروند",
    "ru": "Ворота у реки закрыли вчера вечером Фото архив Белова зелёные",
    "el": "Η πύλη δίπλα στο ποτάμι έκλεισε χθες το βράδυ ΦΩΤΟ αρχείο",
    "en": "The gate by the river closed last night (Photo: archive) café it’s 2024 AT&T",
}
ENCODINGS = {
    "he": "windows-1255 iso8859-8 cp862 cp424",
    "ar": "windows-1256 iso8859-6 cp864 mac-arabic",
    "fa": "windows-1256 mac-farsi",
    "ru": "windows-1251 koi8-r cp866 mac-cyrillic",
    "el": "windows-1253 cp737 mac-greek",
    "en": "windows-1252 mac-roman",
}
READERS = (
    "latin-1 windows-1250 windows-1251 windows-1252 windows-1253 windows-1254 windows-1255 windows-1256 windows-1257 "
    "cp437 cp850 cp862 cp864 cp866 mac-roman mac-arabic koi8-r iso8859-6 iso8859-8 iso8859-15 utf-8 utf-16-le utf-7"
)
ERRORS = ("replace", "ignore", "surrogateescape", "backslashreplace")
ESCAPES = (
    "&#1497; &#x5d0; &#x; &#0; &#55357; &#9999999999; &amp;quot; &amp;amp;amp;lt; &nbsp; &eacute &AMP &lt;b&gt; & &; "
    "\\u05d0 \\u05D0\\u05d1 \\ud83d\\ude00 \\ud83d \\u202e \\u \\U0001f600 \\xd7\\x90 \\327\\220 \\\\u05d0 \\n \\ "
    "%u05D0 %D7%90 %d7 %25D7%2590 % =D7=90 = +BdAF0Q- + =?utf-8?B?16nXnA==?= =?utf-8?Q?=D7=90?= \\N{DIGIT &#x2028;"
)
CONTROLS = (
    "\0\x01\x08\t\x0b\x0c\x1b\x7f\x80\x85\x92\x9d\xa0\xad\u034f\u061c\u115f\u180e\u200b\u200c\u200d\u200e\u200f\u2028"
    "\u2029\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\u3164\ufe0f\ufe00\ufeff\ufff9\ufffc\ufffd\uffff"
    "\U000e0041\U000e007f\ud800\udbff\udc80\udcd7\udc90\udfff"
)
RANGES = (
    (0, 0x7F), (0x80, 0x24F), (0x300, 0x36F), (0x370, 0x52F), (0x590, 0x6FF), (0x900, 0xE7F), (0x1E00, 0x22FF),
    (0x2E80, 0x9FFF), (0xD800, 0xDFFF), (0xF900, 0xFFFF), (0x10000, sys.maxunicode),
)  # fmt: skip
SPACES = (" ", " ", " ", "", "\n", "\r\n", "\r", "\t", "\x85", "\u2028", "\xa0", "\n\n")


def make(chance: random.Random) -> str:
    """A text of up to a dozen stretches, each broken in its own way, or all of them together once more."""
    text = ""
    for _ in range(chance.choice((1, 1, 2, 3, 6, 12))):
        text += chance.choice((broken, broken, broken, escaped, controlled, scattered, turned))(chance)
        text += chance.choice(SPACES)
    return misread(chance, text, "utf-8") if chance.random() < 0.1 else text


def phrase(chance: random.Random) -> tuple[str, str]:
    """One to five words of one language, and which."""
    lang = chance.choice(list(WORDS))
    return " ".join(chance.choices(WORDS[lang].split(), k=chance.randint(1, 5))), lang


def broken(chance: random.Random) -> str:
    """Words written in one encoding and read in another, up to three times, whole or cut off somewhere."""
    text, lang = phrase(chance)
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        text = misread(chance, text, chance.choice(("utf-8", "utf-8", *ENCODINGS[lang].split())))
    return text if chance.random() < 0.7 else text[chance.randint(0, 3) : chance.randint(3, 60)]


def misread(chance: random.Random, text: str, encoding: str) -> str:
    """`text` written in `encoding` and read as something else; None of what cannot be is lost for certain."""
    try:
        data = text.encode(encoding, chance.choice(("ignore", "replace", "xmlcharrefreplace")))
    except (UnicodeError, LookupError):
        data = text.encode("utf-8", "surrogatepass")
    try:
        return data.decode(chance.choice(READERS.split()), chance.choice(ERRORS))
    except (UnicodeError, LookupError):
        return data.decode("latin-1")


def escaped(chance: random.Random) -> str:
    """Escapes, whole and torn, by themselves or around words."""
    pieces = chance.choices(ESCAPES.split(), k=chance.randint(1, 6))
    return chance.choice(("", " ", phrase(chance)[0])).join(pieces)


def controlled(chance: random.Random) -> str:
    """Words with characters in them that are not seen, or halves."""
    text = list(phrase(chance)[0])
    for _ in range(chance.randint(1, 5)):
        text.insert(chance.randint(0, len(text)), chance.choice(CONTROLS))
    return "".join(text)


def scattered(chance: random.Random) -> str:
    """Any characters there are."""
    ranges = chance.choices(RANGES, k=chance.randint(1, 3))
    return "".join(chr(chance.randint(*chance.choice(ranges))) for _ in range(chance.randint(1, 24)))


def turned(chance: random.Random) -> str:
    """Words as a screen shows them from the left, some after being broken."""
    text = broken(chance) if chance.random() < 0.2 else phrase(chance)[0]
    return text[::-1] if chance.random() < 0.7 else " ".join(reversed(text.split()))


def _wrong(text: str, encoding: str, reader: str) -> str:
    return text.encode(encoding, "ignore").decode(reader, "replace")


_HEBREW, _ARABIC, _RUSSIAN = (WORDS[lang] for lang in ("he", "ar", "ru"))
SIGNS = (
    "&", "&#", "&amp;", "amp;", "&#1497;", "&#1497", "\\", "\\u05d0", "\\x", "%", "%D7", "%25", "=D7", "=\n", "+",
    "\xd7", "\xd7\x99", "\xc3\x97\xc2\x99", "\xc3\x83", "\u05f3", "\u05f3\u2122", "\xc3", "\xe2\u20ac", "\xe2",
    "\xf0", "\ufffd", "\ud83d", "\udcd7", "\0", "\u202e", "\u202b\u202c", "\u2067", "\u200f", "\u200d", "\u200b",
    "\xad", "\ufeff", "\U000e0041", "\ufe0f", "\u0301\u0323", "\u05b8\u05bc", "\u1100", "(", ")(", '"', "?", "??? ",
    " ", "\n", "\r", "\r\n", "\u2028", "a\u05d0", "\u05d0 ", "\u05d0\n", "\u0661\u05d0", "\ufef7", "\ufb2a", "\xe9",
    "1", "-", "<", "a\u0301", "\xf9\xec\xe5\xed ", "\xc7\xe1 ",
)  # fmt: skip
UNITS = {
    **{ascii(sign): sign for sign in SIGNS},
    "Hebrew": _HEBREW + " ",
    "Hebrew lines": _HEBREW + "\n",
    "Hebrew turned": _HEBREW[::-1] + " ",
    "Hebrew turned, lines": _HEBREW[::-1] + "\n",
    "Arabic turned, lines": _ARABIC[::-1] + "\n",
    "UTF-8 as windows-1255": _wrong(_HEBREW, "utf-8", "windows-1255") + " ",
    "UTF-8 as windows-1256, lines": _wrong(_ARABIC, "utf-8", "windows-1256") + "\n",
    "windows-1255 as latin-1": _wrong(_HEBREW, "windows-1255", "latin-1") + " ",
    "KOI8-R as windows-1251, lines": _wrong(_RUSSIAN, "koi8-r", "windows-1251") + "\n",
    "Russian twice": _wrong(_wrong(_RUSSIAN, "utf-8", "latin-1"), "utf-8", "latin-1") + " ",
    "languages in turn": f"{_HEBREW} The gate {_RUSSIAN} {_ARABIC}\n",
}
"""What to repeat; names are as printed."""
PATTERNS: dict[str, Callable[[int], str]] = {
    **{name: (lambda size, unit=unit: (unit * (size // len(unit) + 1))[:size]) for name, unit in UNITS.items()},
    "& amp; amp; ...": lambda size: "&" + "amp;" * (size // 4) + "quot;",
    "letter and marks": lambda size: "a" + "\u0301\u0323" * (size // 2),
    "brackets nested": lambda size: "(" * (size // 2) + "\u05d0" + ")" * (size // 2),
    "one word": lambda size: "\u05d0" * size,
    "halves apart": lambda size: "\\ud83d" + " " * size + "\\ude00",
}
"""Texts of a given length that look like the beginning of something, or like too much of it."""
