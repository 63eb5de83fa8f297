"""Stamps: what a date, a time and their labels look like in each language.

A line is a stamp when it holds nothing but one date and the words that stand around dates.
Every expression is tried on short texts only and runs in linear time.
"""

import re
from typing import NamedTuple

from cleaner.calendars import Calendar, Word, fold, phrases

LONGEST = 120
"""Longest line, in code points, that can be nothing but a date."""
_DAY, _TIME = "\x01", "\x02"
_FEW_DIGITS = re.compile(r"\d\D*\d\D*\d")
_NUMERIC = re.compile(
    r"(?<![\d.])(?P<year>\d{4})\s?(?:(?P<mark>[./-])|[年년])\s?(?P<month>\d{1,2})\s?(?:(?P=mark)|[月월])\s?(?P<day>\d{1,2})"
    r"(?!\d)(?:\s?[日일]|\.|t(?=\d))?"
    r"|(?<![\d.])(?P<first>\d{1,2})(?P<sign>\s?[./-]\s?)(?P<second>\d{1,2})(?P=sign)(?P<last>\d{4}|\d{2})(?!\d)"
)
_CLOCK = re.compile(
    r"(?<![\d.:])(?P<hour>\d{1,2})(?:[:.]|\s?(?:h|[時时点點]|시)\s?)(?P<minute>[0-5]\d)(?:[:'](?P<second>[0-5]\d))?"
    r"(?:[.,]\d{1,6}|\s?[分분])?(?![\d:])(?:\s?(?P<zone>z\b|(?:gmt|utc)?\(?[+-]\d{1,2}(?::?\d{2})?\)?)(?!\d))?"
    r"|(?<![\d.:])(?P<full>\d{1,2})(?:\s?(?:h|uhr|[時时点點]|시)(?![^\W_])|(?=\s?[ap]\.?m\b))"
)
_ZONE = re.compile(r"(?:gmt|utc)\s?([+-]\d{1,2}(?::?\d{2})?)(?!\d)")


class Day(NamedTuple):
    """A day as it is written: its numbers in the order they stand, or a month's name and a number."""

    year: int
    numbers: tuple[int, ...]
    month: Word | None = None
    year_first: bool = False


class Stamp(NamedTuple):
    """What was found; `whole` when nothing else stands in the text and it can be read as one statement."""

    days: tuple[Day, ...]
    times: tuple[str, ...]
    weekdays: frozenset[int]
    labels: tuple[str, ...]
    whole: bool


def could_be_stamp(text: str) -> bool:
    """Whether `text` is short and has the digits of a date; a cheap look before `read_stamp`."""
    return len(text) <= LONGEST and _FEW_DIGITS.search(text) is not None


def read_stamp(text: str, calendar: Calendar) -> Stamp:
    """The dates, times and labels of a text."""
    days: list[Day] = []
    plain = fold(text[: 4 * LONGEST])
    zones = [_offset(zone) for zone in _ZONE.findall(plain)]
    rest = _ZONE.sub(" ", plain)
    for found in _NUMERIC.finditer(rest):
        days.append(_numeric(found))
    rest = _NUMERIC.sub(f" {_DAY} ", rest)
    clocks = [found for found in _CLOCK.finditer(rest) if int(found["hour"] or found["full"]) < 24]
    zones += [_offset(found["zone"]) for found in clocks if found["zone"]]
    spans = {found.start(): found.end() for found in clocks}
    rest = _CLOCK.sub(lambda found: f" {_TIME} " if found.start() in spans else found[0], rest)
    said = list(phrases(rest, calendar))
    named, rest_numbers = _named(said)
    unknown = any(isinstance(item, str) and item not in (_DAY, _TIME) for item in said)
    zones += [word.offset for word in said if isinstance(word, Word) and word.kind == "zone" and word.offset]
    labels = tuple(word.kind for word in said if isinstance(word, Word) and word.kind in ("published", "updated"))
    weekdays = [word.weekdays for word in said if isinstance(word, Word) and word.weekdays and not word.month]
    days += named
    # One date, or each with its label; the first may go without if the other says that it is an update.
    unlabelled = 1 if "updated" in labels else 0
    several = len(labels) <= len(days) <= len(labels) + unlabelled
    alone = len(days) == 1 or (len(days) > 1 and several)
    return Stamp(
        days=tuple(days),
        times=_times(clocks, said, zones, named),
        weekdays=frozenset[int].intersection(*weekdays) if weekdays else frozenset(),
        labels=labels,
        whole=alone
        and all(map(_is_plausible, days))
        and not unknown
        and not rest_numbers
        and len(clocks) <= max(len(days), len(labels)),
    )


