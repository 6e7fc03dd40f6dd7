"""Times as terms, so that a question for 28 April finds what a paper said on Tuesday of "Monday".

A sentence is found by the terms of what its dates say; a question looks up the term of what it
asks for, and of the days within it. A term is written like a word of the text, so that every
language's analysis leaves it as it is.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from retrieval.date_words import date_words, said
from retrieval.dates import asked_dates, dates_of, span_of
from retrieval.model import Form, FormKind, Granularity, Resolved
from retrieval.periods import DAYS_OF_WEEK, month_of

# Where sentences end, near enough for dates, and a hundred times as quick as where they do.
_SENTENCE_ENDS = re.compile(r"(?<=[.!?؟…])[\"'”’»)\]]*\s+")
# Of how many times a question may be; a pasted calendar is none.
MOST_TIMES = 8
# What a day counts for the month, week or year that was asked for.
WITHIN = 0.7
# A day asked for without its year may be of any of these.
_YEARS = range(1990, 2050)
_MONTHS = range(1, 13)


@dataclass(frozen=True, slots=True)
class AskedTime:
    """A time in a question, at [start:end] of it, and the terms that tell it."""

    start: int
    end: int
    forms: tuple[Form, ...]


def date_terms(dates: Iterable[Resolved]) -> tuple[str, ...]:
    """Return what a text with these dates is found by: a term for each day, month and so on.

    Several days told as one, such as 28 to 30 April, are a term each; no more than a week of them.
    """
    return tuple(dict.fromkeys(term for told in dates for term in _terms(told)))


def times_told(text: str, published: date, language: str) -> tuple[str, ...]:
    """Return the terms of a paragraph of a document with this date."""
    found = dates_of(_SENTENCE_ENDS.split(text), published, language)
    return date_terms(told for sentence in found for told in sentence)


def asked_times(question: str, today: date | None, language: str) -> tuple[AskedTime, ...]:
    """Return the times that a question asks for; "yesterday" only where `today` is given."""
    full = [
        AskedTime(told.start, told.end, tuple(_forms(told)))
        for told in asked_dates(question, today, language)
    ]
    taken = {at for time in full for at in range(time.start, time.end)}
    loose = [time for time in _without_year(question, language) if time.start not in taken]
    return tuple(sorted([*full, *loose], key=lambda time: time.start))[:MOST_TIMES]


def _terms(told: Resolved) -> Iterator[str]:
    days = (told.last - told.first).days + 1
    if told.granularity is not Granularity.DAY:
        yield _term(told.granularity, told.first)
    elif days <= DAYS_OF_WEEK:
        yield from _days(told.first, days)


def _days(first: date, count: int) -> Iterator[str]:
    for number in range(count):
        yield _term(Granularity.DAY, first + timedelta(days=number))


def _term(granularity: Granularity, first: date) -> str:
    """Return the term of the day, week and so on that begins on a day."""
    shown = f"{first.year:04}"
    if granularity is not Granularity.YEAR:
        shown += f"{first.month:02}"
    if granularity in {Granularity.DAY, Granularity.WEEK}:
        shown += f"{first.day:02}"
    return f"{granularity}{shown}"


def _forms(told: Resolved) -> Iterator[Form]:
    for term in _terms(told):
        yield Form((term,), 1.0, FormKind.DATE, told.text)
    within: Iterable[str] = ()
    if told.granularity in {Granularity.WEEK, Granularity.MONTH}:
        within = _days(told.first, (told.last - told.first).days + 1)
    elif told.granularity is Granularity.YEAR:
        months = (month_of(told.first.year, month).first for month in _MONTHS)
        within = (_term(Granularity.MONTH, first) for first in months)
    for term in within:
        yield Form((term,), WITHIN, FormKind.DATE, told.text)


def _without_year(question: str, language: str) -> Iterator[AskedTime]:
    """Yield days and months asked for without a year, in whatever year the dossier has them."""
    words = date_words(language)
    for rule, match in words.expressions_in(question) if words else ():
        month, day = said(match, "month"), said(match, "day")
        is_meant = rule.kind in {"date", "month"} and not rule.arguments
        if words is None or not is_meant or said(match, "year") or month is None:
            continue
        number = words.number_of("months", month) + 1
        term = f"day{{}}{number:02}{int(day):02}" if day else f"month{{}}{number:02}"
        text = question[slice(*span_of(match))]
        forms = (Form((term.format(y),), 1.0, FormKind.DATE, text) for y in _YEARS)
        yield AskedTime(*span_of(match), tuple(forms))
