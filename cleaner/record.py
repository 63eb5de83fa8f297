"""The record: what comes out for one article. Field by field it is the contract with users.

Spans count code points of the decoded source, half-open. `lang` is a BCP 47 tag (`und` when
it cannot be told), `dir` is `ltr` or `rtl` (W3C "Strings on the Web").
"""

from typing import Annotated, Any, Literal

import msgspec

SCHEMA: Literal["cleaner/record/1"] = "cleaner/record/1"
Direction = Literal["ltr", "rtl"]
Role = Literal[
    "headline", "standfirst", "byline", "published", "keyword", "body", "subheading", "caption",
    "credit", "counter", "label", "promo", "related", "boilerplate",
]  # fmt: skip
Kind = Literal["encoding", "mojibake", "escape", "visual-order", "control", "normal-form", "separator"]
Offset = Annotated[int, msgspec.Meta(ge=0, le=(1 << 31) - 1)]
Span = tuple[Offset, Offset]
Struct = msgspec.Struct
"""What values with fields derive from; a class of it is made in a thirtieth of the time of a `dataclass`."""
replace = msgspec.structs.replace
"""A record, or a part of one, or another such value, with some fields changed."""


class Run(msgspec.Struct, frozen=True):
    """A stretch of one direction inside a text; `start` and `end` count code points of its `value`, half-open."""

    value: str
    lang: str
    dir: Direction
    start: int
    end: int


class Text(msgspec.Struct, frozen=True):
    """One text of the article, where it stands, and the rule that decided its role (`cleaner rules` explains it).

    `value` is in logical order, repaired, its white space folded. The first of `spans` is the copy that is kept, the
    others are exact repeats within the same image. `runs` are there only where directions mix, in logical order.
    """

    role: Role
    value: str
    lang: str
    dir: Direction
    spans: Annotated[tuple[Span, ...], msgspec.Meta(min_length=1)]
    rule: str
    runs: tuple[Run, ...]


class Image(msgspec.Struct, frozen=True):
    """A picture or video; `position` is how many entries of `body` stand before it.

    `captions` stand in the order of the source, each in its own language. `credit` is the credit line as it stands,
    `credits` are the names in it; `counter` is that of a gallery or the chrome of a player, `count` the number in it;
    `label` is what the content system left there.
    """

    position: Offset
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
    """A repair of characters: what stood at `span` of the source before, and what stands there now."""

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
    """One article: its parts, what was removed and why, every repair, every doubt.

    `id` is the one that was given, else the sha256 of the source. `language` and `direction` are those of the body.
    `authors` are named in the byline. `date` is ISO 8601, as far as the text tells, null where that leaves doubt.
    `body` holds paragraphs and subheadings in reading order, `images` are in that of the source. `mixed` are stretches
    of the other direction inside texts: with the captions, the other language's side of the article.
    """

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
    """The record as one line of UTF-8 JSON, without the line feed.

    >>> import cleaner
    >>> to_json(cleaner.clean("Rain fell all day.", id="17"))[:40]
    b'{"schema":"cleaner/record/1","id":"17","'
    """
    return msgspec.json.encode(record)


def from_json(line: bytes | str) -> Record:
    """The record in a line of JSON. Raises ValueError for anything else.

    >>> import cleaner
    >>> record = cleaner.clean("Rain fell all day.")
    >>> from_json(to_json(record)) == record
    True
    """
    try:
        return msgspec.json.decode(line, type=Record)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"no record: {error}") from None
    except RecursionError:
        raise ValueError("no record: nested too deep") from None


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a record."""
    # Not at the top: nothing else needs it.
    from inspect import cleandoc

    schema = msgspec.json.schema(Record)
    for part in schema["$defs"].values():
        part["description"] = cleandoc(part["description"])
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": SCHEMA, **schema}
