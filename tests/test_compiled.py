"""Expressions that the build compiled are what `re` makes of them; what it did not is compiled when it is needed."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from cleaner import compiled
from cleaner.packing import additions

STORE = compiled.STORE
OTHERS = [
    ("a space", 0),
    ("(?P<one>a)|(?P<two>b)(c)", 0),
    ("(?i:straße)[^a-zß]", re.MULTILINE),
    ("[\ud800-\udfff]", 0),
    ("x (?# y) z", re.VERBOSE | re.IGNORECASE),
]


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    monkeypatch.setattr(compiled, "STORE", str(tmp_path / "store"))
    compiled._store.cache_clear()
    yield tmp_path / "store"
    compiled._store.cache_clear()


@pytest.mark.parametrize(("source", "flags"), OTHERS)
def test_what_is_not_there_is_compiled(store: Path, source: str, flags: int) -> None:
    assert compiled.compiled(source, flags) == re.compile(source, flags)
    store.write_bytes(compiled.packed([(source, flags)]))
    compiled._store.cache_clear()
    assert compiled.compiled(source + "?", flags) == re.compile(source + "?", flags)
    assert compiled.compiled(source, flags | re.DOTALL) == re.compile(source, flags | re.DOTALL)


def test_a_store_that_was_cut_short_holds_nothing(store: Path) -> None:
    store.write_bytes(compiled.packed(OTHERS)[:-1])
    assert compiled.compiled(*OTHERS[0]) == re.compile(*OTHERS[0])
    assert compiled._store() == {}


@pytest.mark.parametrize(("source", "flags"), OTHERS)
def test_what_is_there_is_not(store: Path, monkeypatch: pytest.MonkeyPatch, source: str, flags: int) -> None:
    store.write_bytes(compiled.packed(OTHERS))
    made = re.compile(source, flags)
    monkeypatch.setattr(re, "compile", None)
    found = compiled.compiled(source, flags)
    assert found == made
    assert (found.groups, found.groupindex) == (made.groups, made.groupindex)


def test_all_that_the_build_packs_is_the_same(store: Path) -> None:
    store.write_bytes(additions()["rules/" + Path(STORE).name])
    compiled._store.cache_clear()
    asked = [(key.decode("utf-8", "surrogatepass"), flags) for flags, own in compiled._store().items() for key in own]
    assert len(asked) > 500
    assert [source for source, flags in asked if compiled.compiled(source, flags) != re.compile(source, flags)] == []


def test_a_broken_expression_is_named_as_ever(store: Path) -> None:
    with pytest.raises(re.error):
        compiled.compiled("(")
