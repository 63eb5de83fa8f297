"""The people and agencies that a credit line names."""

from collections import defaultdict
from functools import lru_cache

from cleaner.expressions import expression
from cleaner.names import split_names
from cleaner.rules import Rulebook

_HEAD = expression(r"[^:：]{1,40}[:：]\s*")
_KOREAN_HEAD = expression(r"[가-힣 ]{1,20}=\s*")
_COLONS = frozenset(":：")
_NEXT_HEAD = expression(r"\s+[^\s:：]+[:：]\s+|(?:^|\s+)via\s+")
_BRACKETS = "()[]（）［］【】<>〈〉/ \u200e\u200f"


def credit_names(credit: str, book: Rulebook) -> tuple[str, ...]:
    """The names in a credit line, without brackets and the words for a picture or its kind."""
    inside = credit.strip(_BRACKETS)
    if head := _HEAD.match(inside) or ("=" in inside and _KOREAN_HEAD.match(inside)):
        inside = inside[head.end() :]
    if "via" in inside or not _COLONS.isdisjoint(inside):
        inside = _NEXT_HEAD.sub(", ", inside)
    words = [book.rules[code].words for code in ("credit-bracketed", "credit-phrase")]
    small = inside.casefold()
    by = next((word for held in words for word in _makers(held) if small.startswith(word + " ")), "")
    names = (_unsigned(name, book.rules["credit-sentence"].words) for name in split_names(inside[len(by) :]))
    return tuple(name for name in names if name and not any(name.casefold() in held for held in words))


@lru_cache
def _makers(words: frozenset[str]) -> tuple[str, ...]:
    """The words that stand before a name as `photo by` does."""
    return tuple(word for word in words if word.endswith(" by"))


@lru_cache
def _sizes(words: frozenset[str], at: int) -> dict[str, tuple[int, ...]]:
    """How long words are, the longest first, by their character at a place."""
    found: dict[str, set[int]] = defaultdict(set)
    for word in words:
        found[word[at]].add(len(word))
    return {char: tuple(sorted(sizes, reverse=True)) for char, sizes in found.items()}


def _unsigned(name: str, signs: frozenset[str]) -> str:
    """`name` without the words before or behind it that say what the person did: 기자, 摄, 撮影, Foto von."""
    while True:
        name = name.strip(_BRACKETS)
        small = name.casefold()
        behind = next((size for size in _sizes(signs, -1).get(small[-1:], ()) if small[-size:] in signs), 0)
        before = next((size for size in _sizes(signs, 0).get(small[:1], ()) if small[:size] in signs), 0)
        if not (behind or before) or len(small) != len(name):
            return name
        name = name[:-behind] if behind >= before else name[before:]
