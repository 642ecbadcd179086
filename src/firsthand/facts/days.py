"""When: a phrase's fields, the days that it can mean, and whether two phrases can mean the same.

A weekday or "last week" means a day only beside the day of publication, and even then often one
of two; so a phrase keeps every stretch of days that it can mean, and only phrases that share none
of them are different.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from typing import Literal

from firsthand.records import Span

Unit = Literal["day", "week", "month", "year"]
Stretch = tuple[date, date]
"""A first and a last day, both included."""

UNITS: tuple[Unit, ...] = ("day", "week", "month", "year")
_LENGTH = {"day": 1, "week": 7, "month": 30, "year": 365}
# A date-time in another zone, or the time of a crawl, may lie a day off.
_SLACK = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Offset:
    """So many units before (negative) or after the time of writing: "last week" is week, -1.

    ``amount`` is -0.5 for "the past week", which can be the last or this one. ``counted`` tells "a
    week ago" from "last week": it does not begin and end with the calendar.
    """

    unit: Unit
    amount: float
    counted: bool = False

    def around(self) -> tuple[float, float]:
        """Return the days that it covers, counted from the day of writing, without its edges."""
        length = _LENGTH[self.unit]
        half = 0.0 if length == 1 else length / 2 - 0.5
        return self.amount * length - half, self.amount * length + half


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """Words that say when, with what they state outright and the days that they can mean.

    ``year``, ``month``, ``day`` and ``weekday`` (0 for Monday) are None where not stated.
    ``turn`` is -1, 0 or 1 beside "last", "this" or "next". ``offset`` is set where the phrase
    counts from the time of writing. ``days`` is empty where no day can be told.
    """

    span: Span
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    turn: int | None = None
    offset: Offset | None = None
    days: tuple[Stretch, ...] = ()

    @property
    def resolved(self) -> date | None:
        """The one day that is meant, None where it could be several."""
        if len(self.days) == 1 and self.days[0][0] == self.days[0][1]:
            return self.days[0][0]
        return None

    @property
    def exactness(self) -> Unit:
        """The unit that the phrase tells: "June 9" a day, "last year" and "2017" a year."""
        if self.offset:
            return self.offset.unit
        if self.day is not None or self.weekday is not None:
            return "day"
        return "month" if self.month is not None else "year"


# --- which days


def days_of(phrase: DatePhrase, published: date | None) -> tuple[Stretch, ...]:
    """Return the stretches of days that a phrase can mean in a report of that day."""
    try:
        if phrase.offset:
            return (_offset_days(phrase.offset, published),) if published else ()
        if phrase.weekday is not None:
            return tuple(_weekdays(phrase.weekday, phrase.turn, published)) if published else ()
        return tuple(_stated(phrase, published))
    except (ValueError, OverflowError):
        return ()


def _offset_days(offset: Offset, published: date) -> Stretch:
    amount = round(offset.amount)
    if offset.unit == "day":
        day = published + timedelta(days=amount)
        return day, day
    if offset.counted or amount != offset.amount:
        low, high = (timedelta(days=round(n)) for n in offset.around())
        return published + low, published + high
    if offset.unit == "week":
        monday = published - timedelta(days=published.weekday() - 7 * amount)
        return monday - timedelta(days=1), monday + timedelta(days=6)
    if offset.unit == "year":
        year = published.year + amount
        return date(year, 1, 1), date(year, 12, 31)
    count = published.year * 12 + published.month - 1 + amount
    return _month(count // 12, count % 12 + 1)


def _month(year: int, month: int) -> Stretch:
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), following - timedelta(days=1)


def _weekdays(weekday: int, turn: int | None, published: date) -> Iterator[Stretch]:
    """Yield the nearest such days before (publication day included) and after."""
    back = (published.weekday() - weekday) % 7
    first = {None: 0, -1: -1, 0: 0, 1: 1}[turn]
    for week in (first, first + 1):
        day = published + timedelta(days=7 * week - back)
        yield day, day


def _stated(phrase: DatePhrase, published: date | None) -> Iterator[Stretch]:
    """Yield the days that the fields state; without a year those of the years around."""
    years = [phrase.year] if phrase.year is not None else []
    if published and phrase.year is None:
        years = [published.year - 1, published.year, published.year + 1]
    for year in years:
        if phrase.month is None and phrase.day is None:
            yield date(year, 1, 1), date(year, 12, 31)
        elif phrase.month is None:
            return
        elif phrase.day is None:
            yield _month(year, phrase.month)
        else:
            yield date(year, phrase.month, phrase.day), date(year, phrase.month, phrase.day)


# --- the same or not


def same_time(mine: DatePhrase, other: DatePhrase) -> bool | None:
    """Tell whether two phrases can mean one time; None where that cannot be told.

    A less exact phrase agrees with a more exact one inside it ("June", "June 9").
    """
    if mine.offset and other.offset:
        return _same_offset(mine, other)
    if mine.weekday is not None and other.weekday is not None:
        opposite = {mine.turn, other.turn} == {-1, 1}
        return mine.weekday == other.weekday and not opposite
    stated = _same_stated(mine, other)
    if stated is not None:
        return stated
    for a, b in ((mine, other), (other, mine)):
        if a.weekday is not None and b.day is not None and b.resolved:
            return _same_weekday(a, b, b.resolved)
    return _same_days(mine, other)


def _same_weekday(weekday: DatePhrase, dated: DatePhrase, day: date) -> bool | None:
    """Compare a weekday with a full date; whether it is that week cannot be told from the name."""
    if weekday.weekday != day.weekday():
        return False
    return _share_a_day(weekday, dated, timedelta(0)) or None


def _same_offset(mine: DatePhrase, other: DatePhrase) -> bool | None:
    """Compare by the days where both are known, else as if written on one day."""
    if not mine.offset or not other.offset:
        return None
    (low, high), (low2, high2) = mine.offset.around(), other.offset.around()
    near = low <= high2 and low2 <= high
    if not near and _share_a_day(mine, other, timedelta(0)):
        return True
    return near


def _same_stated(mine: DatePhrase, other: DatePhrase) -> bool | None:
    fields = ((mine.year, other.year), (mine.month, other.month), (mine.day, other.day))
    both = [a == b for a, b in fields if a is not None and b is not None]
    return all(both) if both else None


def _same_days(mine: DatePhrase, other: DatePhrase) -> bool | None:
    """Compare by the days that are possible; phrases that are not equally exact only agree."""
    if not mine.days or not other.days:
        return None
    if _share_a_day(mine, other, _SLACK if mine.offset or other.offset else timedelta(0)):
        return True
    return False if mine.exactness == other.exactness else None


def _share_a_day(mine: DatePhrase, other: DatePhrase, slack: timedelta) -> bool:
    return any(
        first <= last2 + slack and first2 <= last + slack
        for (first, last), (first2, last2) in product(mine.days, other.days)
    )
