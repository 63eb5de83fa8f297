"""What the build adds to a package, so that a start need not make it anew."""

import pkgutil
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from itertools import chain
from pathlib import Path

import cleaner
from cleaner import rules
from cleaner.compiled import STORE, Asked, packed
from cleaner.evidence import SHARED
from cleaner.expressions import all_asked
from cleaner.letters.languages import LATIN
from cleaner.letters.tables import TABLES, plain, plain_path
from cleaner.rule_files import read_rules
from cleaner.rulebook import PACKED
from cleaner.scripts import RANGES, beside, letters_but, letters_of


def additions() -> dict[str, bytes]:
    """Files by their paths in the package. Raises ValueError for a rule file that breaks the form."""
    book = read_rules()
    tables = {plain_path(*names): plain(*names) for names in (LATIN, *zip(chain.from_iterable(TABLES.values())))}
    found = {PACKED: rules.packed(book), STORE: packed(_expressions(book)), **tables}
    home = Path(cleaner.__file__).parent
    return {Path(path).relative_to(home).as_posix(): data for path, data in found.items()}


def _expressions(book: rules.Rulebook) -> Iterator[Asked]:
    """Those of all forms, of all modules that need nothing but what a build has, and of the scripts of languages."""
    yield from ((source, 0) for source in rules.expressions_of(book))
    for module in pkgutil.walk_packages(cleaner.__path__, f"{cleaner.__name__}."):
        with suppress(ImportError):
            import_module(module.name)
    held: list[object] = [book.calendar.ago, book.opener, *map(letters_of, ("Latn", *RANGES))]
    for script, languages in book.letters.items():
        held += [beside(frozenset(known)) for known in ({script}, {script, "Latn"})]
        held += [letters_but(SHARED[script] + own, script) for own in ("", *languages.values())]
    yield from all_asked()
