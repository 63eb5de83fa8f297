"""Pages that nest deep: those that only look so stay as they are, the others are read calmly."""

import time

import pytest
from clock import cpu_seconds

import cleaner
from cleaner.credits import credit_names
from cleaner.readers.depth import DEEPEST, shallow
from cleaner.readers.html import read_html
from cleaner.readers.tree import MANY, parse
from cleaner.rulebook import rulebook

END = "<h1>Harbor council votes</h1><p>The <b>old</b> pier stays.</p>"
SOUP = "<b><p>" * 600
SHALLOW = [
    "<select>" + "<option>a" * 600 + "</select>",
    "<p>a" * 600,
    "<p><b>a" * 600,
    "<ul>" + "<li>a" * 600 + "</ul>",
    "<dl>" + "<dt>a<dd>b" * 600 + "</dl>",
    "<table>" + "<tr><td>a<td>b" * 600 + "</table>",
    "<svg>" + "<path/>" * 600 + "</svg>",
    "<svg>" + "<symbol id=a><path d=m /></symbol>" * 600 + "</svg>",
    "<div><span>a</div>" * 600,
    "<a title='<div>'>a</a>" * 600,
    "<!-- <div> -->" * 600,
    *(f"<{tag}>{SOUP}</{tag}>" for tag in ("script", "style", "textarea", "title", "iframe", "xmp")),
    "<template>" + "<p>a" * 600 + "</template>",
]
DEEP = [
    "<div>", "<b>", "<p><ul><li>", "<a href=x>", "<table><tr><td>", "<figure><img alt=x>", "<li><dd>", "<div></x>",
    "<div></body>", "<b><div></b>", "<div><table><td></div>",
]  # fmt: skip
HIDDEN = ["<svg><title><div/>", "<template><div>"]


@pytest.mark.parametrize("page", SHALLOW, ids=lambda page: page[:24])
def test_what_does_not_nest_stays(page: str) -> None:
    assert shallow(page + END) == page + END


@pytest.mark.parametrize("icon", ["<my-icon/>", "<font color=red>", "<span>"])
def test_what_nests_for_want_of_end_tags_loses_nothing(icon: str) -> None:
    page = icon * 600 + END
    assert page.count("<") < MANY < (icon * 1200).count("<")
    assert read_html(icon * 600 + page, "-").text == read_html(page, "-").text


@pytest.mark.parametrize("tags", DEEP + HIDDEN)
def test_deep_pages(tags: str) -> None:
    page = tags * (20 * DEEPEST) + "The pier is old."

    def look() -> None:
        assert tags in HIDDEN or "The pier is old." in read_html(page, "-").text
        assert depth(page) < 2 * DEEPEST

    assert cpu_seconds(look) < 20


def test_styles_left_open_are_not_repeated_without_end() -> None:
    root = parse("".join(f"<p><font color={number}>a" for number in range(2000)))
    assert root is not None
    assert len(root.css("font")) < 200_000


def test_many_copies_of_a_caption_are_one() -> None:
    copies = 5_000
    begun = time.process_time()
    (image,) = cleaner.clean("<html>" + "<span class=caption>The pier</span>" * copies, format="html").images
    assert [len(caption.spans) for caption in image.captions] == [copies]
    assert time.process_time() - begun < 15


def test_a_credit_of_signs_alone_names_nobody() -> None:
    assert credit_names("摄" * 5000, rulebook()) == ()


def depth(page: str) -> int:
    """How deep the last of what is open nests."""
    node, levels = parse(page), 0
    while node is not None:
        node, levels = node.last_child, levels + 1
    return levels
