"""What a page says of its article in JSON-LD, `meta` and `link`; what is broken there is passed over."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from cleaner.decoding import writable
from cleaner.marks import Facts
from cleaner.mend import repair
from cleaner.rulebook import rulebook
from cleaner.spans import fold

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

ARTICLES = ("Article", "BlogPosting", "Report", "Review", "Recipe", "LiveBlogPosting")
"""How the types of schema.org that are articles end."""
MOST = 5000
"""So many values of a page's JSON-LD are looked at."""
LONGEST = 100
"""Longest name of an author, in code points."""
_JOINERS = "\u200c\u200d"
"""They shape Persian names."""


def read_facts(root: "LexborNode") -> Facts:
    """The facts of a page: JSON-LD first, then `meta`."""
    said = _meta(root)
    article = next(_articles(root), {})
    main = article.get("mainEntityOfPage")
    authors = tuple(dict.fromkeys(_names(article.get("author")))) or tuple(
        dict.fromkeys(name for content in said.get("markup-byline", ())[:1] for name in _names(content))
    )
    html = root if root.tag == "html" else root.css_first("html")
    return Facts(
        headline=_first(article.get("headline"), article.get("name"), *said.get("markup-headline", ())),
        authors=authors,
        date=_first(article.get("datePublished"), *said.get("markup-time", ())),
        language=_language(_first(html.attributes.get("lang") if html else "", article.get("inLanguage"))),
        url=_url(_link(root), *said.get("markup-url", ()), article.get("url"), main),
        body=_first(article.get("articleBody")),
        title=_first(title.text() if (title := root.css_first("title")) else ""),
    )


def _meta(root: "LexborNode") -> dict[str, list[str]]:
    """What `meta` elements say, by the rule whose forms name them; earlier forms first."""
    held: dict[str, str] = {}
    for node in root.css("meta"):
        attributes = node.attributes
        for name in ("property", "name", "itemprop"):
            if (key := attributes.get(name)) and (content := fold(attributes.get("content") or "")):
                held.setdefault(key.lower(), content)
    found: dict[str, list[str]] = {}
    for rule in rulebook().rules.values():
        for form in rule.forms:
            if form.where == "meta":
                found.setdefault(rule.code, []).extend(held[key] for key in sorted(form.words) if key in held)
    return found


def _link(root: "LexborNode") -> str | None:
    node = root.css_first('link[rel="canonical"]')
    return node.attributes.get("href") if node else None


def _articles(root: "LexborNode") -> Iterator[dict[str, Any]]:
    """The articles that JSON-LD describes, in lists and graphs too, the page's own first."""
    left = MOST
    for node in root.css('script[type="application/ld+json"]'):
        try:
            waiting = [json.loads(node.text(), strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting and left:
            left -= 1
            value = waiting.pop(0)
            if isinstance(value, list):
                waiting = value[:MOST] + waiting
            elif isinstance(value, dict):
                kinds = value.get("@type")
                kinds = kinds if isinstance(kinds, list) else [kinds]
                if any(isinstance(kind, str) and kind.endswith(ARTICLES) for kind in kinds):
                    yield value
                waiting += [value[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in value]


def _names(value: Any) -> Iterator[str]:
    """The names in an author: a name, a thing with one, or a list of them; an address is none."""
    waiting, left = [value], MOST
    while waiting and left:
        left -= 1
        one = waiting.pop()
        if isinstance(one, list):
            waiting += reversed(one[:20])
        elif isinstance(one, dict):
            waiting.append(one.get("name"))
        elif isinstance(one, str):
            name = _seen(one[: 9 * LONGEST])
            if 1 < len(name) <= LONGEST and "://" not in name and "@" not in name and "{" not in name:
                yield name


def _seen(name: str) -> str:
    """A name as a reader of the page would see it: the flow, which repairs the text, never meets it."""
    mended = fold(repair(writable(name)).text)
    return "".join(char for char in mended if char.isprintable() or char in _JOINERS)


def _first(*values: Any) -> str:
    return next((fold(writable(value)) for value in values if isinstance(value, str) and value.strip()), "")


def _url(*values: Any) -> str:
    held = [value.get("@id") if isinstance(value, dict) else value for value in values]
    urls = (value.strip() for value in held if isinstance(value, str))
    web = (url for url in urls if url.startswith(("http://", "https://")))
    return next((url for url in web if len(url) < 2000 and url.isprintable()), "")


def _language(tag: str) -> str:
    """The language of a tag, in the spelling of BCP 47: `de_DE` is `de`."""
    language = tag.replace("_", "-").split("-")[0].lower()
    return language if 2 <= len(language) <= 3 and language.isascii() and language.isalpha() else ""
