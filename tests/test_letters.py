"""What words cost is what the tables say, letter by letter, however many words are asked for at once."""

import random

import pytest

from cleaner.letters.languages import LATIN
from cleaner.letters.tables import TABLES, table
from cleaner.letters.words import both_ways, meet, parted

ALPHABETS = {
    "Hebr": "".join(map(chr, range(0x5D0, 0x5EB))),
    "Arab": "".join(map(chr, (*range(0x621, 0x63B), *range(0x641, 0x64B)))),
    "Cyrl": "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґ\u0497",
    "Latn": "abcdefghijklmnopqrstuvwxyzéäöüßšł\u1eb7",
}


def costs_of(word: str, script: str) -> tuple[int, ...]:
    """Each letter after the two before it, and the end after the last two."""
    found = []
    for codes, size, _, start, cells in map(table, TABLES[script]):
        row = [0, 0, *(codes[ord(letter)] for letter in word.casefold()), 0]
        found.append(
            sum(cells[start + (row[at] * size + row[at + 1]) * size + row[at + 2]] for at in range(len(row) - 2))
        )
    return tuple(found)


def test_tables_of_one_alphabet_are_read_as_one() -> None:
    together = table(*LATIN)
    for at, name in enumerate(LATIN):
        alone = table(name)
        assert (together.codes, together.size, alone.width) == (alone.codes, alone.size, 1)
        assert together.cells[together.start + at :: len(LATIN)] == alone.cells[alone.start :], name


def words_of(script: str) -> list[str]:
    rng = random.Random(script)
    return ["".join(rng.choices(ALPHABETS[script], k=rng.randint(1, 9))) for _ in range(300)]


@pytest.mark.parametrize("script", ALPHABETS)
def test_a_word_costs_what_its_letters_do(script: str) -> None:
    for word in words_of(script):
        assert parted(both_ways(script)[word], script)[0] == costs_of(word, script)


@pytest.mark.parametrize("script", ["Hebr", "Arab"])
def test_words_together_cost_the_same_and_backwards(script: str) -> None:
    words = words_of(script)
    both_ways(script).clear()
    there, back = meet(words, script)
    assert [*zip(*there, strict=True)] == [costs_of(word, script) for word in words]
    assert [*zip(*back, strict=True)] == [costs_of(word[::-1], script) for word in words]
    for word in words:
        assert parted(both_ways(script)[word], script) == (costs_of(word, script), costs_of(word[::-1], script))


@pytest.mark.parametrize(("digraph", "letters"), [("\u05f0", "וו"), ("\u05f1", "וי"), ("\u05f2", "יי")])
def test_a_digraph_turns_as_one(digraph: str, letters: str) -> None:
    there, back = parted(both_ways("Hebr")[f"אב{digraph}ג"], "Hebr")
    assert (there, back) == (costs_of(f"אב{letters}ג", "Hebr"), costs_of(f"ג{letters}בא", "Hebr"))
