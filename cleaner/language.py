"""The language of an article and of each text in it.

The script is measured first; it leaves few languages. Function words, and letters that some
of them do not write, decide among those. Where nothing tells, a text takes the language its
script has in this article (`main_language`), else `und`.
"""

from collections import Counter
from collections.abc import Mapping
from itertools import takewhile
from operator import attrgetter

from cleaner.evidence import SAMPLE, SHARED, Evidence, between, evidence_of, ranked, spelled
from cleaner.expressions import expression
from cleaner.main_language import CLEAR, FEWEST, LETTERS, has_word, is_told, language_of_script
from cleaner.record import Struct, replace
from cleaner.rules import Rulebook
from cleaner.scripts import count_scripts, main_script, script_direction, scripts_in
from cleaner.sentences import is_terminated
from cleaner.source import Source
from cleaner.usual import is_surely

_PROSE = 80
"""From how many code points on a text is judged for itself."""
_CAPTION = 12
"""From how many on it may be of another language than its article, if nothing speaks for that one."""
_FOREIGN = 16
"""By how many bits the spelling of a language must lead over that of the article."""
_UNSPACED, _KANA = 10, 6
"""Fewest code points whose lack of kana tells; more than one letter in seven are kana where Japanese is written."""
_CHINESE = expression("[的了们們这這么麼吗嗎说說]")
_SENTENCE = 15
_LATIN = 10 * SAMPLE
"""So many code points from the start of an article its Latin letters are looked for."""


class Profile(Struct, frozen=True):
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
    languages = {
        name: language_of_script(name, _latin_sample(source) if name == "Latn" else [*map(_text, source.lines)], book)
        for name in sorted(scripts_in(source.text))
    }
    if "Kana" in languages and _is_japanese(source):
        languages["Hani"] = "ja"
    language = languages[script] if script else "und"
    return Profile(script, language, script_direction(script), languages)


_text = attrgetter("text")


def _latin_sample(source: Source) -> list[str]:
    """As many lines of an article as tell the language of its Latin letters."""
    first = takewhile(lambda line: line.start < _LATIN, source.lines)
    return [line.text[: _LATIN - line.start] for line in first]


def with_declared(profile: Profile, language: str) -> Profile:
    """The profile with the language that a page declares, where its text leaves that open."""
    if not language or profile.language != "und" or profile.script is None:
        return profile
    return replace(profile, language=language, languages={**profile.languages, profile.script: language})


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
    # With a number this would load heapq.
    ranked = votes.most_common()
    leads = len(ranked) == 1 or (len(ranked) > 1 and ranked[0][1] > ranked[1][1])
    return ranked[0][0] if leads and len(source.lines) > 2 else None


def language_of(text: str, script: str | None, profile: Profile, book: Rulebook) -> str:
    """The language (BCP 47) of one text, most of whose letters are of a script; `und` if nothing tells."""
    if script is None:
        return "und"
    usual = profile.languages.get(script, "und")
    if script == "Hani":
        return _chinese_or_japanese(text, usual)
    if script not in SHARED or len(text) < _CAPTION:
        return usual
    if is_surely(usual, text[:SAMPLE], script, book, clear=CLEAR, lead=_FOREIGN):
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
    if best in (usual, *bits) or not has_word(best, evidence, book):
        return None
    others = [usual, *list(bits)[:1]]
    counts = [between(best, other, evidence, script, book) for other in others if other != "und"]
    factor = 2 if len(text) >= _PROSE else len(text)
    return best if all(own >= CLEAR and own > factor * against for own, against in counts) else None


def _by_spelling(evidence: Evidence, script: str, usual: str, bits: Mapping[str, int], book: Rulebook) -> str:
    """The language that the words of a caption are spelled in, if it leads clearly over the usual one."""
    if sum(map(len, evidence.words)) < LETTERS or len(evidence.words) < FEWEST or len(bits) < 2:
        return usual
    best, second = list(bits)[:2]
    leads = bits.get(usual, bits[second]) - bits[best] >= _FOREIGN
    return best if leads and is_told(best, evidence, script, book) else usual


def _chinese_or_japanese(text: str, usual: str) -> str:
    """Kana are Japanese, in more than a name; a long text without any, in characters it hardly writes, is Chinese."""
    scripts = count_scripts(text)
    if scripts["Kana"]:
        return "ja" if _KANA * scripts["Kana"] > scripts["Hani"] else usual
    return "zh" if len(text) >= _UNSPACED and _CHINESE.search(text) else usual
