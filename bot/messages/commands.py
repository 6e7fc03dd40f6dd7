"""The commands: menus, what /start, /help and /privacy say, and what went wrong with one."""

from collections.abc import Sequence

from bot.messages.catalogue import Catalogue, Phrase, marked

Menu = Sequence[tuple[str, str]]

_SOURCES = marked("All documents of the dossier")
_PRIVATE: Menu = (
    ("help", marked("How to ask, with examples")),
    ("sources", _SOURCES),
    ("source", marked("One document: /source and words of its title")),
    ("why", marked("What my last reply rests on, or the one you reply to")),
    ("new", marked("Start afresh: the next question follows none")),
    ("privacy", marked("What is stored about you, and for how long")),
    ("forget", marked("Delete everything stored about you")),
)
_GROUP: Menu = (
    ("ask", marked("Ask the dossier: /ask and your question")),
    ("sources", _SOURCES),
    ("new", marked("Start afresh: the next question follows none")),
    ("help", marked("How to ask")),
)
_ADMIN: Menu = (("stats", marked("Questions, outcomes and feedback")),)


class CommandMessages(Catalogue):
    """What is said about commands and by them."""

    DESCRIPTION = Phrase(
        "Ask a dossier of documents. I quote the passages that answer, word for word, with their "
        "source, and say so when the dossier is silent."
    )
    SHORT_DESCRIPTION = Phrase("Quoted, cited answers from a dossier of documents.")
    START = Phrase(
        "I answer from a dossier of documents. I never write an answer of my own: I find the "
        "passages that hold it, quote them word for word, and name the source. Where the dossier "
        "is silent, I say so.\n\nAsk me anything about it in plain words."
    )
    EXAMPLES = Phrase("For example:")
    UNKNOWN_COMMAND = Phrase("I do not know that command. /help shows what I can do.")
    STATS_IN_PRIVATE = Phrase(
        "Please ask for that in our private chat: it shows what people asked."
    )
    NOT_ADMIN = Phrase("Only an administrator of this bot may use that command.")
    AFRESH = Phrase("Done. Your next question stands by itself.")
    FORGET_YES = Phrase("Delete it all")
    FORGET_NO = Phrase("Keep it")
    FORGOTTEN = Phrase("Done. Everything stored about you has been deleted.")
    KEPT = Phrase("Nothing was deleted.")

    @property
    def commands_private(self) -> Menu:
        """The commands of a private chat, each with its purpose."""
        return self._menu(_PRIVATE)

    @property
    def commands_group(self) -> Menu:
        """The commands of a group."""
        return self._menu(_GROUP)

    @property
    def commands_admin(self) -> Menu:
        """The further commands of those who run the bot."""
        return self._menu(_ADMIN)

    def help_about(self, more: str, context: str, source: str) -> str:
        """Return how to ask. The arguments: what the buttons of these names say."""
        return self.say(
            "Write a question, and I quote the passages that answer it, each with its source.\n\n"
            "Under a reply:\n"
            "{more} – the next passages\n"
            "{context} – the paragraphs around a quote\n"
            "{source} – the document: its details and its text\n"
            "👍 👎 – tell the editors whether it helped\n\n"
            "Ask on with “and when was that?” or “what about the fine?”: I take the rest from your "
            "last question, or from that of the answer you reply to.\n"
            "Correct your question by editing it: the reply follows.\n"
            "In a group, write /ask and your question, or reply to one of my messages.\n"
            "A “brief of” a publisher is a summary in other words than the publisher's own.\n\n"
            "Commands:",
            more=more,
            context=context,
            source=source,
        )

    def ask_with_words(self, example: str) -> str:
        """Say how /ask is used."""
        return self.say(
            "Write your question behind the command, for example: /ask {example}", example=example
        )

    def forget_ask(self, questions: int, marks: int) -> str:
        """Ask whether all shall be deleted. questions, marks: how many; not told where both are 0.

        Nobody but the person may be shown the counts.
        """
        counts = []
        if questions:
            counts.append(self.say_counted("{count} question", "{count} questions", questions))
        if marks:
            counts.append(self.say_counted("{count} mark", "{count} marks", marks))
        told = f" ({self.writing.listed(counts)})" if counts else ""
        return self.say(
            "This deletes everything stored about you{counts}. The replies in this chat stay until "
            "you delete them. It cannot be undone.",
            counts=told,
        )

    def privacy(self, retention_days: int) -> str:
        """Return what is stored, for how long, and how to delete it."""
        kept = self.say_counted(
            "After one day it is deleted, also what could not be handled or delivered.",
            "After {count} days it is deleted, also what could not be handled or delivered.",
            retention_days,
        )
        return self.say(
            "What is stored when you write to me:\n"
            "• your question, its time, this chat's number and your Telegram number,\n"
            "• which passages I quoted, and your 👍 or 👎,\n"
            "• until it is answered, the message as Telegram delivered it,\n"
            "• until it has arrived, my reply.\n\n"
            "It is kept in a database on the machine that runs me, so that editors see what the "
            "dossier lacks, and so that buttons keep working. Your name is not kept. Nothing is "
            "sent to anybody else. {kept}\n\n"
            "/forget deletes everything stored about you at once.",
            kept=kept,
        )

    def _menu(self, menu: Menu) -> Menu:
        return tuple((name, self.say(purpose)) for name, purpose in menu)
