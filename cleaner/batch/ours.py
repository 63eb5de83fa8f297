"""Whether a file was written by this program, by how it begins or ends."""

from collections.abc import Callable

from cleaner.expressions import expression
from cleaner.formats import ROWS_MARK
from cleaner.inputs.compressed import plain
from cleaner.inputs.entry import LARGEST

_RECORD = b'{"schema":"cleaner/record/'
_TEXT = rb'"(?:[^"\\]|\\.)*"'
_REJECT = expression(rb'\{"place": %b, "reason": %b, "encoding": "(?:utf-8|base64)", "raw": "' % (_TEXT, _TEXT))
_ZSTANDARD = b"\x28\xb5\x2f\xfd"
_HEAD, _PACKED, _TAIL = 32, 1 << 18, 1 << 13
"""So many bytes tell: of a file, at the beginning of a packed one, at the end of a Parquet file."""


def is_ours(read: Callable[[int], bytes | None]) -> bool:
    """Whether a file holds records, rows of records, or rejects.

    `read` gives its first bytes, for a negative size its last, and None if it is not there. Raises what that raises.
    """
    head = read(_HEAD) or b""
    if head.startswith(b"PAR1"):
        return ROWS_MARK in (read(-_TAIL) or b"")
    if head.startswith(_ZSTANDARD):
        return first_line(read, _PACKED).startswith(_RECORD)
    return head.startswith(_RECORD) or is_reject(head, read)


def is_reject(head: bytes, read: Callable[[int], bytes | None]) -> bool:
    """Whether a file that begins so holds rejects: objects of people may begin so too, but not with all their keys."""
    # What was rejected may be larger than all that is read.
    return head.startswith(b'{"place": "') and bool(_REJECT.match(read(_PACKED) or b""))


def first_line(read: Callable[[int], bytes | None], size: int = LARGEST) -> bytes:
    """The first line, or what the first `size` bytes of the file hold of it. Raises what `read` raises."""
    packed = read(size) or b""
    held = b""
    for chunk in plain(iter((packed,)), packed, ""):
        held += chunk if isinstance(chunk, bytes) else b""
        if b"\n" in held:
            break
    return held.partition(b"\n")[0]
