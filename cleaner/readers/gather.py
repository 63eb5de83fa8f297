"""Gathers the rows of a page: a line break, a block and a picture begin a new one."""

from typing import TYPE_CHECKING

from cleaner.readers.line import Line
from cleaner.readers.rows import ALT, TITLE, Element, Row
from cleaner.readers.seen import BLOCKS, BREAKING, LEFT_OUT, NAMES, ONE_LINE, is_hidden, is_sign
from cleaner.readers.signs import Signs, signs_of
from cleaner.readers.tree import walk

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

TOPIC = "markup-keyword"


class Gather:
    """Rows and elements, gathered while the tree is walked."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.tags: list[str] = []
        self.signs: list[Signs] = []
        self.parents: list[int] = []
        self.firsts: list[int] = []
        self.lasts: list[int] = []
        self._open: list[tuple[int, bool]] = []
        self._blocks = [0]
        self._line = Line()
        self._inside = dict.fromkeys(("a", "b", "p", "pre", "line"), 0)
        self._broken = False
        """A line break stood in this row of a table."""

    def enter(self, node: "LexborNode") -> bool:
        """Takes in a node; says whether what is inside it is to be looked at."""
        tag = node.tag or ""
        if tag == "-text":
            self._text(node.text_content or "")
            return False
        if tag in LEFT_OUT or tag[:1] == "-":
            return False
        attributes = node.attributes
        if attributes and is_hidden(attributes):
            return False
        if tag == "br":
            self._break()
            return False
        if tag == "img" and self._inside["p"] and is_sign(attributes.get("alt") or ""):
            self._line.add(attributes["alt"] or "")
            return False
        signs = signs_of(tag, attributes)
        block = self._is_block(tag, signs)
        if block or (tag == "img" and (attributes.get("alt") or attributes.get("title"))):
            self._flush()
        number = len(self.tags)
        self.tags.append(tag)
        self.signs.append(signs)
        self.parents.append(self._open[-1][0] if self._open else -1)
        self.firsts.append(len(self.rows))
        self.lasts.append(len(self.rows))
        if tag == "img":
            self._picture(number, attributes.get("alt") or "", attributes.get("title") or "")
            return False
        if tag in ("td", "th"):
            # On the row of the table, unless cells are used to lay out a page.
            if self._broken:
                self._flush()
            self._line.add(" ")
        self._count(tag, 1)
        self._open.append((number, block))
        if block:
            self._blocks.append(number)
        return True

    def leave(self) -> None:
        """Closes the element entered last."""
        number, block = self._open.pop()
        if block:
            self._flush()
            self._blocks.pop()
        self._count(self.tags[number], -1)
        self.lasts[number] = len(self.rows)

    def elements(self) -> list[Element]:
        """All elements, each after the one around it."""
        return list(map(Element, self.tags, self.signs, self.parents, self.firsts, self.lasts))

    def _is_block(self, tag: str, signs: Signs) -> bool:
        """Whether an element begins a row: by its tag, or its sign unless the element around it has that too."""
        if self._inside["p"] and (tag == "time" or tag not in BLOCKS):
            return False
        around = self.signs[self._open[-1][0]] if self._open else ()
        if tag == "a" and self._is_topic(signs):
            return True
        return tag in BLOCKS or not BREAKING.intersection(signs).issubset(around)

    def _is_topic(self, signs: Signs) -> bool:
        """Whether a link that opens is a topic by itself, not part of a sentence."""
        return (TOPIC in signs or self._among_topics(self._blocks[-1])) and self._line.leads()

    def _among_topics(self, element: int) -> bool:
        return element < len(self.signs) and TOPIC in self.signs[element]

    def _count(self, tag: str, by: int) -> None:
        if tag in ("a", "button"):
            self._inside["a"] += by
        elif tag in ("b", "strong"):
            self._inside["b"] += by
        elif tag in ("p", "pre"):
            self._inside[tag] += by
        elif tag in ONE_LINE:
            self._inside["line"] += by
        elif tag == "tr":
            self._broken = False

    def _text(self, text: str) -> None:
        lines = text.split("\n") if self._inside["pre"] and "\n" in text else [text]
        for number, line in enumerate(lines):
            if number:
                self._flush()
            self._line.add(line, self._inside["a"] > 0, self._inside["b"] > 0)

    def _break(self) -> None:
        named = self.signs and not NAMES.isdisjoint(self.signs[self._blocks[-1]])
        if named or self._inside["line"]:
            self._line.add(" ")
        else:
            self._flush()
            self._broken = True

    def _picture(self, number: int, alt: str, title: str) -> None:
        linked = bool(self._inside["a"])
        alt, title = " ".join(alt.split()), " ".join(title.split())
        for text, kind in ((alt, ALT), (title if title != alt else "", TITLE)):
            if text:
                self.rows.append(Row(text, kind, number, len(text) if linked else 0, 0))
        self.lasts[number] = len(self.rows)

    def _flush(self) -> None:
        """Ends the row; what parts two topics stands behind the first."""
        block, last = self._blocks[-1], self.rows[-1].element if self.rows else 0
        self._line.put(self.rows, block, last > block and (self._among_topics(last) or self._among_topics(block)))


def gather(root: "LexborNode") -> tuple[list[Row], list[Element]]:
    """The rows of a page and its elements."""
    gathered = Gather()
    walk(root, gathered.enter, gathered.leave)
    return gathered.rows, gathered.elements()
