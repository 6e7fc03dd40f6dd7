"""Dates told by weekday, by "last week" or without a year, worked out from a document's own date.

Patterns of the language find the expression, the tense of the verb beside it tells whether it lies
before or behind the publication, and plain arithmetic does the rest; the granularity stays what
the text said. Nothing is worked out where that would be a guess: without a date of the document,
for vague stretches ("nearly two years ago"), for weekdays that fit twice ("next Friday" said on a
Monday), or for "the next day" without a day told before. `python -m tests.evaluation.dates`
measures it, beside dateparser on the same expressions.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from retrieval.date_rules import Told, relative_period, stated_period, steps
from retrieval.date_words import DateWords, Rule, date_words, said
from retrieval.model import Basis, Granularity, Resolved
from retrieval.periods import Period, shifted
from retrieval.tense import Verb, verb_of

# Beside a year so far from the publication's, a weekday belongs to that year.
_MOST_YEARS = 1
_A_WEEK = timedelta(days=7)
# What may be told of another time without a word that says so.
_LOOSE = frozenset({"weekday", "date", "month"})
# How finely the day told before must be known for a step of this size from it.
_FINE_ENOUGH = {
    Granularity.DAY: {Granularity.DAY},
    Granularity.WEEK: {Granularity.DAY, Granularity.WEEK},
    Granularity.MONTH: {Granularity.DAY, Granularity.MONTH},
    Granularity.YEAR: {Granularity.DAY, Granularity.MONTH, Granularity.YEAR},
}


def dates_in(
    sentence: str, published: date | None, language: str = "en", before: str = ""
) -> tuple[Resolved, ...]:
    """Return what the dates of a sentence say, in their order; those it states in full too.

    before: the sentence before it, whose day "the next day" may follow. Of a language without a
    file in lexicon/dates nothing is returned.
    """
    *_, found = dates_of((before, sentence), published, language)
    return found


def dates_of(
    sentences: Iterable[str], published: date | None, language: str = "en"
) -> Iterator[tuple[Resolved, ...]]:
    """Yield what `dates_in` returns for each of the sentences of a paragraph."""
    words = date_words(language)
    told: Resolved | None = None
    for sentence in sentences:
        found: tuple[Resolved, ...] = ()
        if words is not None and (expressions := words.expressions_in(sentence)):
            found = tuple(_Reader(sentence, published, words, told).read(expressions))
        told = found[-1] if found else None
        yield found


def asked_dates(question: str, today: date | None, language: str) -> tuple[Resolved, ...]:
    """Return what the dates of a question say when it is asked today.

    Without `today` only those with a year are returned.
    """
    return dates_in(question, today, language)


Expression = tuple[Rule, re.Match[str]]


class _Reader:
    """Reads one sentence from its start to its end, knowing the day told last."""

    def __init__(
        self, sentence: str, published: date | None, words: DateWords, told: Resolved | None
    ) -> None:
        self._sentence = sentence
        self._published = published
        self._words = words
        self._told = told
        self._other_years = False

    def read(self, expressions: Sequence[Expression]) -> Iterator[Resolved]:
        """Yield what each expression says, leaving out those of which nothing can be said."""
        self._other_years = any(map(self._is_of_another_year, expressions))
        for expression in expressions:
            resolved = self._resolve(*expression)
            if resolved is not None:
                self._told = resolved
                yield resolved

    def _is_of_another_year(self, expression: Expression) -> bool:
        year = said(expression[1], "year")
        if year is None or self._published is None:
            return False
        return abs(int(year) - self._published.year) > _MOST_YEARS

    def _resolve(self, rule: Rule, match: re.Match[str]) -> Resolved | None:
        if rule.kind == "not":
            return None
        if said(match, "year"):
            return _resolved(match, stated_period(match, self._words), Basis.STATED)
        if rule.kind in {"told", "later", "earlier"}:
            return self._from_told(rule, match)
        if self._published is None:
            return None
        verb = verb_of(self._sentence, *span_of(match), self._words)
        if self._belongs_elsewhere(rule, verb):
            return None
        told = Told(rule, match, self._words, self._published, verb)
        return _resolved(match, relative_period(told), Basis.PUBLISHED)

    def _belongs_elsewhere(self, rule: Rule, verb: Verb) -> bool:
        """Return whether a day without a year may be one of another time that is told of.

        "The pit closed in 1988, when on Monday nobody came" is not about this week; what somebody
        "said on Monday" is.
        """
        if rule.kind not in _LOOSE or self._words.reporting.search(verb.text):
            return False
        is_before = rule.kind == "weekday" and self._words.perfect.search(verb.text)
        return self._other_years or (bool(is_before) and self._tells_of_earlier())

    def _tells_of_earlier(self) -> bool:
        """Return whether what was told last is longer ago than a weekday is told without date."""
        if self._told is None or self._published is None:
            return False
        is_fine = self._told.granularity in {Granularity.DAY, Granularity.MONTH}
        return is_fine and self._told.last < self._published - _A_WEEK

    def _from_told(self, rule: Rule, match: re.Match[str]) -> Resolved | None:
        if rule.kind == "told":
            unit, count = Granularity(rule.arguments[0]), int(rule.arguments[1])
        else:
            unit, count = steps(match, self._words)
            count = count if rule.kind == "later" else -count
        told = self._told
        if told is None or told.granularity not in _FINE_ENOUGH[unit]:
            return None
        base = told.last if count > 0 else told.first
        basis = Basis.PUBLISHED if told.basis is Basis.PUBLISHED else Basis.TOLD
        return _resolved(match, shifted(base, unit, count), basis)


def _resolved(match: re.Match[str], period: Period | None, basis: Basis) -> Resolved | None:
    if period is None:
        return None
    start, end = span_of(match)
    return Resolved(match.string[start:end], start, end, *period, basis)


def span_of(match: re.Match[str]) -> tuple[int, int]:
    """Return where the expression itself stands, without what only leads to it."""
    groups = match.groupdict()
    return match.span(next((name for name in ("x", "y") if groups.get(name)), 0))
