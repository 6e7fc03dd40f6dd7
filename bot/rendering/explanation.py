"""Why a reply is as it is, as a text: in short for a chat, at length for a terminal."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from telegram.constants import MessageLimit

from bot.messages import Messages
from bot.rendering.citation import render_citation, shorten
from bot.rendering.message import FormattedText, Message, TextBuilder
from bot.rendering.reasons import render_reason
from retrieval.explaining import ExplainedPassage, ExplainedWord, Explanation, Fact, Held
from retrieval.model import Form, FormKind

MAX_UNITS = int(MessageLimit.MAX_TEXT_LENGTH)
MAX_WORD_UNITS = 40
MAX_QUESTION_UNITS = 200
MORE_LINES = "…"


@dataclass(frozen=True, slots=True)
class Length:
    """How much is told: of how many words, forms of each, and facts on either side."""

    words: int
    forms: int
    facts: int


IN_A_CHAT = Length(words=8, forms=3, facts=3)
AT_LENGTH = Length(words=100, forms=8, facts=20)


def render_why(explanation: Explanation, words: Messages) -> Message:
    """Return the explanation as a chat shows it, within one message."""
    return Message(_fitting(_Teller(words, IN_A_CHAT).in_a_chat(explanation)))


def render_at_length(explanation: Explanation, words: Messages) -> Message:
    """Return the explanation as a terminal shows it; it may be longer than Telegram allows."""
    return Message(_joined(_Teller(words, AT_LENGTH).at_length(explanation)))


@dataclass(frozen=True, slots=True)
class _Teller:
    """Tells an explanation line by line, in one language and at one length."""

    words: Messages
    length: Length

    def in_a_chat(self, explanation: Explanation) -> list[FormattedText]:
        title = self.words.why(shorten(explanation.question, MAX_QUESTION_UNITS))
        lines = [_line(title, is_bold=True), *self._follows(explanation)]
        lines += [*self._verdict(explanation), FormattedText("")]
        lines += self._asked_words(explanation.words)
        return lines + self._passages(explanation.passages)

    def at_length(self, explanation: Explanation) -> list[FormattedText]:
        words = self.words
        language = words.why_language(words.language_name(explanation.language))
        read = f"{language} {words.why_wanted(explanation.wanted)}".strip()
        lines = [_line(words.WHY_AT_LENGTH, is_bold=True), _line(read)]
        lines += [*self._follows(explanation), FormattedText("")]
        lines += self._asked_words(explanation.words)
        lines += self._passages(explanation.passages)
        return [*lines, FormattedText(""), *self._verdict(explanation)]

    def _follows(self, explanation: Explanation) -> list[FormattedText]:
        if not explanation.follows:
            return []
        followed = shorten(explanation.follows, MAX_QUESTION_UNITS)
        return [_line(self.words.why_follows(followed))]

    def _verdict(self, explanation: Explanation) -> list[FormattedText]:
        words = self.words
        reason = render_reason(explanation.reason, words)
        lines = [_line(words.why_outcome(explanation.outcome, reason))]
        if explanation.confidence is None:
            return lines
        sure = words.why_confidence(explanation.confidence, explanation.least_confidence)
        lines.append(_line(sure))
        in_favour = [_fact(fact, words) for fact in explanation.facts if fact.effect > 0]
        against = [_fact(fact, words) for fact in explanation.facts if fact.effect < 0]
        if self.length is AT_LENGTH:
            # The whole sum only where there is room to tell all of it.
            begins = words.writing.decimal(explanation.bias, signed=True)
            against.insert(0, f"{words.WHY_BEGINS} {begins}")
        for say, facts in ((words.why_for, in_favour), (words.why_against, against)):
            if facts:
                lines.append(_line(say(words.writing.semicolon.join(facts[: self.length.facts]))))
        return lines

    def _asked_words(self, asked: Sequence[ExplainedWord]) -> list[FormattedText]:
        if not asked:
            return [_line(self.words.WHY_NO_WORDS)]
        lines = [_line(self.words.WHY_WORDS, is_bold=True)]
        lines += [self._word(word) for word in asked[: self.length.words]]
        if len(asked) > self.length.words:
            lines.append(_line(self.words.why_more_words(len(asked) - self.length.words)))
        return lines

    def _word(self, word: ExplainedWord) -> FormattedText:
        found_as = self._listed((self._form(form) for form in word.forms), self.length.forms)
        text = self._quoted(word.text)
        if word.is_carried:
            text += f" {self.words.WHY_CARRIED}"
        if self.length is AT_LENGTH:
            weights = self.words.why_weights(word.weight, word.rarity, is_name=word.is_name)
            text += f" {weights}"
        return _line(self.words.why_word(text, found_as or self.words.WHY_UNKNOWN))

    def _form(self, form: Form) -> str:
        if form.kind is FormKind.ASKED:
            return self.words.WHY_AS_ASKED
        return self.words.why_form(shorten(form.text, MAX_WORD_UNITS), form.kind, form.share)

    def _passages(self, passages: Sequence[ExplainedPassage]) -> list[FormattedText]:
        lines = []
        for number, passage in enumerate(passages, start=1):
            lines += [FormattedText(""), *self._passage(number, passage)]
        return lines

    def _passage(self, number: int, passage: ExplainedPassage) -> list[FormattedText]:
        lines = [render_citation(number, passage.quote, self.words)]
        held = self._listed((self._held(held) for held in passage.held), self.length.words)
        if held:
            lines.append(_line(self.words.why_holds(held)))
        lacks = self._listed(map(self._quoted, passage.lacks), self.length.words)
        if lacks:
            lines.append(_line(self.words.why_lacks(lacks)))
        parts = {name: value for name, value in passage.parts._asdict().items() if value}
        return [*lines, _line(self.words.why_score(passage.score, parts))]

    def _held(self, held: Held) -> str:
        """Return a word, and what it is held as where that is not as asked."""
        text = self._quoted(held.word)
        if held.form.kind is not FormKind.ASKED:
            text = self.words.why_held_as(text, self._form(held.form))
        return f"{text} {self.words.WHY_AROUND}" if held.is_around else text

    def _quoted(self, word: str) -> str:
        return self.words.writing.quoted(shorten(word, MAX_WORD_UNITS))

    def _listed(self, texts: Iterable[str], most: int) -> str:
        """Return the first of different texts in one line, and how many more there are."""
        different = list(dict.fromkeys(texts))
        listed = self.words.writing.listed(different[:most])
        more = len(different) - most
        return f"{listed} {self.words.why_more(more)}" if more > 0 else listed


def _fact(fact: Fact, words: Messages) -> str:
    return words.why_fact(fact.name, fact.effect)


def _line(text: str, *, is_bold: bool = False) -> FormattedText:
    return TextBuilder().add(text, "bold" if is_bold else None).build()


def _fitting(lines: Sequence[FormattedText]) -> FormattedText:
    """Return as many of the lines as fit one message."""
    room = MAX_UNITS - len(f"\n{MORE_LINES}")
    for count, line in enumerate(lines):
        room -= line.units + 1
        if room < 0:
            return _joined([*lines[:count], FormattedText(MORE_LINES)])
    return _joined(lines)


def _joined(lines: Sequence[FormattedText]) -> FormattedText:
    builder = TextBuilder()
    for index, line in enumerate(lines):
        builder.add("\n" if index else "").add_formatted(line)
    return builder.build()
