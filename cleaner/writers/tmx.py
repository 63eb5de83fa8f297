"""Captions in several languages as a translation memory (TMX 1.4b, level 1: plain text).

A unit is an image: its captions say the same in each language, or nearly, and captions of different images never meet.
Captions whose language is unknown are left out, and so are images with captions in one language only.

Where an image has several captions in a language, nothing tells which of them belongs to which in the other. No pairs
are made of them: they stand in one segment, a line each, and the unit is a `block` instead of a `paragraph`, so that
whoever wants pairs alone can pass over it. Nothing is dated, so that the same records give the same bytes. A document
type is not declared: readers would look for its file.
"""

from hashlib import sha256

from cleaner import __version__
from cleaner.expressions import expression
from cleaner.record import SCHEMA, Image, Record
from cleaner.writers.form import Form, is_known

_IMPOSSIBLE = expression("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold (XML 1.0, 2.2)."""
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"})
_HEAD = f"""\
<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4">
<header creationtool="caption-cleaner" creationtoolversion="{__version__}" segtype="paragraph" o-tmf="{SCHEMA}"\
 adminlang="en" srclang="*all*" datatype="plaintext"/>
<body>
"""


def block(record: Record) -> bytes:
    """The units of a record."""
    return "".join(_unit(record, number, image) for number, image in enumerate(record.images, 1)).encode()


def _unit(record: Record, number: int, image: Image) -> str:
    """An image as a unit (TMX 1.4b, `<tu>`), if it has captions in two languages."""
    segments: dict[str, list[str]] = {}
    for caption in image.captions:
        if is_known(caption.lang):
            segments.setdefault(caption.lang, []).append(caption.value)
    if len(segments) < 2:
        return ""
    kind = ' segtype="block"' if any(len(values) > 1 for values in segments.values()) else ""
    lines = [f'<tu tuid="{_name(record)}-{number}"{kind}>']
    lines += [f"<note>{_escaped(image.credit.value)}</note>"] if image.credit else []
    lines += [f'<prop type="x-record">{_escaped(record.id)}</prop>', f'<prop type="x-image">{number}</prop>']
    lines += [
        f'<tuv xml:lang="{_escaped(language)}"><seg>{_escaped(text)}</seg></tuv>'
        for language, text in ((language, "\n".join(values)) for language, values in segments.items())
    ]
    return "".join(f"{line}\n" for line in (*lines, "</tu>"))


def _name(record: Record) -> str:
    """What the ids of the record's units begin with: they hold no white space, which that of a record may.

    It stays while id and source do. Another article has another one, even if it goes by the same id.
    """
    return sha256(f"{record.id}\0{record.source.sha256}".encode()).hexdigest()[:16]


def _escaped(value: str) -> str:
    return _IMPOSSIBLE.sub("\ufffd", value).translate(_ESCAPED)


FORM = Form(block, head=_HEAD.encode(), tail=b"</body>\n</tmx>\n")
