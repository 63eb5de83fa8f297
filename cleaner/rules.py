"""Rules and their forms: what a finding can rest on, as plain types.

A rule has forms; a form is a list of words (compared without case) or a pattern, and says where
it may stand: `line` (a whole line), `start` (at the start of one), `end` (at the end of one; a
group `it` of the pattern is the part that counts), `flat` (also inside a line, at a boundary, for
texts that lost their line breaks), `any` (inside a line wherever it is). So that few lines have to
be looked at, it may name anchors, words one of which stands in the line, and the characters it
can begin with (`first`). `rulebook` reads them from the rule files.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import chain, pairwise

import msgspec

from cleaner.calendars import Calendar
from cleaner.compiled import compiled
from cleaner.expressions import expression
from cleaner.keys import Keys, key_of, keys_of
from cleaner.phrases import Phrases, phrases_of

WHOLE_LINE = 160
"""Longest line, in code points, that a whole-line form is tried on."""
_SPACE = expression(r"\[(?:[^\]\\]|\\.)*\]| \?| \*| ")
_PART = expression(r"\\.|\[(?:[^\]\\]|\\.)*\]|.", re.DOTALL)
_LEADS = r"[^\n]{0,"
_LEAD = expression(r"\[\^\\n\]\{0,\d+\}(?![?+])")
_ANY_SPACE = {" ": r"\s+", " ?": r"\s*", " *": r"\s*"}


class Form(msgspec.Struct, frozen=True, eq=False, array_like=True, dict=True):
    """One way a rule shows itself in a text."""

    language: str
    where: str
    listed: str
    """Its words, each in a line: thousands are held so in a tenth of the space, and read in a fifth of the time."""
    anchors: tuple[str, ...]
    first: str
    source: str
    example: str

    @property
    def word_list(self) -> list[str]:
        """Its words, as they are listed."""
        return self.listed.split("\n") if self.listed else []

    @cached_property
    def words(self) -> frozenset[str]:
        """The same, to look one up."""
        return frozenset(self.word_list)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The form's expression, compiled when it is first needed; a space in it is any white space."""
        return compiled(any_space(self.source))

    @cached_property
    def keys(self) -> frozenset[str]:
        """The longest word of each anchor."""
        return frozenset(map(key_of, self.anchors))

    @cached_property
    def sign(self) -> re.Pattern[str]:
        """An expression that stands in a line wherever `pattern` does, though it may begin later: found sooner."""
        return compiled(any_space(without_leads(self.source)))


