"""An answer or an abstention as messages: split between quotes, each part with its own buttons.

A `ReplyPart` is everything one message shows, so it can be shown again after a restart or after
the dossier has changed, just as it was.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from telegram.constants import MessageLimit

from bot import messages
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
from retrieval.model import Abstention, Answer, Passage, Quote
from retrieval.reasons import SMALL_TALK, Reason

Feedback = Literal["good", "bad"]
MAX_UNITS = int(MessageLimit.MAX_TEXT_LENGTH)
# The longest lead: the abstention's sentence, its reason, what the dossier is about.
MAX_LEAD_UNITS = 1_000
MAX_REASON_UNITS = 300
MAX_ABOUT_UNITS = 600
MAX_NOTE_UNITS = 400
MAX_READ_AS_UNITS = 60
# Left free when quotes are put together, so that the paragraphs around one of them fit in later.
UNFOLDING_UNITS = 1_000
MAX_QUOTE_UNITS = MAX_UNITS - MAX_LEAD_UNITS - UNFOLDING_UNITS - len("\n\n")
# Buttons in a row: https://core.telegram.org/bots/api#inlinekeyboardmarkup does not say; 8 fit.
MAX_QUOTES_A_MESSAGE = 8
MAX_BUTTON_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class ReplyPart:
    """What one message of a reply shows.

    first: the number of the first quote. closing: whether it is the reply's last message, which
    carries the buttons about the whole reply. example: a question to try, for an abstention.
    note: how the question was understood, where it was not taken as typed; stands above the lead.
    """

    lead: str
    quotes: tuple[Quote, ...]
    first: int = 1
    closing: bool = True
    has_more: bool = False
    example: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Unfolded:
    """The quote whose surroundings are shown, by its number, and the paragraphs around it."""

    number: int
    before: Passage | None
    after: Passage | None


def reply_parts(
    result: Answer | Abstention, *, about: str = "", example: str | None = None
) -> tuple[ReplyPart, ...]:
    """Return the reply in parts that each fit one message; at least one."""
    if not result.quotes:
        lead = _lead_of_nothing(result.reason, about, has_example=example is not None)
        return (ReplyPart(lead, (), example=example),)
    lead = _lead_of_nearest(result.reason) if result.reason else ""
    note = read_as(result.query.understood)
    return quote_parts(result.quotes, lead=lead, has_more=bool(result.further), note=note)


def read_as(understood: Sequence[tuple[str, str]]) -> str:
    """Return which words were read as others, in one line; empty where none was."""
    pairs = "; ".join(
        messages.READ_AS_PAIR.format(
            asked=shorten(asked, MAX_READ_AS_UNITS), read=shorten(read, MAX_READ_AS_UNITS)
        )
        for asked, read in understood
    )
    return shorten(messages.READ_AS.format(pairs=pairs), MAX_NOTE_UNITS) if pairs else ""


def quote_parts(
    quotes: tuple[Quote, ...],
    *,
    lead: str = "",
    first: int = 1,
    has_more: bool = False,
    note: str = "",
) -> tuple[ReplyPart, ...]:
    """Return the quotes, numbered from `first`, in parts that each fit one message."""
    groups = _group(quotes, utf16_units(lead) + utf16_units(note), first)
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


def _group(quotes: tuple[Quote, ...], units: int, first: int) -> list[list[Quote]]:
    """Return the quotes by message; units: what stands above the first."""
    groups: list[list[Quote]] = [[]]
    for number, quote in enumerate(quotes, start=first):
        block = render_quote(number, quote, MAX_QUOTE_UNITS).units + len("\n\n")
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
        render_quote(number, quote, MAX_QUOTE_UNITS)
        for number, quote in enumerate(part.quotes, start=part.first)
    ]
    if unfolded is not None:
        at += unfolded.number - part.first
        room = MAX_UNITS - _join(blocks).units + blocks[at].units
        quote = part.quotes[unfolded.number - part.first]
        blocks[at] = render_unfolded(unfolded.number, quote, unfolded.before, unfolded.after, room)
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
    several = len(part.quotes) > 1
    contexts = tuple(
        _button(messages.FOLD, Action.FOLD, key, number, several)
        if number == unfolded
        else _button(messages.CONTEXT, Action.CONTEXT, key, number, several)
        for number in numbers
    )
    sources = tuple(_button(messages.SOURCE, Action.SOURCE, key, n, several) for n in numbers)
    rows = [contexts, sources] if several else [contexts + sources]
    if part.example:
        payload = encode(Payload(Action.EXAMPLE, key))
        rows.append((Button(button_text(part.example), payload),))
    if part.closing:
        rows.append(_closing_row(part, key, feedback))
    return tuple(row for row in rows if row)


def _closing_row(part: ReplyPart, key: str, feedback: Feedback | None) -> tuple[Button, ...]:
    more = (Button(messages.MORE, encode(Payload(Action.MORE, key))),) if part.has_more else ()
    good = messages.GOOD + (messages.CHOSEN if feedback == "good" else "")
    bad = messages.BAD + (messages.CHOSEN if feedback == "bad" else "")
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


def _button(label: str, action: Action, key: str, number: int, several: bool) -> Button:
    return Button(f"{label} {number}" if several else label, encode(Payload(action, key, number)))


def _lead_of_nearest(reason: Reason) -> str:
    return f"{shorten(messages.reason(reason), MAX_REASON_UNITS)}\n{messages.NEAREST}"


def _lead_of_nothing(reason: Reason | None, about: str, *, has_example: bool) -> str:
    is_lacking = reason is None or reason.kind not in SMALL_TALK
    said = shorten(messages.reason(reason), MAX_REASON_UNITS)
    lines = (
        f"{messages.NOTHING} {said}".strip() if is_lacking else said,
        shorten(about, MAX_ABOUT_UNITS) if is_lacking else "",
        messages.TRY if has_example else "",
    )
    return "\n\n".join(line for line in lines if line)
