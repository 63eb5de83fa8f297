"""Detectors: pure functions that look at one line and yield findings.

A detector is a module of this folder with a constant `DETECTOR`. It names the rules it rests
on; from their forms follows what wakes it: an anchor word in the line, or a line short enough
for a whole-line form. Detectors don't see each other's findings, so their order is no matter.
"""

import os
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache, lru_cache, partial
from importlib import import_module
from itertools import chain
from typing import NamedTuple

from cleaner.detectors._forms import WHOLE_LINE, Detector, View, boundary_before, form_detector, form_findings
from cleaner.findings import Finding
from cleaner.language import Profile
from cleaner.memo import Memo
from cleaner.rules import Rulebook, Site
from cleaner.scripts import has_other_script
from cleaner.source import Source
from cleaner.spans import fold

__all__ = [
    "WHOLE_LINE",
    "Detector",
    "View",
    "all_detectors",
    "boundary_before",
    "detect",
    "form_detector",
    "form_findings",
]
MOST = 1 << 13
"""So many tokens are remembered."""
_NONE: frozenset[str] = frozenset()


class _Alarm(NamedTuple):
    """What wakes whom: anchors in a line; if it is short, its words as a whole, its first character, what it could be.

    `by_key` lists anchors by their longest word, which is what a text is searched for; `keys_in` are those inside a
    token, `spaced` those that no token holds, as they have a space.
    """

    by_key: dict[str, tuple[str, ...]]
    keys_in: Memo[tuple[str, ...]]
    spaced: tuple[str, ...]
    by_anchor: dict[str, frozenset[str]]
    by_words: dict[str, frozenset[str]]
    by_first: dict[str, frozenset[str]]
    could_be: dict[str, Callable[[str, Rulebook], bool]]
    other_script: frozenset[str]
    marked: frozenset[str]


@cache
def all_detectors() -> dict[str, Detector]:
    """Every detector of this folder by the name of its module."""
    names = sorted(
        name[:-3] for name in os.listdir(os.path.dirname(__file__)) if name.endswith(".py") and name[0] != "_"
    )
    modules = {name: import_module(f"{__name__}.{name}") for name in names}
    return {name: module.DETECTOR for name, module in modules.items() if hasattr(module, "DETECTOR")}


def detect(source: Source, book: Rulebook, profile: Profile, site: Site | None) -> list[Finding]:
    """All findings of all detectors, sorted."""
    detectors, alarm = all_detectors(), _alarm(book)
    anchored = _anchors(source, alarm)
    found: set[Finding] = set()
    # A text that says the same again wakes the same again.
    wake = lru_cache(maxsize=1 << 8)(partial(_awake, alarm=alarm, book=book, script=profile.script or ""))
    for line in source.lines:
        anchors = anchored.get(line.number, _NONE)
        said = fold(line.text).casefold() if len(line.text) <= WHOLE_LINE else ""
        awake = wake(line.text, said, anchors)
        if source.marks:
            awake = alarm.marked | (_NONE if source.mark(line).apart else awake)
        if awake:
            view = View(source, line, book, profile, site, anchors, said)
            for name in awake:
                found.update(detectors[name].detect(view))
    return sorted(found)


def _anchors(source: Source, alarm: _Alarm) -> dict[int, frozenset[str]]:
    """The anchors whose longest word stands in a line, by the line's number; all their words stand in the article."""
    text = source.text
    keys_in = alarm.keys_in.__getitem__
    found = {line.number: keys for line in source.lines if (keys := {*chain(*map(keys_in, line.text.split()))})}
    for key in alarm.spaced:
        for line in source.lines if key in text else ():
            if key in line.text:
                found.setdefault(line.number, set()).add(key)
    held = cache(lambda key: [anchor for anchor in alarm.by_key[key] if all(word in text for word in anchor.split())])
    # Most lines hold the same few.
    same = cache(lambda keys: frozenset(chain(*map(held, keys))))
    return {number: same(frozenset(keys)) for number, keys in found.items()}


def _awake(text: str, said: str, anchors: frozenset[str], alarm: _Alarm, book: Rulebook, script: str) -> frozenset[str]:
    awake = {name for anchor in anchors for name in alarm.by_anchor[anchor]}
    if said:
        awake |= alarm.by_first.get(text[0], alarm.by_first[""])
        awake |= alarm.by_words.get(said, _NONE)
        awake.update(name for name, could_be in alarm.could_be.items() if could_be(text, book))
    if (script != "Latn" or not text.isascii()) and has_other_script(text, script):
        awake |= alarm.other_script
    return frozenset(awake)


def _finder(keys: Iterable[str]) -> Memo[tuple[str, ...]]:
    """Tells which keys a token holds."""
    by_first: dict[str, list[str]] = defaultdict(list)
    for key in keys:
        by_first[key[0]].append(key)

    def find(token: str) -> tuple[str, ...]:
        return tuple(
            key
            for at, char in enumerate(token)
            if char in by_first
            for key in by_first[char]
            if token.startswith(key, at)
        )

    return Memo(find, MOST)


@cache
def _alarm(book: Rulebook) -> _Alarm:
    by_anchor: dict[str, frozenset[str]] = {}
    by_words: dict[str, frozenset[str]] = {}
    by_first: dict[str, set[str]] = defaultdict(set)
    # Thousands of words wake the same few.
    joined = cache(lambda names, name: names | {name})
    for name, detector in all_detectors().items():
        for form in (form for code in detector.rules for form in book.rules[code].forms):
            for anchor in form.anchors:
                by_anchor[anchor] = joined(by_anchor.get(anchor, _NONE), name)
            for word in form.words if form.where == "line" else ():
                by_words[word] = joined(by_words.get(word, _NONE), name)
            if form.source and not form.anchors:
                for char in form.first or ("",):
                    by_first[char].add(name)
    always = by_first.pop("", set())
    by_key: dict[str, list[str]] = defaultdict(list)
    for anchor in sorted(by_anchor):
        longest = max(anchor.split(), key=len)
        by_key[longest if len(longest) > 1 else anchor].append(anchor)
    return _Alarm(
        by_key={key: tuple(anchors) for key, anchors in by_key.items()},
        keys_in=_finder(key for key in by_key if key.split() == [key]),
        spaced=tuple(key for key in by_key if key.split() != [key]),
        by_anchor=by_anchor,
        by_words=by_words,
        by_first={char: frozenset(names | always) for char, names in by_first.items()} | {"": frozenset(always)},
        could_be={name: detector.could_be for name, detector in all_detectors().items() if detector.could_be},
        other_script=frozenset(name for name, detector in all_detectors().items() if detector.other_script),
        marked=frozenset(name for name, detector in all_detectors().items() if detector.marked),
    )
