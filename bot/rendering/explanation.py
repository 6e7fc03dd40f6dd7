"""Why a reply is as it is, as a text: in short for a chat, at length for a terminal."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from telegram.constants import MessageLimit

from bot import messages
from bot.rendering.citation import render_citation, shorten
from bot.rendering.message import FormattedText, Message, TextBuilder
from retrieval.explaining import ExplainedPassage, ExplainedWord, Explanation, Fact, Held
from retrieval.model import Form, FormKind
from retrieval.wanted import Wanted

MAX_UNITS = int(MessageLimit.MAX_TEXT_LENGTH)
MAX_WORD_UNITS = 40
MAX_QUESTION_UNITS = 200
MAX_REASON_UNITS = 300
MORE_LINES = "…"


@dataclass(frozen=True, slots=True)
class Length:
    """How much is told: of how many words, forms of each, and facts on either side."""

    words: int
    forms: int
    facts: int


IN_A_CHAT = Length(words=8, forms=3, facts=3)
AT_LENGTH = Length(words=100, forms=8, facts=20)


def render_why(explanation: Explanation) -> Message:
    """Return the explanation as a chat shows it, within one message."""
    title = messages.WHY.format(question=shorten(explanation.question, MAX_QUESTION_UNITS))
    lines = [_line(title, is_bold=True), *_verdict(explanation, IN_A_CHAT), FormattedText("")]
    lines += _words(explanation.words, IN_A_CHAT)
    for number, passage in enumerate(explanation.passages, start=1):
        lines += [FormattedText(""), *_passage(number, passage, IN_A_CHAT)]
    return Message(_fitting(lines))


def render_at_length(explanation: Explanation) -> Message:
    """Return the explanation as a terminal shows it; it may be longer than Telegram allows."""
    read = messages.WHY_LANGUAGE.format(language=explanation.language)
    if explanation.wanted is not Wanted.ANYTHING:
        read += f" {messages.WHY_WANTED.format(wanted=explanation.wanted)}"
    lines = [_line(messages.WHY_AT_LENGTH, is_bold=True), _line(read), FormattedText("")]
    lines += _words(explanation.words, AT_LENGTH, with_weights=True)
    for number, passage in enumerate(explanation.passages, start=1):
        lines += [FormattedText(""), *_passage(number, passage, AT_LENGTH)]
    lines += [FormattedText(""), *_verdict(explanation, AT_LENGTH)]
    return Message(_joined(lines))


def _verdict(explanation: Explanation, length: Length) -> list[FormattedText]:
    outcome = messages.OUTCOMES[explanation.outcome]
    reason = shorten(messages.reason(explanation.reason), MAX_REASON_UNITS)
    lines = [_line(f"{outcome}: {reason}" if reason else f"{outcome}.")]
    if explanation.confidence is None:
        return lines
    lines.append(
        _line(
            messages.WHY_CONFIDENCE.format(
                confidence=explanation.confidence, least=explanation.least_confidence
            )
        )
    )
    in_favour = [_fact(fact) for fact in explanation.facts if fact.effect > 0]
    against = [_fact(fact) for fact in explanation.facts if fact.effect < 0]
    # The whole sum only where there is room to tell all of it.
    begins = [f"{messages.WHY_BEGINS} {_signed(explanation.bias)}"] * (length is AT_LENGTH)
    for label, facts in ((messages.WHY_FOR, in_favour), (messages.WHY_AGAINST, begins + against)):
        if facts:
            lines.append(_line(label + "; ".join(facts[: length.facts])))
    return lines


def _fact(fact: Fact) -> str:
    return f"{messages.FACTS.get(fact.name, fact.name)} {_signed(fact.effect)}"


def _signed(value: float) -> str:
    return f"{value:+.2f}".replace("-", "−")


def _words(
    words: Sequence[ExplainedWord], length: Length, *, with_weights: bool = False
) -> list[FormattedText]:
    if not words:
        return [_line(messages.WHY_NO_WORDS)]
    lines = [_line(messages.WHY_WORDS, is_bold=True)]
    lines += [_word(word, length, with_weights) for word in words[: length.words]]
    if len(words) > length.words:
        lines.append(_line(messages.WHY_MORE_WORDS.format(count=len(words) - length.words)))
    return lines


def _word(word: ExplainedWord, length: Length, with_weights: bool) -> FormattedText:
    found_as = _listed((_form(form) for form in word.forms), length.forms)
    text = f"• {_quoted(word.text)}"
    if with_weights:
        kind = messages.WHY_NAME if word.is_name else ""
        weights = messages.WHY_WEIGHTS.format(weight=word.weight, rarity=word.rarity)
        text += f" ({kind}{weights})"
    return _line(f"{text}: {found_as or messages.WHY_UNKNOWN}")


def _form(form: Form) -> str:
    if form.kind is FormKind.ASKED:
        return messages.WHY_AS_ASKED
    return f"{_quoted(form.text)} ({messages.FORM_KINDS[form.kind]}, {form.share:.2f})"


def _passage(number: int, passage: ExplainedPassage, length: Length) -> list[FormattedText]:
    lines = [render_citation(number, passage.quote)]
    held = _listed((_held(held) for held in passage.held), length.words)
    if held:
        lines.append(_line(messages.WHY_HOLDS.format(words=held)))
    lacks = _listed(map(_quoted, passage.lacks), length.words)
    if lacks:
        lines.append(_line(messages.WHY_LACKS.format(words=lacks)))
    parts = " + ".join(
        f"{messages.SCORE_PARTS[name]} {value:.1f}"
        for name, value in passage.parts._asdict().items()
        if value
    )
    return [*lines, _line(messages.WHY_SCORE.format(score=passage.score, parts=parts or "0"))]


def _held(held: Held) -> str:
    """Return a word, and what it is held as where that is not as asked."""
    text = _quoted(held.word)
    if held.form.kind is not FormKind.ASKED:
        text += f" as {_form(held.form)}"
    return f"{text} {messages.WHY_AROUND}" if held.is_around else text


def _quoted(word: str) -> str:
    return f"“{shorten(word, MAX_WORD_UNITS)}”"


def _listed(texts: Iterable[str], most: int) -> str:
    """Return the first of different texts in one line, and how many more there are."""
    different = list(dict.fromkeys(texts))
    more = messages.WHY_MORE.format(count=len(different) - most)
    return ", ".join(different[:most]) + (f" {more}" if len(different) > most else "")


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
