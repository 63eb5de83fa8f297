"""The parsed page, walked without recursion: pages nest as deep as they like."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

MANY = 1000
"""From so many tags on it is looked how deep they nest; fewer do no harm."""


def parse(html: str) -> "LexborNode | None":
    """The root of the page; None if there is nothing in it."""
    from selectolax.lexbor import LexborHTMLParser

    from cleaner.readers.depth import shallow

    return LexborHTMLParser(shallow(html) if html.count("<") > MANY else html).root


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
