"""Calendars: the words with which each language writes dates, from the tables of the rules.

Words are compared without accents, case and vowel marks, so that one spelling of a table
serves all.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain, product
from typing import Any

import msgspec

from cleaner.expressions import expression

_UNSEEN = frozenset({"Mn", "Mc", "Me", "Cf"})
_ALIKE = str.maketrans("ىیکةہھۀ’׳״ʼı−", "ييكهههه''''i-")
_TOKEN = expression(r"\d+|[^\W\d_](?:\.\s?[^\W\d_](?![^\W\d_]))+|[^\W\d_]+(?:['\"][^\W\d_]+)*|\S")
_POINTS = frozenset(",.:;-–—|/()[]·•،؛'\"@_。、“”")
_PLACE = expression("[#*]")
UNSPACED = "\u2e80"
"""From here on are the scripts of East Asia, which glue words together."""
NUMBER = "#"
"""What stands for a number in a phrase of the tables."""


class Word(msgspec.Struct, frozen=True, array_like=True):
    """What a word says of a date: the number of the month it names and in which languages, the days it may name."""

    kind: str
    month: int = 0
    languages: tuple[str, ...] = ()
    weekdays: frozenset[int] = frozenset()
    offset: str = ""


class Calendar(msgspec.Struct, frozen=True, eq=False, array_like=True, dict=True):
    """The words of all languages: `places` has where in `meanings` each stands, by how it is spelled when folded.

    `longest` counts the words of a phrase; `languages` are those whose months are known by name; `orders` has the
    order of day and month in those languages that know but one; one of the `cues` stands wherever is said how long ago
    something was.
    """

    places: Mapping[str, int]
    meanings: tuple[Word, ...]
    longest: int
    languages: frozenset[str]
    orders: Mapping[str, str]
    cues: frozenset[str]
    vocabulary: frozenset[str]
    """The words of all phrases."""

    def word(self, phrase: str) -> Word | None:
        """What a phrase says, as far as it is known."""
        at = self.places.get(phrase)
        return None if at is None else self.meanings[at]

    @cached_property
    def ago(self) -> re.Pattern[str]:
        """A cue, as a word of its own where its script sets spaces."""
        spaced = {cue for cue in self.cues if cue < UNSPACED}
        glued = "|".join(sorted(self.cues - spaced))
        return expression(rf"(?<!\w)(?:{'|'.join(sorted(spaced))})(?!\w)|{glued}", re.IGNORECASE)


def fold(text: str) -> str:
    """`text` as the tables spell it: small letters without accents, points and vowel marks, plain digits."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text).casefold()
    kept = "".join([char for char in plain if unicodedata.category(char) not in _UNSEEN])
    if not kept.isalpha():
        kept = "".join([str(unicodedata.decimal(char)) if char.isdecimal() else char for char in kept])
    return unicodedata.normalize("NFC", kept).translate(_ALIKE)


def calendar_of(rows: Iterable[Mapping[str, Any]], zones: Mapping[str, list[str]]) -> Calendar:
    """The calendar of the tables; a word of several languages says all that it says in any of them."""
    words: dict[str, Word] = {}

    def add(spelled: str, word: Word) -> None:
        key = " ".join(tokens_of(fold(spelled)))
        old = words.get(key, Word("skip"))
        words[key] = Word(
            kind=word.kind if old.kind == "skip" else old.kind,
            month=word.month if "en" in word.languages else old.month or word.month,
            languages=old.languages + word.languages,
            weekdays=old.weekdays | word.weekdays,
            offset=old.offset or word.offset,
        )

    rows = list(rows)
    for row in rows:
        own = (row["language"],)
        for number, names in enumerate(row.get("months", ()), 1):
            for name in names:
                add(name, Word("month", number, own))
        for number, name in enumerate(row.get("persian", ())):
            add(name, Word("persian", number % 12 + 1, own))
        for number, names in enumerate(row["weekdays"], 1):
            for name in names:
                add(name, Word("weekday", weekdays=frozenset({number})))
        for kind in ("published", "updated", "am", "pm", "skip"):
            for name in row[kind]:
                add(name, Word(kind))
        for phrase, unit in product(row["ago"], row["units"]):
            add(phrase.replace("*", unit), Word("ago"))
    for offset, names in zones.items():
        for name in names:
            add(name, Word("zone", offset=offset))
    orders = {row["language"]: row["order"] for row in rows if "order" in row}
    longest = max(len(key.split()) for key in words)
    named = frozenset(row["language"] for row in rows if "months" in row)
    meanings = {word: at for at, word in enumerate(dict.fromkeys(words.values()))}
    places = {key: meanings[word] for key, word in words.items()}
    return Calendar(
        places=places,
        meanings=tuple(meanings),
        longest=longest,
        languages=named,
        orders=orders,
        cues=_cues(row["ago"] for row in rows),
        vocabulary=frozenset(chain.from_iterable(map(str.split, places))),
    )


def _cues(ways: Iterable[list[str]]) -> frozenset[str]:
    """The word of each phrase for `ago`, before it is folded, that most phrases of its language share."""
    cues: set[str] = set()
    for phrases in ways:
        words = [_PLACE.sub(" ", phrase).split() for phrase in phrases]
        shared = Counter(word for phrase in words for word in phrase)
        cues |= {max(phrase, key=lambda word: (shared[word], len(word))) for phrase in words}
    return frozenset(cues)


def tokens_of(text: str) -> list[str]:
    """Words and numbers; a dotted abbreviation is one word without its dots."""
    found = (token for token in _TOKEN.findall(text) if token not in _POINTS)
    return [re.sub(r"[. ]", "", token) if "." in token else token for token in found]


def phrases(text: str, calendar: Calendar) -> Iterator[Word | str | int]:
    """The known phrases of a text, its numbers, marks for what was read before, and each word that is not known."""
    tokens = tokens_of(text)
    # In phrases a sign stands for any number, and for a month's it is the number itself: `# hours ago`, `tháng 3`.
    signs = [NUMBER if token.isdecimal() else token for token in tokens]
    at = 0
    while at < len(tokens):
        for size in range(min(calendar.longest, len(tokens) - at), 0, -1):
            said = (" ".join(some[at : at + size]) for some in (tokens, signs))
            if word := next((word for phrase in said if (word := calendar.word(phrase))), None):
                yield word
                break
        else:
            size = 1
            yield from _unknown(tokens[at], calendar)
        at += size


def _unknown(token: str, calendar: Calendar) -> Iterator[Word | str | int]:
    if token.isdecimal():
        yield int(token) if len(token) in (1, 2, 4) else token
    else:
        yield from _glued(token, calendar) if token > UNSPACED else (token,)


def _glued(token: str, calendar: Calendar) -> Iterator[Word | str]:
    """The words of a token of a script that sets no spaces; what is not known comes as it stands."""
    while token:
        size = next((size for size in range(min(8, len(token)), 0, -1) if token[:size] in calendar.places), 0)
        yield calendar.word(token[:size]) or token
        token = token[size:] if size else ""