class Rule(msgspec.Struct, frozen=True, eq=False, array_like=True, dict=True):
    """What a finding can rest on: a stable code, the role it gives, and why."""

    code: str
    role: str
    reason: str
    forms: tuple[Form, ...]

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of all forms, in small letters."""
        return frozenset(chain.from_iterable(form.word_list for form in self.forms))

    @cached_property
    def unanchored(self) -> tuple[Form, ...]:
        """The patterns that any line may fit."""
        return tuple(form for form in self.forms if form.where and form.source and not form.anchors)

    @cached_property
    def by_first(self) -> Mapping[str, tuple[Form, ...]]:
        """Those that a line can fit by its first character; under "" those that any character can begin."""
        firsts = {char for form in self.unanchored for char in form.first}
        found = {
            char: tuple(form for form in self.unanchored if char in form.first or not form.first) for char in firsts
        }
        return {**found, "": tuple(form for form in self.unanchored if not form.first)}

    @cached_property
    def anchored(self) -> Mapping[str, tuple[Form, ...]]:
        """The forms that an anchor wakes."""
        found: dict[str, list[Form]] = defaultdict(list)
        for form in self.forms:
            for anchor in form.anchors:
                found[anchor].append(form)
        return {anchor: tuple(forms) for anchor, forms in found.items()}


class Site(msgspec.Struct, frozen=True, array_like=True):
    """A site's habits. `date_order` is a permutation of D, M and Y, or empty; `forms` stand with their rule's code."""

    name: str
    reason: str
    hosts: tuple[str, ...]
    evidence: tuple[str, ...]
    date_order: str
    channels: frozenset[str]
    forms: tuple[tuple[str, Form], ...]


class Order(msgspec.Struct, frozen=True, array_like=True):
    """Words that cost `bits` when they stand `first` or `last` in a sentence: whole, or by how they start or end.

    Half as much speaks for one that a word follows which starts as `then` says.
    """

    at: str
    words: frozenset[str]
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    then: tuple[str, ...]
    bits: int


class Rulebook(msgspec.Struct, frozen=True, eq=False, array_like=True, dict=True):
    """All rule files; `digest` changes whenever one of them does."""

    rules: Mapping[str, Rule]
    flags: Mapping[str, tuple[str, str]]
    changes: Mapping[str, tuple[str, str]]
    languages: Mapping[str, frozenset[str]]
    letters: Mapping[str, Mapping[str, str]]
    openers: frozenset[str]
    hanging: frozenset[str]
    asking: frozenset[str]
    abbreviations: frozenset[str]
    calendar: Calendar
    sites: Mapping[str, Site]
    orders: tuple[Order, ...]
    digest: str
    keys: Keys
    """Of the anchors of all forms."""
    inside: frozenset[str]
    """Those of forms that are no whole lines: they alone can stand in a long line."""
    phrases: Phrases

    @cached_property
    def speakers(self) -> Mapping[str, tuple[str, ...]]:
        """The languages that each function word belongs to."""
        return speakers_of(self.languages)

    @cached_property
    def opener(self) -> re.Pattern[str]:
        """Where, inside a line, a word that opens statements follows without a full stop."""
        words = "|".join(sorted(self.openers))
        return expression(rf"(?<![.!?…:;,\"”’»“‘|(-])(?<=\S)\s+(?=(?:{words})\s+[\w\"'“‘(])")


def keys_to(rules: Iterable[Rule]) -> Keys:
    """The keys of the anchors of rules."""
    return keys_of(dict.fromkeys(anchor for rule in rules for form in rule.forms for anchor in form.anchors))


def inside_lines(rules: Iterable[Rule]) -> frozenset[str]:
    """The anchors of forms that are no whole lines."""
    forms = (form for rule in rules for form in rule.forms if form.where != "line")
    return frozenset(chain.from_iterable(form.anchors for form in forms))


def listed_by(rules: Iterable[Rule]) -> Phrases:
    """The phrases that rules list; one that needs an anchor besides is no whole line by itself."""
    return phrases_of(
        (rule.code, form.where == "line" and not form.anchors, form.word_list) for rule in rules for form in rule.forms
    )


def speakers_of(languages: Mapping[str, Iterable[str]]) -> Mapping[str, tuple[str, ...]]:
    """The languages that each word belongs to; few belong to several."""
    found: dict[str, tuple[str, ...]] = {}
    for language, words in languages.items():
        several = {word: (*found[word], language) for word in found.keys() & words}
        found.update(dict.fromkeys(words, (language,)) | several)
    return found


def any_space(pattern: str) -> str:
    """`pattern` with its spaces standing for any white space, of any length outside a class."""
    return _SPACE.sub(lambda found: _ANY_SPACE.get(found[0], found[0].replace(" ", r"\s")), pattern)


def without_leads(pattern: str) -> str:
    """`pattern` without the `[^\\n]{0,…}`, which may be empty, that its alternatives begin with."""
    if not (pattern.startswith(_LEADS) or f"|{_LEADS}" in pattern):
        return pattern
    ends, depth = [0], 0
    for part in _PART.finditer(pattern):
        depth += {"(": 1, ")": -1}.get(part[0], 0)
        if part[0] == "|" and depth == 0:
            ends.append(part.end())
    alternatives = (pattern[start : end - 1] for start, end in pairwise((*ends, len(pattern) + 1)))
    return "|".join(_LEAD.sub("", one, 1) if _LEAD.match(one) else one for one in alternatives)


def unpacked(data: bytes) -> Rulebook:
    """The rules as the build packed them (`packing`)."""
    return msgspec.msgpack.decode(data, type=Rulebook)
