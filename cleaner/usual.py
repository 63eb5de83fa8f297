"""A quick proof that a text is in the language its article uses: most are, and need not be weighed."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from itertools import chain

from cleaner.evidence import (
    LETTER_BITS,
    POINTED,
    SELDOM,
    SELDOM_BITS,
    SHARED,
    WORD_BITS,
    WORDS,
)
from cleaner.letters import UNIT
from cleaner.letters.languages import language_costs, tables_of
from cleaner.main_language import FEWEST, LETTERS
from cleaner.record import Struct
from cleaner.rules import Rulebook
from cleaner.scripts import CASELESS, letters_but
from cleaner.words import words_in

_TELLING, _FOREIGN = 1, -1


class _Usual(Struct, frozen=True):
    """What is known of texts in a language."""

    hits: Mapping[str, int]
    """What function words are worth: those that it alone has in its script, and those that only others have."""
    odd: re.Pattern[str]
    """A letter of its script that speaks for another."""
    spelled: bool
    """Whether a table says what its words cost."""
    handicap: int
    """What this language itself costs (eighths of a bit)."""


def is_surely(language: str, text: str, script: str, book: Rulebook, *, clear: int, lead: int) -> bool:
    """Whether a text in `language` shows at a glance that it is in no other one of its script.

    `clear` function words more than any other has prove it; or that none has so many that this one lacks, and
    there are too few words to judge by their spelling, or none can cost `lead` bits less. False where that would
    have to be weighed.
    """
    usual = _usual(language, script, book)
    if usual is None:
        return False
    odd = 0
    if not text.isascii():
        if POINTED.search(text):
            return False
        odd = len(usual.odd.findall(text if script in CASELESS else text.lower()))
    # Function words are small: those with a capital are none of them.
    words = words_in(text)
    heard = [*filter(None, map(usual.hits.get, words))]
    if sum(heard) - odd >= clear:
        return True
    foreign = [word for word in words if usual.hits.get(word) == _FOREIGN] if _FOREIGN in heard else []
    if odd + _most_heard(foreign, book) >= clear:
        return False
    different = [word for word in dict.fromkeys(words) if not word[0].isupper()]
    if len(different) < FEWEST or sum(map(len, different)) < LETTERS:
        return True
    # Bits are whole numbers: what is cut off them may add one.
    most = (lead - 1) * UNIT - usual.handicap - odd * LETTER_BITS * UNIT
    return usual.spelled and _pull(different[:WORDS], language, script, book) < most


def _pull(words: list[str], language: str, script: str, book: Rulebook) -> int:
    """By how much words are likelier in some other language (eighths of a bit)."""
    costs = language_costs(words, script)
    for name in chain.from_iterable(map(book.speakers.__getitem__, book.speakers.keys() & words)):
        if name in costs:
            costs[name] -= UNIT * WORD_BITS
    return costs.pop(language) - min(costs.values()) if language in costs else 0


def _most_heard(words: list[str], book: Rulebook) -> int:
    """How many of the function words a single language has, at the most."""
    if len(words) < 2:
        return len(words)
    return max(Counter(chain.from_iterable(map(book.speakers.__getitem__, words))).values())


@lru_cache(maxsize=4)
def _usual(language: str, script: str, book: Rulebook) -> _Usual | None:
    """None for a language whose function words are not known."""
    letters = book.letters[script]
    if language not in letters:
        return None
    own = book.languages[language]
    others = frozenset().union(*(book.languages[other] for other in letters if other != language))
    return _Usual(
        dict.fromkeys(own - others, _TELLING) | dict.fromkeys(others - own, _FOREIGN),
        letters_but(SHARED[script] + letters[language], script),
        language in tables_of(script),
        UNIT * SELDOM_BITS * (language in SELDOM),
    )
