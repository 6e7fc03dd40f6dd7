"""What /why says: what a reply rests on."""

from bot.messages.catalogue import Catalogue, Phrase, marked
from retrieval.model import FormKind
from retrieval.wanted import Wanted

_OUTCOMES = {
    "answer": marked("An answer"),
    "nearest": marked("Only the nearest passages"),
    "nothing": marked("Nothing"),
}
_WANTED = {
    Wanted.PERSON: marked("It asks for a person."),
    Wanted.TIME: marked("It asks for a date or time."),
    Wanted.PLACE: marked("It asks for a place."),
    Wanted.COUNT: marked("It asks for a number."),
    Wanted.AMOUNT: marked("It asks for an amount."),
    Wanted.MEASURE: marked("It asks for a measure."),
    Wanted.REASON: marked("It asks for a reason."),
    Wanted.AGE: marked("It asks for an age."),
}
FORM_KINDS = {
    FormKind.NAME: marked("another spelling"),
    FormKind.REPAIR: marked("a typing error"),
    FormKind.SYNONYM: marked("another word for it"),
    FormKind.RELATED: marked("of the same idea"),
    FormKind.TRANSLATION: marked("its translation"),
    FormKind.DATE: marked("told as another date"),
}
SCORE_PARTS = {
    "first": marked("words"),
    "surface": marked("as typed"),
    "pairs": marked("side by side"),
    "sentence": marked("best sentence"),
    "near": marked("beside it"),
}
# What speaks for or against an answer, by the names of retrieval.confidence.Evidence.
FACTS = {
    "first": marked("share of the question in the first passage"),
    "exact": marked("share found as typed"),
    "said": marked("its words that the passage says"),
    "unmet": marked("words that it does not say"),
    "missed": marked("topic words missed"),
    "sentence": marked("words that the best sentence says"),
    "last": marked("the last word stands in that sentence"),
    "names": marked("names that stand there or around it"),
    "wanted": marked("a sentence with the kind of thing asked for"),
    "empty": marked("nothing there fills the blank"),
    "hardly": marked("hardly anything there fills the blank"),
    "unsaid": marked("the sentence says that this is not known"),
    "words": marked("how many words the question has"),
    "is_keywords": marked("nothing but key words"),
}


class WhyMessages(Catalogue):
    """Explanations of replies."""

    WHY_AT_LENGTH = Phrase("Why this reply")
    WHY_WORDS = Phrase("Looked up:")
    WHY_NO_WORDS = Phrase("It holds no words that could be looked up.")
    WHY_AS_ASKED = Phrase("as asked")
    WHY_UNKNOWN = Phrase("not in the dossier")
    WHY_AROUND = Phrase("(in the heading or title)")
    WHY_CARRIED = Phrase("(from an earlier question)")
    WHY_BEGINS = Phrase("to begin with")
    WHY_WHAT = Phrase(
        "I do not know a question of yours in this chat that I could explain. Ask one, or reply "
        "with /why to one of my answers."
    )
    WHY_NOT_THIS = Phrase(
        "I do not know any more which question that message answers, or it answers none. Reply "
        "with /why to one of my answers."
    )

    def why(self, question: str) -> str:
        """Name the question whose reply is explained."""
        return self.say("Why this reply to {question}", question=self.writing.quoted(question))

    def why_follows(self, question: str) -> str:
        """Name the question that this one was taken to follow."""
        return self.say("It follows {question}.", question=self.writing.quoted(question))

    def why_outcome(self, outcome: str, reason: str) -> str:
        """Say what the reply was, and why where there is a reason."""
        said = self.say(_OUTCOMES[outcome])
        if not reason:
            return self.say("{outcome}.", outcome=said)
        return self.say("{outcome}: {reason}", outcome=said, reason=reason)

    def why_language(self, language: str) -> str:
        """Say which language the question was taken to be in."""
        return self.say("The question is in: {language}.", language=language)

    def why_wanted(self, wanted: Wanted) -> str:
        """Say what kind of thing is asked for; empty where no rule tells."""
        return self.say(_WANTED[wanted]) if wanted in _WANTED else ""

    def why_confidence(self, confidence: float, least: float) -> str:
        """Say how sure the bot was, and how sure it must be."""
        write = self.writing.decimal
        return self.say(
            "Confidence {confidence}; quotes are an answer from {least} on.",
            confidence=write(confidence),
            least=write(least),
        )

    def why_for(self, facts: str) -> str:
        """List what spoke for an answer."""
        return self.say("For it: {facts}", facts=facts)

    def why_against(self, facts: str) -> str:
        """List what spoke against it."""
        return self.say("Against it: {facts}", facts=facts)

    def why_fact(self, name: str, effect: float) -> str:
        """Name a fact and its effect."""
        said = self.say(FACTS[name]) if name in FACTS else name
        return f"{said} {self.writing.decimal(effect, signed=True)}"

    def why_weights(self, weight: float, rarity: float, *, is_name: bool) -> str:
        """Say what a word weighs."""
        write = self.writing.decimal
        blanks = {"weight": write(weight), "rarity": write(rarity)}
        if is_name:
            return self.say("(a name, weight {weight}, rarity {rarity})", **blanks)
        return self.say("(weight {weight}, rarity {rarity})", **blanks)

    def why_word(self, word: str, found_as: str) -> str:
        """Say what a word was found as."""
        return self.say("• {word}: {found_as}", word=word, found_as=found_as)

    def why_form(self, text: str, kind: FormKind, share: float) -> str:
        """Name another form of a word, and how much of the word it stands for."""
        said = self.say(FORM_KINDS[kind]) if kind in FORM_KINDS else str(kind)
        return self.say(
            "{form} ({kind}, {share})",
            form=self.writing.quoted(text),
            kind=said,
            share=self.writing.decimal(share),
        )

    def why_held_as(self, word: str, form: str) -> str:
        """Say that a word is held in another form."""
        return self.say("{word} as {form}", word=word, form=form)

    def why_holds(self, words: str) -> str:
        """List the words that a passage holds."""
        return self.say("Holds {words}.", words=words)

    def why_lacks(self, words: str) -> str:
        """List the words that it lacks."""
        return self.say("Lacks {words}.", words=words)

    def why_score(self, score: float, parts: dict[str, float]) -> str:
        """Return a passage's score as the sum of its parts."""
        terms = [
            f"{self.say(SCORE_PARTS[name])} {self.writing.decimal(value, 1)}"
            for name, value in parts.items()
        ]
        total = self.writing.decimal(score, 1)
        return self.say("Score {score} = {parts}", score=total, parts=" + ".join(terms) or "0")

    def why_more_words(self, count: int) -> str:
        """Say how many more words there are."""
        return self.say_counted("… and {count} more word", "… and {count} more words", count)

    def why_more(self, count: int) -> str:
        """Say how many more things of a list there are."""
        return self.say_counted("and {count} more", "and {count} more", count)
