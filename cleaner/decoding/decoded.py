"""What decoding gives: a text, what it was in, and what a person should look at; or an error."""

from cleaner.expressions import expression
from cleaner.record import Flag, Span, Struct, replace

_RUNS = expression("\ufffd+")


class DecodeError(ValueError):
    """The bytes are no text. `offset` counts bytes from 0."""

    def __init__(self, offset: int, reason: str) -> None:
        super().__init__(f"no text at byte {offset}: {reason}")
        self.offset = offset


class Decoded(Struct, frozen=True):
    """Bytes as text; `encoding` is that used, or several joined by `+` in order of use; flags' spans count in it."""

    text: str
    encoding: str
    guessed: bool = False
    """Only the letters told the encoding."""
    flags: tuple[Flag, ...] = ()


def lost(text: str, start: int = 0) -> list[Flag]:
    """A flag for each run of U+FFFD in a text that stands at `start`."""
    message = "bytes that stand for nothing in this encoding; U+FFFD stands for them"
    spans = ((start + found.start(), start + found.end()) for found in _RUNS.finditer(text))
    return [Flag("undecodable-bytes", span, message) for span in spans]


def guessed(decoded: Decoded, *stretches: tuple[Span, str]) -> Decoded:
    """The same, with stretches flagged as guesses."""
    guesses = (Flag("guessed-encoding", span, f"its letters read best as {name}") for span, name in stretches)
    flags = sorted((*decoded.flags, *guesses), key=lambda flag: flag.span)
    return replace(decoded, guessed=bool(stretches), flags=tuple(flags))


def contradicted(decoded: Decoded, declared: str, name: str | None) -> Decoded:
    """The same, with a flag that another encoding was declared."""
    why = "the bytes are" if name else "no encoding has that name; read as"
    flag = Flag("declared-encoding", (0, len(decoded.text)), f"declared {declared[:60]!a}: {why} {decoded.encoding}")
    return replace(decoded, flags=(flag, *decoded.flags))
