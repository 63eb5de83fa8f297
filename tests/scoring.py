"""How much of a labelled article a record gets right: whole pieces, whole images, languages of characters."""

import re
from typing import NamedTuple

from cleaner.record import Record

Row = tuple[str, str, str, str]
"""role, language, image, text: the pieces of an article in source order."""


class Score(NamedTuple):
    """Counts; they add up over articles."""

    pieces: int = 0
    pieces_right: int = 0
    images: int = 0
    images_right: int = 0
    letters: int = 0
    letters_right: int = 0

    def __add__(self, other: tuple[int, ...]) -> "Score":  # type: ignore[override]
        return Score(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))


def read_rows(tsv: str) -> list[Row]:
    """The rows of a gold file; lines that begin with `# ` are remarks."""
    lines = (line.split("\t") for line in tsv.split("\n") if line.strip() and not line.startswith("# "))
    return [(row[0], row[1], row[2], row[3]) for row in lines]


def score(source: str, rows: list[Row], record: Record) -> Score:
    """A piece is right when each of its characters has its role, an image when captions and credit are all exact."""
    claimed: dict[int, tuple[str, str]] = {}
    for text in record.texts():
        for start, end in text.spans:
            claimed.update({at: (_merged(text.role), text.lang) for at in range(start, end)})
    ink = iter([at for at, char in enumerate(source) if not char.isspace()])
    total = Score()
    for role, lang, _, text in rows:
        got = [claimed.get(next(ink), ("lost", "")) for char in text if not char.isspace()]
        right = all(found == _merged(role) for found, _ in got)
        said = [found == lang for _, found in got] if role in ("headline", "standfirst", "body", "caption") else []
        total += Score(1, right, 0, 0, len(said), sum(said))
    wanted, found = gold_images(rows), _record_images(record)
    return total + Score(images=len(wanted), images_right=sum(image in found for image in wanted))


def _merged(role: str) -> str:
    return "body" if role == "subheading" else role


def letters(text: str) -> str:
    """`text` without white space and punctuation."""
    return re.sub(r"\W+", "", text)


def gold_images(rows: list[Row]) -> list[tuple[frozenset[str], str]]:
    """Captions and joined credits of each labelled picture that has any."""
    images: dict[str, tuple[set[str], list[str]]] = {}
    for role, _, image, text in rows:
        captions, owners = images.setdefault(image, (set(), [])) if image != "-" else (set(), [])
        if role == "caption":
            captions.add(letters(text))
        if role == "credit" and letters(text) not in owners:
            owners.append(letters(text))
    return [
        (frozenset(captions), "".join(owners)) for captions, owners in images.values() if captions or "".join(owners)
    ]


def _record_images(record: Record) -> list[tuple[frozenset[str], str]]:
    return [
        (
            frozenset(letters(caption.value) for caption in image.captions),
            letters(image.credit.value if image.credit else ""),
        )
        for image in record.images
    ]
