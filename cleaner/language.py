"""The language of an article and of each text in it.

The script is measured first; it leaves few languages. Letters that only one of them has, or
function words, decide among those. langdetect is asked last, only for prose long enough to
tell, and always seeded: it costs half a second and 65 MB at its first call. Where nothing
tells, a text takes the language its script has in this article, else `und`.
"""

import re
import threading
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from cleaner.rules import Rulebook
from cleaner.scripts import LATIN, count_scripts, main_script, script_direction
from cleaner.sentences import is_terminated
from cleaner.source import Source

_BY_SCRIPT = {
    "Hebr": "he", "Arab": "ar", "Cyrl": "ru", "Grek": "el", "Deva": "hi", "Hang": "ko", "Kana": "ja", "Hani": "zh",
    "Thai": "th", "Armn": "hy", "Geor": "ka", "Ethi": "am", "Beng": "bn", "Guru": "pa", "Taml": "ta", "Telu": "te",
    "Syrc": "syr", "Thaa": "dv",
}  # fmt: skip
# Letters of one language of a script that its main language does not write.
_OWN_LETTERS = {
    "Hebr": (("yi", ("\u05f0", "\u05f1", "\u05f2", "\u05e4\u05bf")),),
    "Arab": (("ur", tuple("ٹڈڑںےھ")), ("fa", tuple("پچژگیک"))),
    "Cyrl": (("uk", tuple("іїєґІЇЄҐ")), ("sr", tuple("ђјљњћџЂЈЉЊЋЏ"))),
}
_WORD = re.compile(r"[^\W\d_]+")
_LATIN_WORD = re.compile(f"[{LATIN}]+")
_SAMPLE = 20_000
"""How much of a text, in code points, is enough to tell its language."""
_PROSE = 80
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


def language_of(text: str, profile: Profile, book: Rulebook) -> str:
    """The language of one text (BCP 47); `und` without letters or when nothing tells."""
    script = main_script(text)
    if script is None:
        return "und"
    usual = profile.languages.get(script, "und")
    if script in _OWN_LETTERS and len(text) >= _PROSE:
        return _by_letters(script, text)
    if script == "Latn" and len(text) >= _PROSE:
        if len(book.languages.get(usual, frozenset()).intersection(text.lower().split())) >= 3:
            return usual
        hits = _function_words(text, book)
        best, count = hits.most_common(1)[0] if hits else (usual, 0)
        return best if count >= 4 and count > 3 * hits[usual] else usual
    return usual


def _language_of_script(script: str, source: Source, book: Rulebook) -> str:
    if script == "Latn":
        words = _LATIN_WORD.findall(source.text[: 10 * _SAMPLE])
        return _latin(" ".join(words[: _SAMPLE // 6]), book)
    return _by_letters(script, source.text) if script in _OWN_LETTERS else _BY_SCRIPT.get(script, "und")


def _by_letters(script: str, text: str) -> str:
    letters = count_scripts(text)[script]
    for language, own in _OWN_LETTERS[script]:
        if sum(map(text.count, own)) * 100 >= letters:
            return language
    return _BY_SCRIPT[script]


def _latin(text: str, book: Rulebook) -> str:
    """The language of Latin words; function words decide, langdetect only over prose they leave open."""
    words = text.split()
    hits = _function_words(text, book)
    ranked = hits.most_common(2)
    best = ranked[0][1] if ranked else -1
    second = ranked[1][1] if len(ranked) > 1 else 0
    if best * 25 >= len(words) and best > 1.5 * second and _is_telling(ranked[0][0], words, book):
        return ranked[0][0]
    prose = {word for word in words if word.islower()}
    return _ask_langdetect(text) if len(prose) >= 12 else "und"


def _is_telling(language: str, words: list[str], book: Rulebook) -> bool:
    """Whether two function words of a language occur, or one that is no single letter."""
    own = book.languages[language].intersection(word.lower() for word in words)
    return len(own) > 1 or any(len(word) > 1 for word in own)


def _function_words(text: str, book: Rulebook) -> Counter[str]:
    counts = Counter(_WORD.findall(text[:_SAMPLE].lower()))
    return Counter(
        {
            language: hits
            for language, words in book.languages.items()
            if (hits := sum(counts[word] for word in words if word in counts))
        }
    )


def _ask_langdetect(text: str) -> str:
    import langdetect

    with _lock:
        langdetect.DetectorFactory.seed = 0
        try:
            return str(langdetect.detect(text[:_SAMPLE]))
        except langdetect.LangDetectException:
            return "und"
