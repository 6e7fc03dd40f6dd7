"""Where a quote stands: publisher, title, date, paragraph."""

import datetime

from bot.messages.catalogue import Catalogue, Phrase, marked

# As they stand in a date, between the day and the year.
_MONTHS = (
    marked("January"),
    marked("February"),
    marked("March"),
    marked("April"),
    marked("May"),
    marked("June"),
    marked("July"),
    marked("August"),
    marked("September"),
    marked("October"),
    marked("November"),
    marked("December"),
)


class CitationMessages(Catalogue):
    """The words of a citation."""

    BRIEF = Phrase("a brief")
    NO_DATE = Phrase("no date given")

    def date(self, published: datetime.date | None) -> str:
        """Return a date in words, such as 24 June 2026, or the plain word that there is none."""
        if published is None:
            return self.NO_DATE
        said = self.say(
            "{day} {month} {year}",
            day=self.day(published),
            month=self.month(published),
            year=str(published.year),
        )
        return self.writing.in_digits(said)

    def day(self, day: datetime.date) -> str:
        """Return the day of the month as it stands in a date."""
        # Some languages write the first of a month otherwise than all other days.
        return self.say_as("first day of a month", "1") if day.day == 1 else str(day.day)

    def month(self, day: datetime.date) -> str:
        """Return the month as it stands in a date."""
        return self.say(_MONTHS[day.month - 1])

    def paragraph(self, number: int) -> str:
        """Return a paragraph's number behind its sign."""
        return f"¶ {self.writing.ordinal(number)}"

    def numbered(self, number: int) -> str:
        """Return a citation's number in its brackets."""
        return f"[{self.writing.ordinal(number)}]"

    def brief_of(self, publisher: str) -> str:
        """Say that a text is a summary of what this publisher wrote."""
        return self.say("brief of {publisher}", publisher=publisher)

    def untitled(self, document_id: str) -> str:
        """Return the name of a document that has no title."""
        return self.say("untitled ({id})", id=document_id)
