"""Days: dates in numbers and with a month's name, as they stand in a text.

A text comes folded (`calendars.fold`), and what is read of it are its phrases.
"""

import re
from collections.abc import Sequence

from cleaner.calendars import Word
from cleaner.expressions import expression
from cleaner.record import Struct, replace

MARK = "\x01"
"""Stands in a text where a date in numbers was."""
_NUMERIC = expression(
    r"(?<![\d.])(?P<year>\d{4})\s?(?:(?P<mark>[./-])|[年년])\s?(?P<month>\d{1,2})\s?(?:(?P=mark)|[月월])\s?(?P<day>\d{1,2})"
    r"(?!\d)(?:\s?[日일]|\.|t(?=\d))?"
    r"|(?<![\d.])(?P<first>\d{1,2})(?P<sign>\s?[./-]\s?)(?P<second>\d{1,2})(?P=sign)(?P<last>\d{4}|\d{2})(?!\d)"
)


class Day(Struct, frozen=True):
    """A day as it is written: its numbers in the order they stand, or a month's name and a number."""

    year: int
    numbers: tuple[int, ...]
    month: Word | None = None
    year_first: bool = False


def take_days(text: str) -> tuple[list[Day], str]:
    """The dates in numbers, and the text with a mark where each was."""
    return [_numeric(found) for found in _NUMERIC.finditer(text)], _NUMERIC.sub(f" {MARK} ", text)


def _numeric(found: re.Match[str]) -> Day:
    if found["year"]:
        return Day(int(found["year"]), (int(found["month"]), int(found["day"])), year_first=True)
    year = int(found["last"])
    if len(found["last"]) == 2:
        year += 2000 if year < 70 else 1900
    return Day(year, (int(found["first"]), int(found["second"])))


def is_plausible(day: Day) -> bool:
    """Whether the numbers of a day can be those of some month in the years of news."""
    small, large = min(day.numbers), max(day.numbers)
    month = bool(day.month) or 1 <= small <= 12
    return month and 1 <= large <= 31 and (1900 <= day.year < 2100 or is_persian(day))


def is_persian(day: Day) -> bool:
    """Whether a day is one of the Persian calendar, by its month or by a year that no other calendar of news has."""
    return (day.month.kind == "persian" if day.month else day.year_first) and 1300 <= day.year <= 1420


def join_named(said: Sequence[Word | str | int]) -> tuple[list[Day | Word | str | int], int]:
    """What is said with the days that a month's name makes of the numbers beside it, and how many of both are left."""
    items: list[Day | Word | str | int] = list(said)
    months = [at for at, word in enumerate(said) if isinstance(word, Word) and word.month]
    # One name for March and for Tuesday: with a second month after it, it is the day.
    for at in months[:-1]:
        word = said[at]
        if isinstance(word, Word) and word.weekdays:
            items[at] = replace(word, kind="weekday", month=0)
    parts: list[tuple[int, int | Word]] = []
    for at, item in enumerate(items):
        if isinstance(item, int) or (isinstance(item, Word) and item.month and not _says_again(item, parts[-1:])):
            parts.append((at, item))
    left, first = 0, 0
    joined: set[int] = set()
    while first < len(parts):
        places = [at for at, _ in parts[first : first + 3]]
        if day := _from_three([part for _, part in parts[first : first + 3]]):
            items[places[-1]] = day
            joined.update(places[:-1])
            first += 3
        else:
            left += 1
            first += 1
    return [item for at, item in enumerate(items) if at not in joined], left


def _says_again(month: Word, before: list[tuple[int, int | Word]]) -> bool:
    """Whether a month's name repeats the one before it: Arabic papers print two for each month."""
    return any(isinstance(other, Word) and (other == month or "ar" in other.languages) for _, other in before)


def _from_three(parts: list[int | Word]) -> Day | None:
    match parts:
        case [int(day), Word() as month, int(year)] if year > 999 > day:
            return Day(year, (day,), month)
        case [Word() as month, int(day), int(year)] if year > 999 > day:
            return Day(year, (day,), month)
        case [int(year), Word() as month, int(day)] if year > 999 > day:
            return Day(year, (day,), month)
    return None
