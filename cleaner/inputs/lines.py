"""Where one article ends and the next begins: at LF, at NUL, or at the end of the input."""

from collections.abc import Iterator

from cleaner.inputs.compressed import Chunks, Damage
from cleaner.inputs.entry import LARGEST

TOO_LARGE = "larger than {} MB, too large for one article"


def pieces(chunks: Chunks, mark: bytes, largest: int = LARGEST) -> Iterator[bytes | Damage]:
    """What stands between the marks, with those that hold nothing; a Damage where some is lost or one is too large.

    What stands before a damage, or after it up to the next mark, may be half a piece.
    """
    held: list[bytes] = []
    size, lost = 0, False
    for chunk in chunks:
        if isinstance(chunk, Damage):
            if held:
                yield b"".join(held)
            held, size, lost = [], 0, False
            yield chunk
            continue
        first, *others = chunk.split(mark)
        size += len(first)
        if size > largest:
            held, lost = [], True
        elif first:
            held.append(first)
        if not others:
            continue
        yield too_large(largest) if lost else b"".join(held)
        *whole, last = others
        yield from whole
        held, size, lost = [last] if last else [], len(last), False
    if lost:
        yield too_large(largest)
    elif held:
        yield b"".join(held)


def too_large(largest: int = LARGEST) -> Damage:
    """That something has more bytes than one article, or record, may have."""
    return Damage(TOO_LARGE.format(largest >> 20))


def whole(chunks: Chunks, largest: int = LARGEST) -> bytes | Damage:
    """All there is; a Damage where some is lost or it is too large. Then what follows is not read."""
    held: list[bytes] = []
    size = 0
    for chunk in chunks:
        if isinstance(chunk, Damage):
            return chunk
        held.append(chunk)
        size += len(chunk)
        if size > largest:
            return too_large(largest)
    return b"".join(held)
