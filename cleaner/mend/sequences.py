"""UTF-8 that was read as a one-byte charset: every letter became two to four signs.

Of a hundred chance pairs of signs hardly one is a sequence of UTF-8, so where sequences follow each
other the letters only have to confirm what the form says.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from cleaner.expressions import expression
from cleaner.letters import TABLES, UNIT, cost
from cleaner.mend.clusters import cost_of, signs_of
from cleaner.mend.edits import Edit, apply
from cleaner.mend.forms import Form, form_of
from cleaner.mend.roles import forms_in
from cleaner.scripts import main_script

STRANGE = 4 * UNIT
"""Words that cost no more for each of their signs are words."""
ENOUGH = 18 * UNIT
"""A repair must make a line likelier by as much."""
SENSELESS = 10 * UNIT
"""Signs that cost more, each for itself, say nothing."""
_PUNCTUATION = "!\"'(),-.:;?[] \u00ab\u00bb\u2013\u2014\u201c\u201d\u201e"
_SPACE = expression(r"[ \t\n\r\f\v]")
CLEARLY = 2
"""A reading that explains so much more but leaves damage is the right one, so none can be had."""
SURE = 28 * UNIT
"""A single letter must make it likelier by as much."""
BROKEN = 60
"""For each word that cannot be undone, so many letters must come out whole, else the line is left as it is."""


class Reading(NamedTuple):
    """What reading words of a line as UTF-8 gains (eighths of a bit), with the edits that do it.

    `sound` if they are enough to tell and leave no damage; `name` is the charset they were taken for.
    """

    gain: int
    edits: list[Edit]
    sound: bool
    name: str


NOTHING = Reading(0, [], False, "")


def find(line: str) -> list[Reading]:
    """The readings that explain a line best, all by the same edits; none if they do not gain enough."""
    readings = _readings(line)
    best = max((reading for reading in readings if reading.sound), key=attrgetter("gain"), default=NOTHING)
    least, few = (best.gain, 2) if "\ufffd" in line else (CLEARLY * best.gain, 1)
    if best.gain < ENOUGH or len(best.edits) < few:
        return []
    # No reading gains more than all that the line costs.
    if least < cost_of_line(line):
        others = (reading for inked in (True, False) for reading in _weighed(line, inked) if not reading.sound)
        if any(reading.gain > least for reading in others):
            return []
    return [reading for reading in readings if reading.sound and reading.edits == best.edits]


def faint(line: str) -> list[Reading]:
    """Readings that gain something, the best first, though not enough to be made on their own evidence."""
    ranked = sorted(_readings(line), key=attrgetter("gain"), reverse=True)
    return [reading for reading in ranked if reading.edits and reading.gain > 0]


def words_in(line: str, name: str) -> Iterator[tuple[int, int, list[Edit]]]:
    """The words of a line that hold sequences in a charset and no other signs of it, with the edits for them."""
    form = form_of(name)
    for start, end, own in _words(line, form):
        after = apply(line, own, start, end)
        if not _leftover(line, start, end, own, form) and not _is_by_chance(line[start:end], after):
            yield start, end, own


@lru_cache(maxsize=4)
def _readings(line: str) -> tuple[Reading, ...]:
    """What reading words as UTF-8 gains, in each charset in which it undoes something."""
    return tuple(_weighed(line, inked=True))


cost_of_line = lru_cache(maxsize=4)(cost)
"""What a line costs, as `letters.cost` counts it."""


def _weighed(line: str, inked: bool) -> Iterator[Reading]:
    """Readings in the charsets in which some sequence ends in ink, or else in those in which all end in spaces."""
    for form in forms_in(line):
        if (form.inked.search(line) is not None) is not inked:
            continue
        edits: list[Edit] = []
        gain = broken = 0
        for start, end, own in _words(line, form):
            better = _gain(line, start, end, own)
            if better is None:
                continue
            if _is_left(line, start, end, own, form):
                broken += 1
            else:
                edits += own
            gain += better
        sound = len(edits) > broken * BROKEN and (len(edits) > 1 or gain >= SURE)
        yield Reading(gain, edits, sound, form.name)


def is_undone(word: str, form: Form) -> bool:
    """Whether a word by itself, as no space is part of a sequence of its charset, is read as UTF-8."""
    return any(
        _gain(word, start, end, own) is not None and not _is_left(word, start, end, own, form)
        for start, end, own in _words(word, form)
    )


def _gain(line: str, start: int, end: int, own: list[Edit]) -> int | None:
    """What the edits of a word gain; None where it is a word as it stands, or by chance."""
    before = line[start:end]
    if cost_of(before) <= STRANGE * signs_of(before):
        return None
    after = apply(line, own, start, end)
    better = cost_of(before) - cost_of(after)
    return None if better <= (0 if len(own) == 1 else -ENOUGH) or _is_by_chance(before, after) else better


def _is_left(line: str, start: int, end: int, own: list[Edit], form: Form) -> bool:
    """Whether the edits of a word leave damage."""
    return _leftover(line, start, end, own, form) or all(line[edit.end - 1] == " " for edit in own)


def _words(line: str, form: Form) -> Iterator[tuple[int, int, list[Edit]]]:
    """Words that hold sequences, with the edits for them; a trail may be a space that was a no-break space."""
    start = end = 0
    own: list[Edit] = []
    for found in form.sequence.finditer(line):
        edit = _edit(found, form)
        if edit is None:
            continue
        if own and edit.start < end:
            own.append(edit)
        else:
            if own:
                yield start, end, own
            start = max((space.end() for space in _SPACE.finditer(line, end, edit.start)), default=end)
            own = [edit]
        if edit.end > end:
            end = _next_space(line, edit.end)
    if own:
        yield start, end, own


def _next_space(line: str, at: int) -> int:
    found = _SPACE.search(line, at)
    return found.start() if found else len(line)


def _edit(found: re.Match[str], form: Form) -> Edit | None:
    after = form.meanings[found[0]]
    return Edit(found.start(), found.end(), after, "mojibake") if after else None


def _is_by_chance(before: str, after: str) -> bool:
    """Whether a word of one script would become signs or letters that no table knows."""
    letters = before.strip(_PUNCTUATION)
    if (letters and not letters.isalpha()) or main_script(before) in (None, "Latn"):
        return False
    return main_script(after) not in TABLES and cost(after) > SENSELESS * len(after)


def _leftover(line: str, start: int, end: int, edits: list[Edit], form: Form) -> bool:
    """Whether the word holds signs of the charset, letters among them, that belong to no sequence."""
    at = start
    rest = []
    for edit in edits:
        rest.append(line[at : edit.start])
        at = edit.end
    return any(
        sign == "\ufffd" or (sign in form.high and (sign.isalpha() or sign in form.leads))
        for sign in "".join((*rest, line[at:end]))
    )
