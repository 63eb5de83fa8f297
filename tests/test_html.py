"""HTML pages: records of whole pages, tables of what is made of markup, and the laws for any bytes at all."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from conftest import FIXTURES
from hypothesis import given, settings
from hypothesis import strategies as st

import cleaner
from cleaner.decoding import DecodeError, EmptyArticle
from cleaner.readers import looks_like_html, read
from cleaner.readers.charset import declared
from cleaner.readers.facts import read_facts
from cleaner.readers.html import read_html
from cleaner.readers.signs import PLACES, signs_of
from cleaner.readers.tree import parse
from cleaner.rulebook import rulebook
from cleaner.rules import Form
from cleaner.spans import squeeze
from cleaner.verify import verify

PAGES = sorted((FIXTURES / "html").glob("*.html"))
TABLE = tomllib.loads((FIXTURES / "html/cases.toml").read_text("utf-8"))
FORMS = [
    pytest.param(rule.code, form, id=f"{rule.code}-{number}")
    for rule in rulebook().rules.values()
    for number, form in enumerate(rule.forms)
    if form.where in PLACES or form.where == "meta"
]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_page(path: Path, request: pytest.FixtureRequest) -> None:
    data, golden = path.read_bytes(), path.with_suffix(".json")
    page = cleaner.clean(data, id=path.stem, name=path.name, format="html")
    assert verify(page, read(data, "html", path.name)) is None
    record = {**json.loads(cleaner.to_json(page)), "tool": {"name": "cleaner", "version": "*", "rules": "*"}}
    if request.config.getoption("--update-records"):
        golden.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert record == json.loads(golden.read_text("utf-8"))


@pytest.mark.parametrize("case", TABLE["case"], ids=lambda case: case["why"][:40])
def test_what_is_made_of_markup(case: dict[str, Any]) -> None:
    record = cleaner.clean(case["html"], format="html")
    texts = sorted(record.texts(), key=lambda text: text.spans)
    assert [f"{text.role}: {text.value}" for text in texts] == case["texts"]


@pytest.mark.parametrize("case", TABLE["fact"], ids=lambda case: case["why"][:40])
def test_what_a_page_says_of_its_article(case: dict[str, Any]) -> None:
    root = parse(case["html"])
    assert root is not None
    facts = read_facts(root)._asdict()
    assert {**facts, "authors": list(facts["authors"])} == case["facts"]


def test_authors_in_lists_in_lists() -> None:
    author = "[" * 800 + '"Dana Levi"' + "]" * 800
    root = parse(f'<script type="application/ld+json">{{"@type":"Article","author":{author}}}</script>')
    assert root is not None
    assert read_facts(root).authors == ("Dana Levi",)


@pytest.mark.parametrize(
    "said", ['"headline":"\\ud800Rain"', '"author":"\\udfffDana Levi"', '"url":"https://a.b/\\ud800"']
)
def test_halves_of_letters_in_json_can_be_written(said: str) -> None:
    page = f'<html lang=en><script type="application/ld+json">{{"@type":"Article",{said}}}</script><p>Rain fell.</p>'
    record = cleaner.clean(page)
    assert cleaner.from_json(cleaner.to_json(record)) == record


@pytest.mark.parametrize(("code", "form"), FORMS)
def test_every_form_finds_its_example(code: str, form: Form) -> None:
    root = parse(form.example)
    assert root is not None
    if form.where == "meta":
        assert any(read_facts(root))
    else:
        assert any(code in signs_of(node.tag or "", node.attributes) for node in root.css("body, body *"))


def test_one_picture() -> None:
    page = cleaner.clean((FIXTURES / "html/gallery.html").read_bytes())
    (image,) = page.images
    assert [(caption.lang, caption.value) for caption in image.captions] == [
        ("he", "המזח הישן"),
        ("en", "The old pier, seen from the lighthouse"),
    ]
    assert (image.credits, image.position) == (("Dana Levi",), 1)
    assert (page.authors, page.date) == (("Dana Levi", "Omri Katz"), "2024-03-17T20:37:00+02:00")
    assert (page.url, page.source.format) == ("https://daybreak.example/harbor/17", "html")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("<b>x</b>", False),
        ("He wrote <html> on the wall.", False),
        ("<htmlx><p>", False),
        ("<html", False),
        ("<html>", False),
        ("<html opens a page.", False),
        ("<html> opens a page, </html> closes it.", False),
        ("<!doctype html> stands above it.\n<p>", False),
        ("<html opens a page.\nThe <p> is next.", False),
        ("<html lang='" + "'" * 20000, False),
        ("<!doctype html><p>x", True),
        (b"\xef\xbb\xbf \n<!-- by hand --><HTML lang=he><p>", True),
        ('<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0"><html>', True),
        ("<html\nlang='a>b'\n>\n<!-- -->", True),
        ("<html><p>".encode("utf-16"), True),
        ("<!--" + "<!---->" * 400, False),
    ],
)
def test_what_begins_as_a_page_does(data: str | bytes, expected: bool) -> None:
    assert looks_like_html(data) is expected


@pytest.mark.parametrize("text", ["<html", "<html opens a page.", "<html> opens a page.", "<!doctype html"])
def test_text_about_pages_is_text(text: str) -> None:
    (value,) = cleaner.clean(f"Rain fell on the harbor all day.\n{text}\nIt was cold.").body[1:2]
    assert value.value == text
    assert [found.value for found in cleaner.clean(value.value).texts()] == [text]


def test_a_page_is_text_where_the_user_says_so() -> None:
    page = "<html><p>The pier is old."
    assert cleaner.clean(page, format="text").source.format == "text"
    assert cleaner.clean(page).source.format == "html"
    with pytest.raises(ValueError, match="unknown format 'pdf'; known: auto, text, html"):
        cleaner.clean(page, format="pdf")
    with pytest.raises(TypeError):
        cleaner.clean(7, format="html")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("meta", "encoding", "used"),
    [
        ("windows-1255", "windows-1255", "windows-1255"),
        ("utf-8", "windows-1255", "windows-1255"),
        ("iso-8859-1", "utf-8", "utf-8"),
        ("no-such-charset", "utf-8", "utf-8"),
        ("utf-8", "utf-16", "utf-16-le"),
        ("shift_jis", "utf-8", "utf-8"),
        ("utf-16", "utf-8", "utf-8"),
        ("utf-16le", "windows-1255", "windows-1255"),
        ("cp037", "windows-1255", "windows-1255"),
        ("utf-7", "utf-8", "utf-8"),
    ],
)
def test_declared_charsets(meta: str, encoding: str, used: str) -> None:
    said = "המזח הישן ייבנה מחדש, אמרה דנה לוי ביום שני בלילה"
    source = read_html(f"<meta charset={meta}><p>{said}".encode(encoding), "-")
    assert (source.text, source.encoding) == (said + "\n", used)


def test_what_is_declared_far_down_or_in_xml() -> None:
    assert declared(b'<?xml version="1.0" encoding="cp862"?>') == "cp862"
    assert declared(b"<meta charset=iso-2022-jp>") == "iso-2022-jp"
    assert declared(b"<meta charset=cp500>") is declared(b'<?xml version="1.0" encoding="utf-7"?>') is None
    assert declared(b" " * (1 << 15) + b"<meta charset=cp862>") is None


@pytest.mark.parametrize("page", ["", " ", "<html></html>", "<script>x</script>", "<!-- x -->"])
def test_nothing_to_read(page: str) -> None:
    with pytest.raises(EmptyArticle):
        cleaner.clean(page, format="html")


TAGS = ["p", "div", "h1", "h2", "li", "ul", "a", "b", "figure", "figcaption", "aside", "time", "table", "td", "article"]
NAMES = ["", " class=credit", " class=article-body", " class=promo", " class=comments", " itemprop=author", " id=nav"]
words = st.sampled_from(
    ["The old pier", "המזח הישן", "By Dana Levi", "(Photo: AP)", "5 View gallery", "x", "March 17, 2024"]
)
tags = st.builds(
    lambda tag, name, close: f"</{tag}>" if close else f"<{tag}{name}>",
    st.sampled_from(TAGS),
    st.sampled_from(NAMES),
    st.booleans(),
)
images = words.map(lambda text: f'<img alt="{text}" title="{text}">')
soup = st.lists(tags | words | images | st.text(max_size=8), max_size=30).map("".join)
pieces = [line for path in PAGES for line in path.read_bytes().split(b"\n")]
scraps = st.lists(st.sampled_from(pieces) | st.binary(max_size=6), max_size=30).map(b"\n".join)


@given(soup | scraps | st.binary(max_size=200))
@settings(max_examples=400, deadline=None)
def test_the_laws_hold_for_any_page(data: str | bytes) -> None:
    try:
        record = cleaner.clean(data, format="html")
    except (EmptyArticle, DecodeError):
        return
    source = read(data, "html", "-")
    assert verify(record, source) is None
    assert cleaner.from_json(cleaner.to_json(record)) == record
    assert "\n\n" not in source.text
    assert len(source.marks) == source.text.count("\n")


@given(st.lists(st.tuples(tags, words), min_size=1, max_size=20))
@settings(max_examples=200, deadline=None)
def test_no_text_is_lost(parts: list[tuple[str, str]]) -> None:
    """Between any tags, closed or not, every word comes out; a table may put those between its cells before it."""
    source = read_html("".join(tag + text for tag, text in parts), "-")
    wanted = sorted(char for _, text in parts for char in squeeze(text))
    assert sorted(squeeze(source.text)) == wanted
