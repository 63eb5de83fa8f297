"""The parsed page, walked without recursion: pages nest as deep as they like."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

DEEPEST = 500
"""So deep a page may nest; browsers draw the line here too."""
MANY = 10_000
"""From so many tags on it is looked how deep they nest: the parser's time grows with its square."""
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?:script|style)\b.*?(?:</(?:script|style)|\Z)|<(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*)[^>]*",
    re.S | re.I,
)
_VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
})  # fmt: skip


def parse(html: str) -> "LexborNode | None":
    """The root of the page; None if there is nothing in it."""
    from selectolax.lexbor import LexborHTMLParser

    return LexborHTMLParser(shallow(html) if html.count("<") > MANY else html).root


def shallow(html: str) -> str:
    """`html` without the tags that nest deeper than `DEEPEST`; the text in them stays.

    >>> len(shallow("<div>" * 501)), len(shallow("<p>" * 400 + "</p>" * 400))
    (2504, 2800)
    """
    depth = 0

    def keep(tag: re.Match[str]) -> str:
        nonlocal depth
        name = tag["name"]
        if name is None or name.lower() in _VOID:
            return tag[0]
        if tag["end"]:
            depth = max(0, depth - 1)
            return tag[0] if depth < DEEPEST else "<br"
        depth += 1
        return tag[0] if depth <= DEEPEST else "<br"

    return _TAG.sub(keep, html)


def walk(root: "LexborNode", enter: Callable[["LexborNode"], bool], leave: Callable[[], None]) -> None:
    """Calls `enter` for each node in the order of the page, and `leave` for each one that was entered."""
    node, entered = root, [enter(root)]
    while True:
        child = node.first_child if entered[-1] else None
        if child is not None:
            node = child
            entered.append(enter(node))
            continue
        while True:
            if entered.pop():
                leave()
            following = node.next if entered else None
            if following is not None:
                node = following
                entered.append(enter(node))
                break
            parent = node.parent if entered else None
            if parent is None:
                return
            node = parent
