"""Pages at the shell: formats, the text that spans count in, what verify and fix make of a page."""

import json
from pathlib import Path

import pytest
from conftest import FIXTURES
from test_cli import invoke

GALLERY = FIXTURES / "html/gallery.html"
WRONG = FIXTURES / "html/declared_wrong.html"
PART = b"<h1>Pier</h1><p>The pier is to be rebuilt in May, the council said late on Monday."


@pytest.mark.parametrize("options", [[], ["-f", "html"], ["--format", "auto"]], ids=" ".join)
def test_a_page(options: list[str]) -> None:
    code, out, err = invoke("clean", *options, str(GALLERY))
    record = json.loads(out)
    assert (code, err) == (0, "")
    assert (record["source"]["format"], record["headline"]["rule"]) == ("html", "markup-headline")


def test_part_of_a_page_is_one_where_the_user_says_so() -> None:
    assert json.loads(invoke("clean", "-f", "html", stdin=PART)[1])["headline"]["value"] == "Pier"
    assert json.loads(invoke("clean", stdin=PART)[1])["source"]["format"] == "text"


@pytest.mark.parametrize("path", [GALLERY, WRONG, FIXTURES / "articles/gallery.txt"], ids=lambda path: path.name)
def test_spans_count_in_the_source_text(path: Path) -> None:
    record = json.loads(invoke("clean", str(path))[1])
    code, text, err = invoke("clean", "-t", "source", str(path))
    assert (code, err) == (0, "")
    for paragraph in (record["headline"], *record["body"], *record["removed"]):
        start, end = paragraph["spans"][0]
        assert text[start:end] == paragraph["value"]


@pytest.mark.parametrize("form", ["auto", "html", "text"])
def test_verify_reads_a_source_as_its_record_says(form: str, tmp_path: Path) -> None:
    page, records = tmp_path / "part.html", tmp_path / "records.jsonl"
    page.write_bytes(PART)
    records.write_text(invoke("clean", "-f", form, str(page))[1] + invoke("clean", str(GALLERY))[1], "utf-8")
    assert invoke("verify", str(records), str(page), str(GALLERY))[:2] == (0, "2 records: laws 1 to 3 hold\n")


def test_verify_with_a_format_that_nobody_knows(tmp_path: Path) -> None:
    records = tmp_path / "records.jsonl"
    records.write_text(invoke("clean", str(GALLERY))[1].replace('"format":"html"', '"format":"pdf"'), "utf-8")
    code, out, err = invoke("verify", str(records), str(GALLERY))
    assert (code, out) == (1, "")
    assert "as pdf: unknown format 'pdf'" in err


def test_wrong_usage() -> None:
    code, _, err = invoke("clean", "-t", "source", str(GALLERY), str(WRONG))
    assert code == 2
    assert "-t source are for one article" in err
    assert invoke("clean", "-f", "pdf", str(GALLERY))[0] == 2


def test_a_page_without_text_is_named(tmp_path: Path) -> None:
    page = tmp_path / "empty.html"
    page.write_text("<!doctype html><script>1</script>")
    assert invoke("clean", str(page)) == (1, "", f"cleaner: {page}: no text in the page\n")


def test_fix_leaves_pages_alone(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(GALLERY.read_bytes())
    code, out, err = invoke("fix", str(page))
    assert (code, out) == (1, "")
    assert "it is an HTML page" in err
    assert page.read_bytes() == GALLERY.read_bytes()
