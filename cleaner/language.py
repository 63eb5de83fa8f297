"""The language of an article and of each text in it.

The script is measured first; it leaves few languages. Function words, and letters that some
of them do not write, decide among those. langdetect is asked last, only for prose long enough
to tell, and always seeded: it costs half a second and 65 MB at its first call. Where nothing
tells, a text takes the language its script has in this article, else `und`.
"""

import re
import threading
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from cleaner.rules import Rulebook
from cleaner.scripts import LATIN, count_scripts, main_script, script_direction, script_of
from cleaner.sentences import is_terminated
from cleaner.source import Source

_BY_SCRIPT = {
    "Hebr": "he", "Arab": "ar", "Cyrl": "ru", "Grek": "el", "Deva": "hi", "Hang": "ko", "Kana": "ja", "Hani": "zh",
    "Thai": "th", "Armn": "hy", "Geor": "ka", "Ethi": "am", "Beng": "bn", "Guru": "pa", "Taml": "ta", "Telu": "te",
    "Syrc": "syr", "Thaa": "dv",
}  # fmt: skip
# What all languages of a script write; a letter beside these speaks against those that lack it.
_SHARED = {
    "Latn": "abcdefghijklmnopqrstuvwxyz",
    "Cyrl": "абвгдежзклмнопрстуфхцчш",
    "Arab": "ءآأؤإئابتثجحخدذرزسشصضطظعغفقلمنهوـ",
    "Hebr": "אבגדהוזחטיךכלםמןנסעףפץצקרשתװױײ",
}
_POINTS = re.compile("[\u0591-\u05c7\u064b-\u0652\u0670]")
_PLAIN = str.maketrans({"\u05f0": "וו", "\u05f1": "וי", "\u05f2": "יי"})
_WORD = re.compile(r"[^\W\d_]+")
_LATIN_WORD = re.compile(f"[{LATIN}]+")
_SAMPLE = 20_000
"""How much of a text, in code points, is enough to tell its language."""
_PROSE = 80
"""From how many code points on a text is judged for itself."""
_CAPTION = {"Latn": 40, "Cyrl": 20, "Arab": 20, "Hebr": 20}
"""From how many on it may be of another language than its article, if nothing speaks for that one."""
_CLEAR = 3
_SENTENCE = 15
_lock = threading.Lock()


class Profile(NamedTuple):
    """What is measured of an article before its parts are told apart.

    `script` is that of the body (None without letters); `languages` gives the language
    that each script stands for in this article.
    """

    script: str | None
    language: str
    direction: str
    languages: Mapping[str, str]


def measure(source: Source, book: Rulebook) -> Profile:
    """The profile of an article: the body's script is that of most finished lines, else of most letters."""
    script = _script_of_prose(source) or main_script(source.text)
    scripts = count_scripts(source.text)
    languages = {name: _language_of_script(name, source, book) for name in scripts}
    if scripts["Kana"] * 20 > scripts["Hani"]:
        languages["Hani"] = "ja"
    language = languages[script] if script else "und"
    return Profile(script, language, script_direction(script), languages)


def with_declared(profile: Profile, language: str) -> Profile:
    """The profile with the language that a page declares, where its text leaves that open."""
    if not language or profile.language != "und" or profile.script is None:
        return profile
    return profile._replace(language=language, languages={**profile.languages, profile.script: language})


def _script_of_prose(source: Source) -> str | None:
    """The script of most lines that end as sentences do; lines said twice are image texts. None if no script leads."""
    votes: Counter[str] = Counter()
    before = ""
    for line in source.lines:
        finished = len(line.text) >= _SENTENCE and is_terminated(line.text)
        if finished and line.text != before and (script := main_script(line.text)):
            votes[script] += 1
        before = line.text
    ranked = votes.most_common(2)
    leads = len(ranked) == 1 or (len(ranked) > 1 and ranked[0][1] > ranked[1][1])
    return ranked[0][0] if leads and len(source.lines) > 2 else None


class Evidence(NamedTuple):
    """What speaks for languages: the words of a text, and its letters that not all of a script write."""

    words: Mapping[str, int]
    letters: Mapping[str, int]


