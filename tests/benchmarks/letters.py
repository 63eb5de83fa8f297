"""Makes the letter statistics of `cleaner/letters` from word frequencies.

    pip download --no-deps wordfreq==3.1.1 && unzip wordfreq-*.whl
    python tests/benchmarks/letters.py wordfreq/data

Source: the word lists of wordfreq 3.1.1 (Robyn Speer, doi 10.5281/zenodo.7199437; data under CC BY-SA 4.0).
A table holds, for each letter after two others (or the edge of a word), how many eighths of a bit it costs:
-log2 of its probability, interpolated from trigrams, bigrams and single letters (Witten and Bell 1991).
The tables that only tell Latin languages apart know the letters from a to z, and half bits: enough, and small.
"""

import argparse
import gzip
import math
import unicodedata
import zlib
from collections import Counter, defaultdict
from pathlib import Path
from string import ascii_lowercase
from typing import Any

from cleaner.letters import RAREST
from cleaner.letters.languages import plain

TABLES = {
    "he": "he", "ar": "ar", "fa": "fa", "ur": "ur", "ru": "ru", "uk": "uk", "bg": "bg", "mk": "mk", "el": "el",
    "latin": "en fr de es it pt nl da sv nb fi is pl cs sk hu ro tr sh sl lt lv ca id",
}  # fmt: skip
# Languages of Latin script, by the code of their word list where it is another.
PLAIN = "en fr de es it pt nl pl tr da sv no:nb fi ro cs hu ca hr:sh id"
HALF_BIT = 4
SCRIPTS = {"he": "HEBREW", "ar": "ARABIC", "fa": "ARABIC", "ur": "ARABIC", "el": "GREEK", "latin": "LATIN"}
LETTERS = 60
"""Letters a table tells apart; the rest share one place."""
EDGE, WEIGHT, CAP = "\0", 1e6, 255


def words(folder: Path, language: str) -> dict[str, float]:
    """Words of one language with their frequency; the list comes in steps of a hundredth of a decade."""
    import msgpack

    path = next(folder / f"{size}_{language}.msgpack.gz" for size in ("large", "small")
                if (folder / f"{size}_{language}.msgpack.gz").exists())  # fmt: skip
    with gzip.open(path) as file:
        steps: list[Any] = msgpack.load(file, raw=False)[1:]
    return {unicodedata.normalize("NFC", word): 10 ** (-at / 100) for at, held in enumerate(steps) for word in held}


def count(folder: Path, name: str) -> tuple[Counter[str], set[str]]:
    """Weighted trigrams of a table's languages, each language counting the same, and its letters."""
    script = SCRIPTS.get(name, "CYRILLIC")
    grams: Counter[str] = Counter()
    languages = TABLES[name].split()
    for language in languages:
        for word, frequency in words(folder, language).items():
            if word.isalpha() and all(script in unicodedata.name(char, "") for char in word):
                padded = EDGE * 2 + word + EDGE
                for at in range(len(word) + 1):
                    grams[padded[at : at + 3]] += frequency * WEIGHT / len(languages)
    letters = Counter[str]()
    for gram, weight in grams.items():
        letters[gram[2]] += weight
    return grams, {letter for letter, _ in letters.most_common(LETTERS) if letter != EDGE}


def costs(grams: Counter[str], alphabet: str) -> bytes:
    """The dense table: places[a][b][c] for the letters of `alphabet`, place 0 the edge, the last all others."""
    size = len(alphabet) + 2
    place = defaultdict(lambda: size - 1, {EDGE: 0, **{letter: at for at, letter in enumerate(alphabet, 1)}})
    three, two, one = Counter[tuple[int, ...]](), Counter[tuple[int, ...]](), Counter[tuple[int, ...]]()
    for gram, weight in grams.items():
        a, b, c = (place[char] for char in gram)
        three[a, b, c] += weight
        two[b, c] += weight
        one[(c,)] += weight
    total = sum(one.values())
    single = [0.999 * one[(c,)] / total + 0.001 / size for c in range(size)]
    pairs = [smooth([two[b, c] for c in range(size)], single) for b in range(size)]
    table = bytearray()
    for a in range(size):
        for b in range(size):
            row = smooth([three[a, b, c] for c in range(size)], pairs[b])
            table += bytes(min(CAP, round(-8 * math.log2(chance))) for chance in row)
    return bytes(table)


def smooth(row: list[float], lower: list[float]) -> list[float]:
    """Witten and Bell: what was seen, and as much of the lower order as new kinds turned up."""
    kinds, total = sum(1 for weight in row if weight), sum(row)
    share = total / (total + kinds) if kinds else 0.0
    return [
        share * (weight / total if total else 0) + (1 - share) * low for weight, low in zip(row, lower, strict=True)
    ]


def count_plain(folder: Path, language: str) -> Counter[str]:
    """Weighted trigrams of one Latin language in letters from a to z."""
    grams: Counter[str] = Counter()
    for word, frequency in words(folder, language).items():
        word = plain(word)
        if word.isalpha() and word.isascii():
            padded = EDGE * 2 + word + EDGE
            for at in range(len(word) + 1):
                grams[padded[at : at + 3]] += frequency * WEIGHT
    return grams


def write(path: Path, alphabet: str, table: bytes, level: int = 9) -> None:
    """One table, packed; those that are read together at each start are small, and stored as they are."""
    data = alphabet.encode() + b"\n" + zlib.compress(table, level)
    path.write_bytes(data)
    print(f"{path.stem}: {len(alphabet)} letters, {len(data)} bytes")


def main() -> None:
    """Reads the arguments, prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    target = Path(__file__).parents[2] / "cleaner/letters"
    for name in TABLES:
        grams, letters = count(folder, name)
        alphabet = "".join(sorted(letters))
        write(target / f"{name}.bin", alphabet, costs(grams, alphabet))
    for name in PLAIN.split():
        code, _, listed = name.partition(":")
        table = costs(count_plain(folder, listed or code), ascii_lowercase)
        halves = bytes(min(RAREST, round(bits / HALF_BIT) * HALF_BIT) for bits in table)
        write(target / f"{code}.bin", ascii_lowercase, halves, level=0)


if __name__ == "__main__":
    main()
