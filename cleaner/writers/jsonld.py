"""The article as schema.org has it: a `NewsArticle` in JSON-LD (JSON-LD 1.1), an object a line.

Captions are strings with language and direction (JSON-LD 1.1, 4.2.4). Headline, standfirst, keywords and body are plain
strings, as search engines and catalogues read them; `inLanguage` says what they are in. A line can stand in a
`script` element of a page as it is.
"""

from typing import Any

import msgspec

from cleaner.agencies import are_agencies
from cleaner.expressions import expression
from cleaner.record import Image, Record, Text
from cleaner.rulebook import rulebook
from cleaner.writers.form import Form, is_known

_ADDRESS = expression(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
"""An absolute IRI: another cannot name the article."""
_ESCAPED = {char.encode(): rb"\u%04x" % ord(char) for char in "<>&\u2028\u2029"}
"""What could end a `script` element or a line of a script. In JSON it stands in strings alone."""


def block(record: Record) -> bytes:
    """An article; a property without a value is left out."""
    url = record.url or ""
    properties = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": url if _ADDRESS.fullmatch(url) else "",
        "identifier": record.id,
        "url": url,
        "inLanguage": record.language if is_known(record.language) else "",
        "headline": record.headline.value if record.headline else "",
        "alternativeHeadline": _paragraphs(record.standfirst),
        "author": [{"@type": _kind(name), "name": name} for name in record.authors],
        "datePublished": record.date,
        "keywords": [text.value for text in record.keywords],
        "articleBody": _paragraphs(record.body),
        "image": [_image(number, image) for number, image in enumerate(record.images, 1) if _says(image)],
    }
    line = msgspec.json.encode(_filled(properties))
    for char, escape in _ESCAPED.items():
        line = line.replace(char, escape)
    return line + b"\n"


def _filled(properties: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if value}


def _paragraphs(texts: tuple[Text, ...]) -> str:
    return "\n\n".join(text.value for text in texts)


def _kind(name: str) -> str:
    """What an author is: an agency that the rules know, or a person."""
    book = rulebook()
    agency = name.casefold() in book.rules["byline-before-date"].words or are_agencies(name, book)
    return "Organization" if agency else "Person"


def _says(image: Image) -> bool:
    return bool(image.captions or image.credit)


def _image(number: int, image: Image) -> dict[str, Any]:
    """An image; its `position` is its number in the article, from 1 (schema.org: position in a series)."""
    return _filled(
        {
            "@type": "ImageObject",
            "position": number,
            "caption": [_caption(caption) for caption in image.captions],
            "creditText": image.credit.value if image.credit else "",
        }
    )


def _caption(text: Text) -> dict[str, str]:
    """A value object of JSON-LD, without a language where that is unknown."""
    language = text.lang if is_known(text.lang) else ""
    return {"@value": text.value, **_filled({"@language": language, "@direction": text.dir})}


FORM = Form(block)
