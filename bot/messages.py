"""Every sentence and label that the bot says by itself, in one place.

Quotes are never here: those come from the dossier. Sentences with a blank to fill are functions.
"""

from collections.abc import Sequence

from retrieval.reasons import Reason, ReasonKind

NEAREST = "The dossier does not say this outright. The closest passages:"
NOTHING = "The dossier has nothing on this."
READ_AS = "Read {pairs}."
READ_AS_PAIR = "“{asked}” as “{read}”"
# Behind a date of a quote, in brackets. {period}: a day, week, month, season or year.
INFERRED = "{period}, from the article's date"
INFERRED_FROM_TEXT = "{period}, from the date before it"
SEASONS = ("spring", "summer", "autumn", "winter")
ABOUT = "The dossier: "
TRY = "You could ask:"

MORE = "More"
CONTEXT = "Context"
FOLD = "Fold"
SOURCE = "Source"
GOOD = "👍"
BAD = "👎"
CHOSEN = " ✓"
CLOSE = "Close"
PREVIOUS = "‹ Back"
NEXT = "Next ›"
READ = "Read it here"
CARD = "‹ Card"
OPEN = "Open the original"
ALL_DOCUMENTS = "‹ All documents"
RESTATED = (
    "This is a brief of the published text in other words; it is not the publisher's own wording."
)

THANKS = "Thank you, noted."
TAKEN_BACK = "Taken back."
NO_MORE = "That is all the dossier has on this."
MORE_FOLLOWS = "Further passages:"
GONE = "This passage has changed or left the dossier since. Ask again to see what it says now."
STALE = "This button is out of date. Please ask again."
NOT_YOURS = "Only the person who asked for this can decide it."

EMPTY_DOSSIER = "The dossier is empty at the moment: it holds no document that could be quoted."
FAILED = (
    "Something went wrong on my side, and your message was not answered. It is in my log. "
    "Please try once more."
)
FAILED_SHORT = "Something went wrong on my side. It is in my log. Please try once more."
TOO_LONG = (
    "That is longer than a question can be ({units:,} characters; {limit:,} are the limit). "
    "Please ask in a sentence or two."
)
ASK_WITH_WORDS = "Write your question behind the command, for example: /ask {example}"
UNKNOWN_COMMAND = "I do not know that command. /help shows what I can do."
STATS_IN_PRIVATE = "Please ask for that in our private chat: it shows what people asked."
NOT_ADMIN = "Only an administrator of this bot may use that command."

KIND_SENTENCES = {
    "photo": "I cannot read pictures.",
    "voice": "I cannot listen to voice messages.",
    "audio": "I cannot listen to recordings.",
    "video": "I cannot watch videos.",
    "sticker": "A nice sticker, but I only read text.",
    "document": "I cannot read files in the chat.",
    "location": "I cannot make use of a place on the map.",
    "contact": "I cannot make use of a contact.",
    "poll": "I cannot make use of a poll.",
    "other": "I only read text.",
}
WRITE_INSTEAD = "Please write your question as text. /help shows examples."

START = (
    "I answer from a dossier of documents. I never write an answer of my own: I find the passages "
    "that hold it, quote them word for word, and name the source. Where the dossier is silent, I "
    "say so.\n\nAsk me anything about it in plain words."
)
HELP = (
    "Write a question, and I quote the passages that answer it, each with its source.\n\n"
    "Under a reply:\n"
    "More – the next passages\n"
    "Context – the paragraphs around a quote\n"
    "Source – the document: its details and its text\n"
    "👍 👎 – tell the editors whether it helped\n\n"
    "Correct your question by editing it: the reply follows.\n"
    "In a group, write /ask and your question, or reply to one of my messages.\n"
    "A “brief of” a publisher is a summary in other words than the publisher's own.\n\n"
    "Commands:\n"
)
EXAMPLES = "For example:"

WHY = "Why this reply to “{question}”"
WHY_AT_LENGTH = "Why this reply"
WHY_LANGUAGE = "The question is in: {language}."
WHY_WANTED = "It asks for {wanted}."
WHY_WORDS = "Looked up:"
WHY_NO_WORDS = "It holds no words that could be looked up."
WHY_MORE_WORDS = "… and {count} more words"
WHY_MORE = "and {count} more"
WHY_WEIGHTS = "weight {weight:.2f}, rarity {rarity:.2f}"
WHY_NAME = "a name, "
WHY_AS_ASKED = "as asked"
WHY_UNKNOWN = "not in the dossier"
WHY_AROUND = "(in the heading or title)"
WHY_HOLDS = "Holds {words}."
WHY_LACKS = "Lacks {words}."
WHY_SCORE = "Score {score:.1f} = {parts}"
WHY_CONFIDENCE = "Confidence {confidence:.2f}; quotes are an answer from {least:.2f} on."
WHY_FOR = "For it: "
WHY_AGAINST = "Against it: "
WHY_BEGINS = "to begin with"
WHY_WHAT = (
    "I do not know a question of yours in this chat that I could explain. Ask one, or reply with "
    "/why to one of my answers."
)
WHY_NOT_THIS = (
    "I do not know any more which question that message answers, or it answers none. Reply with "
    "/why to one of my answers."
)
OUTCOMES = {"answer": "An answer", "nearest": "Only the nearest passages", "nothing": "Nothing"}
FORM_KINDS = {
    "name": "another spelling",
    "repair": "a typing error",
    "synonym": "another word for it",
    "related": "a word of the same field",
    "translation": "its translation",
}
SCORE_PARTS = {
    "first": "words",
    "surface": "as typed",
    "pairs": "side by side",
    "sentence": "best sentence",
    "near": "beside it",
}
# What speaks for or against an answer, by the names of retrieval.confidence.Evidence.
FACTS = {
    "best": "share of the question in the best passage",
    "first": "share of it in the first passage",
    "topic": "its words that are no names",
    "sentence": "such words in the best sentence",
    "exact": "share found as typed",
    "missed": "topic words missed",
    "unknown": "words that the dossier lacks",
    "near": "words only beside the passage",
    "is_wanted": "it asks for a kind of thing",
    "lacks": "nothing of that kind in the passage",
    "sentence_lacks": "nothing of that kind in the best sentence",
    "has_name": "it names something",
    "lacks_name": "a name that the dossier lacks",
    "is_keywords": "nothing but key words",
    "is_short": "very few words",
}

