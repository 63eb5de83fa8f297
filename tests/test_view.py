"""What a page is made of: texts in parts, the source in segments, a source rebuilt, one file that holds all."""

import base64
import hashlib
import re
from pathlib import Path

import pytest
from conftest import FIXTURES
from hypothesis import given
from hypothesis import strategies as st

import cleaner
from cleaner.changes import Changes
from cleaner.readers import read
from cleaner.record import Record
from cleaner.source import LINE_END
from cleaner.spans import squeeze
from cleaner.verify import verify
from cleaner.view.article import article
from cleaner.view.overview import row
from cleaner.view.parts import parts
from cleaner.view.rebuilt import rebuilt
from cleaner.view.segments import lines_of
from cleaner.writers import block, document

ARTICLES = sorted(
    path for kind in ("articles", "gold", "languages", "html") for path in (FIXTURES / kind).glob("*") if path.suffix in
    (".txt", ".html")
)  # fmt: skip
BROKEN = "The word on her banner, ùìåí, was &quot;old&quot;\u202e news.\n5 View gallery\nהמזח\nהמזח\n(Photo: AP)"


def record_and_source(data: bytes | str) -> tuple[Record, str]:
    record = cleaner.clean(data)
    return record, read(data, record.source.format, "-").text


def page(records: list[Record]) -> bytes:
    made = document("page")
    return b"".join([made.begin(), *(made.add(block("page", record)) for record in records), made.end()])


def check(record: Record, source: str) -> None:
    """What holds for every record and its source, or one that was rebuilt."""
    changes = Changes(record.changes)
    for text in record.texts():
        assert "".join(part.value for part in parts(text, source, changes)) == text.value
    lines, _ = lines_of(record, record.texts(), source)
    shown = "".join(segment[0] for line in lines for segment in line)
    assert squeeze(shown) == squeeze(re.sub("[\ud800-\udfff]", "\ufffd", source))
    values = [text.value for text in record.texts()]
    assert shown == "".join(
        segment[0] or (values[segment[1]] if len(segment) > 1 and (len(segment) == 2 or segment[2] < 0) else "")
        for line in article(record, source).lines
        for segment in line
    )
    for at, text in enumerate(record.texts()):
        for number, span in enumerate(text.spans):
            own = [segment for line in lines for segment in line if len(segment) > 1 and segment[1] == at]
            copies = [segment for segment in own if len(segment) > 2 and segment[3]]
            assert bool(copies) == (len(text.spans) > 1)
            if not number and len(text.spans) == 1:
                assert squeeze("".join(segment[0] for segment in own)) == squeeze(source[slice(*span)])


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_articles_are_shown_whole(path: Path) -> None:
    record, source = record_and_source(path.read_bytes())
    check(record, source)
    check(record, rebuilt(record))


@given(st.text(alphabet=st.sampled_from("ab \n\r\u2028\t|.()אבש\u202e\u200b&quot;;ùìåí\ud800\ufffd×©\u05b8é")))
def test_any_text_is_shown_whole(text: str) -> None:
    try:
        record, source = record_and_source(text)
    except cleaner.EmptyArticle:
        return
    check(record, source)
    check(record, rebuilt(record))


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_a_rebuilt_source_says_the_same(path: Path) -> None:
    record, source = record_and_source(path.read_bytes())
    again = rebuilt(record)
    assert [squeeze(again[slice(*span)]) for text in record.texts() for span in text.spans] == [
        squeeze(source[slice(*span)]) for text in record.texts() for span in text.spans
    ]
    given_source = read(source, "text", "-")
    breach = verify(record, type(given_source)(again, "-", 0, record.source.sha256, "utf-8"))
    assert breach is None


def test_lines_end_where_those_of_the_source_do() -> None:
    record, source = record_and_source("One line of rain.\r\n\r\nAnother one.\u2028And more of it.\n")
    lines, place = lines_of(record, record.texts(), source)
    assert ["".join(segment[0] for segment in line) for line in lines] == LINE_END.split(source)
    assert place(source.index("more")) == (3, 0)


def test_repairs_are_parts() -> None:
    record, source = record_and_source(BROKEN)
    found = [
        (part.value, part.dir, part.change.before if part.change else None)
        for part in parts(record.body[0], source, Changes(record.changes))
    ]
    assert found == [
        ("The word on her banner, ", "ltr", None),
        ("שלום", "rtl", "ùìåí"),
        (", was ", "ltr", None),
        ('"', "ltr", "&quot;"),
        ("old", "ltr", None),
        ('"', "ltr", "&quot;"),
        ("", "ltr", "\u202e"),
        (" news.", "ltr", None),
    ]


def test_an_article_names_its_texts_by_number() -> None:
    record, source = record_and_source(BROKEN)
    shown = article(record, source)
    roles = [shown.kinds[kind][0] for kind, _ in shown.texts]
    assert [roles[at] for at in shown.body] == ["body"]
    assert [shown.texts[at][1] for at in shown.images[0].captions] == ["המזח"]
    assert [roles[at] for at in (*shown.images[0].credit, *shown.images[0].others)] == ["credit", "counter"]
    assert [flag[0] for flag in shown.flags] == [flag.code for flag in record.flags]


@pytest.mark.parametrize(
    ("url", "site"),
    [
        (None, ""),
        ("https://www.harbor.example/17", "harbor.example"),
        ("http://[broken", ""),
        ("javascript:alert(1)", ""),
        ("harbor.example/17", "harbor.example"),
        ("https://www.ynetnews.com/article/1", "ynetnews.com"),
    ],
)
def test_a_row_names_the_site(url: str | None, site: str) -> None:
    assert row(cleaner.clean(BROKEN, url=url)).site == site


def test_a_row_counts() -> None:
    counted = row(cleaner.clean(BROKEN))
    assert counted.name.startswith("The word on her banner, שלום")
    assert (counted.images, counted.captions) == (1, {"he": 1})
    assert counted.changes == {"mojibake": 1, "escape": 2, "control": 1}
    assert counted.flags == {"hostile-control": 1}


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_a_page_is_small(path: Path) -> None:
    record, source = record_and_source(path.read_bytes())
    assert len(page([record])) <= 150_000 + 2 * len(source.encode("utf-8", "replace"))


def test_a_page_of_a_long_article_is_small() -> None:
    text = (FIXTURES / "articles/gallery.txt").read_text("utf-8") * 100
    assert len(page([cleaner.clean(text)])) <= 150_000 + 2 * len(text.encode())


def test_the_policy_allows_the_script_and_the_styles_and_nothing_else() -> None:
    text = page([cleaner.clean(BROKEN)]).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy
    held = dict(part.strip().split(" ", 1) for part in policy[1].split(";"))
    for name, tag in (("script-src", "script"), ("style-src", "style")):
        inside = re.search(rf"<{tag}>(.*?)</{tag}>", text, re.S)
        assert inside
        digest = base64.b64encode(hashlib.sha256(inside[1].encode()).digest()).decode()
        assert held.pop(name) == f"'sha256-{digest}'"
    assert held.pop("require-trusted-types-for") == "'script'"
    assert held.pop("img-src") == "data:"
    assert set(held.values()) == {"'none'"}


def test_a_title_is_text() -> None:
    record = cleaner.clean("</title>{{style}}<script>pwned</script>\n\nThe council voted nine to four on Monday.")
    assert b"<title>&lt;/title&gt;{{style}}&lt;script&gt;" in page([record])


def test_no_article_is_a_page_that_says_so() -> None:
    assert b"There is no article here" in page([])
