"""What check reports: codes, the roles that stand for several of them, and reasons."""

from functools import cache

from cleaner.rulebook import rulebook

LEAKED = frozenset({"caption", "credit", "counter", "label", "promo", "related", "boilerplate"})
"""Roles of texts that belong to the page around the article."""
DAMAGE = {
    "blank-letter": "looks like a blank",
    "damaged": "has lost characters, and nothing brings them back",
    "hostile-control": "holds invisible characters that turn text around or hide it",
    "lone-surrogate": "stands for half of a surrogate pair, which cannot be written",
    "undecodable-bytes": "stands for bytes that mean nothing in this encoding",
}
"""Flags of characters, and what a message says of them; the other flags are doubts about a record."""
UNREADABLE = "unreadable"


@cache
def codes(names: tuple[str, ...] | None = None) -> frozenset[str]:
    """The codes that names mean: codes, or roles for all of theirs; without names all that are ever reported.

    Raises ValueError for a name that means none.
    """
    book = rulebook()
    groups = {code: {code} for code in (*DAMAGE, *book.changes.keys() - {"separator"}, UNREADABLE)}
    for rule in book.rules.values():
        if rule.role in LEAKED:
            groups[rule.code] = {rule.code}
            groups.setdefault(rule.role, set()).add(rule.code)
    for name in names or ():
        if name not in groups:
            raise ValueError(f"{name!r} is nothing that check reports; `cleaner rules` lists codes and roles")
    return frozenset().union(*(groups[name] for name in (groups if names is None else names)))


def reason(code: str) -> str:
    """Why a code is reported."""
    book = rulebook()
    if code in book.rules:
        return book.rules[code].reason
    return (book.flags.get(code) or book.changes[code])[0]
