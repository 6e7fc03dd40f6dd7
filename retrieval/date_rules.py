"""What an expression says, by the rule that found it: a stretch of days, or nothing if unsure."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from retrieval.date_words import DateWords, Rule, said
from retrieval.model import Granularity
from retrieval.periods import (
    DAYS_OF_WEEK,
    WINTER,
    Period,
    day_in,
    day_of,
    month_of,
    season_of,
    shifted,
    year_of,
)
from retrieval.tense import Tense, Verb

_UNITS = (Granularity.DAY, Granularity.WEEK, Granularity.MONTH, Granularity.YEAR)
# A day or month told without its year lies within these of the publication, or it is not told so;
# where no verb tells past from future, within the lesser ones.
_MOST_DAYS = 330
_MOST_DAYS_UNTOLD = 90
_MOST_MONTHS = 10
_MOST_MONTHS_UNTOLD = 3
# Articles are changed after their date, and told "was on 1 April" when dated 30 March.
_SLACK = 7
# "Last May" said in June may be either of two.
_LEAST_MONTHS = 3
_MONTHS_OF_YEAR = 12


@dataclass(frozen=True, slots=True)
class Told:
    """An expression in its sentence. base: the day it is counted from. verb: that beside it."""

    rule: Rule
    match: re.Match[str]
    words: DateWords
    base: date
    verb: Verb

    @property
    def step(self) -> int:
        """-1 for "last", 1 for "next", 0 for "this" or none; other counts of a shift."""
        return int(self.rule.arguments[-1])

    def number_of(self, name: str, kind: str) -> int | None:
        """Return the place of what stands for a name in its list; None where nothing does."""
        written = said(self.match, name)
        return None if written is None else self.words.number_of(kind, written)


def stated_period(match: re.Match[str], words: DateWords) -> Period | None:
    """Return what an expression with a year says; None for a day that no calendar has."""
    year = int(said(match, "year") or 0)
    if season := said(match, "season"):
        return season_of(year, words.number_of("seasons", season))
    month = _month(match, words)
    if month is None:
        return year_of(year)
    if (day := said(match, "day")) is None:
        return month_of(year, month)
    return _days(year, month, int(day), said(match, "day2"))


def relative_period(told: Told) -> Period | None:
    """Return what an expression without a year says, counted from the base; None if unsure."""
    try:
        return _BY_KIND[told.rule.kind](told)
    except (ValueError, OverflowError):  # before the first or after the last day of the calendar
        return None


def steps(match: re.Match[str], words: DateWords) -> tuple[Granularity, int]:
    """Return the unit and the number in "three days ago"."""
    written, unit = said(match, "n") or "", said(match, "unit") or ""
    number = int(written) if written.isdigit() else words.number_of("numbers", written) + 1
    return _UNITS[words.number_of("units", unit)], number


def _ago(told: Told) -> Period | None:
    unit, number = steps(told.match, told.words)
    return shifted(told.base, unit, -number)


def _shift(told: Told) -> Period | None:
    return shifted(told.base, Granularity(told.rule.arguments[0]), told.step)


def _today(told: Told) -> Period | None:
    """Return nothing beside a lasting state: "today it is one of the largest"."""
    if told.verb.tense is Tense.UNKNOWN and told.words.lasting.search(told.match.string):
        return None
    return day_of(told.base)


def _date(told: Told) -> Period | None:
    match, weekday = told.match, told.number_of("weekday", "weekdays")
    month, day, day2 = _month(match, told.words), int(said(match, "day") or 0), said(match, "day2")
    if month is None:
        return None
    years = (told.base.year + step for step in (-1, 0, 1))
    possible = [period for year in years if (period := _days(year, month, day, day2))]
    if weekday is not None:
        possible = [period for period in possible if period.first.weekday() == weekday]
    by_distance = {(period.first - told.base).days: period for period in possible}
    return _nearest(by_distance, told.verb.tense, _MOST_DAYS, _MOST_DAYS_UNTOLD, _SLACK)


def _nearest(
    by_distance: Mapping[int, Period], tense: Tense, most: int, most_untold: int, slack: int = 0
) -> Period | None:
    """Return the period on the verb's side of the base; without a verb the only one near."""
    if tense is Tense.UNKNOWN:
        near = [distance for distance in by_distance if abs(distance) <= most_untold]
        return by_distance[near[0]] if len(near) == 1 else None
    fitting = [d for d in by_distance if -slack <= d * tense <= most]
    return by_distance[min(fitting, key=abs)] if fitting else None


