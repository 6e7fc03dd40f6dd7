"""The query log's sums, for those who run the bot."""

from bot.messages.catalogue import Catalogue, Phrase, marked

_OUTCOMES = {
    "answer": marked("answer"),
    "nearest": marked("nearest"),
    "nothing": marked("nothing"),
}


class StatsMessages(Catalogue):
    """What /stats says."""

    LACKING = Phrase("What the dossier lacks")

    def last_days(self, days: int) -> str:
        """Name the period that the sums are about."""
        return self.say_counted("The last day", "The last {count} days", days)

    def asked(self, questions: int, people: int, chats: int) -> str:
        """Say how much was asked, by how many."""
        return self.say(
            "Questions: {questions} by {people} in {chats}",
            questions=questions,
            people=self.say_counted("{count} person", "{count} people", people),
            chats=self.say_counted("{count} chat", "{count} chats", chats),
        )

    def outcome(self, outcome: str, count: int, percent: int) -> str:
        """Say how often there was this outcome."""
        return self.say(
            "{outcome}: {count} ({percent} %)",
            outcome=self.say(_OUTCOMES[outcome]) if outcome in _OUTCOMES else outcome,
            count=count,
            percent=percent,
        )

    def feedback(self, liked: int, disliked: int) -> str:
        """Say how many marks there were."""
        return self.say("Feedback: {liked} 👍  {disliked} 👎", liked=liked, disliked=disliked)

    def median_time(self, milliseconds: float) -> str:
        """Say how long finding an answer took."""
        return self.say(
            "Median time to find an answer: {time} ms", time=self.writing.decimal(milliseconds, 1)
        )

    def waiting(self, count: int) -> str:
        """Say how many messages wait."""
        return self.say("Messages waiting to be sent: {count}", count=count)
