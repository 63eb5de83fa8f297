"""What the build adds to a package, so that a start need not make it anew."""

import pkgutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from importlib import import_module
from itertools import chain
from pathlib import Path

import msgspec

import cleaner
from cleaner import compiled
from cleaner.compiled import STORE, Asked
from cleaner.evidence import SHARED
from cleaner.expressions import all_asked
from cleaner.letters.languages import LATIN
from cleaner.letters.tables import TABLES, plain, plain_path
from cleaner.rule_files import read_rules
from cleaner.rulebook import PACKED
from cleaner.rules import Rulebook, any_space, without_leads
from cleaner.scripts import RANGES, beside, letters_but, letters_of

APART = frozenset({"__main__", "batch", "cli", "engines", "view"})
"""Rooms that no article needs: what they import may be missing from a build, or large."""


def additions() -> dict[str, bytes]:
    """Files by their paths in the package. Raises ValueError for a rule file that breaks the form."""
    book = read_rules()
    tables = {plain_path(*names): plain(*names) for names in (LATIN, *zip(chain.from_iterable(TABLES.values())))}
    found = {PACKED: packed(book), STORE: compiled.packed(_expressions(book)), **tables}
    home = Path(cleaner.__file__).parent
    return {Path(path).relative_to(home).as_posix(): data for path, data in found.items()}


def packed(book: Rulebook) -> bytes:
    """The rules as bytes that are quickly read (`rules.unpacked`)."""
    return msgspec.msgpack.encode(book)


def _expressions(book: Rulebook) -> Iterator[Asked]:
    """Those of all forms, of the modules that work on articles, and of the scripts of languages."""
    added = (form for site in book.sites.values() for _, form in site.forms)
    own = (form for rule in book.rules.values() for form in rule.forms)
    for source in {form.source for form in chain(own, added) if form.source}:
        yield from ((any_space(each), 0) for each in {source, without_leads(source)})
    _load(cleaner.__path__, cleaner.__name__)
    held: list[object] = [book.calendar.ago, book.opener, *map(letters_of, ("Latn", *RANGES))]
    for script, languages in book.letters.items():
        held += [beside(frozenset(known)) for known in ({script}, {script, "Latn"})]
        held += [letters_but(SHARED[script] + letters, script) for letters in ("", *languages.values())]
    yield from all_asked()


def _load(folders: Iterable[str], package: str) -> None:
    for found in pkgutil.iter_modules(folders):
        # A build has not all that the package needs where it is installed.
        if found.name not in APART:
            with suppress(ImportError):
                module = import_module(f"{package}.{found.name}")
                _load(module.__path__ if found.ispkg else [], module.__name__)
