"""Stamps: what a date, a time and their labels look like in each language.

A line is a stamp when it holds nothing but one date and the words that stand around dates.
Every expression is tried on short texts only and runs in linear time.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from cleaner import clocks, days
from cleaner.calendars import UNSPACED, Calendar, Word, fold, phrases
from cleaner.clocks import Clock
from cleaner.days import Day
from cleaner.expressions import expression
from cleaner.record import Struct
from cleaner.words import words_in

LONGEST = 120
"""Longest line, in code points, that can be nothing but a date."""
DIGITS = 3
"""So few digits may be a date."""
_Item = Day | Clock | Word | str | int
_EDGES = ",.:;!?()[]|\"'“”‘’«»…"
_LONGEST_SIGN = 3
"""Longest word, in code points, that a time or its zone is written with: `Uhr`, `GMT`."""
_LABELS = frozenset({"published", "updated"})
_DIGIT = expression(r"\d")
_CONTROL = expression("[\x00-\x1f\x7f-\x9f]")


class Stamp(Struct, frozen=True):
    """What was found, a time for each day; `whole` when nothing else stands in the text and it is one statement."""

    days: tuple[Day, ...]
    times: tuple[str, ...]
    weekdays: frozenset[int]
    labels: tuple[str, ...]
    whole: bool


def could_be_stamp(text: str, calendar: Calendar) -> bool:
    """Whether `text` is short and has the digits of a date or a word for `ago`; a cheap look before `read_stamp`."""
    return len(text) <= LONGEST and _has_signs(text, calendar)


@lru_cache(maxsize=1 << 9)
def _has_signs(text: str, calendar: Calendar) -> bool:
    """The steps ask it again and again of the same lines."""
    if len(_DIGIT.findall(text)) >= DIGITS:
        return True
    plain = text.isascii() and calendar.cues.isdisjoint(map(str.lower, words_in(text)))
    return not plain and calendar.ago.search(text) is not None


def is_stamp(text: str, calendar: Calendar) -> bool:
    """Whether `text` is nothing but a date, or how long ago it was."""
    return could_be_stamp(text, calendar) and not says_more(text, calendar) and read_stamp(text, calendar).whole


def says_more(text: str, calendar: Calendar) -> bool:
    """Whether a word of `text` shows at a glance that it is no stamp: no calendar has it."""
    words = (word.strip(_EDGES) for word in text.split())
    folded = (fold(word) for word in words if len(word) > _LONGEST_SIGN and word.isalpha())
    return any(
        word not in calendar.vocabulary and len(word) > _LONGEST_SIGN and word.isalpha() and max(word) < UNSPACED
        for word in folded
    )


def read_stamp(text: str, calendar: Calendar) -> Stamp:
    """The dates, times and labels of a text; more than a few lines of it are not read."""
    return _read(text[: 4 * LONGEST], calendar)


@lru_cache(maxsize=1 << 7)
def _read(text: str, calendar: Calendar) -> Stamp:
    said, left, zone = _said(text, calendar)
    words = [item for item in said if isinstance(item, Word)]
    dates = [item for item in said if isinstance(item, Day)]
    labels = [word.kind for word in words if word.kind in _LABELS]
    weekdays = [word.weekdays for word in words if word.weekdays and not word.month]
    times = sum(isinstance(item, Clock) for item in said)
    return Stamp(
        days=tuple(dates),
        times=tuple(_times(said, zone)),
        weekdays=frozenset[int].intersection(*weekdays) if weekdays else frozenset(),
        labels=tuple(labels),
        whole=_is_one(len(dates), labels, any(word.kind == "ago" for word in words))
        and all(map(days.is_plausible, dates))
        and not left
        and not any(isinstance(item, str) for item in said)
        and times <= len(dates) + len(labels),
    )


def _said(text: str, calendar: Calendar) -> tuple[list[_Item], int, str | None]:
    """What a text says in its order, how many numbers and months of it are left over, and the zone of its times."""
    zones, rest = clocks.take_zones(_CONTROL.sub(" ", fold(text)))
    numeric, rest = days.take_days(rest)
    times, more_zones, rest = clocks.take_clocks(rest)
    found, left = days.join_named(list(phrases(rest, calendar)))
    marked: dict[str, Iterator[Day | Clock]] = {days.MARK: iter(numeric), clocks.MARK: iter(times)}
    said: list[_Item] = [next(marked[item]) if isinstance(item, str) and item in marked else item for item in found]
    names = [item.offset for item in said if isinstance(item, Word) and item.kind == "zone" and item.offset]
    return said, left, clocks.zone_of([*zones, *more_zones, *names])


def _is_one(dates: int, labels: list[str], ago: bool) -> bool:
    """Whether there is one date, or each has its label, or none stands beside how long ago it was.

    The first of several may go without a label if the other says that it is an update.
    """
    unlabelled = 1 if "updated" in labels else 0
    several = len(labels) <= dates <= len(labels) + unlabelled
    return dates == 1 or (several if dates else ago)


def is_update(text: str, calendar: Calendar) -> bool:
    """Whether the first label of a text says that its date is that of an update."""
    stamp = read_stamp(text, calendar)
    return stamp.labels[:1] == ("updated",) and len(stamp.days) <= len(stamp.labels)


def _times(said: Sequence[_Item], zone: str | None) -> list[str]:
    """The time of each day, empty if none is said; of a text without a day its first time.

    Where there are not as many times as days, a day has the one that no label parts from it.
    """
    # In German `am` stands before a day.
    german = any(isinstance(item, Day) and item.month and "en" not in item.month.languages for item in said)
    statement, of_day, of_time = 0, [], []
    for at, item in enumerate(said):
        if isinstance(item, Word) and item.kind in _LABELS:
            statement += 1
        elif isinstance(item, Day):
            of_day.append(statement)
        elif isinstance(item, Clock):
            beside = (other.kind for other in said[max(0, at - 1) : at + 2] if isinstance(other, Word))
            part = next((kind for kind in beside if kind in ("am", "pm")), "")
            part = "" if german and item.hour == 12 and part == "am" else part
            of_time.append((statement, clocks.iso_time(item, part, zone)))
    if not of_day or len(of_day) == len(of_time):
        return [time for _, time in of_time[: len(of_day) or 1]]
    own = [[time for place, time in of_time if place == day] for day in of_day]
    return [times[0] if times and of_day.count(day) == 1 else "" for day, times in zip(of_day, own, strict=True)]
