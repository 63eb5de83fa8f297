"""One article as a page shows it: its texts in parts, and its source cut where a role, a repair or a flag begins.

What the page needs is worked out here; its script only builds elements.
"""

import msgspec

from cleaner.changes import Changes
from cleaner.record import Direction, Image, Record, Text
from cleaner.view.parts import parts
from cleaner.view.segments import Line, Segment, lines_of

Part = str | tuple[str, int, str, Direction]
"""Text, number of the change that made it or -1, language, direction; text alone where no repair made it and language
and direction are those of the whole."""
Kind = tuple[str, str, Direction, str]
"""What many texts have in common: role, language, direction, rule."""
Shown = tuple[int, str | list[Part]]
"""A text: the number of its kind, and its parts, or the one that it is."""


class Picture(msgspec.Struct, frozen=True, array_like=True):
    """An image; texts are named by their numbers."""

    position: int
    count: int | None
    captions: list[int]
    credit: list[int]
    others: list[int]
    """Counter and label."""


class Article(msgspec.Struct, frozen=True):
    """An article; `texts` are in the order of the source, and lists of numbers say where each belongs."""

    id: str
    url: str | None
    language: str
    dir: Direction
    date: str | None
    authors: tuple[str, ...]
    source: dict[str, str | int | None]
    tool: str
    kinds: list[Kind]
    texts: list[Shown]
    head: list[int]
    body: list[int]
    images: list[Picture]
    removed: list[int]
    lines: list[Line]
    """Where a segment says just what its text says, as most do, its own text is left empty."""
    changes: list[tuple[str, str, str]]
    """Kind, what stood there, what stands there now."""
    flags: list[tuple[str, str, int, int]]
    """Code, message, and the numbers of the line and the segment where it begins."""


def article(record: Record, source: str) -> Article:
    """The article of a record, with its decoded source, in which spans count."""
    texts, changes = record.texts(), Changes(record.changes)
    number = {id(text): at for at, text in enumerate(texts)}
    of_change = {id(change): at for at, change in enumerate(record.changes)}
    lines, place = lines_of(record, texts, source)
    kinds: dict[Kind, int] = {}

    def numbers(*held: Text | None) -> list[int]:
        return [number[id(text)] for text in held if text]

    def shown(text: Text) -> Shown:
        cut: list[Part] = [
            part.value
            if not part.change and (part.lang, part.dir) == (text.lang, text.dir)
            else (part.value, of_change[id(part.change)] if part.change else -1, part.lang, part.dir)
            for part in parts(text, source, changes)
        ]
        kind = kinds.setdefault((text.role, text.lang, text.dir, text.rule), len(kinds))
        return kind, cut[0] if len(cut) == 1 and isinstance(cut[0], str) else cut

    def picture(image: Image) -> Picture:
        others = numbers(image.counter, image.label)
        return Picture(
            min(image.position, len(record.body)), image.count, numbers(*image.captions), numbers(image.credit), others
        )

    held = record.source
    return Article(
        id=record.id,
        url=record.url,
        language=record.language,
        dir=record.direction,
        date=record.date,
        authors=record.authors,
        source={
            "name": held.name, "size": held.size, "encoding": held.encoding, "format": held.format,
            "site": held.site, "sha256": held.sha256,
        },
        tool=f"{record.tool.name} {record.tool.version}",
        texts=[shown(text) for text in texts],
        kinds=list(kinds),
        head=numbers(record.headline, *record.standfirst, *record.byline, *record.published, *record.keywords),
        body=numbers(*record.body),
        images=[picture(image) for image in record.images],
        removed=numbers(*record.removed),
        lines=[[_short(segment, texts) for segment in line] for line in lines],
        changes=[(change.kind, change.before, change.after) for change in record.changes],
        flags=[(flag.code, flag.message, *place(flag.span[0])) for flag in record.flags],
    )  # fmt: skip


def _short(segment: Segment, texts: tuple[Text, ...]) -> Segment:
    if len(segment) == 1 or segment[0] != texts[segment[1]].value:
        return segment
    return ("", segment[1]) if len(segment) == 2 else ("", *segment[1:])
