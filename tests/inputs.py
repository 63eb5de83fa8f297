"""Inputs of every kind, made of invented articles: for tests and benchmarks."""

import bz2
import gzip
import io
import json
import lzma
from collections.abc import Iterable, Iterator
from typing import Any

from backports import zstd

from cleaner.formats import Fields
from cleaner.inputs import Entry, entries

PACKED = {
    "gzip": gzip.compress,
    "bzip2": bz2.compress,
    "xz": lzma.compress,
    "Zstandard": zstd.compress,
}
SUFFIXES = {"gzip": "gz", "bzip2": "bz2", "xz": "xz", "Zstandard": "zst"}


def article(number: int) -> str:
    """A short gallery article; each number has its own."""
    return (
        f"Harbor council votes on pier {number}\nRain fell on the harbor all day, and {number} boats stayed out.\n"
        f"3 View gallery\nהמזח הישן\nהמזח הישן\nThe old pier\n(Photo: Dana Levi)\nThe council meets again on Monday.\n"
    )


def objects(count: int) -> list[dict[str, Any]]:
    """Articles as objects with an id, a url and another field."""
    return [{"id": f"a{n}", "url": f"https://example.org/{n}", "text": article(n), "tag": n} for n in range(count)]


def json_lines(rows: Iterable[dict[str, Any]]) -> bytes:
    """Objects as JSON Lines."""
    return b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)


def warc_record(kind: str, content: bytes, media: str, **heads: str) -> bytes:
    """One WARC record."""
    heads.setdefault("WARC_Target_URI", "https://example.org/")
    named = {"WARC-Type": kind, "Content-Type": media, **{key.replace("_", "-"): value for key, value in heads.items()}}
    lines = [f"{key}: {value}" for key, value in named.items()]
    head = "\r\n".join(["WARC/1.0", *lines, f"Content-Length: {len(content)}"])
    return head.encode() + b"\r\n\r\n" + content + b"\r\n\r\n"


def response(number: int, *, status: str = "200 OK", media: str = "text/html; charset=utf-8") -> bytes:
    """The record of a page that was fetched."""
    paragraphs = "".join(f"<p>{line}</p>" for line in article(number).splitlines()[1:])
    page = f"<!doctype html><html><body><h1>Pier {number}</h1>{paragraphs}</body></html>".encode()
    http = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\nContent-Length: {len(page)}\r\n\r\n".encode() + page
    return warc_record(
        "response",
        http,
        "application/http; msgtype=response",
        WARC_Record_ID=f"<urn:uuid:{number}>",
        WARC_Target_URI=f"https://example.org/{number}",
    )


def conversion(number: int) -> bytes:
    """The record of a page's text, as WET files have them."""
    text = article(number).encode()
    return warc_record("conversion", text, "text/plain", WARC_Record_ID=f"<urn:uuid:{number}>")


def parquet(rows: list[dict[str, Any]], group: int = 10) -> bytes:
    """Objects as a Parquet file, so many rows in a group."""
    import pyarrow
    from pyarrow import parquet as writer

    held = io.BytesIO()
    writer.write_table(pyarrow.Table.from_pylist(rows), held, row_group_size=group, write_page_checksum=True)
    return held.getvalue()


class Trickle(io.RawIOBase):
    """A stream that can't seek and gives a few bytes at a time, as a pipe may."""

    def __init__(self, data: bytes, step: int = 7) -> None:
        self._data, self._step, self._at = data, step, 0

    def readable(self) -> bool:
        """As io wants it."""
        return True

    def readinto(self, buffer: Any) -> int:
        """The next few bytes."""
        piece = self._data[self._at : self._at + min(self._step, len(buffer))]
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)


def cut(data: bytes, name: str = "-", format: str = "auto", *, step: int = 0, **more: Any) -> Iterator[Entry]:
    """The entries of an input; with `step` it comes a few bytes at a time."""
    file = io.BufferedReader(Trickle(data, step)) if step else io.BufferedReader(io.BytesIO(data))  # type: ignore[arg-type]
    return entries(file, name, format, more.pop("fields", Fields()), **more)
