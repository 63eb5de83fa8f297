"""Names of people, agencies and offices, told from prose by the shape of their words."""

from collections.abc import Set

from cleaner.expressions import expression
from cleaner.scripts import WITHOUT_SPACES, script_of

LONGEST = 110
"""Longest list of names, in code points."""
LONG_LINE = 160
OFFICE = 6
"""Most words of an office or outlet beside a name."""
UNSPACED = 16
"""Longest name, in code points, in a script that sets no spaces between words."""
ADDRESS = expression(r"\s?[(\[<（]?(?:[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}|(?<!\S)@\w{1,30})[)\]>）]?")
"""An address or account beside a name, which is no part of it."""
_NO_NAME = "?!;؟؛۔।。！？：；"
_AT_END = expression(r"(?:(?:[A-Z][\w.'’-]*|and|&)(?:,|(?=\s|$))\s*){1,10}$")
_TOKEN = expression(r"[^\s,/&;+()\[\]|、，／＋،؛]+")
# Words for `and`; those that also stand inside one person's name part only what two names follow.
_AND = "and|und|et|ed|oraz|ve|και|и|та|і|و|اور|और|און"
_AND_OR_NAME = "y|e|i|en|og|och"
_TWO_NAMES = r"(?=\s+[^\s,/&;+|]+\s+[^\s,/&;+|])"
_SIGNS = ",/&;+|=＝、，／＋،؛"
_BY_SIGNS = expression(rf"\s*[{_SIGNS}]\s*")
_SPLIT = expression(
    rf"\s*(?:[{_SIGNS}]|(?<=[가-힣])·(?=[가-힣])"
    rf"|(?<!\S)(?:(?:{_AND})(?!\S)|(?:{_AND_OR_NAME}){_TWO_NAMES}))\s*"
)
_ALL_AND = frozenset(f"{_AND}|{_AND_OR_NAME}".split("|"))
# In Hebrew and Arabic `and` is the first letter of the name behind it; the names in the second half begin so too.
_JOINED = expression(
    r"\S+ \S+(?: \S+){0,2}? (?P<letter>[וو])"
    r"(?!(?:רד|יקי|יקטור|كالة|كالات|ليد|ائل|سام|سيم|فاء|جدي|حيد|داد|ديع|هيب|رد)\s)(?P<next>[^\W\d_]{2,} \S.*)"
)
# The standard Hebrew keyboard (SI 1452): each letter and the Latin one on the same key.
_HEBREW_TO_LATIN = str.maketrans("שנבגקכעיןחלךצמםפרדאוהסטז", "abcdefghijklmnoprstuvxyz")
_LATIN_TO_HEBREW = {latin: hebrew for hebrew, latin in _HEBREW_TO_LATIN.items()}


def keyboard_readings(word: str) -> tuple[str, str, str]:
    """`word` in small letters as typed, and as meant if the keyboard stood on the wrong layout."""
    small = word.casefold()
    return small, small.translate(_HEBREW_TO_LATIN), small.translate(_LATIN_TO_HEBREW)


def looks_like_names(text: str, particles: Set[str], limit: int = 14) -> bool:
    """Whether every word of `text` could stand in a name: a capital, a letter without case, a particle."""
    words = _TOKEN.findall(text)
    if not 0 < len(words) <= limit or ":" in text or text.rstrip()[-1:] in _NO_NAME:
        return False
    own = [word for word in words if word.casefold() not in particles]
    return any(map(str.isalpha, "".join(own))) and all(map(_could_name, own))


def is_office(text: str, jobs: Set[str]) -> bool:
    """Whether a short text says what someone is: `Europe correspondent`."""
    words = [word.strip(",()").casefold() for word in text.split()]
    return len(words) <= OFFICE and not jobs.isdisjoint(words) and text.rstrip()[-1] not in _NO_NAME + ".:"


def _could_name(word: str) -> bool:
    if word.endswith(".") and len(word) > 5:
        return False
    bare = word.strip("'’\"“”.-–—@#׳״")
    if len(bare) > UNSPACED and script_of(bare[0]) in WITHOUT_SPACES:
        return False
    return not bare or not bare[0].islower() or any(map(str.isupper, bare))


def names_at_end(text: str, particles: Set[str]) -> int:
    """Where the names begin that `text` ends with: 0 if it is nothing else, -1 if it ends otherwise.

    Only in a text too long for a line of its own are they looked for behind other words.
    """
    if len(text) <= LONGEST and looks_like_names(text, particles):
        return 0
    if len(text) <= LONG_LINE:
        return -1
    found = _AT_END.search(text, len(text) - LONGEST)
    return found.start() if found else -1


def split_names(text: str, *, joined: bool = False) -> tuple[str, ...]:
    """The names in a list of them, in order, each once.

    `joined` also parts names whose `and` is a letter of the second: two words and more on either side.
    """
    by_words = "·" in text or not _ALL_AND.isdisjoint(text.split())
    names = [name.strip(" :-–—\u200e\u200f") for name in (_SPLIT if by_words else _BY_SIGNS).split(text)]
    if joined:
        names = [part for name in names for part in _unjoined(name)]
    return tuple(dict.fromkeys(name for name in names if any(map(str.isalnum, name))))


def _unjoined(names: str) -> list[str]:
    hit = _JOINED.fullmatch(names)
    return [names[: hit.start("letter")].rstrip(), *_unjoined(hit["next"])] if hit else [names]
