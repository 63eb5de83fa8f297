"""Hebrew in seven bits (SI 960): the high bit of windows-1255 was lost, so that its letters are ` and a to z.

Only whole lines are read so, without a capital and with the alef that no Latin word has: the accent `.
"""

from cleaner.expressions import expression
from cleaner.letters import UNIT, cost
from cleaner.mend.edits import Edit

ENOUGH, LANGUAGE, WORDS = 20 * UNIT, 5 * UNIT, 3
"""What the Hebrew reading must gain, what it may cost a letter, and how many words it takes."""
_HEBREW = {0x60 + number: chr(0x5D0 + number) for number in range(27)}
_LETTERS = expression("[`a-z]+")
_CAPITAL = expression("[A-Z]")


def find(line: str) -> list[Edit]:
    """One edit for each word of a line of ASCII that reads as Hebrew in seven bits."""
    words = [word.span() for word in _LETTERS.finditer(line)]
    if "`" not in line or len(words) < WORDS or _CAPITAL.search(line):
        return []
    after = line.translate(_HEBREW)
    new = cost(after)
    if cost(line) - new < ENOUGH or new > LANGUAGE * sum(end - start for start, end in words):
        return []
    return [Edit(start, end, after[start:end], "mojibake") for start, end in words]
