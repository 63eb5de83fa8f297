"""Clocks: times of day as the press of each language writes them, as ISO 8601 writes them.

A text comes folded (`calendars.fold`), and its dates are out of it already.
"""

import re
from collections.abc import Iterable

from cleaner.expressions import expression
from cleaner.record import Struct

MARK = "\x02"
"""Stands in a text where a time was."""
_CLOCK = expression(
    r"(?<![\d.:])(?P<hour>\d{1,2})(?:[:.]|\s?(?:h|[時时点點]|시)\s?)(?P<minute>[0-5]\d)(?:[:'](?P<second>[0-5]\d))?"
    r"(?:[.,]\d{1,6}|\s?[分분])?(?![\d:])(?:\s?(?P<zone>z\b|(?:gmt|utc)?\(?[+-]\d{1,2}(?::?\d{2})?\)?)(?!\d))?"
    r"|(?<![\d.:])(?P<full>\d{1,2})(?:\s?(?:h|uhr|[時时点點]|시)(?![^\W_])|(?=\s?[ap]\.?m\b))"
)
_ZONE = expression(r"(?:gmt|utc)\s?([+-]\d{1,2}(?::?\d{2})?)(?!\d)")
_NONE = "none"
"""An offset that no place on earth has."""


class Clock(Struct, frozen=True):
    """A time as it is written, on a dial of 12 hours or of 24."""

    hour: int
    minute: str
    second: str


def take_zones(text: str) -> tuple[list[str], str]:
    """The offsets that stand by themselves, `GMT+2`, and the text without them."""
    return [_offset(zone) for zone in _ZONE.findall(text)], _ZONE.sub(" ", text)


def take_clocks(text: str) -> tuple[list[Clock], list[str], str]:
    """The times of a text, the offsets behind them, and the text with a mark where each time was."""
    found = [hit for hit in _CLOCK.finditer(text) if int(hit["hour"] or hit["full"]) <= 24]
    starts = {hit.start() for hit in found}
    clocks = [Clock(int(hit["hour"] or hit["full"]), hit["minute"] or "00", hit["second"] or "") for hit in found]
    zones = [_offset(hit["zone"]) for hit in found if hit["zone"]]
    return clocks, zones, _CLOCK.sub(lambda hit: f" {MARK} " if hit.start() in starts else hit[0], text)


def zone_of(zones: Iterable[str]) -> str | None:
    """The one offset that serves all times of a text; empty if it names none or several, None if one cannot be."""
    different = set(zones)
    if _NONE in different:
        return None
    return different.pop() if len(different) == 1 else ""


def iso_time(clock: Clock, part: str, zone: str | None) -> str:
    """A time with the part of day (`am`, `pm`) beside it; empty where it says none.

    The midnight that ends a day is none of its times, and a time in no zone of this earth is none at all.
    """
    hour = clock.hour % 12 + (12 if part == "pm" else 0) if part and clock.hour <= 12 else clock.hour
    if hour > 23 or zone is None:
        return ""
    return f"T{hour:02}:{clock.minute}{clock.second and ':' + clock.second}{zone}"


def _offset(zone: str) -> str:
    """An offset in the extended form of ISO 8601: `+2` and `GMT+0200` become `+02:00`."""
    if zone == "z":
        return "Z"
    sign = "-" if "-" in zone else "+"
    digits = re.sub(r"\D", "", zone)
    hours, minutes = (digits, "00") if len(digits) <= 2 else (digits[:-2], digits[-2:])
    return f"{sign}{int(hours):02}:{minutes}" if int(hours) <= 14 and int(minutes) < 60 else _NONE
