"""Invented sentences of news, for speed.py: no two paragraphs alike, whatever their number.

A chain of words goes through the sentences of the invented texts in fixtures/ and of pool.toml: the next word
is one that has followed the last word there, or the last two. Those texts are small (4,600 words in English, 1,000 in
Hebrew, 400 in Arabic), real news is not: so some words that are not among the commonest give way to names that come
back within an article, to numbers, and to rare words, which a chain of letters makes of the language's own.

Of 1,000 English words 450 differ (real articles: 370 to 470), 36 of 100 different ones stand in none of nine other
articles (real: 32 to 57), one in ten inside a sentence has a capital (real: 6 to 16 of 100). Of 850 words 540 differ
in Hebrew, 490 in Arabic (real: 600), and half of them stand in none of nine others (real: eight of ten in none of two
or three). So made articles repeat words a little more than real ones, in other sentences each time. Nothing in
them looks broken to the repair but what is meant to.
"""

import random
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FIXTURES = HERE.parents[1] / "fixtures"
PRESS: dict[str, dict[str, Any]] = tomllib.loads((HERE / "speed.toml").read_text("utf-8"))
RARE = 20_000
"""How many rare words a language has; the n-th is met about as often as n ** (-1/3)."""
REPLACED = {"en": 0.42, "he": 0.7, "ar": 0.75}
"""Share of words, the commonest aside, that give way to a name, a number or a rare one."""


def texts(language: str) -> Iterator[str]:
    """Everything in the fixtures that an invented article of this language says in sentences."""
    for path in [*sorted(FIXTURES.glob("gold/*.tsv")), *sorted(FIXTURES.glob("languages/*.gold.tsv"))]:
        rows = (line.split("\t") for line in path.read_text("utf-8").splitlines())
        yield from (row[3] for row in rows if row[:2] in (["body", language], ["standfirst", language]))
    for entry in tomllib.loads((FIXTURES / "prose.toml").read_text("utf-8"))["language"]:
        yield from entry["lines"] if entry["code"] == language else ()
    yield from tomllib.loads((FIXTURES / "languages/sentences.toml").read_text("utf-8")).get(language, [])
    yield from tomllib.loads((HERE / "pool.toml").read_text("utf-8"))["paragraphs"].get(language, [])
    if language == "en":
        found = re.findall("(?m)^body  +([A-Z].*[.])$", (FIXTURES / "pages.toml").read_text("utf-8"))
        yield from (text for text in found if " the " in text)


class Tongue:
    """A language: its words, what follows what, its rare words."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.press = PRESS[language]
        self.openings: list[str] = []
        self.after: dict[str, list[str]] = defaultdict(list)
        self.after_two: dict[tuple[str, str], list[str]] = defaultdict(list)
        counts: Counter[str] = Counter()
        for text in texts(language):
            for sentence in re.split(r"(?<=[.!?؟])\s+", re.sub('["“”„«»״()\\[\\]]', "", text)):
                words = sentence.rstrip(".!?؟ ").split()
                if len(words) < 3:
                    continue
                words[-1] += "."
                self.openings.append(words[0])
                counts.update(word.strip(",;:.") for word in words)
                for one, two in pairwise(words):
                    self.after[one].append(two)
                for one, two, three in zip(words, words[1:], words[2:], strict=False):
                    self.after_two[one, two].append(three)
        self.common = {word for word, _ in counts.most_common(120)}
        self.rare = self._rare([word for word in counts if word.isalpha() and len(word) > 3])

    def _rare(self, words: list[str]) -> list[str]:
        """Words that a chain of letters makes: each letter has followed the two before it."""
        rng, after = random.Random(self.language), defaultdict(list)
        for word in words:
            padded = f"  {word.lower()}."
            for at in range(2, len(padded)):
                after[padded[at - 2 : at]].append(padded[at])
        made: dict[str, None] = {}
        while len(made) < RARE:
            word = "  "
            while word[-1] != "." and len(word) < 14:
                word += rng.choice(after[word[-2:]])
            if word[-1] == "." and len(word) > 6:
                made[word[2:-1]] = None
        return list(made)

    def rare_word(self, rng: random.Random) -> str:
        """A rare word, the first ones more often."""
        return self.rare[int(RARE * rng.random() ** 1.5)]

    def name(self, rng: random.Random) -> str:
        """A person's name."""
        return f"{self.rare_word(rng)} {self.rare_word(rng)}".title()


@cache
def tongue(language: str) -> Tongue:
    """The language, read once."""
    return Tongue(language)


class Writer:
    """Writes one article: it keeps to its names and its quotation marks."""

    def __init__(self, language: str, rng: random.Random) -> None:
        self.tongue, self.rng = tongue(language), rng
        self.names = [self.tongue.name(rng) for _ in range(12)]
        self.quotes = rng.choice(self.tongue.press["quotes"])

    def word(self, word: str) -> str:
        """The word, or what stands in its place, with the mark that follows it."""
        bare = word.rstrip(",;:.")
        if bare in self.tongue.common or self.rng.random() > REPLACED[self.tongue.language]:
            return word
        kind = self.rng.random()
        if kind < 0.01:
            other = str(int(10 ** (1 + 3 * self.rng.random())))
        elif kind < 0.25:
            other = self.rng.choice(self.names)
            other = other if kind < 0.1 else other.split()[1]
        else:
            other = self.tongue.rare_word(self.rng)
        return other + word[len(bare) :]

    def words(self, most: int) -> list[str]:
        """The words of a sentence, at most so many."""
        rng, tongue = self.rng, self.tongue
        one, two = "", rng.choice(tongue.openings)
        made = [self.word(two)]
        while two[-1] != "." and len(made) < most:
            follow = tongue.after_two.get((one, two)) if rng.random() < 0.5 else None
            one, two = two, rng.choice(follow or tongue.after[two])
            made.append(self.word(two))
        return made

    def phrase(self, most: int = 30) -> str:
        """A sentence without its full stop."""
        text = " ".join(self.words(most)).rstrip(".,;:")
        return text[0].upper() + text[1:]

    def sentence(self) -> str:
        """A sentence; one in five is said by somebody."""
        if self.rng.random() > 0.2:
            return self.phrase() + str(*self.rng.choices(self.tongue.press["ends"], (30, 1, 1)))
        quote = self.quotes[0] + self.phrase() + self.quotes[1]
        form: str = self.rng.choice(self.tongue.press["said"])
        return form.format(quote=quote, name=self.rng.choice(self.names))

    def paragraph(self, length: int) -> str:
        """Sentences up to about so many characters."""
        made = self.sentence()
        while len(made) < length - 50:
            made += " " + self.sentence()
        return made
