"""Publication dates as ISO 8601; where day and month cannot be told apart, none."""

import re
from collections.abc import Mapping
from datetime import date

_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?!\d)")
_ISO = re.compile(
    r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?:[T ]([01]\d|2[0-3])(:[0-5]\d(?::[0-5]\d)?)(?:\.\d+)?(Z|[+-]\d{2}:?\d{2})?)?"
)
_NAMED = re.compile(
    r"(?<![A-Za-z])([A-Z][a-z]{2})[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})"
    r"|(\d{1,2}) ([A-Z][a-z]{2})[a-z]*\.?,? (\d{4})"
)
_TIME = re.compile(
    r"(?<![\d.])(\d{1,2}):([0-5]\d)(?!\d)\s*([AaPp]\.?[Mm])?\.?(?:\s*(?:GMT|UTC)([+-]\d{1,2}(?::?\d{2})?)?)?"
)


class InDoubt(ValueError):
    """The date reads as two days, and nothing says which is meant."""


def iso_date(text: str, order: str, months: Mapping[str, int]) -> str | None:
    """The date in `text`, with its time if it has one; None when it holds none.

    `order` is a site's order of day, month and year (`DMY`, `MDY`) or empty; `months`
    numbers the months by the first letters of their names. Raises InDoubt.
    """
    if iso := _ISO.search(text):
        day = _valid(int(iso[1]), int(iso[2]), int(iso[3]))
        return day and day + (f"T{iso[4]}{iso[5]}{_offset(iso[6])}" if iso[4] else "")
    if named := _NAMED.search(text):
        month, number, year = (named[1], named[2], named[3]) if named[1] else (named[5], named[4], named[6])
        day = _valid(int(year), months.get(month, 0), int(number))
        rest = text[: named.start()] + text[named.end() :]
    elif numeric := _NUMERIC.search(text):
        day = _from_numbers(int(numeric[1]), int(numeric[2]), int(numeric[3]), order)
        rest = text[: numeric.start()] + text[numeric.end() :]
    else:
        return None
    return day and day + _time(rest)


def _from_numbers(first: int, second: int, year: int, order: str) -> str | None:
    year += 2000 if year < 70 else 1900 if year < 100 else 0
    as_month_first, as_day_first = _valid(year, first, second), _valid(year, second, first)
    if order.startswith("MD"):
        return as_month_first
    if order.startswith("DM"):
        return as_day_first
    if as_month_first and as_day_first and as_month_first != as_day_first:
        raise InDoubt(f"{as_day_first} or {as_month_first}")
    return as_day_first or as_month_first


def _valid(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _time(text: str) -> str:
    found = _TIME.search(text)
    if not found or int(found[1]) > 23:
        return ""
    hour = int(found[1])
    if found[3] and hour <= 12:
        hour = hour % 12 + (12 if found[3][0] in "Pp" else 0)
    zone = "+00:00" if found[0].endswith(("GMT", "UTC")) else _offset(found[4])
    return f"T{hour:02}:{found[2]}{zone}"


def _offset(zone: str | None) -> str:
    """An offset in the extended form of ISO 8601: `+2` and `+0200` become `+02:00`."""
    if not zone or zone == "Z":
        return zone or ""
    digits = zone[1:].replace(":", "")
    hours, minutes = (digits, "00") if len(digits) <= 2 else (digits[:-2], digits[-2:])
    return f"{zone[0]}{int(hours):02}:{minutes}"
