"""What a record can be written as, to be handed on to other tools.

Each form is a module with a `FORM`. A block is what becomes of one record, in whatever process; a document puts
blocks together to one output.
"""

from collections.abc import Callable
from importlib import import_module
from typing import cast

from cleaner.record import Record
from cleaner.writers.form import Document, Form

__all__ = ["Document", "block", "document"]


def block(name: str, record: Record, source: Callable[[], str] | None = None) -> bytes:
    """A record in the form of that name, one of `formats.WRITERS`, `page` or `beside`.

    `source` reads the decoded source of the record; some forms ask for it.
    """
    form = _form(name)
    return form.sourced(record, source()) if form.sourced and source else form.block(record)


def document(name: str) -> Document:
    """An output of that form, without a record yet. Raises ModuleNotFoundError where a form takes an extra."""
    form = _form(name)
    return form.document(form)


def _form(name: str) -> Form:
    return cast(Form, import_module(f"{__name__}.{name}").FORM)
