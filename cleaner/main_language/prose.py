"""The language of Latin prose as langdetect tells it, seeded: a third of a second and 5 MB at its first call."""

import os
import threading
from collections.abc import Iterator
from functools import cache
from struct import iter_unpack, pack
from typing import Any

from cleaner.evidence import SAMPLE
from cleaner.expressions import expression
from cleaner.scripts import LATIN

_LATIN_GRAM = expression(f"[ {LATIN}]+")
_lock = threading.Lock()


def language_of_prose(text: str) -> str:
    """The language of prose in Latin letters, always the same for the same text; `und` if it has none."""
    from langdetect import LangDetectException

    with _lock:
        detector = _langdetect().create()
    detector.seed = 0
    detector.append(text[:SAMPLE])
    try:
        return str(detector.detect())
    except LangDetectException:
        return "und"


@cache
def _langdetect() -> Any:
    """langdetect with what it knows of Latin words alone: the same answers in a tenth of the memory."""
    from langdetect import DetectorFactory

    factory = DetectorFactory()
    factory.word_lang_prob_map = likelihoods = _Likelihoods()
    for language, likely in _latin_profiles():
        for gram, likelihood in likely:
            likelihoods.add(gram, len(factory.langlist), likelihood)
        factory.langlist.append(language)
    likelihoods.languages = len(factory.langlist)
    return factory


class _Likelihoods:
    """How likely a gram is in each language, as langdetect asks for it; most are in one or two, and so it is held."""

    languages = 0

    def __init__(self) -> None:
        self._held: dict[str, bytes] = {}

    def add(self, gram: str, language: int, likelihood: float) -> None:
        self._held[gram] = self._held.get(gram, b"") + pack("<Bd", language, likelihood)

    def __contains__(self, gram: str) -> bool:
        return gram in self._held

    def __getitem__(self, gram: str) -> list[float]:
        row = [0.0] * self.languages
        for language, likelihood in iter_unpack("<Bd", self._held[gram]):
            row[language] = likelihood
        return row


def _latin_profiles() -> Iterator[tuple[str, Iterator[tuple[str, float]]]]:
    """The languages that are written in Latin letters mostly, each with how likely its Latin grams are."""
    import json

    from langdetect import PROFILES_DIRECTORY

    for name in sorted(os.listdir(PROFILES_DIRECTORY)):
        with open(os.path.join(PROFILES_DIRECTORY, name), encoding="utf-8") as file:
            profile = json.load(file)
        seen, of_length = profile["freq"], profile["n_words"]
        latin = [gram for gram in seen if _LATIN_GRAM.fullmatch(gram)]
        if 2 * sum(seen[gram] for gram in latin) > sum(seen.values()):
            yield profile["name"], ((gram, seen[gram] / of_length[len(gram) - 1]) for gram in latin)
