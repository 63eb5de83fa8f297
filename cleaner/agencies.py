"""The words that make a credit: those before a name, and the names of picture agencies."""

from cleaner.expressions import expression
from cleaner.names import keyboard_readings, looks_like_names
from cleaner.rules import Rule, Rulebook

_PARTS = expression(r"\s*[/／=＝]\s*|\s+(?:via|\|)\s+")
LONGEST = 123
"""Longest line, in code points, that is an agency alone, or a name with the agency in brackets."""
_OF_AGENCY = expression(r"(?P<names>[^()]{3,60}) \((?P<agency>[^()]{2,60})\)$")
_LISTED = expression(r", |[、，،؛] ?")
_SIGNS, _COMMAS = frozenset("/／=＝|"), frozenset(",、，،؛")


def parts_of(text: str) -> list[str]:
    """What slashes, bars, equals signs and `via` part in a text."""
    return [text] if _SIGNS.isdisjoint(text) and "via" not in text else _PARTS.split(text)


def is_credit_word(head: str, rule: Rule) -> bool:
    """Whether `head` is one of the rule's words, or a short phrase that begins or ends with one."""
    words = head.split()
    if not 0 < len(words) <= 3:
        return False
    parts = {" ".join(words), words[0], words[-1]}
    return any(reading in rule.words for part in parts for reading in keyboard_readings(part))


def is_nearly_credit_word(head: str, rule: Rule) -> bool:
    """Whether `head` is one of the rule's words but for a letter or two."""
    from difflib import get_close_matches

    return len(head) <= 20 and bool(get_close_matches(head.strip().casefold(), rule.words, n=1, cutoff=0.75))


def signs_picture(text: str, book: Rulebook) -> bool:
    """Whether a line under a caption is its credit: an agency alone, or a name with the agency in brackets."""
    if len(text) > LONGEST:
        return False
    if text.casefold() in book.rules["credit-agency"].words:
        return True
    hit = _OF_AGENCY.fullmatch(text) if text[-1:] == ")" else None
    if not hit or not looks_like_names(hit["names"], book.rules["name-particles"].words):
        return False
    return are_agencies(hit["agency"], book) or names_agency(hit["agency"], book)


def are_agencies(text: str, book: Rulebook) -> bool:
    """Whether `text` is nothing but picture agencies, some of which write themselves small."""
    return all(part.casefold() in book.rules["credit-agency"].words for part in parts_of(text.strip()))


def names_agency(text: str, book: Rulebook) -> bool:
    """Whether `text` is nothing but names, one of them that of a picture agency."""
    agencies = book.rules["credit-agency"].words
    listed = () if _COMMAS.isdisjoint(text) else _LISTED.split(text)
    if not any(part.casefold() in agencies for part in (*parts_of(text.strip()), text, *listed)):
        return False
    return looks_like_names(text, book.rules["name-particles"].words, limit=10)
