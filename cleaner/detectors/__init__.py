"""Detectors: pure functions that look at one line and yield findings.

A detector is a module of this folder with a constant `DETECTOR`. It names the rules it rests
on; from their forms follows what wakes it: an anchor word in the line, or a line short enough
for a whole-line form. Detectors don't see each other's findings, so their order is no matter.
"""

import os
from collections import defaultdict
from collections.abc import Callable
from functools import cache, lru_cache
from importlib import import_module

from cleaner.anchors import anchors_of
from cleaner.detectors._forms import Detector, View, boundary_before, form_detector, form_findings
from cleaner.findings import Finding
from cleaner.language import Profile
from cleaner.record import Struct
from cleaner.rules import WHOLE_LINE, Form, Rulebook, Site
from cleaner.scripts import has_other_script
from cleaner.source import Source
from cleaner.spans import fold

__all__ = [
    "Detector",
    "View",
    "all_detectors",
    "boundary_before",
    "detect",
    "form_detector",
    "form_findings",
]
_NONE: frozenset[str] = frozenset()


class _Alarm(Struct, frozen=True, eq=False):
    """What wakes whom: anchors in a line; if it is short, a rule that it is of, its first character, its shape."""

    anchors: dict[str, frozenset[str]]
    inside: dict[str, frozenset[str]]
    """The anchors of forms that are no whole lines: they alone can stand in a long one."""
    by_rule: dict[str, frozenset[str]]
    by_first: dict[str, list[tuple[str, Form]]]
    """The forms without anchors that a line with this first character can be; under "" those of any."""
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
    detectors, alarm, script = all_detectors(), _alarm(book), profile.script or ""
    anchored = anchors_of(source, book)
    found: set[Finding] = set()
    for line in source.lines:
        text, anchors = line.text, anchored.get(line.number, _NONE)
        said, listed, awake = (_awake_in_short if len(text) <= WHOLE_LINE else _awake_in_long)(text, anchors, book)
        if (script != "Latn" or not text.isascii()) and has_other_script(text, script):
            awake |= alarm.other_script
        if source.marks:
            awake = alarm.marked | (_NONE if source.mark(line).apart else awake)
        if awake:
            view = View(source, line, book, profile, site, anchors, said, listed)
            for name in awake:
                found.update(detectors[name].detect(view))
    return sorted(found)


_Awake = tuple[str, tuple[str, ...], frozenset[str]]
"""A line as `View.said` has it, the rules that list it, and the names of the detectors that it wakes."""


@lru_cache(maxsize=1 << 9)
def _awake_in_short(text: str, anchors: frozenset[str], book: Rulebook) -> _Awake:
    """What a short line wakes; a page says the same again and again."""
    said, alarm = fold(text).casefold(), _alarm(book)
    awake = _awake_by_anchors(anchors, alarm) if anchors else _NONE
    if listed := book.phrases.listed(said).whole:
        awake = awake.union(*(alarm.by_rule.get(code, _NONE) for code in listed))
    forms = alarm.by_first.get(text[0], alarm.by_first[""])
    shaped = [name for name, form in forms if form.where != "line" or form.pattern.fullmatch(text)]
    could = [name for name, could_be in alarm.could_be.items() if could_be(text, book)]
    return said, listed, awake.union(shaped, could)


@lru_cache(maxsize=1 << 10)
def _awake_by_anchors(anchors: frozenset[str], alarm: _Alarm) -> frozenset[str]:
    return frozenset(name for name, own in alarm.anchors.items() if not own.isdisjoint(anchors))


def _awake_in_long(text: str, anchors: frozenset[str], book: Rulebook) -> _Awake:
    return "", (), _awake_inside(anchors, _alarm(book)) if anchors else _NONE


@lru_cache(maxsize=1 << 10)
def _awake_inside(anchors: frozenset[str], alarm: _Alarm) -> frozenset[str]:
    return frozenset(name for name, own in alarm.inside.items() if not own.isdisjoint(anchors))


@cache
def _alarm(book: Rulebook) -> _Alarm:
    anchors: dict[str, frozenset[str]] = {}
    inside: dict[str, frozenset[str]] = {}
    by_rule: dict[str, frozenset[str]] = {}
    by_first: dict[str, list[tuple[str, Form]]] = defaultdict(list)
    for name, detector in all_detectors().items():
        forms = [form for code in detector.rules for form in book.rules[code].forms]
        anchors[name] = _NONE.union(*(form.anchors for form in forms))
        inside[name] = _NONE.union(*(form.anchors for form in forms if form.where != "line"))
        by_rule |= {code: by_rule.get(code, _NONE) | {name} for code in detector.rules}
        for form in forms:
            for char in (form.first or ("",)) if form.source and not form.anchors else ():
                by_first[char].append((name, form))
    always = by_first.pop("", [])
    return _Alarm(
        anchors=anchors,
        inside=inside,
        by_rule=by_rule,
        by_first={char: [*forms, *always] for char, forms in by_first.items()} | {"": always},
        could_be={name: detector.could_be for name, detector in all_detectors().items() if detector.could_be},
        other_script=frozenset(name for name, detector in all_detectors().items() if detector.other_script),
        marked=frozenset(name for name, detector in all_detectors().items() if detector.marked),
    )
