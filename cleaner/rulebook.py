"""The rules, read once: those of all articles, and those of one site.

They stand in the rule files (`rule_files`). The build of a package that is installed, not one that is worked on,
adds them as they are held here (`setup.py`): to read them so takes a tenth of the time.
"""

import os
from functools import cache

from cleaner.record import replace
from cleaner.rules import Form, Rulebook, inside_lines, keys_to, listed_by, unpacked

PACKED = os.path.join(os.path.dirname(__file__), "rules", "rulebook.msgpack")


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
    all_ = rules.values()
    return replace(book, rules=rules, keys=keys_to(all_), inside=inside_lines(all_), phrases=listed_by(all_))
