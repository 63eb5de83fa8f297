"""The words of a text: its stretches of letters."""

from collections.abc import Sequence
from functools import lru_cache

from cleaner.expressions import expression

LINE = 2000
"""Lines up to this length, in code points, are asked for their words more than once: those of the last are kept."""
_WORD = expression(r"[^\W\d_]+")
_LETTERS = "".join(char if char.isalpha() else " " for char in map(chr, range(0x80)))
"""What ASCII is, letters aside: white space."""
_TYPOGRAPHIC = "\u2019\u201c\u201d\u2013\u2014\u2018\u2026\xa0"


def words_in(text: str) -> Sequence[str]:
    """All words of a text, as they are written."""
    if text.isascii():
        return text.translate(_LETTERS).split()
    return _words_of_line(text) if len(text) <= LINE else _words_beyond_ascii(text)


def _words_beyond_ascii(text: str) -> tuple[str, ...]:
    # Of most texts in Latin letters but quotation marks and dashes are beyond ASCII: so they are read much sooner.
    for sign in _TYPOGRAPHIC if text[1:2].isascii() else ():
        text = text.replace(sign, " ")
    if text.isascii():
        return tuple(text.translate(_LETTERS).split())
    found: list[str] = []
    for token in text.replace(",", " ").replace(".", " ").split():
        # A token of letters alone, as most are, is a word as it stands.
        if token.isalpha():
            found.append(token)
        else:
            found += _WORD.findall(token)
    return tuple(found)


_words_of_line = lru_cache(maxsize=1 << 8)(_words_beyond_ascii)


def small_words(text: str) -> list[str]:
    """The words of a text that no capital opens."""
    return [word for word in words_in(text) if not word[0].isupper()]
