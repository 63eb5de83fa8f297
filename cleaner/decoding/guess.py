"""Which charset each line of a file is in, judged by the letters of the languages.

The cheapest reading of a line is the likeliest (`readings`). A file is rarely in more than one charset, so
its lines share one, unless another gains more than its own rarity.
"""

from collections import Counter
from collections.abc import Iterable
from itertools import accumulate

from cleaner.decoding.readings import ASCII, NOTHING, UTF8, Costs, Reading, Words, costs_of, is_empty, read, sum_of
from cleaner.expressions import expression
from cleaner.letters import UNIT, cost

RARITY = {
    UTF8: 0, "windows-1252": 0, "windows-1255": 8, "windows-1256": 8, "windows-1251": 8, "windows-1253": 8,
    "koi8-r": 10, "cp866": 10, "cp862": 10, "iso8859-6": 10, "mac-roman": 10, "iso8859-5": 14, "iso8859-7": 14,
    "mac-cyrillic": 14, "cp737": 14, "windows-1250": 16,
}  # fmt: skip
"""The charsets that are tried, and the bits a file must gain before it is read in one."""
SWITCH, DEPART = 6 * UNIT, 24 * UNIT
"""What a line must gain to be in another charset than most; the most that it can gain by that."""
SAMPLE = 1 << 15
"""So many bytes of words are read in every charset; later ones only where they read badly."""
FLUENT = 7 * UNIT
"""What words read right cost for each byte, at most."""
ABSURD = 2 * UNIT
"""Bits for each byte beyond ASCII that another charset must gain before a declared one is not believed."""
_HEBREW = expression("[\u05d0-\u05ea]{2,64}")
_NO_TEXT = expression("[\x80-\x9f\ufffd]")
_NEVER = 1 << 62


def guess(lines: list[bytes]) -> list[Reading]:
    """The likeliest reading of each line; the lines are neither ASCII nor UTF-8 without a fault.

    What a charset leaves open becomes U+FFFD. Damaged UTF-8 is among the readings of a line with sound UTF-8 in it.
    """
    if not lines:
        return []
    held = [Words.of(line) for line in lines]
    count = sum(1 for end in accumulate(len(words.data) for words in held) if end <= SAMPLE) + 1
    known = {words: costs_of(words, RARITY) for words in dict.fromkeys(held[:count])}
    tables = [known[words] for words in held[:count]]
    telling = [costs for costs, words in zip(tables, held, strict=False) if not words.alone]
    chosen = _choose(telling or tables)
    names = {words: _best(words, costs, chosen) for words, costs in known.items()}
    for words in held[count:]:
        if words not in names:
            names[words] = _best(words, costs_of(words, chosen), chosen)
    return [read(line, names[words]) for line, words in zip(lines, held, strict=True)]


def fits(lines: list[bytes], name: str, readings: list[Reading]) -> bool:
    """Whether a declared charset may be the true one, where the letters say `readings`."""
    if any(_NO_TEXT.search(read(line, name).text) for line in lines):
        return False
    if name not in RARITY:
        return True
    held = [Words.of(line).data for line in lines]
    beyond = sum(len(words.translate(None, ASCII)) for words in held)
    declared = sum(sum_of(read(words, name).text) for words in held)
    likelier = sum(sum_of(read(words, reading.charset).text) for words, reading in zip(held, readings, strict=True))
    return declared - likelier <= ABSURD * beyond + DEPART


def is_turned(texts: Iterable[str]) -> bool:
    """Whether Hebrew words stand in visual order: their letters read better from the end."""
    words = " ".join(_HEBREW.findall(" ".join(texts)))[:SAMPLE]
    return cost(words[::-1]) < cost(words)


def _choose(tables: list[Costs]) -> list[str]:
    """The charsets of a file, the one of most lines first; each gains more than its rarity and the switches to it."""
    chosen = [UTF8]
    held = [min(costs.get(UTF8, _NEVER), min(costs.values()) + DEPART) for costs in tables]
    while True:
        switch = SWITCH if len(chosen) > 1 else 0
        sums = {
            name: RARITY[name] * UNIT
            + sum(min(now, costs[name] + switch) for now, costs in zip(held, tables, strict=True))
            for name in RARITY
            if name not in chosen
        }
        best = min(sums, key=sums.__getitem__)
        if sums[best] >= sum(held):
            break
        held = [min(now, costs[best] + switch) for now, costs in zip(held, tables, strict=True)]
        chosen.append(best)
    used = Counter(min(chosen, key=lambda name: costs.get(name, _NEVER)) for costs in tables)
    return [UTF8, *(name for name, _ in used.most_common() if name != UTF8)]


def _best(words: Words, costs: Costs, chosen: list[str]) -> str:
    """The cheapest of the chosen charsets; of all, where none of them reads well."""
    weighed = {
        name: costs[name] + SWITCH * (at > 1) - (NOTHING if is_empty(name, read(words.data, name).text) else 0)
        for at, name in enumerate(chosen)
        if name in costs
    }
    if not weighed or (min(weighed.values()) > FLUENT * len(words.data) and not words.alone):
        others = costs if len(costs) > len(chosen) else costs_of(words, RARITY)
        weighed |= {name: bits + RARITY[name] * UNIT + SWITCH for name, bits in others.items() if name not in chosen}
    return min(weighed, key=weighed.__getitem__)
