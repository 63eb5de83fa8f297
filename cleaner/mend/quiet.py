"""Lines in which no step that looks at a line alone finds anything, told by their words.

Most words of a text were met before. What a word is like is found out once and kept; a line all of whose words
are sound is quiet, and costs one look at the set of them. A line that is not quiet may still be clean: that is
for the steps to say.
"""

from collections.abc import Callable

from cleaner.expressions import expression
from cleaner.mend.gates import RIGHT_TO_LEFT, due, may_be_quotes
from cleaner.mend.visual_order import is_clear as is_turned
from cleaner.mend.words import Look, Words

MOST = 1 << 14
"""So many words are kept; then all are forgotten."""
PART = 1 << 10
"""So many words of a line are looked at together."""
SHORT = 1 << 6
"""Lines of so many characters may come again and again."""
_CALM = expression("[ !-$'-*,-<>@-\\[\\]-_a-~\u2013\u2014\u2018\u2019\u201c\u201d\u2026]*+")
"""What no gate asks for, in any order."""

_known = Words()


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
        look = _look(line)
        if (Look.LOUD in look and not is_sound(line)) or (rightward and is_turned(line)):
            return False
        signed = signed or Look.SIGNED in look or (Look.LOUD in look and may_be_quotes(line))
    if signed:
        from cleaner.mend.company import misread_quotes

        return misread_quotes(text[start:end] for start, end in due(text)) is None
    return True


def is_quiet(line: str) -> bool:
    """Whether a line holds nothing for the steps that look at it alone."""
    return Look.LOUD not in _look(line)


def _look(line: str) -> Look:
    global _known
    if _CALM.fullmatch(line):
        return Look.QUIET
    words, look = line.split(" "), Look.QUIET
    for at in range(0, len(words), PART):
        # Forgotten by making others: a thread may still look things up in these.
        held = _known = _known if len(_known.sound) < MOST else Words()
        look |= held.look(words[at : at + PART + 1])
    if Look.HOPED not in look:
        return look
    # Not at the top: few texts have words that may read better.
    from cleaner.mend.hopes import may_read

    return look | Look.LOUD if may_read(line) else look
