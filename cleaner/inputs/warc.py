"""WARC and WET files (ISO 28500): a page or a text in each response, resource or conversion record.

warcio reads a record; where one ends is found here, so that a broken one does not hide those behind it.
"""

import re
from collections.abc import Iterator
from contextlib import redirect_stderr
from io import BytesIO, StringIO
from typing import Any

from cleaner.expressions import expression
from cleaner.formats import Fields
from cleaner.inputs.compressed import Chunks, Damage
from cleaner.inputs.entry import LARGEST, Article, Unreadable

_LENGTH = expression(rb"^Content-Length:[ \t]*(\d{1,18})[ \t]*\r?$", re.I | re.M)
_BEGIN = expression(rb"WARC/\d\.\d\r?\n[A-Za-z][\w-]*:")
_END_OF_HEAD = expression(rb"\r?\n\r?\n")
_HEAD = 1 << 16
"""No head of a record is larger, in bytes."""
_CONTENT = {"response", "resource", "conversion"}
_TYPES = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text"}
_CHARSET = expression(r"""charset\s*=\s*["']?([^\s"';]+)""", re.I)


def records(chunks: Chunks) -> Iterator[bytes | Damage]:
    """Each record, head and content; a Damage for what is none, and where some is lost."""
    window = _Window(chunks)
    while True:
        window.skip_blank()
        if window.held:
            yield window.record() or window.junk()
        elif window.damage:
            yield window.damage
            window.damage = None
        else:
            return


class _Window:
    """What is held of a stream, up to its next damage."""

    def __init__(self, chunks: Chunks) -> None:
        self._chunks = chunks
        self.held = bytearray()
        self.damage: Damage | None = None

    def record(self) -> bytes | None:
        """The record at the beginning; None if that is none, or not whole."""
        head = self._head()
        length = _LENGTH.search(self.held, 0, head)
        if not self.held.startswith(b"WARC/") or not length or int(length[1]) > LARGEST:
            return None
        if _BEGIN.search(self.held, 1, head):
            # It has lost its end, and another begins in what looks like its head.
            return None
        end = head + int(length[1])
        whole = self._fill(end)
        self._fill(end + 16)
        behind = self.held[end : end + 16]
        # Two line ends are the rule; some writers have another number.
        ends = behind.startswith(b"\r\n\r\n") or bytes(behind.lstrip(b"\r\n"))[:5] in (b"", b"WARC/")
        return self._take(end) if whole and ends else None

    def junk(self) -> Damage:
        """Skips to the next record, or the next damage; says what was wrong here."""
        wrong = Damage("a broken WARC record" if self.held.startswith(b"WARC/") else "no WARC record")
        while not (found := _BEGIN.search(self.held, 1)):
            # The first lines of a record may be held in part.
            del self.held[1:-64]
            if not self._fill(len(self.held) + 1):
                self.held.clear()
                wrong, self.damage = self.damage or wrong, None
                return wrong
        self._take(found.start())
        return wrong

    def skip_blank(self) -> None:
        """Drops line ends between records."""
        while self._fill(1) and self.held[0] in b"\r\n":
            self.held = self.held.lstrip(b"\r\n")

    def _head(self) -> int:
        """Where the content begins; 0 if nothing ends the head."""
        while not (found := _END_OF_HEAD.search(self.held)):
            if len(self.held) > _HEAD or not self._fill(len(self.held) + 1):
                return 0
        return found.end()

    def _fill(self, size: int) -> bool:
        """Whether so many bytes are held; reads on for them."""
        while len(self.held) < size and not self.damage and (chunk := next(self._chunks, None)) is not None:
            if isinstance(chunk, Damage):
                self.damage = chunk
            else:
                self.held += chunk
        return len(self.held) >= size

    def _take(self, size: int) -> bytes:
        taken = bytes(self.held[:size])
        del self.held[:size]
        return taken


def unpack(data: bytes, fields: Fields) -> Article | None:
    """The article in a record; None where the record holds something else: a request, an image, an error page.

    Raises Unreadable for a record that warcio can't read.
    """
    from warcio.recordloader import ArcWarcRecordLoader, logger

    logger.disabled = True
    try:
        record = ArcWarcRecordLoader().parse_record_stream(BytesIO(data), known_format="warc")
        if record.rec_type not in _CONTENT:
            return None
        http = record.http_headers
        declared = (http or record.rec_headers).get_header("Content-Type") or ""
        if http and not (http.get_statuscode() or "").startswith("2"):
            return None
        format_ = _TYPES.get(declared.partition(";")[0].strip().lower())
        if format_ is None:
            return None
        # Of packed content that is damaged warcio gives the beginning, and says so on standard error only.
        with redirect_stderr(StringIO()) as said:
            content = _read(record.content_stream())
        if said.getvalue():
            raise ValueError(said.getvalue().strip())
    except Exception as error:
        # warcio, zlib and brotli each raise their own.
        raise Unreadable(f"a broken WARC record: {error or type(error).__name__}") from None
    charset = _CHARSET.search(declared)
    return Article(
        data=content,
        id=record.rec_headers.get_header("WARC-Record-ID"),
        url=record.rec_headers.get_header("WARC-Target-URI"),
        format=format_,
        charset=charset[1] if charset else None,
        kept=_kept(record) if fields.keep else None,
    )


def _read(stream: Any) -> bytes:
    """The content of a record, and a little of what is too much for an article: packed, it may be of any size."""
    parts: list[bytes] = []
    while sum(map(len, parts)) <= LARGEST and (part := stream.read(1 << 20)):
        parts.append(part)
    return b"".join(parts)


def _kept(record: Any) -> dict[str, str]:
    """The head of the record, without what has a field of its own."""
    own = ("WARC-Record-ID", "WARC-Target-URI")
    return {name: value for name, value in record.rec_headers.headers if name not in own}
