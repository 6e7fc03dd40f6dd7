"""An answer or an abstention as messages: split between quotes, each part with its own buttons.

A `ReplyPart` is everything one message shows, so it can be shown again after a restart or after
the dossier has changed, just as it was.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from telegram.constants import MessageLimit

from bot.messages import ENGLISH_CODE, Messages, messages_in
from bot.rendering.citation import shorten
from bot.rendering.cutting import first_words
from bot.rendering.message import (
    Button,
    FormattedText,
    Keyboard,
    Message,
    TextBuilder,
    utf16_units,
)
from bot.rendering.payloads import Action, Payload, encode
from bot.rendering.quotes import render_quote, render_unfolded
from bot.rendering.reasons import render_reason
from retrieval.model import Abstention, Answer, Passage, Query, Quote
from retrieval.reasons import SAID_TO_BOT, Reason, ReasonKind

Feedback = Literal["good", "bad"]
MAX_UNITS = int(MessageLimit.MAX_TEXT_LENGTH)
# The longest lead: the abstention's sentence, its reason, what the dossier is about.
MAX_LEAD_UNITS = 1_000
MAX_ABOUT_UNITS = 600
MAX_NOTE_UNITS = 400
MAX_READ_AS_UNITS = 60
MAX_FOLLOWED_UNITS = 120
MAX_CARRIED = 5
# Left free when quotes are put together, so that the paragraphs around one of them fit in later.
UNFOLDING_UNITS = 1_000
MAX_QUOTE_UNITS = MAX_UNITS - MAX_LEAD_UNITS - UNFOLDING_UNITS - len("\n\n")
# Buttons in a row: https://core.telegram.org/bots/api#inlinekeyboardmarkup does not say; 8 fit.
MAX_QUOTES_A_MESSAGE = 8
MAX_BUTTON_CHARACTERS = 60
# Whoever says this wants to know what can be asked; whoever says the other is done asking.
_INTRODUCING = frozenset(
    {ReasonKind.GREETING, ReasonKind.WHO_ARE_YOU, ReasonKind.NO_QUESTION, ReasonKind.OFF_TOPIC}
)
_ENDING = frozenset({ReasonKind.THANKS, ReasonKind.FAREWELL})


@dataclass(frozen=True, slots=True)
class ReplyPart:
    """What one message of a reply shows.

    first: the number of the first quote. closing: whether it is the reply's last message, which
    carries the buttons about the whole reply. example: a question to try, for an abstention.
    note: how the question was understood, where it was not taken as typed; stands above the lead.
    language: the code of the language that the bot speaks in it.
    """

    lead: str
    quotes: tuple[Quote, ...]
    first: int = 1
    closing: bool = True
    has_more: bool = False
    example: str | None = None
    note: str = ""
    language: str = ENGLISH_CODE

    @property
    def words(self) -> Messages:
        """What the bot says in the part's language."""
        return messages_in(self.language)


@dataclass(frozen=True, slots=True)
class Unfolded:
    """The quote whose surroundings are shown, by its number, and the paragraphs around it."""

    number: int
    before: Passage | None
    after: Passage | None


def reply_parts(
    result: Answer | Abstention, words: Messages, *, about: str = "", example: str | None = None
) -> tuple[ReplyPart, ...]:
    """Return the reply in parts that each fit one message; at least one."""
    note = follows(result.query, words)
    if not result.quotes:
        return (_part_of_nothing(result.reason, words, about, example, note),)
    lead = _lead_of_nearest(result.reason, words) if result.reason else ""
    note = f"{note} {read_as(result.query.understood, words)}".strip()
    return quote_parts(result.quotes, words, lead=lead, has_more=bool(result.further), note=note)


def follows(query: Query, words: Messages) -> str:
    """Return what a follow-up was understood to be about, in one line; empty for none."""
    if not query.follows:
        return ""
    carried = [shorten(word, MAX_READ_AS_UNITS) for word in query.carried[:MAX_CARRIED]]
    return words.follows(shorten(query.follows, MAX_FOLLOWED_UNITS), carried)


def read_as(understood: Sequence[tuple[str, str]], words: Messages) -> str:
    """Return which words were read as others, in one line; empty where none was."""
    pairs = [
        (shorten(asked, MAX_READ_AS_UNITS), shorten(read, MAX_READ_AS_UNITS))
        for asked, read in understood
    ]
    return shorten(words.read_as(pairs), MAX_NOTE_UNITS) if pairs else ""


def quote_parts(
    quotes: tuple[Quote, ...],
    words: Messages,
    *,
    lead: str = "",
    first: int = 1,
    has_more: bool = False,
    note: str = "",
) -> tuple[ReplyPart, ...]:
    """Return the quotes, numbered from `first`, in parts that each fit one message."""
    groups = _group(quotes, utf16_units(lead) + utf16_units(note), first, words)
    parts = []
    for index, group in enumerate(groups):
        closing = index == len(groups) - 1
        parts.append(
            ReplyPart(
                lead=lead if index == 0 else "",
                quotes=tuple(group),
                first=first + sum(len(earlier) for earlier in groups[:index]),
                closing=closing,
                has_more=has_more and closing,
                note=note if index == 0 else "",
                language=words.language,
            )
        )
    return tuple(parts)


