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

from cleaner.evidence import MAIN, SAMPLE, SHARED, Evidence, between, evidence_of, hits_of, ranked, spelled
from cleaner.rules import Rulebook
from cleaner.scripts import CASELESS, LATIN, count_scripts, main_script, script_direction
from cleaner.sentences import is_terminated
from cleaner.source import Source

_LATIN_WORD = re.compile(f"[{LATIN}]+")
_PROSE = 80
"""From how many code points on a text is judged for itself."""
_CAPTION = 12
"""From how many on it may be of another language than its article, if nothing speaks for that one."""
_LETTERS, _FEWEST, _FEW = 12, 3, 12
"""Fewest letters and words, without names, whose spelling is judged; from `_FEW` on langdetect is asked."""
_LEAD, _FOREIGN = 4, 16
"""By how many bits a language must lead, over others and over that of the article."""
_UNSPACED, _KANA = 10, 6
"""Fewest code points whose lack of kana tells; more than one letter in seven are kana where Japanese is written."""
_CHINESE = re.compile("[的了们們这這么麼吗嗎说說]")
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
    if scripts["Kana"] and _is_japanese(source):
        languages["Hani"] = "ja"
    language = languages[script] if script else "und"
    return Profile(script, language, script_direction(script), languages)


def with_declared(profile: Profile, language: str) -> Profile:
    """The profile with the language that a page declares, where its text leaves that open."""
    if not language or profile.language != "und" or profile.script is None:
        return profile
    return profile._replace(language=language, languages={**profile.languages, profile.script: language})


def _is_japanese(source: Source) -> bool:
    """Whether most Han characters stand on lines with kana: a Chinese article may hold a Japanese caption."""
    lines = [count_scripts(line.text) for line in source.lines]
    mixed = sum(scripts["Hani"] + scripts["Kana"] for scripts in lines if _KANA * scripts["Kana"] > scripts["Hani"])
    return 2 * mixed > sum(scripts["Hani"] + scripts["Kana"] for scripts in lines)


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
    if script == "Hani":
        return _chinese_or_japanese(text, usual)
    if script not in SHARED or len(text) < _CAPTION:
        return usual
    # Names are written large: they are no function words of any language.
    evidence = evidence_of(text, script, names=False)
    bits = spelled(evidence, script, book)
    return _by_words(text, evidence, script, usual, bits, book) or _by_spelling(evidence, script, usual, bits, book)


def _by_words(
    text: str, evidence: Evidence, script: str, usual: str, bits: Mapping[str, int], book: Rulebook
) -> str | None:
    """A language without a table, which only its words and letters can tell; None if it is none."""
    best = ranked(evidence, script, book)[0]
    if best in (usual, *bits) or not _has_word(best, evidence, book):
        return None
    others = [usual, *list(bits)[:1]]
    counts = [between(best, other, evidence, script, book) for other in others if other != "und"]
    factor = 2 if len(text) >= _PROSE else len(text)
    return best if all(own >= _CLEAR and own > factor * against for own, against in counts) else None


def _by_spelling(evidence: Evidence, script: str, usual: str, bits: Mapping[str, int], book: Rulebook) -> str:
    """The language that the words of a caption are spelled in, if it leads clearly over the usual one."""
    if sum(map(len, evidence.words)) < _LETTERS or len(evidence.words) < _FEWEST or len(bits) < 2:
        return usual
    best, second = list(bits)[:2]
    leads = bits.get(usual, bits[second]) - bits[best] >= _FOREIGN
    return best if leads and _is_told(best, evidence, script, book) else usual


def _chinese_or_japanese(text: str, usual: str) -> str:
    """Kana are Japanese, in more than a name; a long text without any, in characters it hardly writes, is Chinese."""
    scripts = count_scripts(text)
    if scripts["Kana"]:
        return "ja" if _KANA * scripts["Kana"] > scripts["Hani"] else usual
    return "zh" if len(text) >= _UNSPACED and _CHINESE.search(text) else usual


def _language_of_script(script: str, source: Source, book: Rulebook) -> str:
    if script == "Latn":
        words = _LATIN_WORD.findall(source.text[: 10 * SAMPLE])
        return _latin(" ".join(words[: SAMPLE // 6]), book)
    if script not in SHARED:
        return MAIN.get(script, "und")
    evidence = evidence_of(source.text, script)
    best, second = ranked(evidence, script, book)[:2]
    for_best, for_second = between(best, second, evidence, script, book)
    bits = spelled(evidence, script, book) if for_best - for_second < _CLEAR else {}
    heard = [hits_of(language, evidence, script, book) for language in bits]
    if not bits or (best not in bits and hits_of(best, evidence, script, book) > max(heard)):
        return best
    likeliest = next(iter(bits))
    return likeliest if _is_told(likeliest, evidence, script, book) else best


def _is_told(language: str, evidence: Evidence, script: str, book: Rulebook) -> bool:
    """Whether a text in a script without capitals, where names look like words, shows more than their spelling."""
    told = language == MAIN.get(script) or _has_word(language, evidence, book) or bool(evidence.letters)
    return told or script not in CASELESS


def _latin(text: str, book: Rulebook) -> str:
    """The language of Latin words: function words decide, in prose they leave open langdetect, else the spelling."""
    evidence = evidence_of(text, "Latn")
    best, second = ranked(evidence, "Latn", book)[:2]
    hits = sum(evidence.words[word] for word in book.languages[best] if word in evidence.words)
    for_best, for_second = between(best, second, evidence, "Latn", book)
    if hits * 25 >= text.count(" ") and for_best > 1.5 * for_second and _is_telling(best, evidence, book):
        return best
    if len({word for word in text.split() if word.islower()}) >= _FEW:
        return _confirmed(_ask_langdetect(text), evidence, book)
    small = evidence_of(text.lower() if text.isupper() else text, "Latn", names=False)
    bits = spelled(small, "Latn", book)
    if len(small.words) < _FEWEST - 1 or sum(map(len, small.words)) < _LETTERS - 4 or not bits:
        return "und"
    best, second = list(bits)[:2]
    lead = _LEAD if len(small.words) >= _FEWEST else 2 * _LEAD
    return best if bits[second] - bits[best] >= lead else "und"


def _confirmed(language: str, evidence: Evidence, book: Rulebook) -> str:
    """`language` unless neither its words nor their spelling show it: langdetect gives nonsense a language, too."""
    if language not in book.languages:
        return language
    return language if _has_word(language, evidence, book) or language in spelled(evidence, "Latn", book) else "und"


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
            return str(langdetect.detect(text[:SAMPLE]))
        except langdetect.LangDetectException:
            return "und"
