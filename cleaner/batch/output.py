"""A file of records while it is made: blocks put together, and packed where that is wanted."""

import sys
from typing import IO, Any

from cleaner.batch.shelf import Shelf
from cleaner.writers import document

LEVEL = 3
"""That of Zstandard's own command: packing costs a thousandth of cleaning."""


class Output:
    """A file that takes blocks of a form, or, with None, lines as they are. Raises OSError, as all its methods do."""

    def __init__(self, shelf: Shelf, form: str | None, *, packed: bool = False) -> None:
        self._shelf, self.file = shelf, shelf.make()
        self._document = document(form) if form else None
        self._packer = _packer() if packed else None
        self.count = 0
        """Blocks so far."""
        self._write(self._document.begin() if self._document else b"")

    def add(self, block: bytes) -> None:
        """Writes a block."""
        self.count += 1
        self._write(self._document.add(block) if self._document else block)

    def end(self) -> IO[bytes]:
        """Writes what stands behind all blocks; the file, to be put in its place."""
        self._write(self._document.end() if self._document else b"")
        if self._packer:
            self._shelf.write(self.file, self._packer.flush())
        return self.file

    def _write(self, data: bytes) -> None:
        if self._packer:
            data = self._packer.compress(data)
        if data:
            self._shelf.write(self.file, data)


def _packer() -> Any:
    """A compressor whose files say whether they are whole."""
    if sys.version_info >= (3, 14):
        from compression.zstd import CompressionParameter, ZstdCompressor
    else:
        from backports.zstd import CompressionParameter, ZstdCompressor
    return ZstdCompressor(
        options={CompressionParameter.compression_level: LEVEL, CompressionParameter.checksum_flag: 1}
    )
