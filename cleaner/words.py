"""The words of a text: its stretches of letters."""

from cleaner.expressions import expression

_WORD = expression(r"[^\W\d_]+")
_LETTERS = "".join(char if char.isalpha() else " " for char in map(chr, range(0x80)))
"""What ASCII is, letters aside: white space."""


def words_in(text: str) -> list[str]:
    """All words of a text, as they are written."""
    return text.translate(_LETTERS).split() if text.isascii() else _WORD.findall(text)


def small_words(text: str) -> list[str]:
    """The words of a text that no capital opens."""
    return [word for word in words_in(text) if not word[0].isupper()]
