"""What a date in a quote says, for the brackets behind it."""

from datetime import date

from bot.messages.catalogue import marked
from bot.messages.citations import CitationMessages

# A month by itself often has another form than one in a date.
_MONTHS = (
    marked("January {year}"),
    marked("February {year}"),
    marked("March {year}"),
    marked("April {year}"),
    marked("May {year}"),
    marked("June {year}"),
    marked("July {year}"),
    marked("August {year}"),
    marked("September {year}"),
    marked("October {year}"),
    marked("November {year}"),
    marked("December {year}"),
)
_SEASONS = (
    marked("spring {years}"),
    marked("summer {years}"),
    marked("autumn {years}"),
    marked("winter {years}"),
)


class PeriodMessages(CitationMessages):
    """Days, months, seasons and years."""

    def month_of_year(self, first: date) -> str:
        """Return the month and the year, without a day."""
        return self._in_digits(_MONTHS[first.month - 1], year=str(first.year))

    def season(self, number: int, first: date, last: date) -> str:
        """Return the season and its years. number: 0 spring to 3 winter."""
        years = [str(year) for year in sorted({first.year, last.year})]
        return self._in_digits(_SEASONS[number], years="–".join(years))

    def year(self, first: date) -> str:
        """Return the year."""
        return self.writing.ordinal(first.year)

    def days(self, first: date, last: date) -> str:
        """Return the days from the first to the last, or the one day that both are."""
        until = self.date(last)
        if first == last:
            return until
        if (first.year, first.month) == (last.year, last.month):
            return self._in_digits(marked("{day}–{date}"), day=str(first.day), date=until)
        if first.year != last.year:
            return self.say("{first} – {last}", first=self.date(first), last=until)
        begins = self._in_digits(
            marked("{day} {month}"), day=self.day(first), month=self.month(first)
        )
        return self.say("{first} – {last}", first=begins, last=until)

    def inferred(self, period: str) -> str:
        """Say that a date is worked out from the date of the document."""
        return self.say("{period}, from the article's date", period=period)

    def inferred_from_text(self, period: str) -> str:
        """Say that a date is worked out from one that stands before it."""
        return self.say("{period}, from the date before it", period=period)

    def _in_digits(self, english: str, **blanks: str) -> str:
        return self.writing.in_digits(self.say(english, **blanks))
