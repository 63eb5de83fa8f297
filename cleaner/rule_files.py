"""The rule files that come with this package.

`rules/*.toml` say which rules there are and serve every article, `rules/languages/*.toml` add
the forms of one language, `rules/sites/*.toml` hold the habits of one site and forms that are
looked for in its articles only.
"""

import hashlib
import os
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any
from unicodedata import normalize

import rtoml

from cleaner.calendars import Calendar, calendar_of
from cleaner.expressions import expression
from cleaner.rules import Form, Order, Rule, Rulebook, Site, inside_lines, keys_to, listed_by

# No pathlib: importing it costs a tenth of a short run.
FOLDER = os.path.join(os.path.dirname(__file__), "rules")
_PART = expression("%([a-z]+)%")
_TURKISH = str.maketrans("iı", "İI")
_INITIAL = expression(r"(?<!\w)i")


def read_rules() -> Rulebook:
    """What the rule files say. Raises ValueError for a file that breaks the form."""
    added: dict[str, list[Form]] = defaultdict(list)
    tables: list[dict[str, Any]] = []
    sites: dict[str, Site] = {}
    shared: dict[str, str] = {}
    for folder, name, data in _files():
        table = _table(name, data)
        shared |= table.get("shared", {})
        if folder == "sites":
            sites[table["name"]] = _site(table, shared)
            continue
        if folder == "languages":
            for code, form in _added_forms(table, table["code"], shared):
                added[code].append(form)
        tables.append(table)
    rules = [rule for table in tables for rule in _rules(table, added)]
    codes = {rule.code for rule in rules}
    if len(codes) != len(rules):
        raise ValueError("two rules share a code")
    if unknown := (added.keys() | {code for site in sites.values() for code, _ in site.forms}) - codes:
        raise ValueError(f"forms for rules that do not exist: {', '.join(sorted(unknown))}")
    return Rulebook(
        rules={rule.code: rule for rule in rules},
        flags=_reasons(tables, "flag"),
        changes=_reasons(tables, "change"),
        languages=_languages(tables),
        letters=_letters(tables),
        openers=_words(tables, "opener"),
        hanging=_words(tables, "hanging"),
        asking=_words(tables, "asking"),
        abbreviations=_words(tables, "abbreviation"),
        calendar=_calendar(tables),
        sites=sites,
        orders=tuple(_order(row) for table in tables for row in table.get("order", ())),
        digest=digest(),
        keys=keys_to(rules),
        inside=inside_lines(rules),
        phrases=listed_by(rules),
    )


def digest() -> str:
    """A digest of all rule files: what reads them need not know what they say to know that they changed."""
    held = hashlib.sha256()
    for _, name, data in _files():
        held.update(name.encode() + b"\0" + data)
    return held.hexdigest()[:16]


def _files() -> Iterator[tuple[str, str, bytes]]:
    """Folder, name and content of each rule file, sorted."""
    folders = ("", "languages", "sites")
    names = [(folder, name) for folder in folders for name in os.listdir(os.path.join(FOLDER, folder))]
    for folder, name in sorted(names):
        if name.endswith(".toml"):
            with open(os.path.join(FOLDER, folder, name), "rb") as file:
                yield folder, name, file.read()


def _reasons(tables: list[dict[str, Any]], name: str) -> dict[str, tuple[str, str]]:
    """Reason and example of each code in the tables of one name."""
    return {row["code"]: (row["reason"], row["example"]) for table in tables for row in table.get(name, ())}


def _table(name: str, data: bytes) -> dict[str, Any]:
    """What a rule file holds. Raises ValueError, naming the file, for one that is no TOML."""
    try:
        return rtoml.loads(data.decode("utf-8"))
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from None


def _words(tables: list[dict[str, Any]], name: str) -> frozenset[str]:
    return frozenset(word for table in tables for row in table.get(name, ()) for word in row["words"])


def _rules(table: dict[str, Any], added: Mapping[str, list[Form]]) -> Iterator[Rule]:
    """The rules of a file, each with the forms that the language files add to it."""
    parts = _parts(table)
    for row in table.get("rule", ()):
        forms = tuple(_form(form, parts, form["language"]) for form in row.get("form", ()))
        yield Rule(row["code"], row["role"], row["reason"], forms + tuple(added.get(row["code"], ())))


def _added_forms(table: dict[str, Any], language: str, shared: dict[str, str]) -> Iterator[tuple[str, Form]]:
    """The forms of a language's or a site's file, each with the code of the rule it belongs to."""
    parts = {**shared, **_parts(table)}
    for row in table.get("form", ()):
        yield row["rule"], _form(row, parts, language)


def _parts(table: dict[str, Any]) -> dict[str, str]:
    parts: dict[str, str] = {}
    for name, pattern in table.get("parts", {}).items():
        parts[name] = _expand(pattern, parts)
    return parts


def _form(row: dict[str, Any], parts: dict[str, str], language: str) -> Form:
    words = {spelling for word in row.get("words", ()) for spelling in _spellings(word, language)}
    return Form(
        language=language,
        where=row.get("where", ""),
        listed="\n".join(sorted(words)),
        anchors=tuple(row.get("anchors", ())),
        first=row.get("first", ""),
        source=_expand(row.get("pattern", ""), parts),
        example=row["example"],
    )


def _spellings(word: str, language: str) -> Iterator[str]:
    """A word in small letters, and as its capitals come out in them: Turkish has two of I, Greek drops the accent."""
    yield word.casefold()
    if language == "tr":
        yield _INITIAL.sub("İ", word, count=1).casefold()
        yield _INITIAL.sub("İ", word).casefold()
        yield word.translate(_TURKISH).casefold()
    elif language == "el":
        yield normalize("NFC", normalize("NFD", word).replace("\u0301", "")).casefold()


def _expand(pattern: str, parts: dict[str, str]) -> str:
    return _PART.sub(lambda name: parts[name[1]], pattern)


def _languages(tables: list[dict[str, Any]]) -> dict[str, frozenset[str]]:
    """The function words of each language, from every file that has some."""
    words: dict[str, frozenset[str]] = {}
    for row in (row for table in tables for row in table.get("language", ())):
        words[row["code"]] = words.get(row["code"], frozenset()).union(row["words"])
    return words


def _letters(tables: list[dict[str, Any]]) -> dict[str, dict[str, str]]:
    """The letters of each language beyond those its script shares, by script."""
    letters: dict[str, dict[str, str]] = defaultdict(dict)
    for row in (row for table in tables for row in table.get("language", ()) if "letters" in row):
        letters[row["script"]][row["code"]] = row["letters"]
    return dict(letters)


def _calendar(tables: list[dict[str, Any]]) -> Calendar:
    rows = [row for table in tables for row in table.get("calendar", ())]
    zones = next(table["zones"] for table in tables if "zones" in table)
    return calendar_of(rows, zones)


def _order(row: dict[str, Any]) -> Order:
    return Order(
        at=row["at"],
        words=frozenset(row.get("words", ())),
        starts=tuple(row.get("starts", ())),
        ends=tuple(row.get("ends", ())),
        then=tuple(row.get("then", ())),
        bits=row["bits"],
    )


def _site(table: dict[str, Any], shared: dict[str, str]) -> Site:
    return Site(
        name=table["name"],
        reason=table["reason"],
        hosts=tuple(table["hosts"]),
        evidence=tuple(table["evidence"]),
        date_order=table.get("date_order", ""),
        channels=frozenset(table.get("channels", ())),
        forms=tuple(_added_forms(table, table["language"], shared)),
    )
