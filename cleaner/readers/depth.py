"""Pages that nest without end: the parser's time and memory would grow with the square of their depth.

How deep a page nests is no matter of counting tags: which of them open or close an element is a long story (HTML
Standard, "The rules for parsing tokens in HTML content"). So the parser itself is asked, a piece of the page at a time.
"""

import re
from html import escape
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from cleaner.expressions import expression

DEEPEST = 500
"""So deep a page may nest; browsers draw the line here too."""
STYLED = 20
"""So many elements of style may stand open: the parser opens all of them anew in each block that follows."""
PIECE = 128
"""So many tags are looked at in one go."""
_STYLES = frozenset({"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"})
_PIECE = expression(rf"[^<]+|(?:<[^<]*){{1,{PIECE}}}")
_SEEN = "x-template"
_TEMPLATE = expression(r"(?<=<)(/?)template(?![^\s/>])", re.I)


class _Open(NamedTuple):
    """An element that stands open, and the tag that opens it."""

    name: str
    start: str


def shallow(html: str) -> str:
    """`html` with end tags where too many elements stand open; it stays as it is where they do not.

    >>> shallow("<p>a<p>b" * 900) == "<p>a<p>b" * 900, "</div></div>" in shallow("<div>" * 900)
    (True, True)
    """
    out: list[str] = []
    above: list[_Open] = []
    waiting, least = "", 0
    for piece in _PIECE.findall(html):
        waiting += piece
        if len(waiting) < least:
            continue
        found = _standing_open("".join(one.start for one in above) + waiting)
        if found is None:
            # Twice as much each time, so that a long script is not read again and again.
            least = 2 * len(waiting)
            continue
        above = found[: _most(found)]
        out += [waiting, *(f"</{one.name}>" for one in reversed(found[len(above) :]))]
        waiting, least = "", 0
    return "".join([*out, waiting])


def _standing_open(html: str) -> list[_Open] | None:
    """The elements that stand open at the end of `html`, None where a tag, comment or script does.

    They are around a comment that is put there, behind a letter that brings back what styles it.
    """
    # What is in a template stands in no tree.
    node = LexborHTMLParser(_TEMPLATE.sub(rf"\1{_SEEN}", html) + "x<!---->").root
    found: list[_Open] = []
    while node is not None and node.tag != "-comment":
        found.append(_opened(node))
        node = node.last_child
    return found if node is not None else None


def _opened(node: LexborNode) -> _Open:
    """An element; the parser takes styles for the same whose attributes are."""
    name = node.tag or ""
    if name in _STYLES:
        held = (f' {key}="{escape(value or "")}"' for key, value in node.attributes.items())
        return _Open(name, f"<{name}{''.join(held)}>")
    name = "template" if name == _SEEN else name
    return _Open(name, f"<{name}>")


def _most(found: list[_Open]) -> int:
    """How many of the elements that stand open may stay so: half, if they are too many."""
    styled = [at for at, one in enumerate(found) if one.name in _STYLES]
    most = DEEPEST // 2 if len(found) > DEEPEST else len(found)
    return min(most, styled[STYLED // 2]) if len(styled) > STYLED else most
