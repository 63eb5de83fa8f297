"""What a record says around its body, flat: for engines whose rows have more room than a text."""

import json

from cleaner.record import Record, to_json

NO_FACTS = dict.fromkeys(("headline", "standfirst", "language", "direction", "date"), "") | dict.fromkeys(
    ("authors", "captions", "flags"), "[]"
)
"""The same of what is no article."""


def facts(record: Record) -> dict[str, str]:
    """Each a string that is there for every article, empty where there is nothing.

    `authors`, `captions` (each with the number of its image, its language, text and credited names) and `flags` (codes)
    are JSON. So no row has other types than the first, which writers take a schema from: a list that is empty there,
    or a null, would break it later.

    >>> from cleaner import clean
    >>> facts(clean("Rain fell all day.\\n5 View gallery\\nהמזח\\nהמזח\\n(Photo: AP, AFP)"))["captions"]
    '[{"image": 1, "lang": "he", "value": "המזח", "credit": "AP, AFP"}]'
    """
    captions = [
        {"image": number, "lang": caption.lang, "value": caption.value, "credit": ", ".join(image.credits)}
        for number, image in enumerate(record.images, 1)
        for caption in image.captions
    ]
    return {
        "headline": record.headline.value if record.headline else "",
        "standfirst": "\n".join(text.value for text in record.standfirst),
        "language": record.language,
        "direction": record.direction,
        "date": record.date or "",
        "authors": json.dumps(record.authors, ensure_ascii=False),
        "captions": json.dumps(captions, ensure_ascii=False),
        "flags": json.dumps(sorted({flag.code for flag in record.flags})),
    }


def told(record: Record | None, whole: bool = False) -> dict[str, str]:
    """The facts of a record, or those of none; with `whole` one more is the record, as JSON, or empty.

    >>> told(None, whole=True)["date"], told(None, whole=True)["record"], "record" in told(None)
    ('', '', False)
    """
    found = facts(record) if record else dict(NO_FACTS)
    if whole:
        found["record"] = to_json(record).decode() if record else ""
    return found
