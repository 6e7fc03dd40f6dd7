"""Days, weeks, months, seasons and years as stretches of days, and the arithmetic between them."""

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from retrieval.model import Granularity

# Meteorological seasons of the northern half of the world, by the month in which each begins.
SEASON_BEGINS = (3, 6, 9, 12)
WINTER = 3
_SEASON_MONTHS = 3
DAYS_OF_WEEK = 7


class Period(NamedTuple):
    """From the first day to the last, both included."""

    first: date
    last: date
    granularity: Granularity


def day_of(day: date, last: date | None = None) -> Period:
    """Return one day, or the days up to another."""
    return Period(day, last or day, Granularity.DAY)


def week_of(day: date) -> Period:
    """Return the week from Monday to Sunday in which a day is."""
    monday = day - timedelta(days=day.weekday())
    return Period(monday, monday + timedelta(days=DAYS_OF_WEEK - 1), Granularity.WEEK)


def month_of(year: int, month: int) -> Period:
    """Return a month; month: may be beyond 1..12, and is then one of another year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    last = date(year, month, monthrange(year, month)[1])
    return Period(date(year, month, 1), last, Granularity.MONTH)


def season_of(year: int, season: int) -> Period:
    """Return a season, 0 spring to 3 winter; a winter is that which begins in the year."""
    begins = SEASON_BEGINS[season]
    ends = month_of(year, begins + _SEASON_MONTHS - 1)
    return Period(date(year, begins, 1), ends.last, Granularity.SEASON)


def season_number(first: date) -> int:
    """Return which season begins on that day, 0 spring to 3 winter."""
    return SEASON_BEGINS.index(first.month)


def year_of(year: int) -> Period:
    """Return a year."""
    return Period(date(year, 1, 1), date(year, 12, 31), Granularity.YEAR)


def shifted(base: date, unit: Granularity, by: int) -> Period | None:
    """Return the day, week, month or year that lies so many of them after that of the base day.

    None beyond the calendar.
    """
    try:
        if unit is Granularity.DAY:
            return day_of(base + timedelta(days=by))
        if unit is Granularity.WEEK:
            return week_of(base + timedelta(days=DAYS_OF_WEEK * by))
        if unit is Granularity.MONTH:
            return month_of(base.year, base.month + by)
        return year_of(base.year + by)
    except (ValueError, OverflowError):
        return None


def day_in(year: int, month: int, day: int) -> date | None:
    """Return a day of the calendar, None for one that there is not."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
