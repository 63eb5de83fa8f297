"""Markdown: what a reader shows is the value, and prose stays as it was."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from written import every, written

from cleaner.record import Image, Record
from cleaner.writers.markdown import heading, inline, paragraph

READERS = [MarkdownIt("commonmark"), MarkdownIt("commonmark").enable(["table", "strikethrough"])]
"""CommonMark, and what GitHub adds to it, links of bare addresses aside."""
STAYS = [
    'Rain fell all day. It\'s 3.5 km, 40% more - or 5 < 6 > 4; "so what?" he said (twice).',
    "AT&T, Smith & Sons; R&D, fish &chips",
    "C# and F#, #17, room 4|5, a = b + c, 10^6, $5 {sic} !",
    "snake_case_name, dana_levi@example.org, https://example.org/~levi/a_b?c=d&e=f#g",
    "C:\\news\\today",
    "-40 degrees, +972 3 555, 2024: a year, 1.5 million, ~5 km",
    "1.5 million; 2024",
    "+972 3 555",
    "--- and so on",
    "=====",
    "המזח הישן: 'דף חדש', בן-גוריון",
]
ESCAPED = [
    ("5*3*2", r"5\*3\*2"),
    ("* * *", r"\* \* \*"),
    ("_quiet_ and __loud__", r"\_quiet\_ and \_\_loud\_\_"),
    ("`one` and ``two``", r"\`one\` and \`\`two\``"),
    ("~~gone~~", r"\~\~gone\~~"),
    ("[sic] [a](b) ![c](d) [x]: y", r"\[sic] \[a](b) !\[c](d) \[x]: y"),
    ("<b>, </b>, <!-- -->, <https://example.org>", r"\<b>, \</b>, \<!-- -->, \<https://example.org>"),
    ("&amp; &#35; &copy; &nosuch", r"\&amp; \&#35; \&copy; &nosuch"),
    (r"a\*b, \\ and \_", r"a\\\*b, \\\ and \\\_"),
    ("C:" + "\\", "C:" + r"\\"),
    ("# not", r"\# not"),
    ("> not", r"\> not"),
    ("- not", r"\- not"),
    ("+ not", r"\+ not"),
    ("-", r"\-"),
    ("---", r"\---"),
    ("- - -", r"\- - -"),
    ("1. not", r"1\. not"),
    ("17) not", r"17\) not"),
    ("    four spaces", "four spaces"),
    ("two\n\nlines", "two lines"),
]

PIECES = (
    *"`*_~[]()<>&#-+=|!\\.:'\"@ ",
    *("amp;", "&#35;", "1.", "2)", "a", "b1", "é", "ש", "://", "<b>", "<!--", "***", "---", "~~~", "```"),
)
SOUP = st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join)
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=30)
FOLDED = (SOUP | TEXT).map(lambda value: " ".join(value.split())).filter(bool)


def shown(token: Token) -> str:
    """What a reader sees of a line; a link, an image, code or a break in it would be one of ours gone wrong."""
    held = token.children or []
    assert {child.type for child in held} <= {"text", "strong_open", "strong_close", "em_open", "em_close"}, held
    return "".join(child.content for child in held)


def blocks(tokens: list[Token]) -> Iterator[tuple[str, str]]:
    """The blocks of a document, `quote` for paragraphs of one, and what they show."""
    kind, quoted = "", False
    for token in tokens:
        if token.type in ("blockquote_open", "blockquote_close"):
            quoted = token.nesting == 1
        elif token.type == "hr":
            yield "hr", ""
        elif token.type == "inline":
            yield kind, shown(token)
        elif token.nesting == 1:
            kind = "quote" if quoted and token.tag == "p" else token.tag


def wanted(record: Record) -> Iterator[tuple[str, str]]:
    """The blocks that a record should come to."""
    if record.headline:
        yield "h1", record.headline.value
    yield from (("p", text.value) for text in record.standfirst)
    if made_by := " · ".join(text.value for text in (*record.byline, *record.published)):
        yield "p", made_by
    for number in range(len(record.body) + 1):
        for image in record.images:
            if image.position == number:
                yield from quoted(image)
        for text in record.body[number : number + 1]:
            yield "h2" if text.role == "subheading" else "p", text.value


def quoted(image: Image) -> Iterator[tuple[str, str]]:
    for caption in image.captions:
        yield "quote", caption.value + (f" {caption.lang}" if caption.lang != "und" else "")
    if image.credit:
        yield "quote", image.credit.value


@pytest.mark.parametrize("value", STAYS)
def test_prose_stays_as_it_is(value: str) -> None:
    assert paragraph(value) == value


@pytest.mark.parametrize(("value", "escaped"), ESCAPED)
def test_what_would_be_markup_is_escaped(value: str, escaped: str) -> None:
    assert paragraph(value) == escaped


@pytest.mark.parametrize(
    ("value", "made"), [("C#", "## C#"), ("a # b", "## a # b"), ("a ##", r"## a \##"), ("#", r"## \#")]
)
def test_headings(value: str, made: str) -> None:
    assert heading(value, 2) == made


@pytest.mark.parametrize("reader", READERS, ids=["CommonMark", "GitHub"])
def test_every_record_reads_as_it_is(reader: MarkdownIt) -> None:
    for record in every():
        assert list(blocks(reader.parse(written("markdown", [record]).decode()))) == list(wanted(record)), record.id


def test_several_articles_are_parted() -> None:
    found = list(blocks(READERS[0].parse(written("markdown", every()).decode())))
    expected = [("hr", ""), *(one for record in every() for one in (*wanted(record), ("hr", "")))]
    assert found == expected[1:-1]


@given(FOLDED)
def test_any_value_reads_as_it_is(value: str) -> None:
    lines = [(paragraph(value), "p", value), (heading(value, 2), "h2", value)]
    lines += [(f"**{inline(value)}**", "p", value), (f"> {paragraph(value)} *he*", "quote", f"{value} he")]
    for reader in READERS:
        for line, kind, text in lines:
            assert list(blocks(reader.parse(line))) == [(kind, text)]
