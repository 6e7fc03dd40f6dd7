"""Why there is no answer, in one sentence that a person understands."""

from collections.abc import Sequence

from bot.messages.catalogue import Catalogue, marked
from retrieval.reasons import Reason, ReasonKind
from retrieval.wanted import Wanted

_WITHOUT_WORDS = {
    ReasonKind.EMPTY_DOSSIER: marked("The dossier is empty."),
    ReasonKind.NO_WORDS: marked("Your message holds no words that could be looked up."),
    ReasonKind.ORDER: marked(
        "This reads like an instruction to the bot, which only looks things up in the dossier."
    ),
    ReasonKind.GREETING: marked("Hello! Ask me something about the dossier."),
    ReasonKind.THANKS: marked("You are welcome."),
    ReasonKind.FAREWELL: marked("Goodbye! Write whenever you have a question."),
    ReasonKind.HOW_ARE_YOU: marked("All is well here, thank you. What would you like to know?"),
    ReasonKind.WHO_ARE_YOU: marked(
        "I am a bot. I find passages in a dossier of documents and quote them word for word, with "
        "their source."
    ),
    ReasonKind.OPINION: marked("I have no opinions: I only quote what the dossier says."),
    ReasonKind.OFF_TOPIC: marked(
        "That is nothing I can help with: I only look things up in the dossier."
    ),
    ReasonKind.NO_QUESTION: marked("This does not read like a question."),
    ReasonKind.NONE_OCCUR: marked("None of the words in your question occur in the dossier."),
    ReasonKind.NOT_AN_ANSWER: marked(
        "The words of your question stand there, but not as an answer to it."
    ),
    ReasonKind.NO_MORE: marked("That is all the dossier has on this."),
}
_WITH_WORDS = {
    ReasonKind.NAME_UNKNOWN: marked("The dossier does not mention {words}."),
    ReasonKind.WORDING_UNKNOWN: marked(
        "No passage of the dossier holds {words} in exactly these words."
    ),
    ReasonKind.WORDING_NEAR: marked(
        "No passage of the dossier holds {words} in exactly these words; there is {near}."
    ),
    ReasonKind.WORD_UNKNOWN: marked("The word {words} does not occur in the dossier."),
    ReasonKind.EVERYDAY_ONLY: marked(
        "The dossier shares only everyday words with your question: {words}."
    ),
    ReasonKind.WORDS_LACKING: marked("The closest passage does not speak of {words}."),
}
_LACKING = {
    Wanted.PERSON: marked("The closest passage names no person."),
    Wanted.TIME: marked("The closest passage gives no date or time."),
    Wanted.PLACE: marked("The closest passage names no place."),
    Wanted.COUNT: marked("The closest passage gives no number."),
    Wanted.AMOUNT: marked("The closest passage gives no amount."),
    Wanted.MEASURE: marked("The closest passage does not say how long, how far or how large."),
    Wanted.REASON: marked("The closest passage gives no reason."),
    Wanted.AGE: marked("The closest passage gives no age."),
}
_ANYTHING_LACKING = marked("The closest passage does not give what you ask for.")


class ReasonMessages(Catalogue):
    """Reasons in words."""

    def reason(self, reason: Reason | None) -> str:
        """Return the sentence for a reason; empty where there is none."""
        if reason is None:
            return ""
        if reason.kind is ReasonKind.KIND_LACKING:
            return self.say(_LACKING.get(reason.wanted, _ANYTHING_LACKING))
        if reason.kind in _WITH_WORDS:
            near = self.any_of(reason.near)
            return self.say(_WITH_WORDS[reason.kind], words=self.any_of(reason.words), near=near)
        return self.say(_WITHOUT_WORDS[reason.kind])

    def any_of(self, words: Sequence[str]) -> str:
        """Return words in quotation marks: “a”, “b” or “c”."""
        quoted = [self.writing.quoted(word) for word in words]
        if len(quoted) < 2:
            return "".join(quoted)
        return self.say("{some} or {last}", some=self.writing.listed(quoted[:-1]), last=quoted[-1])
