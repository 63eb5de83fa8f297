"""The rules, read once: those of all articles, and those of one site.

They stand in the rule files (`rule_files`). The build of a package that is installed, not one that is worked on,
adds them as they are held here (`setup.py`): to read them so takes a tenth of the time.
"""

import os
import sys
from functools import cache

from cleaner.record import replace
from cleaner.rules import Form, Rulebook, both_keys, listed_by, unpacked

PACKED = os.path.join(os.path.dirname(__file__), "rules", f"rulebook-{sys.byteorder}.msgpack")
"""The grams of their keys are numbers, which machines read in one order of bytes or the other."""


@cache
def rulebook() -> Rulebook:
    """The rules that come with this package. Raises ValueError for a rule file that breaks the form."""
    if os.path.exists(PACKED):
        with open(PACKED, "rb", buffering=0) as file:
            return unpacked(file.read())
    from cleaner.rule_files import read_rules

    return read_rules()


@cache
def rulebook_at(site: str) -> Rulebook:
    """The rules as the articles of one site are read: with the forms that its file adds."""
    book = rulebook()
    forms: dict[str, tuple[Form, ...]] = {}
    for code, form in book.sites[site].forms:
        forms[code] = (*forms.get(code, book.rules[code].forms), form)
    own = {code: replace(book.rules[code], forms=extended) for code, extended in forms.items()}
    if not own:
        return book
    rules = {**book.rules, **own}
    keys, keys_inside = both_keys(rules.values())
    return replace(book, rules=rules, keys=keys, keys_inside=keys_inside, phrases=listed_by(rules.values()))