_REASONS = {
    ReasonKind.EMPTY_DOSSIER: "The dossier is empty.",
    ReasonKind.NO_WORDS: "Your message holds no words that could be looked up.",
    ReasonKind.ORDER: (
        "This reads like an instruction to the bot, which only looks things up in the dossier."
    ),
    ReasonKind.GREETING: "Hello! Ask me something about the dossier.",
    ReasonKind.THANKS: "You are welcome.",
    ReasonKind.FAREWELL: "Goodbye!",
    ReasonKind.HOW_ARE_YOU: "All is well here, thank you. Ask me something about the dossier.",
    ReasonKind.WHO_ARE_YOU: "I am a bot that quotes a dossier of documents.",
    ReasonKind.NO_QUESTION: "This does not read like a question.",
    ReasonKind.NAME_UNKNOWN: "The dossier does not mention {words}.",
    ReasonKind.NONE_OCCUR: "None of the words in your question occur in the dossier.",
    ReasonKind.WORD_UNKNOWN: "The word {words} does not occur in the dossier.",
    ReasonKind.EVERYDAY_ONLY: "The dossier shares only everyday words with your question: {words}.",
    ReasonKind.KIND_LACKING: "The closest passage does not give {wanted}.",
    ReasonKind.WORDS_LACKING: "The closest passage does not speak of {words}.",
    ReasonKind.NOT_AN_ANSWER: "The words of your question stand there, but not as an answer to it.",
    ReasonKind.NO_MORE: NO_MORE,
}

COMMANDS_PRIVATE: tuple[tuple[str, str], ...] = (
    ("help", "How to ask, with examples"),
    ("sources", "All documents of the dossier"),
    ("source", "One document: /source and words of its title"),
    ("why", "What my last reply rests on, or the one you reply to"),
    ("privacy", "What is stored about you, and for how long"),
    ("forget", "Delete everything stored about you"),
)
COMMANDS_GROUP: tuple[tuple[str, str], ...] = (
    ("ask", "Ask the dossier: /ask and your question"),
    ("sources", "All documents of the dossier"),
    ("help", "How to ask"),
)
COMMANDS_ADMIN: tuple[tuple[str, str], ...] = (("stats", "Questions, outcomes and feedback"),)
DESCRIPTION = (
    "Ask a dossier of documents. I quote the passages that answer, word for word, with their "
    "source, and say so when the dossier is silent."
)
SHORT_DESCRIPTION = "Quoted, cited answers from a dossier of documents."

FORGET_ASK = (
    "This deletes everything stored about you{counts}. The replies in this chat stay until you "
    "delete them. It cannot be undone."
)
FORGET_YES = "Delete it all"
FORGET_NO = "Keep it"
FORGOTTEN = "Done. Everything stored about you has been deleted."
KEPT = "Nothing was deleted."

SOURCES_EMPTY = "The dossier holds no documents yet."
SOURCE_USAGE = "Write words of the title behind the command, for example: /source {example}"
SOURCE_UNKNOWN = "No document's title, publisher or name holds “{words}”. /sources lists them all."


def reason(given: Reason | None) -> str:
    """Return the sentence for a reason; empty where there is none."""
    if given is None:
        return ""
    return _REASONS[given.kind].format(words=_listed(given.words), wanted=given.wanted)


def _listed(words: Sequence[str]) -> str:
    quoted = [f"“{word}”" for word in words]
    return " or ".join(part for part in (", ".join(quoted[:-1]), *quoted[-1:]) if part)


def privacy(retention_days: int) -> str:
    """Return what is stored, for how long, and how to delete it."""
    days = "one day" if retention_days == 1 else f"{retention_days} days"
    return (
        "What is stored when you write to me:\n"
        "• your question, its time, this chat's number and your Telegram number,\n"
        "• which passages I quoted, and your 👍 or 👎,\n"
        "• until it is answered, the message as Telegram delivered it,\n"
        "• until it has arrived, my reply.\n\n"
        "It is kept in a database on the machine that runs me, so that editors see what the "
        "dossier lacks, and so that buttons keep working. Your name is not kept. Nothing is sent "
        f"to anybody else. After {days} it is deleted, also what could not be handled or "
        "delivered.\n\n"
        "/forget deletes everything stored about you at once."
    )
