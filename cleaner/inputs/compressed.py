"""Compressed input, plain again: gzip, bzip2, xz and Zstandard, told by their first bytes, one member after another.

What is damaged costs its own member alone: the next one is looked for by its first bytes.
"""

import bz2
import lzma
import re
import sys
import zlib
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

CHUNK = 1 << 18
"""So many bytes are made plain at a time: a small file may hold gigabytes of zeros."""
PROVEN = 1 << 16
"""After damage, a member is believed once it has given so many bytes, or ended well."""


class Damage(NamedTuple):
    """A place in the stream where something is lost."""

    reason: str


Chunks = Iterator[bytes | Damage]


class _Kind(NamedTuple):
    name: str
    suffixes: tuple[str, ...]
    magic: re.Pattern[bytes]
    new: Callable[[], Any]


class _Gzip:
    """zlib with the face that the other decompressors have."""

    def __init__(self) -> None:
        self._zlib = zlib.decompressobj(31)
        self.needs_input = True

    def decompress(self, data: bytes, max_length: int) -> bytes:
        out = self._zlib.decompress(self._zlib.unconsumed_tail + data, max_length)
        self.needs_input = len(out) < max_length and not self._zlib.unconsumed_tail
        return out

    @property
    def eof(self) -> bool:
        return self._zlib.eof

    @property
    def unused_data(self) -> bytes:
        return self._zlib.unused_data


def _zstd() -> Any:
    if sys.version_info >= (3, 14):
        from compression.zstd import ZstdDecompressor
    else:
        from backports.zstd import ZstdDecompressor
    return ZstdDecompressor()


_KINDS = (
    # RFC 1952 reserves the upper flags: they are zero.
    _Kind("gzip", (".gz",), re.compile(rb"\x1f\x8b\x08[\x00-\x1f]"), _Gzip),
    _Kind("bzip2", (".bz2",), re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)"), bz2.BZ2Decompressor),
    _Kind("xz", (".xz",), re.compile(rb"\xfd7zXZ\x00"), lzma.LZMADecompressor),
    _Kind("Zstandard", (".zst", ".zstd"), re.compile(rb"\x28\xb5\x2f\xfd"), _zstd),
)
MAGIC = 10
"""So many first bytes tell, at most."""
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a]")


def plain(chunks: Iterator[bytes], head: bytes, name: str) -> Chunks:
    """The bytes of an input that begins with `head`, as they are or decompressed.

    `head` has MAGIC bytes or more, unless the input is shorter. The name tells where a damaged beginning does not.
    """
    kind = next((kind for kind in _KINDS if kind.magic.match(head)), None)
    if kind is None and _BINARY.search(head):
        kind = next((kind for kind in _KINDS if name.lower().endswith(kind.suffixes)), None)
    return _members(kind, _Feed(chunks)) if kind else chunks


class _Feed:
    """Chunks of compressed bytes, of which some may be given back."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._back = b""
        self.last = b""

    def take(self) -> bytes:
        """The next bytes; none at the end."""
        self.last, self._back = self._back or next(self._chunks, b""), b""
        return self.last

    def give_back(self, data: bytes) -> None:
        self._back = data


def _members(kind: _Kind, feed: _Feed) -> Chunks:
    while data := feed.take():
        # Tapes and xz pad with zeros.
        if not (data := data.lstrip(b"\0")):
            continue
        feed.give_back(data)
        machine: Any = kind.new()
        start = feed.take()
        while machine:
            yield from _drained(machine, start, feed)
            if machine.eof:
                feed.give_back(machine.unused_data)
                break
            if not feed.last:
                yield Damage(f"it ends in the middle of its {kind.name} data")
                return
            yield Damage(f"its {kind.name} data are damaged")
            # A member that broke where it began is not looked for there again.
            machine, start = _next(kind, feed.last[start == feed.last :], feed)
            if start:
                yield start
            start = b""


def _drained(machine: Any, data: bytes, feed: _Feed) -> Iterator[bytes]:
    """What a member holds, up to its end, that of the input, or its first broken bytes."""
    while not machine.eof:
        if machine.needs_input and not data and not (data := feed.take()):
            return
        out = _step(machine, data)
        if out is None:
            return
        if out:
            yield out
        data = b""


def _next(kind: _Kind, held: bytes, feed: _Feed) -> tuple[Any, bytes]:
    """The next member that proves to be one, and what it has given so far; None if there is none."""
    while True:
        found = kind.magic.search(held)
        if not found:
            more = feed.take()
            if not more:
                return None, b""
            held = held[-MAGIC:] + more
            continue
        held = held[found.start() :]
        machine, made, data = kind.new(), b"", held
        while len(made) < PROVEN and not machine.eof:
            if machine.needs_input and not data:
                data = feed.take()
                if not data:
                    break
                held += data
            out = _step(machine, data)
            if out is None:
                break
            made, data = made + out, b""
        else:
            return machine, made
        held = held[1:]


def _step(machine: Any, data: bytes) -> bytes | None:
    """The next plain bytes; None if the data are damaged: every library has an error of its own for that."""
    try:
        out: bytes = machine.decompress(data, CHUNK)
    except MemoryError:
        raise
    except Exception:
        return None
    return out
