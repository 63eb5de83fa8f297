"""Compressed input, plain again: gzip, bzip2, xz and Zstandard, told by their first bytes, one member after another.

What is damaged costs its own member alone: the next one is looked for by its first bytes.
"""

import re
import sys
from collections.abc import Callable, Generator, Iterator
from typing import Any

from cleaner.expressions import expression
from cleaner.record import Struct

CHUNK = 1 << 18
"""So many bytes are made plain at a time: a small file may hold gigabytes of zeros."""
PROVEN = 1 << 16
"""After damage, a member is believed once it has given so many bytes, or ended well."""

RECENT = 1 << 18
"""So many packed bytes are looked through again for other members when one breaks."""


class Damage(Struct, frozen=True):
    """A place in the stream where something is lost."""

    reason: str


Chunks = Iterator[bytes | Damage]


class _Kind(Struct, frozen=True):
    name: str
    suffixes: tuple[str, ...]
    magic: re.Pattern[bytes]
    new: Callable[[], Any]


class _Gzip:
    """zlib with the face that the other decompressors have."""

    def __init__(self) -> None:
        import zlib

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


# Each is loaded when the first such input comes.
def _bzip2() -> Any:
    from bz2 import BZ2Decompressor

    return BZ2Decompressor()


def _xz() -> Any:
    from lzma import LZMADecompressor

    return LZMADecompressor()


def _zstd() -> Any:
    if sys.version_info >= (3, 14):
        from compression.zstd import ZstdDecompressor
    else:
        from backports.zstd import ZstdDecompressor
    return ZstdDecompressor()


_KINDS = (
    # RFC 1952 reserves the upper flags: they are zero.
    _Kind("gzip", (".gz",), expression(rb"\x1f\x8b\x08[\x00-\x1f]"), _Gzip),
    _Kind("bzip2", (".bz2",), expression(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)"), _bzip2),
    _Kind("xz", (".xz",), expression(rb"\xfd7zXZ\x00"), _xz),
    _Kind("Zstandard", (".zst", ".zstd"), expression(rb"\x28\xb5\x2f\xfd"), _zstd),
)
_FIRST = b"\x1fB\xfd\x28"
"""The first bytes of all kinds."""
MAGIC = 10
"""So many first bytes tell, at most."""
_BINARY = expression(rb"[\x00-\x08\x0e-\x1a]")


def plain(chunks: Iterator[bytes], head: bytes, name: str) -> Chunks:
    """The bytes of an input that begins with `head`, as they are or decompressed.

    `head` has MAGIC bytes or more, unless the input is shorter. The name tells where a damaged beginning does not.
    """
    kind = next((kind for kind in _KINDS if kind.magic.match(head)), None) if head[:1] in _FIRST else None
    if kind is None and _BINARY.search(head):
        kind = next((kind for kind in _KINDS if name.lower().endswith(kind.suffixes)), None)
    return _members(kind, _Feed(chunks)) if kind else chunks


class _Feed:
    """Chunks of compressed bytes, of which some may be given back."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._back = b""
        self.recent = b""
        """What the member of now has been given, or the end of that: where it breaks, others may be in it."""

    def take(self) -> bytes:
        """The next bytes; none at the end."""
        data, self._back = self._back or next(self._chunks, b""), b""
        self.recent = (self.recent + data)[-RECENT:]
        return data

    def give_back(self, data: bytes) -> None:
        """Puts back what the member of now did not use: the next one begins there."""
        self._back, self.recent = data, b""


def _members(kind: _Kind, feed: _Feed) -> Chunks:
    while data := feed.take():
        # Tapes and xz pad with zeros.
        feed.give_back(data.lstrip(b"\0"))
        if not (start := feed.take()):
            continue
        machine = kind.new()
        while machine:
            broken = yield from _drained(machine, start, feed)
            if machine.eof:
                feed.give_back(machine.unused_data)
                break
            yield Damage(
                f"its {kind.name} data are damaged" if broken else f"it ends in the middle of its {kind.name} data"
            )
            # It is not looked for again where it began.
            machine, made = _next(kind, feed.recent[1:], feed)
            if made:
                yield made
            start = b""


def _drained(machine: Any, data: bytes, feed: _Feed) -> Generator[bytes, None, bool]:
    """What a member holds, up to its end, that of the input, or its first broken bytes; whether there are such."""
    while not machine.eof:
        if machine.needs_input and not data and not (data := feed.take()):
            return False
        out = _step(machine, data)
        if out is None:
            return True
        if out:
            yield out
        data = b""
    return False


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
            feed.recent = held[-RECENT:]
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
