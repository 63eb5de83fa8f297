"""A quiet line is one that the steps would leave alone: what is told at a glance is what they say at length."""

import random
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from conftest import FIXTURES

from cleaner.mend import passes, repair, words
from cleaner.mend.bare import lettered
from cleaner.mend.roles import roles

CHARSETS = ("windows-1255", "windows-1256", "windows-1251", "windows-1252", "latin-1", "cp862", "mac-roman", "koi8-r")
AROUND = "(\"'-?1\u00ab\u00bb\u05f4\u060c\u061b\u061f\u2013\u2014\u2018\u2019\u201c\u201d\u201e\u2026"
BEFORE = ("", "(", '"', "1", "\u201c", "\u201d", "\u00ab", "\u05f4", "\u2026", "\u201c\u2018", "\u2014\u00ab")
AFTER = ("", ".", "2", '",', "?", "??", "\u060c", "\u201d.", "\u00bb\u060c", "\u05f4,", "\u061f", "\u2019\u201d\u2026")
SIGNS = "\u200f\u202b\u0301\ufeff\x92\u00ad&%\\=?+`\u2019\u201d\u05d0\u0430\u0645 1."


@contextmanager
def at_length() -> Iterator[None]:
    """Lets the steps look at every line."""
    passes._next_of_short.cache_clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passes, "is_at_rest", lambda text, is_sound: False)
        patch.setattr(passes, "is_quiet", lambda line: False)
        yield
    passes._next_of_short.cache_clear()


def texts() -> list[str]:
    """Articles in many languages."""
    return [
        path.read_text("utf-8")
        for folder in ("articles", "languages", "gold")
        for path in sorted((FIXTURES / folder).glob("*.txt"))
    ]


def damaged(line: str, rng: random.Random) -> str:
    """A line with a word misread, letters lost or doubled, signs strewn in."""
    words = line.split(" ")
    at = rng.randrange(len(words))
    match rng.randrange(4):
        case 0:
            words[at] = words[at].encode("utf-8").decode(rng.choice(CHARSETS), "replace")
        case 1:
            words[at] = words[at].encode(rng.choice(CHARSETS), "replace").decode(rng.choice(CHARSETS), "replace")
        case 2:
            cut = rng.randrange(len(words[at]) + 1)
            words[at] = words[at][:cut] + rng.choice(SIGNS) + words[at][cut:]
        case _:
            words[at] = words[at][::-1]
    return " ".join(words)


def test_articles() -> None:
    for text in texts():
        short = repair(text)
        with at_length():
            assert repair(text) == short


@pytest.mark.parametrize("seed", range(8))
def test_damaged_lines(seed: int) -> None:
    rng = random.Random(seed)
    lines = [line for text in texts() for line in text.split("\n") if line]
    chosen = [damaged(line, rng) for line in rng.sample(lines, 60)]
    short = [repair(line) for line in chosen]
    together = repair("\n".join(chosen))
    with at_length():
        assert [repair(line) for line in chosen] == short
        assert repair("\n".join(chosen)) == together


@pytest.mark.parametrize("letters", ["".join(map(chr, range(0x5D0, 0x5EB))), "".join(map(chr, range(0x621, 0x64B)))])
def test_words_of_letters(letters: str) -> None:
    """What the costs of their letters tell is what is found at length."""
    rng = random.Random(letters)
    pairs = [one + other for one in letters for other in letters]
    longer = ["".join(rng.choices(letters, k=rng.randint(3, 9))) for _ in range(1500)]
    chosen = [rng.choice(BEFORE) + word + rng.choice(AFTER) for word in (*pairs, *longer)]
    chosen += [part for word in rng.sample(pairs, 60) for sign in AROUND for part in (sign + word, word + sign)]
    assert any(map(lettered, chosen))
    short = [*map(words._facts_of, chosen)]
    words._facts.clear()
    words.meet(chosen)
    assert [*map(words._facts.__getitem__, chosen)] == short
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words, "lettered", lambda word: "")
        assert [*map(words._facts_of, chosen)] == short


def test_words_of_ascii() -> None:
    """A calm word has no trait, whatever stands in it."""
    signs = [sign for sign in map(chr, range(128)) if words._CALM.fullmatch("a" + sign)]
    assert len(signs) > 70
    for word in (one + other for one in ["", *signs] for other in signs):
        if words._CALM.fullmatch(word):
            assert words._traits_of(word) == words._traits_of(word + "a") == 0


def test_the_leads_that_are_ascii() -> None:
    """Other words of ASCII are told without the roles of signs."""
    leads, _ = roles()
    assert {sign for sign in leads if sign.isascii()} == set("[\\]^_")
