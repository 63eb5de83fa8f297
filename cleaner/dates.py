"""Publication dates as ISO 8601; where day and month cannot be told apart, none.

Numbers and the months of the tables are read here. Month names of languages without a table are
read by dateparser, days of the Persian calendar by convertdate; each is loaded when the first comes.
dateparser is given one language and nothing but day, month and year: nothing hangs on today.
"""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from typing import Any

from cleaner.calendars import Calendar
from cleaner.days import Day, is_persian
from cleaner.expressions import expression
from cleaner.stamps import Stamp, read_stamp

_ANY_NAME = expression(r"(?<!\d)(\d{1,2})\.?\s(?:de )?([^\W\d_]{3,20})\.?,?\s(?:de )?(\d{4})(?!\d)")
_SETTINGS = {
    "PARSERS": ["absolute-time"],
    "REQUIRE_PARTS": ["day", "month", "year"],
    "STRICT_PARSING": True,
    "DATE_ORDER": "DMY",
    "RELATIVE_BASE": datetime(2000, 1, 1),
}


class InDoubt(ValueError):
    """The date reads as two days, and nothing says which is meant. `days` are both."""

    def __init__(self, days: list[str]) -> None:
        super().__init__(" or ".join(days))
        self.days = days


def iso_date(text: str, order: str, calendar: Calendar, language: str = "und") -> str | None:
    """The date in `text`, with its time if it has one; None when it holds none.

    `order` is that of day, month and year (`DMY`, `MDY`) at a site or in dates side by side, or empty; `language`
    is that of the article. Of several dates that of publication is taken. Raises InDoubt.
    """
    stamp = read_stamp(text, calendar)
    at = _published(stamp)
    days = readings(stamp, at, order, calendar, language) if stamp.days else _by_any_name(text, language, calendar)
    if len(days) > 1:
        raise InDoubt(days)
    return days[0] + (stamp.times[at] if stamp.times else "") if days else None


def readings(stamp: Stamp, at: int, order: str, calendar: Calendar, language: str = "und") -> list[str]:
    """The days that one of a stamp's dates may be: the order, its weekday or its language may leave one of two."""
    day = stamp.days[at]
    if is_persian(day):
        return _persian(day)
    if day.month:
        return _named(day)
    first, second = day.numbers
    if day.year_first:
        return _valid((day.year, first, second))
    by_order = {"DM": (day.year, second, first), "MD": (day.year, first, second)}
    if order[:2] in by_order:
        return _valid(by_order[order[:2]])
    found = list(dict.fromkeys(_valid(*by_order.values())))
    fitting = [day for day in found if date.fromisoformat(day).isoweekday() in stamp.weekdays]
    if len(fitting) == 1 and len(stamp.days) == 1:
        return fitting
    usual = by_order.get(calendar.orders.get(language, "")[:2])
    return _valid(usual) if usual and len(found) > 1 else found


def shown_order(texts: Iterable[str], calendar: Calendar) -> str:
    """The order of day and month that numbers above 12 show in dates side by side; empty if none or both do."""
    orders = set()
    for stamp in (read_stamp(text, calendar) for text in texts):
        for first, *rest in (day.numbers for day in stamp.days if not day.year_first and not day.month):
            orders |= {"DMY"} if first > 12 >= rest[0] else {"MDY"} if rest[0] > 12 >= first else set()
    return orders.pop() if len(orders) == 1 else ""


def _published(stamp: Stamp) -> int:
    """Which of a stamp's dates is that of publication: the first whose label does not say update."""
    if len(stamp.labels) == len(stamp.days) and "published" in stamp.labels:
        return stamp.labels.index("published")
    return 0


def _valid(*days: tuple[int, int, int]) -> list[str]:
    found = []
    for year, month, day in days:
        try:
            found.append(date(year, month, day).isoformat())
        except ValueError:
            continue
    return found


def _named(day: Day) -> list[str]:
    assert day.month
    return _valid((day.year, day.month.month, day.numbers[0])) if day.month.kind != "persian" else []


def _by_any_name(text: str, language: str, calendar: Calendar) -> list[str]:
    """A date in an article whose language has no table of months."""
    found = _ANY_NAME.search(text) if language not in calendar.languages else None
    return _by_library(f"{int(found[1])} {found[2]} {found[3]}", language) if found else []


def _by_library(text: str, language: str) -> list[str]:
    try:
        found = _parser(language).get_date_data(text).date_obj
    except ValueError:
        # A language that the library does not know.
        return []
    return [found.date().isoformat()] if found else []


@cache
def _parser(language: str) -> Any:
    from dateparser.date import DateDataParser

    # The library knows Norwegian by the name of its larger standard.
    return DateDataParser(languages=["nb" if language == "no" else language], settings=_SETTINGS)


def _persian(day: Day) -> list[str]:
    from convertdate import persian

    month, number = (day.month.month, day.numbers[0]) if day.month else day.numbers
    if not 1 <= month <= 12:
        return []
    found = persian.to_gregorian(day.year, month, number)
    # A day that its month does not have comes back as one of the next month.
    return _valid(found) if persian.from_gregorian(*found)[1:] == (month, number) else []
