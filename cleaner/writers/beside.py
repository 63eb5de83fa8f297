"""The record beside its source, for a program that shows both; no form to hand on."""

import msgspec

from cleaner.expressions import expression
from cleaner.record import Record
from cleaner.view.rebuilt import rebuilt
from cleaner.writers.form import Form

_LONE = expression("[\ud800-\udfff]")
_decoder = msgspec.json.Decoder(tuple[Record, str])


def block(record: Record, source: str) -> bytes:
    """A record and its decoded source; lone surrogates in it become U+FFFD."""
    return msgspec.json.encode((record, _LONE.sub("\ufffd", source)))


def beside(block: bytes) -> tuple[Record, str]:
    """What a block holds."""
    return _decoder.decode(block)


FORM = Form(lambda record: block(record, rebuilt(record)), sourced=block)
