"""One pass over all lines of a text: the steps in turn, each line until nothing moves, then the lines together."""

from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache, lru_cache

from cleaner.mend.edits import Edit
from cleaner.mend.gates import Chain, chains, doubts, due, find, is_lost, may_be_quotes, turns
from cleaner.mend.patch import Patch
from cleaner.mend.quiet import is_at_rest, is_quiet
from cleaner.record import Flag

FIRST = ("escapes", "mojibake", "seven_bit")
"""What must be undone, layer by layer, before the other steps see letters."""
THEN = ("controls", "normal_form")
SHORT = 1 << 10
"""Lines of so many characters are remembered, since texts are looked at more than once."""
ROUNDS = 12
"""More than any damage has layers; a line that still moves then was made to, and stays as it came."""


def one_pass(text: str, keep_lines: bool) -> tuple[tuple[Patch, ...], tuple[Flag, ...]]:
    """All lines of a text, put right until nothing moves; of lines that say the same one is looked at."""
    if is_at_rest(text, _is_sound):
        return (), ()
    following, doubted = cache(_next), cache(doubts)
    lines = [Patch.of(text, *span) for span in due(text)]
    _quoted(lines)
    flags: list[Flag] = []
    moved: Iterable[int] = [at for at, line in enumerate(lines) if not is_quiet(line.text)]
    loud = set(moved)
    proven = Counter[Chain]()
    for _ in range(ROUNDS):
        for at in moved:
            lines[at] = _lettered(lines[at], flags, proven, keep_lines, following)
        moved = _agreed(lines, proven) or _turned(lines)
        if not moved:
            break
        loud.update(moved)
    for at in moved:
        lines[at] = Patch.of(text, lines[at].start, lines[at].end)
    for at in loud:
        if not is_quiet(lines[at].text):
            flags += lines[at].flags(doubted(lines[at].text))
    return tuple(patch for patch in lines if patch.touched), tuple(sorted(flags, key=lambda flag: flag.span))


def _is_sound(line: str) -> bool:
    """Whether no step that looks at a line alone finds anything in it."""
    return not (_next(line) or doubts(line) or find("presentation", line))


def _next(line: str) -> list[Edit] | None:
    """The edits of the first step that finds any."""
    return _next_of_short(line) if len(line) <= SHORT else _first(line)


@lru_cache(maxsize=1 << 8)
def _next_of_short(line: str) -> list[Edit] | None:
    return _first(line)


def _first(line: str) -> list[Edit] | None:
    if is_quiet(line):
        return None
    steps = FIRST if is_lost(line) else (*FIRST, *THEN)
    return next((edits for name in steps if (edits := find(name, line))), None)


def _lettered(
    patch: Patch,
    flags: list[Flag],
    proven: Counter[Chain],
    keep_lines: bool,
    following: Callable[[str], list[Edit] | None] = _next,
) -> Patch:
    """A line after the steps that look at it alone; as it came if they do not come to rest."""
    start, own, proofs = patch, list[Flag](), set[Chain]()
    for _ in range(ROUNDS):
        edits = following(patch.text)
        if not edits:
            break
        own += patch.flags(edits)
        if edits[0].kind == "mojibake":
            proofs.update(chains(patch.text))
        patch = patch.apply(edits)
    else:
        return start
    if keep_lines and not patch.text.strip():
        return start
    flags += own
    proven.update(proofs)
    return patch


def _agreed(lines: list[Patch], proven: Counter[Chain]) -> list[int]:
    """Puts right what other lines prove; says which lines moved."""
    if not proven:
        return []
    from cleaner.mend import company

    moved = []
    for at, patch in enumerate(lines):
        if edits := company.find(patch.text, proven):
            lines[at] = patch.apply(edits)
            moved.append(at)
    return moved


def _turned(lines: list[Patch]) -> list[int]:
    """Puts lines in visual order, and shaped letters, right; says which lines moved."""
    texts = [patch.text for patch in lines]
    moved = []
    for at, edits in enumerate(turns(texts)):
        edits = edits or find("presentation", texts[at])
        if edits:
            lines[at] = lines[at].apply(edits)
            moved.append(at)
    return moved


def _quoted(lines: list[Patch]) -> None:
    """Puts quotation marks right that only all lines together tell."""
    texts = [patch.text for patch in lines]
    if any(map(may_be_quotes, texts)):
        from cleaner.mend import company

        for at, edits in enumerate(company.quotes(texts)):
            if edits:
                lines[at] = lines[at].apply(edits)


def lettered(patch: Patch) -> Patch:
    """A line after the steps that look at it alone, but for one that would be left without ink."""
    return _lettered(patch, [], Counter(), keep_lines=True)
