"""The sites: each has a table of cases, is found by host and by its own words, and adds forms for itself alone."""

import tomllib
from typing import Any

import pytest
from conftest import FIXTURES

import cleaner
from cleaner.rulebook import rulebook, rulebook_at
from cleaner.rules import Site

SITES = rulebook().sites
ARTICLE = {"headline", "standfirst", "body", "subheading"}
TABLES = {path.stem: tomllib.loads(path.read_text("utf-8"))["case"] for path in (FIXTURES / "sites").glob("*.toml")}
CASES = [
    pytest.param(name, case, id=f"{name}-{number}")
    for name, cases in sorted(TABLES.items())
    for number, case in enumerate(cases)
]


def test_every_site_has_its_table_and_what_must_stay_comes_first() -> None:
    assert set(TABLES) == set(SITES)
    for name, cases in TABLES.items():
        assert cases[0]["find"] == [], name
        assert any(case["find"] for case in cases), name


@pytest.mark.parametrize(("name", "case"), CASES)
def test_site(name: str, case: dict[str, Any]) -> None:
    record = cleaner.clean(case["text"], site=name)
    texts = sorted(record.texts(), key=lambda text: text.spans)
    assert [f"{text.role}: {text.value}" for text in texts if text.role not in ARTICLE] == case["find"]
    assert record.date == case.get("date", record.date)
    assert list(record.authors) == case.get("authors", list(record.authors))


@pytest.mark.parametrize("site", SITES.values(), ids=lambda site: site.name)
def test_a_site_is_found_by_host_and_by_its_words(site: Site) -> None:
    for host in site.hosts:
        assert cleaner.clean("Rain fell.", url=f"https://www.{host}/a").source.site == site.name
        assert cleaner.clean("Rain fell.", url=f"https://not{host}/a").source.site is None
    for word in site.evidence:
        assert cleaner.clean(f"Rain fell.\n{word}\nIt fell all day.").source.site == site.name
    assert sorted(site.date_order) in ([], ["D", "M", "Y"])
    assert site.reason


def test_forms_of_a_site_serve_its_articles_only() -> None:
    text = "Rain fell on the harbor all day.\n«Коммерсантъ» для Android\nThe storm passed in the night."
    assert roles(text, "kommersant") == ["body", "promo", "body"]
    for other in (None, "ynet"):
        assert "promo" not in roles(text, other)
    assert rulebook_at("ynetnews") is rulebook()
    before = rulebook().rules["promo-app"].forms
    assert rulebook_at("kommersant").rules["promo-app"].forms[: len(before)] == before


def roles(text: str, site: str | None) -> list[str]:
    return [one.role for one in sorted(cleaner.clean(text, site=site).texts(), key=lambda one: one.spans)]
