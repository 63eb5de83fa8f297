"""Mojibake: text in one charset that was read as another."""

from collections.abc import Callable
from functools import cache, lru_cache, partial

from cleaner.expressions import expression
from cleaner.letters import TABLES
from cleaner.mend import legacy, sequences
from cleaner.mend.edits import Doubt, Edit, apply
from cleaner.mend.forms import lost
from cleaner.mend.gates import Chain
from cleaner.mend.remains import remains
from cleaner.scripts import main_script

PLAIN = 0.6
"""Where sequences explain so much of what a line costs, nothing else need be tried."""
FORM = 1.5
"""Sequences have their form to speak for them: another reading must gain so much more."""


def find(line: str) -> list[Edit]:
    """The repairs of mojibake in a line."""
    return _found(line)[0]


def chains(line: str) -> frozenset[Chain]:
    """The pairs of charsets that the repairs of a line prove: what it was taken for, what it was written in."""
    return _found(line)[1]


@lru_cache(maxsize=16)
def _found(line: str) -> tuple[list[Edit], frozenset[Chain]]:
    if line.isascii():
        return [], frozenset()
    best = sequences.find(line)
    gain, edits = (best[0].gain, best[0].edits) if best else (0, [])
    chains = frozenset((reading.name, "utf-8") for reading in best)
    known = _is_known(edits)
    if edits and known and gain >= PLAIN * sequences.cost_of_line(line):
        return edits, chains
    if "\ufffd" in line or remains(line):
        return edits, chains
    other, readings = legacy.find(line)
    faint = [] if edits else [reading for reading in sequences.faint(line) if _is_known(reading.edits)]
    gain = max([gain, *(reading.gain for reading in faint)])
    if other > (FORM if known else 1) * gain:
        return readings, legacy.chains(line)
    return edits or _by_ftfy(line, [reading.edits for reading in faint]), chains


def _is_known(edits: list[Edit]) -> bool:
    """Whether what comes out is in a script whose letters we know, or no letters at all."""
    return main_script("".join(edit.after for edit in edits)) in (*TABLES, None)


def _by_ftfy(line: str, candidates: list[list[Edit]]) -> list[Edit]:
    """A single letter in a Latin word proves little; where ftfy makes the very repair that we weigh, it is made."""
    if not candidates:
        return []
    fixed = _ftfy()(line)
    return next((edits for edits in candidates if apply(line, edits) == fixed), [])


@cache
def _ftfy() -> Callable[[str], str]:
    """ftfy's repair of encodings, made to touch nothing else: no C1 controls, no lossy guesses, no other text."""
    import ftfy

    config = ftfy.TextFixerConfig(
        restore_byte_a0=False, replace_lossy_sequences=False, decode_inconsistent_utf8=True, fix_c1_controls=False
    )
    return partial(ftfy.fix_encoding, config=config)


_LOST = expression("\ufffd+")
_CONTROL = expression("[\x80-\x84\x86-\x9f]+")
_ASKED = expression(r"(?<![\w?])\?{2,}(?:[^\w?]+\?+)*(?![\w?])")
"""Letters that became question marks: words of them."""


def doubts(line: str) -> list[Doubt]:
    """Letters that were lost on the way and cannot be had again."""
    found = []
    if not line.isascii():
        found += [Doubt(*one.span(), "damaged") for one in _LOST.finditer(line)]
        found += [Doubt(*one.span(), "damaged") for one in _CONTROL.finditer(line)]
        found += [Doubt(*one.span(), "damaged") for one in lost().finditer(line)]
        found += [Doubt(*span, "damaged")] if (span := remains(line)) else []
    if "??" in line:
        found += [Doubt(*one.span(), "damaged") for one in _ASKED.finditer(line) if _is_text(one[0])]
    return found


def _is_text(marks: str) -> bool:
    """Whether question marks stand for words: several words, or one long one; `What???` is none."""
    words = marks.split()
    return len(marks.replace(" ", "")) >= 5 and (len(words) > 1 or len(marks) >= 6)
