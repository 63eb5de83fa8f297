"""The record: what comes out for one article. Field by field it is the contract with users.

Spans count code points of the decoded source, half-open. `lang` is a BCP 47 tag (`und` when
it cannot be told), `dir` is `ltr` or `rtl` (W3C "Strings on the Web").
"""

from typing import Any, Literal

import msgspec

SCHEMA: Literal["cleaner/record/1"] = "cleaner/record/1"
Direction = Literal["ltr", "rtl"]
Role = Literal[
    "headline", "standfirst", "byline", "published", "keyword", "body", "subheading", "caption",
    "credit", "counter", "label", "promo", "related", "boilerplate",
]  # fmt: skip
Kind = Literal["encoding", "mojibake", "escape", "visual-order", "control", "normal-form", "separator"]
Span = tuple[int, int]
replace = msgspec.structs.replace
"""A record, or a part of one, with some fields changed."""


class Run(msgspec.Struct, frozen=True):
    """A stretch of one direction inside a text; offsets count code points of its `value`."""

    value: str
    lang: str
    dir: Direction
    start: int
    end: int


class Text(msgspec.Struct, frozen=True):
    """One text of the article, where it stands, and the rule that decided its role."""

    role: Role
    value: str
    lang: str
    dir: Direction
    spans: tuple[Span, ...]
    rule: str
    runs: tuple[Run, ...]


class Image(msgspec.Struct, frozen=True):
    """A picture or video; `position` is how many entries of `body` stand before it."""

    position: int
    captions: tuple[Text, ...]
    credit: Text | None
    credits: tuple[str, ...]
    counter: Text | None
    count: int | None
    label: Text | None


class Mixed(msgspec.Struct, frozen=True):
    """A stretch of the other direction inside a text of the role `role`."""

    value: str
    lang: str
    dir: Direction
    span: Span
    role: Role


class Change(msgspec.Struct, frozen=True):
    """A repair of characters: what stood there before, and what stands there now."""

    kind: Kind
    span: Span
    before: str
    after: str


class Flag(msgspec.Struct, frozen=True):
    """Something a person should look at; `cleaner rules` explains the codes."""

    code: str
    span: Span
    message: str


class Provenance(msgspec.Struct, frozen=True):
    """The source: `size` in bytes, `format` text or html, `site` the rule set used or null."""

    name: str
    sha256: str
    size: int
    encoding: str
    format: str
    site: str | None


class Tool(msgspec.Struct, frozen=True):
    """What made the record; `rules` is a digest of all rule files."""

    name: str
    version: str
    rules: str


class Record(msgspec.Struct, frozen=True):
    """One article: its parts, what was removed and why, every repair, every doubt."""

    schema: Literal["cleaner/record/1"]
    id: str
    url: str | None
    language: str
    direction: Direction
    headline: Text | None
    standfirst: tuple[Text, ...]
    byline: tuple[Text, ...]
    published: tuple[Text, ...]
    keywords: tuple[Text, ...]
    authors: tuple[str, ...]
    date: str | None
    body: tuple[Text, ...]
    images: tuple[Image, ...]
    mixed: tuple[Mixed, ...]
    removed: tuple[Text, ...]
    changes: tuple[Change, ...]
    flags: tuple[Flag, ...]
    source: Provenance
    tool: Tool
    kept: dict[str, Any] | msgspec.UnsetType = msgspec.UNSET
    """Fields of the input that are no part of the article, carried along where asked for; else no such key."""

    def texts(self) -> tuple[Text, ...]:
        """Every text of the record, in the order of the source."""
        held: list[Text | None] = [self.headline, *self.standfirst, *self.byline, *self.published, *self.keywords]
        held += [*self.body, *self.removed]
        for image in self.images:
            held += [image.label, image.counter, *image.captions, image.credit]
        return tuple(sorted((text for text in held if text), key=lambda text: text.spans))


def to_json(record: Record) -> bytes:
    """The record as one line of UTF-8 JSON, without the line feed."""
    return msgspec.json.encode(record)


def from_json(line: bytes | str) -> Record:
    """The record in a line of JSON. Raises ValueError for anything else."""
    try:
        return msgspec.json.decode(line, type=Record)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"no record: {error}") from None


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a record."""
    schema = msgspec.json.schema(Record)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": SCHEMA, **schema}
