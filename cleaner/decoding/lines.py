"""Bytes that are not UTF-8 as a whole, line by line: each line in the charset it is in."""

from itertools import accumulate
from typing import NamedTuple

from cleaner import charsets
from cleaner.decoding.guess import fits, guess, is_turned
from cleaner.decoding.readings import UTF8, Reading, read
from cleaner.record import Span

_MARK = b"\xef\xbb\xbf"


class Lines(NamedTuple):
    """Lines as text; stretches that are not UTF-8 and their charsets; lines with U+FFFD for bytes and their starts."""

    text: str
    encoding: str
    stretches: tuple[tuple[Span, str], ...]
    faulty: tuple[tuple[int, str], ...]


def read_lines(data: bytes) -> Lines:
    """Each line as ASCII or UTF-8 where it is that, else in the likeliest charset. A byte order mark is read alone."""
    lines, readings = _split(data)
    odd = [line for line, reading in zip(lines, readings, strict=True) if reading is None]
    found = guess(odd)
    if name := _common(odd, found):
        found = [Reading(reading.text, name if reading.charset != UTF8 else UTF8) for reading in found]
    return _joined(lines, readings, found)


def read_lines_in(data: bytes, name: str) -> Lines | None:
    """Each line as ASCII or UTF-8 where it is that, else in the charset declared. None where they contradict it."""
    lines, readings = _split(data)
    odd = [line for line, reading in zip(lines, readings, strict=True) if reading is None]
    return _joined(lines, readings, [read(line, name) for line in odd]) if fits(odd, name, guess(odd)) else None


def _split(data: bytes) -> tuple[list[bytes], list[Reading | None]]:
    """Lines with their ends, the byte order mark for one, and those read that are UTF-8."""
    marked = data.startswith(_MARK)
    lines = [_MARK, *data[3:].splitlines(keepends=True)] if marked else data.splitlines(keepends=True)
    return lines, [_utf8(line) for line in lines]


def _joined(lines: list[bytes], readings: list[Reading | None], found: list[Reading]) -> Lines:
    rest = iter(found)
    whole = [reading or next(rest) for reading in readings]
    starts = [0, *accumulate(len(reading.text) for reading in whole)]
    beyond = (reading for reading, line in zip(whole, lines, strict=True) if not line.isascii() and line != _MARK)
    return Lines(
        "".join(reading.text for reading in whole),
        "+".join(dict.fromkeys(reading.charset for reading in beyond)),
        tuple(_guessed(whole, lines, starts)),
        tuple(
            (start, reading.text)
            for start, reading, sound in zip(starts, whole, readings, strict=False)
            if sound is None and "\ufffd" in reading.text
        ),
    )


def _utf8(line: bytes) -> Reading | None:
    try:
        return Reading(line.decode(UTF8), UTF8)
    except UnicodeDecodeError:
        return None


def _common(lines: list[bytes], readings: list[Reading]) -> str | None:
    """The one charset that reads all lines as they were read; ISO-8859-8 where its Hebrew is in visual order."""
    held = [(line, reading) for line, reading in zip(lines, readings, strict=True) if reading.charset != UTF8]
    for name in dict.fromkeys(reading.charset for _, reading in held):
        if all(read(line, name).text == reading.text for line, reading in held):
            turned = name == "windows-1255" and is_turned(reading.text for _, reading in held)
            return "iso8859-8" if turned and _is_iso(held) else name
    return None


def _is_iso(held: list[tuple[bytes, Reading]]) -> bool:
    try:
        return all(charsets.read(line, "iso8859-8") == reading.text for line, reading in held)
    except UnicodeDecodeError:
        return False


def _guessed(readings: list[Reading], lines: list[bytes], starts: list[int]) -> list[tuple[Span, str]]:
    """Stretches of lines in one charset that is not UTF-8; ASCII belongs to what stands around it."""
    stretches: list[tuple[Span, str]] = []
    last = UTF8
    for reading, line, start in zip(readings, lines, starts, strict=False):
        if line.isascii():
            continue
        end = start + len(reading.text.rstrip("\r\n"))
        if reading.charset != UTF8 and reading.charset == last:
            stretches[-1] = ((stretches[-1][0][0], end), last)
        elif reading.charset != UTF8:
            stretches.append(((start, end), reading.charset))
        last = reading.charset
    return stretches
