"""The language that a script stands for in an article.

Function words decide, and letters that some languages of the script do not write. langdetect is
asked last, only for Latin prose that they leave open.
"""

from collections.abc import Sequence
from itertools import chain, filterfalse

from cleaner.evidence import (
    MAIN,
    POINTED,
    SAMPLE,
    SHARED,
    Evidence,
    between,
    evidence_in,
    evidence_of,
    heard_in,
    hits_of,
    ranked,
    spelled,
    unpointed,
)
from cleaner.expressions import expression
from cleaner.rules import Rulebook
from cleaner.scripts import CASELESS, LATIN
from cleaner.words import words_in

LETTERS, FEWEST = 12, 3
"""Fewest letters and words, without names, whose spelling is judged."""
CLEAR = 3
"""By how many hits a language must lead another."""
_LATIN_WORD = expression(f"[{LATIN}]+")
_BEYOND_ASCII = expression("[\u00aa-\u024f\u1e00-\u1eff]")
"""Latin letters, and signs among them."""
_FEW = 12
"""From so many words in small letters on langdetect is asked."""
_BODY = 2000
"""From so many code points on function words mostly tell a language clearly."""
_LEAD = 4
"""By how many bits the spelling of a language must lead."""


def language_of_script(script: str, lines: Sequence[str], book: Rulebook) -> str:
    """The language (BCP 47) of what the lines of an article write in a script; `und` when nothing tells."""
    if script == "Latn":
        return _latin(_latin_words(lines), book)
    if script not in SHARED:
        return MAIN.get(script, "und")
    lines = [*filterfalse(str.isascii, lines)]
    heard = _heard(lines, script, book)
    evidence = heard or _all_evidence(lines, script)
    best, second = ranked(evidence, script, book)[:2]
    for_best, for_second = between(best, second, evidence, script, book)
    if for_best - for_second >= CLEAR:
        return best
    evidence = _all_evidence(lines, script) if heard else evidence
    bits = spelled(evidence, script, book)
    hits = [hits_of(language, evidence, script, book) for language in bits]
    if not bits or (best not in bits and hits_of(best, evidence, script, book) > max(hits)):
        return best
    likeliest = next(iter(bits))
    return likeliest if is_told(likeliest, evidence, script, book) else best


def _heard(lines: Sequence[str], script: str, book: Rulebook) -> Evidence | None:
    """What ranks the languages of a script as all evidence does, in a body whose lines are asked for words again."""
    if script not in CASELESS or not _BODY <= sum(map(len, lines)) + len(lines) <= SAMPLE:
        return None
    bare = [unpointed(line) if POINTED.search(line) else line for line in lines]
    # Some points are Yiddish.
    if script == "Hebr" and bare != lines:
        return None
    return heard_in([*chain.from_iterable(map(words_in, bare))], script, book)


def _all_evidence(lines: Sequence[str], script: str) -> Evidence:
    """The evidence in lines; what is ASCII says nothing of another script."""
    return evidence_of(" ".join(filterfalse(str.isascii, " ".join(lines).split())), script)


def _latin_words(lines: Sequence[str]) -> Sequence[str]:
    """The stretches of Latin letters in lines, as many as tell a language."""
    said = " ".join(lines)
    if _BEYOND_ASCII.search("".join(filterfalse(str.isascii, lines))):
        words: Sequence[str] = _LATIN_WORD.findall(said)
    else:
        words = words_in(said.encode("ascii", "replace").decode("ascii"))
    words = words[: SAMPLE // 6]
    return words if len(said) < SAMPLE else " ".join(words)[:SAMPLE].split()


def is_told(language: str, evidence: Evidence, script: str, book: Rulebook) -> bool:
    """Whether a text in a script without capitals, where names look like words, shows more than their spelling."""
    told = language == MAIN.get(script) or has_word(language, evidence, book) or bool(evidence.letters)
    return told or script not in CASELESS


def _latin(words: Sequence[str], book: Rulebook) -> str:
    """The language of Latin words: function words decide, in prose they leave open langdetect, else the spelling."""
    evidence = heard_in(words, "Latn", book)
    best, second = ranked(evidence, "Latn", book)[:2]
    hits = sum(map(evidence.words.__getitem__, evidence.words.keys() & book.languages[best]))
    for_best, for_second = between(best, second, evidence, "Latn", book)
    if hits * 25 >= len(words) - 1 and for_best > 1.5 * for_second and _is_telling(best, evidence, book):
        return best
    text = " ".join(words)
    if len(set(filter(str.islower, words))) >= _FEW:
        from cleaner.main_language.prose import language_of_prose

        return _confirmed(language_of_prose(text), evidence_in(words, "Latn"), book)
    small = evidence_of(text.lower() if text.isupper() else text, "Latn", names=False)
    bits = spelled(small, "Latn", book)
    if len(small.words) < FEWEST - 1 or sum(map(len, small.words)) < LETTERS - 4 or not bits:
        return "und"
    best, second = list(bits)[:2]
    lead = _LEAD if len(small.words) >= FEWEST else 2 * _LEAD
    return best if bits[second] - bits[best] >= lead else "und"


def _confirmed(language: str, evidence: Evidence, book: Rulebook) -> str:
    """`language` unless neither its words nor their spelling show it: langdetect gives nonsense a language, too."""
    if language not in book.languages:
        return language
    return language if has_word(language, evidence, book) or language in spelled(evidence, "Latn", book) else "und"


def has_word(language: str, evidence: Evidence, book: Rulebook) -> bool:
    """Whether a function word of a language occurs."""
    return any(word in evidence.words for word in book.languages[language])


def _is_telling(language: str, evidence: Evidence, book: Rulebook) -> bool:
    """Whether two function words of a language occur, or one that is no single letter."""
    own = book.languages[language].intersection(evidence.words)
    return len(own) > 1 or any(len(word) > 1 for word in own)