def render_part(
    part: ReplyPart, key: str, unfolded: Unfolded | None = None, feedback: Feedback | None = None
) -> Message:
    """Return the message that shows the part; its buttons refer to the conversation `key`.

    unfolded: for a quote that this part does not hold it changes nothing.
    """
    numbers = range(part.first, part.first + len(part.quotes))
    if unfolded is not None and unfolded.number not in numbers:
        unfolded = None
    body = _body(part, unfolded)
    return Message(body, _keyboard(part, key, unfolded.number if unfolded else 0, feedback))


def _group(quotes: tuple[Quote, ...], units: int, first: int, words: Messages) -> list[list[Quote]]:
    """Return the quotes by message; units: what stands above the first."""
    groups: list[list[Quote]] = [[]]
    for number, quote in enumerate(quotes, start=first):
        block = render_quote(number, quote, MAX_QUOTE_UNITS, words).units + len("\n\n")
        is_full = units + block > MAX_UNITS - UNFOLDING_UNITS
        if groups[-1] and (is_full or len(groups[-1]) == MAX_QUOTES_A_MESSAGE):
            groups.append([])
            units = 0
        groups[-1].append(quote)
        units += block
    return groups


def _body(part: ReplyPart, unfolded: Unfolded | None) -> FormattedText:
    blocks = [TextBuilder().add(part.note, "italic").build()] if part.note else []
    blocks += [FormattedText(_lead(part.lead))] if part.lead.strip() else []
    at = len(blocks)
    blocks += [
        render_quote(number, quote, MAX_QUOTE_UNITS, part.words)
        for number, quote in enumerate(part.quotes, start=part.first)
    ]
    if unfolded is not None:
        at += unfolded.number - part.first
        room = MAX_UNITS - _join(blocks).units + blocks[at].units
        quote = part.quotes[unfolded.number - part.first]
        blocks[at] = render_unfolded(
            unfolded.number, quote, unfolded.before, unfolded.after, room, part.words
        )
    return _join(blocks)


def _lead(text: str) -> str:
    """Return the lead within its limit; it grows after grouping when an opening is put before."""
    text = text.strip()
    if utf16_units(text) <= MAX_LEAD_UNITS:
        return text
    return f"{first_words(text, MAX_LEAD_UNITS - 2)} …"


def _join(blocks: list[FormattedText]) -> FormattedText:
    builder = TextBuilder()
    for index, block in enumerate(blocks):
        builder.add("\n\n" if index else "").add_formatted(block)
    return builder.build()


def _keyboard(part: ReplyPart, key: str, unfolded: int, feedback: Feedback | None) -> Keyboard:
    numbers = range(part.first, part.first + len(part.quotes))
    contexts = tuple(
        _button(part, Action.FOLD if number == unfolded else Action.CONTEXT, key, number)
        for number in numbers
    )
    sources = tuple(_button(part, Action.SOURCE, key, number) for number in numbers)
    rows = [contexts, sources] if len(part.quotes) > 1 else [contexts + sources]
    if part.example:
        payload = encode(Payload(Action.EXAMPLE, key))
        rows.append((Button(button_text(part.example), payload),))
    if part.closing:
        rows.append(_closing_row(part, key, feedback))
    return tuple(row for row in rows if row)


def _closing_row(part: ReplyPart, key: str, feedback: Feedback | None) -> tuple[Button, ...]:
    words = part.words
    more = (Button(words.MORE, encode(Payload(Action.MORE, key))),) if part.has_more else ()
    good = words.GOOD + (words.CHOSEN if feedback == "good" else "")
    bad = words.BAD + (words.CHOSEN if feedback == "bad" else "")
    return (
        *more,
        Button(good, encode(Payload(Action.GOOD, key))),
        Button(bad, encode(Payload(Action.BAD, key))),
    )


def button_text(question: str) -> str:
    """Return the question as it stands on a button: whole, or cut with an ellipsis."""
    if len(question) <= MAX_BUTTON_CHARACTERS:
        return question
    return question[: MAX_BUTTON_CHARACTERS - 1].rstrip() + "…"


def _button(part: ReplyPart, action: Action, key: str, number: int) -> Button:
    words = part.words
    labels = {Action.FOLD: words.FOLD, Action.CONTEXT: words.CONTEXT, Action.SOURCE: words.SOURCE}
    label = labels[action]
    text = words.button(label, number) if len(part.quotes) > 1 else label
    return Button(text, encode(Payload(action, key, number)))


def _lead_of_nearest(reason: Reason, words: Messages) -> str:
    return f"{render_reason(reason, words)}\n{words.NEAREST}"


def _part_of_nothing(
    reason: Reason | None, words: Messages, about: str, example: str | None, note: str
) -> ReplyPart:
    """Return what is shown without quotes; what was only said to the bot is not to be judged."""
    kind = reason.kind if reason else None
    if kind in _ENDING:
        example = None
    lead = _lead_of_nothing(reason, words, about, has_example=example is not None)
    is_judged = kind not in SAID_TO_BOT
    return ReplyPart(
        lead, (), closing=is_judged, example=example, note=note, language=words.language
    )


def _lead_of_nothing(
    reason: Reason | None, words: Messages, about: str, *, has_example: bool
) -> str:
    is_lacking = reason is None or reason.kind not in SAID_TO_BOT
    tells_about = is_lacking or (reason is not None and reason.kind in _INTRODUCING)
    said = render_reason(reason, words)
    lines = (
        f"{words.NOTHING} {said}".strip() if is_lacking else said,
        shorten(about, MAX_ABOUT_UNITS) if tells_about else "",
        words.TRY if has_example else "",
    )
    return "\n\n".join(line for line in lines if line)
