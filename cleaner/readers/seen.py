"""What a reader of a page sees, and which elements begin a row."""

from collections.abc import Mapping

BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "hgroup", "hr", "html", "iframe", "label", "legend", "li", "main", "menu",
    "nav", "ol", "option", "p", "pre", "search", "section", "summary", "table", "tbody", "tfoot", "thead",
    "time", "tr", "ul", "video",
})  # fmt: skip
LEFT_OUT = frozenset({
    "script", "style", "template", "noscript", "head", "iframe", "object", "select", "textarea", "input",
    "canvas", "audio", "datalist", "title", "desc", "defs", "metadata", "annotation", "annotation-xml",
})  # fmt: skip
"""Elements whose text no reader sees."""
ONE_LINE = frozenset({
    "h1", "h2", "h3", "h4", "h5", "h6", "figcaption",
})  # fmt: skip
"""A line break inside one is only for the eye,"""
NAMES = frozenset({"markup-byline", "markup-credit"})
"""and so it is inside an element with one of these signs."""
BREAKING = frozenset({"markup-byline", "markup-credit", "markup-caption", "markup-time", "markup-keyword"})
"""Signs that put an element on a row of its own, unless it stands within a paragraph."""


def is_sign(alt: str) -> bool:
    """Whether an image stands for a sign in the text, as emoji do."""
    return 0 < len(alt) <= 8 and not any(char.isalnum() or char.isspace() for char in alt)


def is_hidden(attributes: Mapping[str, str | None]) -> bool:
    """Whether the attributes of an element keep it from being seen."""
    # React sends what comes late in hidden boxes of such a name, and shows it at once.
    if "hidden" in attributes and not (attributes.get("id") or "").startswith("S:"):
        return True
    style = attributes.get("style") or ""
    return "none" in style and "display:none" in "".join(style.split()).lower()