def language_of(text: str, profile: Profile, book: Rulebook) -> str:
    """The language of one text (BCP 47); `und` without letters or when nothing tells."""
    script = main_script(text)
    if script is None:
        return "und"
    usual = profile.languages.get(script, "und")
    if len(text) < _CAPTION.get(script, len(text) + 1):
        return usual
    # Names are written large: they are no function words of any language.
    evidence = _evidence(text, script, names=False)
    ranked = _ranked(evidence, script, book)
    best = next((language for language in ranked if language != usual), usual)
    for_best, for_usual = _between(best, usual, evidence, script, book)
    leads = for_best > 2 * for_usual if len(text) >= _PROSE else not for_usual
    return best if ranked[0] == best and for_best >= _CLEAR and leads and _has_word(best, evidence, book) else usual


def _language_of_script(script: str, source: Source, book: Rulebook) -> str:
    if script == "Latn":
        words = _LATIN_WORD.findall(source.text[: 10 * _SAMPLE])
        return _latin(" ".join(words[: _SAMPLE // 6]), book)
    if script not in _SHARED:
        return _BY_SCRIPT.get(script, "und")
    return _ranked(_evidence(source.text, script), script, book)[0]


def _latin(text: str, book: Rulebook) -> str:
    """The language of Latin words; function words decide, langdetect only over prose they leave open."""
    evidence = _evidence(text, "Latn")
    best, second = _ranked(evidence, "Latn", book)[:2]
    hits = sum(evidence.words[word] for word in book.languages[best] if word in evidence.words)
    for_best, for_second = _between(best, second, evidence, "Latn", book)
    if hits * 25 >= text.count(" ") and for_best > 1.5 * for_second and _is_telling(best, evidence, book):
        return best
    prose = {word for word in text.split() if word.islower()}
    return _ask_langdetect(text) if len(prose) >= 12 else "und"


def _evidence(text: str, script: str, *, names: bool = True) -> Evidence:
    text = text[:_SAMPLE]
    if script in ("Hebr", "Arab"):
        text = _POINTS.sub("", text).translate(_PLAIN)
    words = Counter(_WORD.findall(text.lower()) if names else _not_large(text))
    letters = Counter(text.lower()) if script != "Latn" or not text.isascii() else Counter()
    shared = _SHARED[script]
    own = {char: times for char, times in letters.items() if char not in shared and script_of(char) == script}
    return Evidence(words, own)


def _not_large(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if not word[0].isupper()]


def _ranked(evidence: Evidence, script: str, book: Rulebook) -> list[str]:
    """The languages of a script, likeliest first; among equals the main one, then by their codes."""
    letters = book.letters[script]
    hits: Counter[str] = Counter()
    for word, times in evidence.words.items():
        for language in book.speakers.get(word, ()):
            hits[language] += times
    for language, own in letters.items():
        hits[language] -= sum(times for char, times in evidence.letters.items() if char not in own)
    return sorted(letters, key=lambda language: (-hits[language], language != _BY_SCRIPT.get(script), language))


def _between(one: str, other: str, evidence: Evidence, script: str, book: Rulebook) -> tuple[int, int]:
    """What speaks for each of two languages against the other: words and letters that only it has."""

    def alone(language: str, against: str) -> int:
        words = book.languages.get(language, frozenset()) - book.languages.get(against, frozenset())
        letters = set(book.letters[script].get(language, "")).difference(book.letters[script].get(against, ""))
        hits = sum(evidence.words[word] for word in words if word in evidence.words)
        return hits + sum(times for char, times in evidence.letters.items() if char in letters)

    return alone(one, other), alone(other, one)


def _has_word(language: str, evidence: Evidence, book: Rulebook) -> bool:
    return any(word in evidence.words for word in book.languages[language])


def _is_telling(language: str, evidence: Evidence, book: Rulebook) -> bool:
    """Whether two function words of a language occur, or one that is no single letter."""
    own = book.languages[language].intersection(evidence.words)
    return len(own) > 1 or any(len(word) > 1 for word in own)


def _ask_langdetect(text: str) -> str:
    import langdetect

    with _lock:
        langdetect.DetectorFactory.seed = 0
        try:
            return str(langdetect.detect(text[:_SAMPLE]))
        except langdetect.LangDetectException:
            return "und"
