"""JSON-LD: what pyld finds is what the record says, in words of schema.org."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from pyld import jsonld
from selectolax.lexbor import LexborHTMLParser
from written import VALUES, every, fixtures, written

from cleaner.record import Record, Text, replace

VOCABULARY = "https://schema.org/"
PROPERTIES = {
    *("headline", "alternativeHeadline", "author", "datePublished", "inLanguage", "keywords", "creditText", "position"),
    *("articleBody", "caption", "identifier", "image", "name", "url"),
}
"""Those that schema.org 30.0 has for articles, images and authors, of which we use these."""


def local(_url: str, _options: dict[str, Any]) -> dict[str, Any]:
    """The context of schema.org, as far as it matters here, from no network."""
    context = {"@context": {"@vocab": VOCABULARY}}
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": VOCABULARY, "document": context}


def articles(records: tuple[Record, ...]) -> Iterator[dict[str, list[dict[str, Any]]]]:
    """Articles as pyld expands them, under the plain names of their properties."""
    for line in written("jsonld", records).decode().split("\n")[:-1]:
        (article,) = jsonld.expand(json.loads(line), {"documentLoader": local, "processingMode": "json-ld-1.1"})
        yield plain(article)


def plain(node: dict[str, Any]) -> dict[str, Any]:
    names = {name for name in node if not name.startswith("@")}
    assert {name.removeprefix(VOCABULARY) for name in names} <= PROPERTIES
    return {name.removeprefix(VOCABULARY): value for name, value in node.items()}


def values(held: list[dict[str, Any]]) -> list[Any]:
    return [one["@value"] for one in held]


def caption(text: Text) -> dict[str, str]:
    held = {"@value": text.value, "@language": text.lang, "@direction": text.dir}
    return {name: value for name, value in held.items() if value != "und"}


def test_every_article_is_expanded_to_what_its_record_says() -> None:
    for record, article in zip(every(), articles(every()), strict=True):
        assert article["@type"] == [f"{VOCABULARY}NewsArticle"]
        assert values(article["identifier"]) == [record.id]
        for name, wanted in [
            ("headline", [record.headline.value] if record.headline else []),
            ("alternativeHeadline", ["\n\n".join(text.value for text in record.standfirst)]),
            ("articleBody", ["\n\n".join(text.value for text in record.body)]),
            ("datePublished", [record.date]),
            ("inLanguage", [record.language]),
            ("keywords", [text.value for text in record.keywords]),
        ]:
            assert values(article.get(name, [])) == [value for value in wanted if value and value != "und"], name
        authors = [plain(author)["name"] for author in article.get("author", [])]
        assert [name for author in authors for name in values(author)] == list(record.authors)


def test_every_image_has_its_captions_with_their_languages_and_its_credit() -> None:
    for record, article in zip(every(), articles(every()), strict=True):
        images = [plain(image) for image in article.get("image", [])]
        wanted = [(number, image) for number, image in enumerate(record.images, 1) if image.captions or image.credit]
        assert [values(image["position"]) for image in images] == [[number] for number, _ in wanted]
        for image, (_, held) in zip(images, wanted, strict=True):
            assert image.get("caption", []) == [caption(text) for text in held.captions]
            assert values(image.get("creditText", [])) == ([held.credit.value] if held.credit else [])


def test_what_is_unknown_is_left_out() -> None:
    record = next(record for record in fixtures() if record.id == "gallery")
    (image, *_), (text, *_) = record.images, record.images[0].captions
    empty = replace(image, captions=(), credit=None)
    nameless = replace(record, language="und", images=(empty, replace(image, captions=(replace(text, lang="und"),))))
    line = json.loads(written("jsonld", [replace(nameless, authors=(), date=None, body=())]))
    assert {"inLanguage", "author", "datePublished", "articleBody", "url", "@id"}.isdisjoint(line)
    assert [(image["position"], image["caption"]) for image in line["image"]] == [
        (2, [{"@value": text.value, "@direction": text.dir}])
    ]


@pytest.mark.parametrize(
    ("url", "named"),
    [("news/17", False), ("https://example.org/a b", False), ("https://example.org/17?a=1&b=ש", True)],
)
def test_an_address_names_the_article_if_it_is_a_whole_one(url: str, named: bool) -> None:
    line = json.loads(written("jsonld", [replace(fixtures()[0], url=url)]))
    assert (line["url"], line.get("@id")) == (url, url if named else None)


@pytest.mark.parametrize(
    ("author", "kind"),
    [
        ("Dana Levi", "Person"),
        ("דנה לוי", "Person"),
        ("The Associated Press", "Organization"),
        ("רויטרס", "Organization"),
    ],
)
def test_agencies_are_organizations(author: str, kind: str) -> None:
    line = json.loads(written("jsonld", [replace(fixtures()[0], authors=(author,))]))
    assert line["author"] == [{"@type": kind, "name": author}]


def test_a_line_can_stand_in_a_page() -> None:
    lines = written("jsonld", every()).decode().split("\n")[:-1]
    assert not any(char in line for line in lines for char in "<>&\u2028\u2029\r")
    scripts = "".join(f'<script type="application/ld+json">{line}</script>' for line in lines)
    page = f"<!doctype html><html><head><meta charset=utf-8>{scripts}<title>x</title></head><body><p>y</body></html>"
    found = [json.loads(script.text()) for script in LexborHTMLParser(page).css("script[type='application/ld+json']")]
    assert found == [json.loads(line) for line in lines]
    assert len(found) == len(every()) > len(VALUES)