def _whole_month(told: Told) -> Period | None:
    month = _month(told.match, told.words)
    if month is None:
        return None
    months = [month - told.base.month + step for step in (-_MONTHS_OF_YEAR, 0, _MONTHS_OF_YEAR)]
    by_distance = {n: month_of(told.base.year, told.base.month + n) for n in months}
    if not told.rule.arguments:
        return _nearest(by_distance, told.verb.tense, _MOST_MONTHS, _MOST_MONTHS_UNTOLD)
    if told.step == 0:
        return by_distance[months[1]]
    distance = min((n for n in months if n * told.step > 0), key=abs)
    return by_distance[distance] if abs(distance) >= _LEAST_MONTHS else None


def _season(told: Told) -> Period | None:
    """Return the season before, after or around the base; nothing where two would do."""
    season = told.number_of("season", "seasons")
    if season is None or not told.rule.arguments:
        return None
    year, base = told.base.year, told.base
    if season == WINTER:
        # From January on, "this winter" is the one that began the year before.
        if told.step == 0 and (base.month < season_of(year, 0).first.month):
            return season_of(year - 1, WINTER)
        is_past = told.step < 0 or (told.step == 0 and told.verb.tense is Tense.PAST)
        this = season_of(year - 1, WINTER)
        if is_past:
            return this if this.last < base else season_of(year - 2, WINTER)
        return season_of(year, WINTER)
    if told.step == 0:
        return season_of(year, season)
    this = season_of(year, season)
    is_clear = this.last >= base if told.step < 0 else this.first <= base
    return season_of(year + told.step, season) if is_clear else None


def _weekday(told: Told) -> Period | None:
    weekday = told.number_of("weekday", "weekdays")
    if weekday is None:
        return None
    back = (told.base.weekday() - weekday) % DAYS_OF_WEEK
    ahead = (weekday - told.base.weekday()) % DAYS_OF_WEEK
    if told.step:
        return _last_or_next(told, weekday, back or DAYS_OF_WEEK, ahead or DAYS_OF_WEEK)
    if told.verb.tense is Tense.FUTURE:
        return day_of(told.base + timedelta(days=ahead))
    if told.verb.tense is Tense.PAST or not back:
        return day_of(told.base - timedelta(days=back))
    return None


def _last_or_next(told: Told, weekday: int, back: int, ahead: int) -> Period | None:
    """Return the weekday before or after; nothing for one that this week holds on that side."""
    if told.step < 0:
        is_clear = weekday >= told.base.weekday()
        return day_of(told.base - timedelta(days=back)) if is_clear else None
    is_clear = weekday <= told.base.weekday()
    return day_of(told.base + timedelta(days=ahead)) if is_clear else None


def _month(match: re.Match[str], words: DateWords) -> int | None:
    if number := said(match, "month_number"):
        return int(number) if 1 <= int(number) <= _MONTHS_OF_YEAR else None
    written = said(match, "month")
    return None if written is None else words.number_of("months", written) + 1


def _days(year: int, month: int, day: int, day2: str | None) -> Period | None:
    first = day_in(year, month, day)
    last = first if day2 is None else day_in(year, month, int(day2))
    return day_of(first, last) if first and last and first <= last else None


_BY_KIND: Mapping[str, Callable[[Told], Period | None]] = {
    "ago": _ago,
    "shift": _shift,
    "today": _today,
    "date": _date,
    "month": _whole_month,
    "season": _season,
    "weekday": _weekday,
}
