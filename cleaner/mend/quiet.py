"""Lines in which no step that looks at a line alone finds anything, told by their words.

Most words of a text were met before. What a word is like is found out once and kept; a line all of whose words
are sound is quiet, and costs one look at the set of them. A line that is not quiet may still be clean: that is
for the steps to say.
"""

from collections.abc import Callable

from cleaner.expressions import expression
from cleaner.mend.gates import RIGHT_TO_LEFT, due, may_be_quotes
from cleaner.mend.hopes import may_read
from cleaner.mend.visual_order import is_clear as is_turned
from cleaner.mend.words import HOPED, LOUD, SIGNED, look

PART = 1 << 10
"""So many lines are compared with those that come after them."""
SHORT = 1 << 6
"""Lines of so many characters may come again and again."""
_CALM = expression("[ !-$'-*,-<>@-\\[\\]-_a-~\u2013\u2014\u2018\u2019\u201c\u201d\u2026]*+")
"""What no gate asks for, in any order."""


def is_at_rest(text: str, is_sound: Callable[[str], bool]) -> bool:
    """Whether a pass over a text finds nothing: its lines are quiet, or else sound, and in the order of reading."""
    rightward, signed = RIGHT_TO_LEFT.search(text) is not None, False
    seen: set[str] = set()
    for start, end in due(text):
        line = text[start:end]
        if line in seen:
            continue
        if len(line) <= SHORT and len(seen) < PART:
            seen.add(line)
        found = _look(line)
        if (found & LOUD and not is_sound(line)) or (rightward and is_turned(line)):
            return False
        signed = signed or bool(found & SIGNED) or (bool(found & LOUD) and may_be_quotes(line))
    if signed:
        from cleaner.mend.company import misread_quotes

        return misread_quotes(text[start:end] for start, end in due(text)) is None
    return True


def is_quiet(line: str) -> bool:
    """Whether a line holds nothing for the steps that look at it alone."""
    return not _look(line) & LOUD


def _look(line: str) -> int:
    if _CALM.fullmatch(line):
        return 0
    found = look(line.split(" "))
    return found | LOUD if found & HOPED and may_read(line) else found
