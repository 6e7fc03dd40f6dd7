"""What stands around the quotes of a reply, and what its buttons and the failures say."""

from collections.abc import Sequence

from bot.messages.catalogue import Catalogue, Label, Phrase, marked

# Messages of a kind that cannot be read, by kind.
KIND_SENTENCES = {
    "photo": marked("I cannot read pictures."),
    "voice": marked("I cannot listen to voice messages."),
    "audio": marked("I cannot listen to recordings."),
    "video": marked("I cannot watch videos."),
    "sticker": marked("A nice sticker, but I only read text."),
    "document": marked("I cannot read files in the chat."),
    "location": marked("I cannot make use of a place on the map."),
    "contact": marked("I cannot make use of a contact."),
    "poll": marked("I cannot make use of a poll."),
    "other": marked("I only read text."),
}


class ReplyMessages(Catalogue):
    """The frame of a reply."""

    NEAREST = Phrase("The dossier does not say this outright. The closest passages:")
    NOTHING = Phrase("The dossier has nothing on this.")
    TRY = Phrase("You could ask:")
    MORE_FOLLOWS = Phrase("Further passages:")

    MORE = Label("button", "More")
    CONTEXT = Label("button", "Context")
    FOLD = Label("button", "Fold")
    SOURCE = Label("button", "Source")

    GOOD = "👍"
    BAD = "👎"
    CHOSEN = " ✓"

    THANKS = Phrase("Thank you, noted.")
    TAKEN_BACK = Phrase("Taken back.")
    NO_MORE = Phrase("That is all the dossier has on this.")
    GONE = Phrase(
        "This passage has changed or left the dossier since. Ask again to see what it says now."
    )
    STALE = Phrase("This button is out of date. Please ask again.")
    NOT_YOURS = Phrase("Only the person who asked for this can decide it.")

    EMPTY_DOSSIER = Phrase(
        "The dossier is empty at the moment: it holds no document that could be quoted."
    )
    FAILED = Phrase(
        "Something went wrong on my side, and your message was not answered. It is in my log. "
        "Please try once more."
    )
    FAILED_SHORT = Phrase("Something went wrong on my side. It is in my log. Please try once more.")
    WRITE_INSTEAD = Phrase("Please write your question as text. /help shows examples.")

    def button(self, label: str, number: int) -> str:
        """Return a button's label with the number of the quote that it is about."""
        return f"{label} {self.writing.ordinal(number)}"

    def about(self, sentence: str) -> str:
        """Say what the dossier is about."""
        return self.say("The dossier: {about}", about=sentence)

    def read_as(self, understood: Sequence[tuple[str, str]]) -> str:
        """Say which words of the question were read as others."""
        quoted = self.writing.quoted
        pairs = self.writing.semicolon.join(
            self.say("{asked} as {read}", asked=quoted(asked), read=quoted(read))
            for asked, read in understood
        )
        return self.say("Read {pairs}.", pairs=pairs)

    def follows(self, question: str, words: Sequence[str]) -> str:
        """Say which question this follows, and what it takes from there."""
        quoted = self.writing.quoted
        return self.say(
            "Understood as a follow-up to {question}, about {words}. /new starts afresh.",
            question=quoted(question),
            words=self.writing.listed(quoted(word) for word in words),
        )

    def too_long(self, units: int, limit: int) -> str:
        """Say that a message is longer than a question can be."""
        return self.say(
            "That is longer than a question can be ({units} characters; {limit} are the limit). "
            "Please ask in a sentence or two.",
            units=units,
            limit=limit,
        )

    def cannot_read(self, kind: str) -> str:
        """Say that a message of this kind cannot be read, and what to do instead."""
        return f"{self.say(KIND_SENTENCES[kind])} {self.WRITE_INSTEAD}"
