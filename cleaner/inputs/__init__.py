"""Inputs that hold many articles, or one: text, JSON Lines, WARC, Parquet, plain or compressed, cut into entries.

`entries` cuts, fast and in order; `unpack` takes the article out of an entry, in whatever process.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from io import BufferedIOBase
from itertools import chain
from typing import Any, BinaryIO, cast

from cleaner.formats import Fields
from cleaner.inputs import lines, sniff
from cleaner.inputs.compressed import MAGIC, Chunks, Damage, plain
from cleaner.inputs.entry import LARGEST, LARGEST_RECORD, Article, Entry, Unreadable

__all__ = ["Article", "Entry", "Unreadable", "entries", "unpack"]
READ = 1 << 16
"""So many bytes are read at a time, or fewer, if fewer have come yet."""


def entries(file: BufferedIOBase, name: str, format: str, fields: Fields, *, nul: bool = False) -> Iterator[Entry]:
    """The entries of an input in order, each as soon as it is there: the input is read as they are asked for.

    `name` is for places, and helps to tell the format where `format` is `auto`. With `nul` the articles
    of a text end at NUL. Raises OSError; what is wrong with the data comes as an entry with a fault.
    """
    head, raw = _peeked(iter(lambda: file.read1(READ), b""), MAGIC)
    chunks = plain(raw, head, name)
    first = b""
    if format in ("auto", "record") and not nul:
        first, chunks = _first_line(chunks)
    found = sniff.format_of(name, first) if format == "auto" and not nul else format
    largest = LARGEST_RECORD if found == "record" else LARGEST
    if found == "parquet":
        yield from _rows(name, partial(_file, file, chunks, compressed=chunks is not raw), fields)
    elif found == "warc":
        from cleaner.inputs import warc

        yield from _numbered(name, found, warc.records(chunks))
    elif nul or found == "jsonl" or (found == "record" and not sniff.is_spread(first)):
        yield from _numbered(name, found, lines.pieces(chunks, b"\0" if nul else b"\n", largest))
    else:
        read = lines.whole(chunks, largest)
        data, fault = (b"", read.reason) if isinstance(read, Damage) else (read, None)
        yield Entry(name, found, data, fault, alone=True)


def unpack(entry: Entry, fields: Fields, encoding: str | None = None) -> Article | None:
    """The article in an entry; None where it holds none, as most records of a WARC file.

    `encoding` is that of JSON Lines, if not UTF-8. Raises Unreadable.
    """
    if entry.fault is not None:
        raise Unreadable(entry.fault)
    article = _unpacked(entry, fields, encoding)
    if article and len(article.data) > LARGEST:
        raise Unreadable(lines.too_large().reason)
    return article


def _unpacked(entry: Entry, fields: Fields, encoding: str | None) -> Article | None:
    if isinstance(entry.data, dict):
        from cleaner.inputs import parquet

        return parquet.unpack(entry.data, fields)
    if entry.format == "jsonl":
        from cleaner.inputs import jsonl

        return jsonl.unpack(entry.data, fields, encoding)
    if entry.format == "record":
        raise Unreadable("it is a record, not an article")
    if entry.format == "warc":
        from cleaner.inputs import warc

        return warc.unpack(entry.data, fields)
    return Article(entry.data, entry.place if entry.alone and entry.place != "-" else None, format=entry.format)


def _numbered(name: str, format: str, pieces: Iterable[Any]) -> Iterator[Entry]:
    """Entries with the number that each has in its input; blank lines count, but are none."""
    for number, piece in enumerate(pieces, 1):
        if isinstance(piece, Damage):
            yield Entry(f"{name}:{number}", format, b"", piece.reason)
        elif format not in ("jsonl", "record") or not (piece.isspace() or piece == b""):
            yield Entry(f"{name}:{number}", format, piece)


def _rows(name: str, opened: Callable[[], BinaryIO], fields: Fields) -> Iterator[Entry]:
    from cleaner.inputs import parquet

    try:
        yield from _numbered(name, "parquet", parquet.rows(opened(), fields))
    except Unreadable as error:
        yield Entry(name, "parquet", b"", str(error), alone=True)


def _peeked(chunks: Iterator[bytes], size: int) -> tuple[bytes, Iterator[bytes]]:
    """The first `size` bytes or more, and all chunks again."""
    taken: list[bytes] = []
    for chunk in chunks:
        taken.append(chunk)
        if sum(map(len, taken)) >= size:
            break
    return b"".join(taken), chain(taken, chunks)


def _first_line(chunks: Chunks) -> tuple[bytes, Chunks]:
    """The first line, or as much of it as tells the format, and all chunks again.

    Where the beginning is damaged, what stands behind it tells.
    """
    taken: list[bytes | Damage] = []
    head = b""
    for chunk in chunks:
        taken.append(chunk)
        if isinstance(chunk, Damage):
            if sniff.by_bytes(head):
                break
            head = b""
            continue
        head += chunk
        if b"\n" in chunk or len(head) >= sniff.HEAD:
            break
    return head[: sniff.HEAD], chain(taken, chunks)


def _file(file: BufferedIOBase, chunks: Chunks, *, compressed: bool) -> BinaryIO:
    """The input as a file that can seek: a table has its contents at its end. Raises Unreadable for damage."""
    if file.seekable() and not compressed:
        file.seek(0)
        return cast(BinaryIO, file)
    import tempfile

    # The reader holds it open; it goes with the last who does.
    held = tempfile.TemporaryFile()  # noqa: SIM115
    for chunk in chunks:
        if isinstance(chunk, Damage):
            raise Unreadable(chunk.reason)
        held.write(chunk)
    return held
