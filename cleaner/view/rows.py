"""What the terminal view says of an article, row by row: what is known of it, and its texts."""

from collections.abc import Iterator
from typing import NamedTuple

from cleaner.changes import Changes
from cleaner.record import Direction, Record, Text
from cleaner.scripts import main_script, script_direction
from cleaner.view.parts import Part, parts
from cleaner.view.styles import DIM, LABELS, OUT, PLAIN, REMOVED, VALUES

REMOVAL, IMAGE = "-", "\u2502"


class Row(NamedTuple):
    """A value with what stands in the margin beside it.

    `number` is that of an image, at its first text; `mark` is one column wide; `tint` and `style` are SGR
    parameters; `repaired` are offsets in `value`, in code points.
    """

    value: str
    label: str = ""
    mark: str = " "
    number: str = ""
    dir: Direction = "ltr"
    tint: str = DIM
    style: str = PLAIN
    repaired: frozenset[int] = frozenset()


class Title(NamedTuple):
    """A rule across the page that begins a section."""

    value: str


Rows = Iterator[Row | Title | None]
"""None is an empty line."""


def head(record: Record) -> Rows:
    """What is known of the article as a whole."""
    known = {
        "id": record.id,
        "url": record.url,
        "language": record.language,
        "date": record.date,
        "authors": ", ".join(record.authors),
        "source": f"{record.source.name} ({record.source.encoding})",
    }
    for label, value in known.items():
        if value:
            yield Row(value, label, dir=direction(value) if label == "authors" else "ltr")


def article(record: Record, source: str) -> Rows:
    """Every text in the order of the source, with empty lines where something else begins."""
    numbers, removed = _numbers(record), {id(text) for text in record.removed}
    changes = Changes(record.changes)
    last = None
    for text in record.texts():
        out, number = id(text) in removed, numbers.get(id(text))
        group = "removed" if out else number or ("body" if text.role in ("body", "subheading") else "head")
        if last and (group != last or group == "body"):
            yield None
        yield Row(
            text.value,
            _label(text, record.language),
            REMOVAL if out else IMAGE if number else " ",
            str(number) if number and number != last else "",
            text.dir,
            OUT if out else LABELS[text.role],
            REMOVED if out else VALUES.get(text.role, PLAIN),
            _repaired(parts(text, source, changes)),
        )
        last = group


def _label(text: Text, language: str) -> str:
    """The role, how often the text stands there, and its language, of captions always, else if it is another one."""
    times = f"\u00d7{len(text.spans)}" if len(text.spans) > 1 else ""
    known = text.lang != "und" and (text.role == "caption" or text.lang != language)
    return " ".join(filter(None, (text.role, times, text.lang if known else "")))


def _repaired(parts: list[Part]) -> frozenset[int]:
    """Offsets of the characters that repairs made, in the text that the parts spell."""
    places: set[int] = set()
    at = 0
    for part in parts:
        if part.change:
            places.update(range(at, at + len(part.value)))
        at += len(part.value)
    return frozenset(places)


def _numbers(record: Record) -> dict[int, int]:
    """The number of the image to which a text belongs, from one, by identity: texts may be equal."""
    return {
        id(text): number
        for number, image in enumerate(record.images, 1)
        for text in (image.label, image.counter, *image.captions, image.credit)
        if text
    }


def direction(text: str) -> Direction:
    """The way most letters of a text run."""
    return "rtl" if script_direction(main_script(text)) == "rtl" else "ltr"
