"""An article in one line of the table of many: where it comes from, and how much of what it holds."""

from collections import Counter

import msgspec

from cleaner.hosts import host_of
from cleaner.record import Direction, Record


class Row(msgspec.Struct, frozen=True):
    """What the overview says of an article. Counts of roles are in code points of their texts."""

    name: str
    """Its headline, else the beginning of its body, else its id."""
    id: str
    lang: str
    dir: Direction
    """Both of `name`."""
    site: str
    """The host of its url, else the site whose rules were used; empty if neither is known."""
    language: str
    date: str
    images: int
    captions: dict[str, int]
    """Captions by language."""
    roles: dict[str, int]
    changes: dict[str, int]
    """Repairs by kind."""
    flags: dict[str, int]


def row(record: Record) -> Row:
    """The row of a record."""
    site = (host_of(record.url or "") or "").removeprefix("www.")
    name = next((text for text in (record.headline, *record.body) if text and text.value), None)
    roles: Counter[str] = Counter()
    for text in record.texts():
        roles[text.role] += len(text.value)
    return Row(
        name=name.value[:160] if name else record.id or "without a name",
        id=record.id,
        lang=name.lang if name else "und",
        dir=name.dir if name else "ltr",
        site=site or record.source.site or "",
        language=record.language,
        date=record.date or "",
        images=len(record.images),
        captions=dict(Counter(caption.lang for image in record.images for caption in image.captions)),
        roles=dict(roles),
        changes=dict(Counter(change.kind for change in record.changes)),
        flags=dict(Counter(flag.code for flag in record.flags)),
    )
