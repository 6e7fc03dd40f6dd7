"""The list of documents, a document's card and its pages."""

from bot.messages.catalogue import Catalogue, Label, Phrase, marked

_LANGUAGE_NAMES = {
    "en": marked("English"),
    "ru": marked("Russian"),
    "tr": marked("Turkish"),
    "az": marked("Azerbaijani"),
    "fa": marked("Persian"),
    "ar": marked("Arabic"),
    "fr": marked("French"),
    "de": marked("German"),
    "es": marked("Spanish"),
}


class DocumentMessages(Catalogue):
    """What is said of documents."""

    CLOSE = Label("button", "Close")
    PREVIOUS = Label("button", "‹ Back")
    NEXT = Label("button", "Next ›")
    READ = Label("button", "Read it here")
    CARD = Label("button", "‹ Card")
    OPEN = Label("button", "Open the original")
    ALL_DOCUMENTS = Label("button", "‹ All documents")

    PUBLISHER = Label("field", "Publisher")
    DATE = Label("field", "Date")
    LANGUAGE = Label("field", "Language")
    LENGTH = Label("field", "Length")
    FILE = Label("field", "File")
    LINK = Label("field", "Link")
    NOT_STATED = Phrase("not stated")
    NO_PUBLISHER = Phrase("publisher not stated")
    NO_PUBLISHER_OF_BRIEF = Phrase("brief of a text by an unstated publisher")
    RESTATED = Phrase(
        "This is a brief of the published text in other words; it is not the publisher's own "
        "wording."
    )
    SOURCES_EMPTY = Phrase("The dossier holds no documents yet.")

    def field(self, label: str, value: str) -> str:
        """Return a line of a card, its label before the value."""
        return f"{self.field_label(label)}{self.writing.isolate(value)}"

    def field_label(self, label: str) -> str:
        """Return a label as it stands before a value."""
        return self.say_as("before a value", "{label}: ", label=label)

    def language_name(self, code: str | None) -> str:
        """Return what a language is called; its code where no name is known."""
        if not code:
            return self.NOT_STATED
        return self.say(_LANGUAGE_NAMES[code]) if code in _LANGUAGE_NAMES else code

    def documents_held(self, count: int) -> str:
        """Say how many documents the dossier has."""
        return self.say_counted(
            "{count} document in the dossier", "{count} documents in the dossier", count
        )

    def documents_fit(self, count: int) -> str:
        """Say how many documents fit what was asked for."""
        return self.say_counted("{count} document fits", "{count} documents fit", count)

    def only_first(self, count: int) -> str:
        """Say that of those only the first few are listed."""
        return self.say_counted("the first one is", "the first {count} are", count)

    def length(self, paragraphs: int, words: int) -> str:
        """Say how long a document is."""
        parts = (
            self.say_counted("{count} paragraph", "{count} paragraphs", paragraphs),
            self.say_counted("{count} word", "{count} words", words),
        )
        return self.writing.listed(parts)

    def page(self, page: int, last: int) -> str:
        """Return which page of how many is shown; both count from 1."""
        return f"{self.writing.ordinal(page)} / {self.writing.ordinal(last)}"

    def source_usage(self, example: str) -> str:
        """Say how /source is used."""
        return self.say(
            "Write words of the title behind the command, for example: /source {example}",
            example=example,
        )

    def source_unknown(self, words: str) -> str:
        """Say that no document fits these words."""
        return self.say(
            "No document's title, publisher or name holds {words}. /sources lists them all.",
            words=self.writing.quoted(words),
        )
