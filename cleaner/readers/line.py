"""The row of a page that is being gathered."""

from cleaner.readers.rows import TEXT, Row

TOPIC = 200
"""Longest topic, in code points."""


class Line:
    """The text of a row so far, and how much of it is linked and bold."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._worded, self._last = False, ""
        self._linked = self._bold = 0

    def add(self, text: str, linked: bool = False, bold: bool = False) -> None:
        """Takes in more text."""
        self._parts.append(text)
        self._worded = self._worded or any(map(str.isalnum, text))
        self._last = text.rstrip() or self._last
        if linked or bold:
            size = len("".join(text.split()))
            self._linked += size if linked else 0
            self._bold += size if bold else 0

    def leads(self) -> bool:
        """Whether what follows may stand by itself: there are no words yet, or a header's colon ends them."""
        return not self._worded or self._last.endswith(":")

    def put(self, rows: list[Row], element: int, behind: bool) -> None:
        """Puts the row behind the others, if there is text in it; signs alone into the last one, if `behind`."""
        said = "".join(self._parts)
        text = " ".join(said.split())
        if text and behind and not self._worded and rows[-1].kind == TEXT and len(rows[-1].text) < TOPIC:
            space = " " if said[0].isspace() else ""
            rows[-1] = rows[-1]._replace(text=rows[-1].text + space + text)
        elif text:
            rows.append(Row(text, TEXT, element, self._linked, self._bold))
        self._parts.clear()
        self._worded, self._last = False, ""
        self._linked = self._bold = 0
