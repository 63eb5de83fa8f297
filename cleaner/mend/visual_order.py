"""Lines stored as a screen shows them, put back into the order of reading.

PDF extraction and ISO-8859-8 leave Hebrew and Arabic so. A line that looks turned around clearly is
turned whatever the others say; one that does so faintly, when others of the article do clearly.
"""

from collections.abc import Sequence
from typing import NamedTuple

from cleaner.expressions import expression
from cleaner.mend import sense
from cleaner.mend.edits import Edit
from cleaner.mend.reversal import LEAST, Judged, judge
from cleaner.mend.turns import Turn, Turned, backwards, by_word, displayed, embedded
from cleaner.mend.words import look
from cleaner.scripts import LATIN, main_script

OUTVOTED = 8
"""As many lines must speak for turning as make up for one that speaks against it."""
DECIDED, HEARD = 12.0, 5.0
"""Bits between two kinds of damage that no vote overrules; the most that one line votes with."""
RARER = (0.0, 3.0, 4.0)
"""Bits by which lines turned around whole, or word by word, are less likely than such as were displayed: more than the
first digit of one number can tell."""
NOT_LATIN, PART_LATIN, LATIN_LINE = 20, 3, -5
"""Bits by which a line is less likely to run from left to right, by the Latin letters at its ends."""
_RIGHTWARD = expression("[\u05d0-\u05f2\u0620-\u064a\u066e-\u06d3\u06fa-\u06fc\ufb1d-\ufdfb\ufe70-\ufefc]")
AT_END = 6
"""Bits by which a line is less likely to begin with what reads as a credit in brackets."""
MANY = 3
"""So many lines that were clearly reversed, and none that clearly was not, turn those that tell nothing too."""
_CREDIT = expression(rf"\([^()]*[{LATIN}][^()]*\)\s*$")
_NO_VOTE = (0.0, 0.0, 0.0)
_BEGINS, _ENDS = expression(rf"[\W\d_]*[{LATIN}]"), expression(rf"[{LATIN}][\W\d_]*$")


class _Way(NamedTuple):
    """A reading of a line, and what it costs in bits."""

    cost: float
    turned: Turned


def find(lines: Sequence[str]) -> list[list[Edit]]:
    """For each of an article's lines the edits that put it into the order of reading, mostly none.

    A line may hold anything but line ends. Votes only add: what a line says clearly is done in any
    company. Only the kind of damage, where a line leaves it open, is what the others show.
    """
    found: list[list[Edit]] = [[] for _ in lines]
    if not any(map(is_clear, lines)):
        return found
    groups: dict[str | None, list[int]] = {}
    for at, line in enumerate(lines):
        if letters := _RIGHTWARD.findall(line):
            groups.setdefault(main_script("".join(letters)), []).append(at)
    # Votes count within a script: Arabic that was reversed says nothing of Hebrew.
    for places in groups.values():
        for at, edits in zip(places, _find([lines[at] for at in places]), strict=True):
            found[at] = edits
    return found


def is_clear(line: str) -> bool:
    """Whether a line looks turned around clearly, whatever others say."""
    if not _RIGHTWARD.search(line) or look(line.split(" ")).lean <= LEAST:
        return False
    judged = judge(line)
    return judged is not None and judged.bits > judged.limit


def _find(lines: Sequence[str]) -> list[list[Edit]]:
    """The edits for lines of one script."""
    verdicts = {line: judge(line) for line in dict.fromkeys(lines)}
    judged = [verdicts[line] for line in lines]
    clear = [at for at, one in enumerate(judged) if one and one.bits > one.limit]
    if not clear:
        return [[] for _ in lines]
    ways = {at: _ways(lines[at]) for at in (*clear, *_faint(judged, len(clear)))}
    votes = {at: [min(HEARD, way.cost - min(ways[at]).cost) for way in ways[at]] for at in clear}
    total = [sum(kind) for kind in zip(*votes.values(), strict=True)]
    found: list[list[Edit]] = [[] for _ in lines]
    for at, held in ways.items():
        others = [one - own for one, own in zip(total, votes.get(at, _NO_VOTE), strict=True)]
        found[at] = _edits(lines[at], _chosen(held, others))
    return found


def _faint(judged: list[Judged | None], votes: int) -> list[int]:
    """The lines that `votes` others can turn: too faint to be turned alone, and to be turned back."""
    against = sum(1 for one in judged if one and one.bits < -one.limit)
    if against * OUTVOTED > votes:
        return []
    # One or two say nothing of lines that say nothing themselves.
    least = -0.5 if votes >= MANY and not against else 0.0
    return [at for at, one in enumerate(judged) if one and least * one.limit < one.bits <= one.limit]


def _ways(line: str) -> list[_Way]:
    """How to read a line that was displayed, turned around whole, or turned word by word."""
    if _CREDIT.search(line):
        # A credit in Latin stands at the end, whatever the direction of the page.
        shown = min(_way(line, displayed, AT_END), _way(line, embedded))
    else:
        shown = min(_way(line, displayed), _way(line, embedded, _latin(line)))
    return [shown, _way(line, backwards), _way(line, by_word)]


def _way(line: str, turn: Turn, bits: int = 0) -> _Way:
    turned = turn(line)
    return _Way(sense.cost(turned.text) + bits, turned)


def _latin(line: str) -> int:
    """What it costs to take a line for one that runs from left to right, with other words inside."""
    if not _BEGINS.match(line):
        return NOT_LATIN
    return LATIN_LINE if _ENDS.search(line) and main_script(line) == "Latn" else PART_LATIN


def _chosen(ways: list[_Way], votes: list[float]) -> Turned:
    """The likeliest reading, by the votes of others against a kind of damage where the line does not tell."""
    alone = sorted((way.cost + rarer, way.turned) for way, rarer in zip(ways, RARER, strict=True))
    if alone[1][0] - alone[0][0] >= DECIDED:
        return alone[0][1]
    return min((way.cost + sum(bits), way.turned) for way, *bits in zip(ways, RARER, votes, strict=True))[1]


def _edits(line: str, turned: Turned) -> list[Edit]:
    """One edit for each stretch of a line whose characters changed places among themselves."""
    found: list[Edit] = []
    start, reach = 0, -1
    for end, place in enumerate(turned.places, 1):
        reach = max(reach, place)
        if reach < end:
            after = turned.text[start:end]
            if after != line[start:end]:
                origins = tuple((at, at + 1) for at in turned.places[start:end])
                found.append(Edit(start, end, after, "visual-order", origins=origins))
            start = end
    return found
