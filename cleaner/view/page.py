"""One HTML file that holds everything: articles as data, and the script and the styles that show them.

What articles say can never run. It stands in data blocks, in which `<` is spelled as an escape; the script builds
elements and sets their text, and the page's Content-Security-Policy allows no other script, no style, no request, and
none of the ways to make elements out of text (Trusted Types).
"""

import base64
import hashlib
import html
from functools import cache
from importlib.resources import files

import msgspec

from cleaner.record import Record
from cleaner.rulebook import rulebook
from cleaner.view.article import Article, article
from cleaner.view.overview import Row, row

SCRIPTS = ("elements", "words", "reading", "source", "joined", "article", "charts", "overview", "start")
"""Parts of the page's script, in order."""
TITLE = 80


class Looked(msgspec.Struct, frozen=True):
    """What a page needs of one article; `article` is encoded already."""

    row: Row
    article: msgspec.Raw


def looked(record: Record, source: str) -> bytes:
    """What a page needs of a record and its decoded source, as JSON."""
    shown: Article = article(record, source)
    return msgspec.json.encode(Looked(row(record), msgspec.Raw(msgspec.json.encode(shown))))


def head(title: str) -> bytes:
    """What stands before the first article."""
    policy = (
        f"default-src 'none'; script-src {_digest(_script())}; style-src {_digest(_file('page.css'))}; img-src data:; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )
    shell = _file("page.html").split("<!-- articles -->")[0]
    shell = shell.replace("{{policy}}", policy).replace("{{style}}", _file("page.css"))
    # Last: what a title says is looked at no more.
    return shell.replace("{{title}}", html.escape(title[:TITLE])).encode()


def block(number: int, encoded: msgspec.Raw) -> bytes:
    """The data of one article."""
    return b'<script type="application/json" id="article-%d">%s</script>\n' % (number, _safe(bytes(encoded)))


def tail(rows: list[Row]) -> bytes:
    """What stands after the last article: the rows of the overview, what rules and flags mean, the script."""
    book = rulebook()
    reasons = {rule.code: rule.reason for rule in book.rules.values()}
    reasons |= {code: reason for code, (reason, _) in book.flags.items()}
    shell = _file("page.html").split("<!-- articles -->")[1]
    data = {"rows": rows, "reasons": reasons}
    before, after = shell.split("{{overview}}")
    after = after.replace("{{script}}", _script())
    return before.encode() + _safe(msgspec.json.encode(data)) + after.encode()


def _safe(data: bytes) -> bytes:
    """JSON that neither ends the element it stands in nor begins a comment there (HTML, script data state)."""
    return data.replace(b"<", b"\\u003c")


@cache
def _file(name: str) -> str:
    return (files(__package__) / name).read_text("utf-8")


@cache
def _script() -> str:
    parts = "\n".join(_file(f"page/{name}.js") for name in SCRIPTS)
    return f'"use strict";\n(() => {{\n{parts}}})();\n'


def _digest(text: str) -> str:
    """A source of a Content-Security-Policy (level 3, hash-source)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
