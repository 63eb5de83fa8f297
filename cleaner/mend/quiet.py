"""Lines in which no step that looks at a line alone finds anything, told by their words.

Most words of a text were met before. What a word is like is found out once and kept, as one number; a line none of
whose words calls for more is quiet. A line that is not quiet may still be clean: that is for the steps to say.
"""

from collections.abc import Callable
from functools import lru_cache
from itertools import islice

from cleaner.expressions import expression
from cleaner.mend.gates import due, may_be_quotes
from cleaner.mend.reversal import LEAST
from cleaner.mend.words import HOPED, LOUD, SIGNED, Look, look, looks, looks_strange

PART = 1 << 10
"""So many lines are looked at together."""
KEPT = 1 << 10
"""Lines of so many characters are remembered: in a text that is repaired each of them is looked at more than once."""
_CALM = expression("[ !-$'-*,-<>@-\\[\\]-_a-~\u2013\u2014\u2018\u2019\u201c\u201d\u2026]*+")
"""What no gate asks for, in any order."""
_NOTHING = Look(0, 0)


def is_at_rest(text: str, is_sound: Callable[[str], bool]) -> bool:
    """Whether a pass over a text finds nothing: its lines are quiet, or else sound, and in the order of reading."""
    signed = False
    lines = (text[start:end] for start, end in due(text))
    while part := dict.fromkeys(islice(lines, PART)):
        wordy = [line for line in part if not _CALM.fullmatch(line)]
        for line, seen in zip(wordy, looks(wordy), strict=True):
            needs, lean = _closer(seen, line)
            if (needs & LOUD and not is_sound(line)) or (lean > LEAST and _is_turned(line)):
                return False
            signed = signed or bool(needs & SIGNED) or (bool(needs & LOUD) and may_be_quotes(line))
    if signed:
        from cleaner.mend.company import misread_quotes

        return misread_quotes(text[start:end] for start, end in due(text)) is None
    return True


def is_quiet(line: str) -> bool:
    """Whether a line holds nothing for the steps that look at it alone."""
    return not _look(line).needs & LOUD


def _look(line: str) -> Look:
    if _CALM.fullmatch(line):
        return _NOTHING
    return _look_at_short(line) if len(line) <= KEPT else _look_closely(line)


@lru_cache(maxsize=1 << 7)
def _look_at_short(line: str) -> Look:
    return _look_closely(line)


def _look_closely(line: str) -> Look:
    return _closer(look(line.split(" ")), line)


def _closer(seen: Look, line: str) -> Look:
    """How a line is whose broken words were read together, if they hope for that."""
    return Look(seen.needs | LOUD, seen.lean) if seen.needs & HOPED and _may_read(line) else seen


def _is_turned(line: str) -> bool:
    # Not at the top: hardly a line of sound text comes so far.
    from cleaner.mend.visual_order import is_clear

    return is_clear(line)


def _may_read(line: str) -> bool:
    # Not at the top: hardly a line of sound text comes so far.
    from cleaner.mend.segments import may_read

    return may_read(line, looks_strange)
