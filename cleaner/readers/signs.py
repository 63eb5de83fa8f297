"""What the tag and attributes of an element say it is: the rules whose forms name them."""

from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise

from cleaner.expressions import expression
from cleaner.rulebook import rulebook

ATTRIBUTES = ("role", "rel", "itemprop", "property")
"""Attributes whose values are words of a standard."""
NAMES = ("class", "id", "data-testid", "data-test-id", "data-component", "data-qa", "data-module", "data-type")
"""Attributes whose values the makers of a page chose; the words in them are looked at."""
PLACES = frozenset({"tag", "role", "rel", "itemprop", "property", "class"})
"""Where a form of a markup rule looks."""
_WORD = expression(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
Signs = tuple[str, ...]


def signs_of(tag: str, attributes: Mapping[str, str | None]) -> Signs:
    """The codes of the rules that claim an element, in the order of the rule file.

    >>> signs_of("p", {"class": "c-storyByline"}), signs_of("span", {"class": "leaderboard"})
    (('markup-byline',), ())
    """
    if not attributes:
        return _signs(tag, ("",) * len(ATTRIBUTES), "")
    values = tuple((attributes.get(name) or "")[:200] for name in ATTRIBUTES)
    names = " ".join(value[:300] for name in NAMES if (value := attributes.get(name)))
    return _signs(tag, values, names)


@lru_cache(maxsize=1 << 10)
def _signs(tag: str, values: tuple[str, ...], names: str) -> Signs:
    said = {"tag": frozenset((tag,)), "class": _words(names)}
    for place, value in zip(ATTRIBUTES, values, strict=True):
        said[place] = frozenset(value.lower().split())
    return tuple(code for code, forms in _forms() if any(not words.isdisjoint(said[place]) for place, words in forms))


@lru_cache(maxsize=1)
def _forms() -> tuple[tuple[str, tuple[tuple[str, frozenset[str]], ...]], ...]:
    """Code, and place and words of each form, of the rules that look at elements."""
    found = (
        (rule.code, tuple((form.where, form.words) for form in rule.forms if form.where in PLACES))
        for rule in rulebook().rules.values()
    )
    return tuple((code, forms) for code, forms in found if forms)


def _words(names: str) -> frozenset[str]:
    """The words in names as styles have them, alone and two by two: `c-mostRead` holds `mostread`."""
    found: set[str] = set()
    for name in names.split():
        words = [word.lower() for word in _WORD.findall(name)]
        found.update(words)
        found.update(one + other for one, other in pairwise(words))
    return frozenset(found)
