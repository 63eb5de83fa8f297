"""What speaks for each language of a script: its function words, its letters, and how its words are spelled.

Counts are of hits: a function word that a language has, or a letter that only some of a script
write. Where they leave it open the letter statistics weigh all words, in bits.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain, filterfalse

from cleaner.expressions import expression
from cleaner.letters import UNIT
from cleaner.letters.languages import language_costs
from cleaner.record import Struct
from cleaner.rules import Rulebook, speakers_of
from cleaner.scripts import CASELESS, letters_but
from cleaner.words import small_words, words_in

# What all languages of a script write; a letter beside these speaks against those that lack it.
SHARED = {
    "Latn": "abcdefghijklmnopqrstuvwxyz",
    "Cyrl": "абвгдежзклмнопрстуфхцчш",
    "Arab": "ءآأؤإئابتثجحخدذرزسشصضطظعغفقلمنهوـ",
    "Hebr": "אבגדהוזחטיךכלםמןנסעףפץצקרשת",
}
MAIN = {
    "Hebr": "he", "Arab": "ar", "Cyrl": "ru", "Grek": "el", "Deva": "hi", "Hang": "ko", "Kana": "ja", "Hani": "zh",
    "Thai": "th", "Armn": "hy", "Geor": "ka", "Ethi": "am", "Beng": "bn", "Guru": "pa", "Taml": "ta", "Telu": "te",
    "Syrc": "syr", "Thaa": "dv",
}  # fmt: skip
"""The language that a script stands for when nothing tells."""
SAMPLE = 20_000
"""How much of a text, in code points, is enough to tell its language."""
WORDS = 60
"""How many words the letter statistics weigh."""
WORD_BITS, LETTER_BITS = 3, 8
"""What a function word and a letter of no such language are worth beside them."""
SPELLING = {"Latn": 4.3, "Cyrl": 4.3, "Arab": 5.3, "Hebr": 5.3}
"""Bits that a letter of a word costs at most, on average, in its own language; in others it costs more."""
SLACK = 12
"""And so many more, as a few words may be rare ones."""
SELDOM, SELDOM_BITS = frozenset({"ca", "hr", "id", "mk", "ro", "fi", "hu", "cs", "da", "no", "sv"}), 5
"""Languages that the press of the world is written in less often, and what that costs them."""
_POINTS = expression("[\u0591-\u05c7\u064b-\u0652\u0670]")
POINTED = expression("[\u0591-\u05c7\u05f0-\u05f2\u064b-\u0652\u0670]")
"""Vowel points, and the letters of Yiddish that are two in one."""
_PLAIN = str.maketrans({"\u05f0": "וו", "\u05f1": "וי", "\u05f2": "יי"})
# Pointed alef, rafe, double yod with a line: Yiddish points these letters and no others, pointed Hebrew nearly all.
_YIDDISH = expression("\u05d0[\u05b7\u05b8]|.\u05bf|(?:\u05f2|\u05d9\u05d9)\u05b7|[\u05f0-\u05f2]")


class Evidence(Struct, frozen=True):
    """What speaks for languages: the words of a text, and its letters that not all of a script write."""

    words: Mapping[str, int]
    letters: Mapping[str, int]


def evidence_of(text: str, script: str, *, names: bool = True) -> Evidence:
    """The evidence in a text; without `names`, its words with a capital count for nothing."""
    text = text[:SAMPLE]
    own: dict[str, int] = {}
    if script in ("Hebr", "Arab") and not text.isascii() and POINTED.search(text):
        own["\u05f2"] = _yiddish(text) if script == "Hebr" else 0
        text = unpointed(text)
    words = Counter(map(str.lower, words_in(text)) if names and script not in CASELESS else small_words(text))
    return Evidence(words, {**_odd_letters(text, script), **{char: times for char, times in own.items() if times}})


def evidence_in(words: Sequence[str], script: str) -> Evidence:
    """The evidence in words that hold nothing but letters of a script."""
    return Evidence(Counter(map(str.lower, words)), _odd_letters("".join(filterfalse(str.isascii, words)), script))


def heard_in(words: Sequence[str], script: str, book: Rulebook) -> Evidence:
    """The same without words that are function words of no language."""
    speakers = _speakers(script, book)
    heard = Counter(filter(speakers.__contains__, words if script in CASELESS else map(str.lower, words)))
    return Evidence(heard, _odd_letters("".join(filterfalse(str.isascii, words)), script))


def _odd_letters(text: str, script: str) -> dict[str, int]:
    """The letters of a script that not all of its languages write, and how often they stand in a text."""
    if script == "Latn" and text.isascii():
        return {}
    return Counter(letters_but(SHARED[script], script).findall(text if script in CASELESS else text.lower()))


def unpointed(text: str) -> str:
    """Hebrew or Arabic without vowel points, the letters of Yiddish that are two in one apart."""
    bare = _POINTS.sub("", text)
    return bare.translate(_PLAIN) if any(letter in bare for letter in "\u05f0\u05f1\u05f2") else bare


def _yiddish(text: str) -> int:
    """Letters pointed as only Yiddish points them."""
    pointed = len(_POINTS.findall(text))
    return len(_YIDDISH.findall(text)) if pointed * 2 < len(text) else 0


def ranked(evidence: Evidence, script: str, book: Rulebook) -> list[str]:
    """The languages of a script, likeliest first; among equals the main one, then by their codes."""
    hits = all_hits(evidence, script, book)
    return sorted(hits, key=lambda language: (-hits[language], language != MAIN.get(script), language))


def all_hits(evidence: Evidence, script: str, book: Rulebook) -> dict[str, int]:
    """What `hits_of` counts, for each language of a script."""
    hits = dict.fromkeys(book.letters[script], 0)
    speakers, words = _speakers(script, book), evidence.words
    for word in words.keys() & speakers.keys():
        for language in speakers[word]:
            hits[language] += words[word]
    for char, times in evidence.letters.items():
        for language, own in book.letters[script].items():
            hits[language] -= times * (char not in own)
    return hits


@lru_cache(maxsize=8)
def _speakers(script: str, book: Rulebook) -> Mapping[str, tuple[str, ...]]:
    """The languages of a script that each function word belongs to."""
    known = book.letters[script]
    return speakers_of({language: words for language, words in book.languages.items() if language in known})


def hits_of(language: str, evidence: Evidence, script: str, book: Rulebook) -> int:
    """The function words of a language in a text, less the letters that it does not have."""
    own, words = book.letters[script][language], book.languages[language]
    heard = sum(times for word, times in evidence.words.items() if word in words)
    return heard - sum(times for char, times in evidence.letters.items() if char not in own)


def between(one: str, other: str, evidence: Evidence, script: str, book: Rulebook) -> tuple[int, int]:
    """What speaks for each of two languages against the other: words and letters that only it has."""

    def alone(language: str, against: str) -> int:
        words, letters = _alone(language, against, script, book)
        hits = sum(map(evidence.words.__getitem__, evidence.words.keys() & words))
        return hits + sum(times for char, times in evidence.letters.items() if char in letters)

    return alone(one, other), alone(other, one)


@lru_cache(maxsize=1 << 6)
def _alone(language: str, against: str, script: str, book: Rulebook) -> tuple[frozenset[str], frozenset[str]]:
    """The function words and the letters that a language has and another one lacks."""
    letters = book.letters[script]
    return (
        book.languages.get(language, frozenset()) - book.languages.get(against, frozenset()),
        frozenset(letters.get(language, "")).difference(letters.get(against, "")),
    )


def spelled(evidence: Evidence, script: str, book: Rulebook) -> dict[str, int]:
    """What the words of a text cost in each language with a table, likeliest first (bits); words it knows are cheaper.

    Empty where even the likeliest does not spell so.
    """
    words = list(evidence.words)[:WORDS]
    heard = Counter(chain.from_iterable(map(book.speakers.__getitem__, book.speakers.keys() & words)))
    bits = {
        language: cost // UNIT
        + SELDOM_BITS * (language in SELDOM)
        - WORD_BITS * heard[language]
        + LETTER_BITS * sum(n for char, n in evidence.letters.items() if char not in book.letters[script][language])
        for language, cost in language_costs(words, script).items()
    }
    best = min(bits.values(), default=0)
    spells = best <= SPELLING[script] * sum(map(len, words)) + SLACK
    return dict(sorted(bits.items(), key=lambda item: (item[1], item[0]))) if spells else {}