def _is_plausible(day: Day) -> bool:
    small, large = min(day.numbers), max(day.numbers)
    month = bool(day.month) or 1 <= small <= 12
    return month and 1 <= large <= 31 and (1900 <= day.year < 2100 or is_persian(day))


def is_persian(day: Day) -> bool:
    """Whether a day is one of the Persian calendar, by its month or by a year that no other calendar of news has."""
    return (day.month.kind == "persian" if day.month else day.year_first) and 1300 <= day.year <= 1420


def _numeric(found: re.Match[str]) -> Day:
    if found["year"]:
        return Day(int(found["year"]), (int(found["month"]), int(found["day"])), year_first=True)
    year = int(found["last"])
    if len(found["last"]) == 2:
        year += 2000 if year < 70 else 1900
    return Day(year, (int(found["first"]), int(found["second"])))


def is_update(text: str, calendar: Calendar) -> bool:
    """Whether the first label of a text says that its date is that of an update."""
    stamp = read_stamp(text, calendar)
    return stamp.labels[:1] == ("updated",) and len(stamp.days) <= len(stamp.labels)


def _named(said: list[Word | str | int]) -> tuple[list[Day], int]:
    """Days with a month's name, and how many numbers and names are left over."""
    months = [at for at, word in enumerate(said) if isinstance(word, Word) and word.month]
    # One name for March and for Tuesday: with a second month after it, it is the day.
    for at in months[:-1]:
        word = said[at]
        if isinstance(word, Word) and word.weekdays:
            said[at] = word._replace(kind="weekday", month="")
    parts: list[int | Word] = []
    for item in said:
        if isinstance(item, int) or (isinstance(item, Word) and item.month and not _says_again(item, parts[-1:])):
            parts.append(item)
    days, left, at = [], 0, 0
    while at < len(parts):
        if day := _from_three(parts[at : at + 3]):
            days.append(day)
            at += 3
        else:
            left += 1
            at += 1
    return days, left


def _says_again(month: Word, before: list[int | Word]) -> bool:
    """Whether a month's name repeats the one before it: Arabic papers print two for each month."""
    return any(isinstance(other, Word) and (other == month or "ar" in other.languages) for other in before)


def _from_three(parts: list[int | Word]) -> Day | None:
    match parts:
        case [int(day), Word() as month, int(year)] if year > 999 > day:
            return Day(year, (day,), month)
        case [Word() as month, int(day), int(year)] if year > 999 > day:
            return Day(year, (day,), month)
        case [int(year), Word() as month, int(day)] if year > 999 > day:
            return Day(year, (day,), month)
    return None


def _times(
    clocks: list[re.Match[str]], said: list[Word | str | int], zones: list[str], named: list[Day]
) -> tuple[str, ...]:
    """The times as ISO 8601 writes them, each with the part of day beside it; one zone serves all."""
    # In German `am` stands before a day.
    german = any(day.month and "en" not in day.month.languages for day in named)
    zone = zones[0] if len(set(zones)) == 1 else ""
    marks = [at for at, item in enumerate(said) if item == _TIME]
    times = []
    for found, at in zip(clocks, marks, strict=True):
        hour = int(found["hour"] or found["full"])
        beside = [item for item in (*said[max(0, at - 1) : at], *said[at + 1 : at + 2]) if isinstance(item, Word)]
        part = next((item.kind for item in beside if item.kind in ("am", "pm")), "")
        if part and hour <= 12 and not (german and hour == 12 and part == "am"):
            hour = hour % 12 + (12 if part == "pm" else 0)
        second = f":{found['second']}" if found["second"] else ""
        times.append(f"T{hour:02}:{found['minute'] or '00'}{second}{zone}")
    return tuple(times)


def _offset(zone: str) -> str:
    """An offset in the extended form of ISO 8601: `+2` and `GMT+0200` become `+02:00`."""
    if zone == "z":
        return "Z"
    sign = "-" if "-" in zone else "+"
    digits = re.sub(r"\D", "", zone)
    hours, minutes = (digits, "00") if len(digits) <= 2 else (digits[:-2], digits[-2:])
    return f"{sign}{int(hours):02}:{minutes}" if int(hours) <= 14 else ""
