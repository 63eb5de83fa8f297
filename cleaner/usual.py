"""A quick proof that a text is in the language its article uses: most are, and need not be weighed.

Each word pulls away from that language by as many bits as it is likelier in any other one. What
all words pull together bounds the lead that another language can have.
"""

from collections import Counter
from functools import lru_cache, partial
from itertools import chain

from cleaner.evidence import (
    LETTER_BITS,
    MOST,
    POINTED,
    SELDOM,
    SELDOM_BITS,
    SHARED,
    WORD_BITS,
    WORDS,
    small_words,
)
from cleaner.letters import UNIT
from cleaner.letters.languages import language_costs, tables_of
from cleaner.main_language import FEWEST, LETTERS
from cleaner.memo import Memo
from cleaner.record import Struct
from cleaner.rules import Rulebook
from cleaner.scripts import script_of


class _Usual(Struct, frozen=True):
    """What is known of texts in a language."""

    telling: frozenset[str]
    """Function words that it alone has in its script."""
    foreign: frozenset[str]
    """Those that only others have."""
    letters: frozenset[str]
    """Characters that speak for no other."""
    pulls: Memo[int] | None
    """By how much each word may be likelier in another one (eighths of a bit); None without a table."""
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
        small = text.lower()
        odd = sum(small.count(char) for char in set(small) - usual.letters if script_of(char) == script)
    words = small_words(text)
    different = dict.fromkeys(words)
    foreign = list(filter(usual.foreign.__contains__, words))
    if sum(map(usual.telling.__contains__, words)) - len(foreign) - odd >= clear:
        return True
    if odd + _most_heard(foreign, book) >= clear:
        return False
    if len(different) < FEWEST or sum(map(len, different)) < LETTERS:
        return True
    if usual.pulls is None:
        return False
    pull = sum(map(usual.pulls.__getitem__, list(different)[:WORDS]))
    # Bits are whole numbers: what is cut off them may add one.
    return pull + usual.handicap + odd * LETTER_BITS * UNIT < (lead - 1) * UNIT


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
        own - others,
        others - own,
        frozenset((*map(chr, range(0x80)), *SHARED[script], *letters[language])),
        Memo(partial(_pull, language=language, script=script, book=book), MOST)
        if language in tables_of(script)
        else None,
        UNIT * SELDOM_BITS * (language in SELDOM),
    )


def _pull(word: str, language: str, script: str, book: Rulebook) -> int:
    costs = {
        name: cost - UNIT * WORD_BITS * (word in book.languages[name])
        for name, cost in language_costs([word], script).items()
    }
    return costs.pop(language) - min(costs.values()) if language in costs else 0
