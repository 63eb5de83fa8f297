"""What a form is made of."""

from collections.abc import Callable

from cleaner.expressions import expression
from cleaner.record import Record, Struct

_TAG = expression(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def is_known(language: str) -> bool:
    """Whether a language is known, and its tag one that other tools can take (BCP 47, 2.1)."""
    return language != "und" and bool(_TAG.fullmatch(language))


class Document:
    """One output: what stands before, between and after its blocks. Bytes are handed out as they are ready."""

    def __init__(self, form: "Form") -> None:
        self._form = form
        self._empty = True

    def begin(self) -> bytes:
        """What stands before the first block."""
        return self._form.head

    def add(self, block: bytes) -> bytes:
        """What a block adds; one that says nothing is passed over."""
        if not block:
            return b""
        first, self._empty = self._empty, False
        return block if first else self._form.between + block

    def end(self) -> bytes:
        """What stands after the last block."""
        return self._form.tail


class Form(Struct, frozen=True):
    """A way to write records."""

    block: Callable[[Record], bytes]
    head: bytes = b""
    between: bytes = b""
    tail: bytes = b""
    document: Callable[["Form"], Document] = Document
    sourced: Callable[[Record, str], bytes] | None = None
    """As `block`, with the decoded source, where that is at hand."""
