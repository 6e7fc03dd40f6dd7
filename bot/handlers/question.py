"""A question: asked, asked by command, asked again by editing the message."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from telegram import Message as TelegramMessage, Update
from telegram.ext import filters

from bot.conversations import Place, View, keep, view_of
from bot.handlers.following import earlier_of
from bot.handlers.other_kinds import explain
from bot.handlers.speaking import words_for, words_for_question
from bot.messages import ENGLISH_CODE, Messages, messages_in
from bot.rendering.message import FormattedText, Message, utf16_units
from bot.rendering.reply import ReplyPart, render_part, reply_parts
from bot.services import Services, answering_letter, new_key
from bot.store import conversations, outbox, queries
from retrieval.follow_up import Earlier
from retrieval.model import Abstention, Answer
from retrieval.reasons import is_chat, is_said_to_bot

MAX_QUESTION_UNITS = 2_000


class RepliesToBot(filters.MessageFilter):
    """Messages that reply to one of this bot's own."""

    def __init__(self, services: Services) -> None:
        super().__init__(name="RepliesToBot")
        self._services = services

    def filter(self, message: TelegramMessage) -> bool:
        """Return whether the message is meant for the bot."""
        replied = message.reply_to_message
        author = replied.from_user if replied else None
        return author is not None and author.id == self._services.bot_id


class AsksByCommand(filters.MessageFilter):
    """Messages that begin with /ask, not meant for another bot, and go on with words."""

    def filter(self, message: TelegramMessage) -> bool:
        """Return whether the message asks by command."""
        first, _, words = (message.text or "").partition(" ")
        command, _, name = first.lower().partition("@")
        mine = name in ("", message.get_bot().username.lower())
        return command == "/ask" and mine and bool(words.strip())


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what its reply and its log entry need.

    thread: the reply's name in the outbox. earlier: how many messages the reply to the question's
    earlier wording takes up. edited_from: the log entry of that wording, None where there is none.
    opening: what stands above the quotes. words: the language to reply in; None for that of the
    question. after: what the question may follow; follows: and does. is_question: false for what
    nothing can follow, such as a greeting.
    """

    text: str
    thread: str
    earlier: int = 0
    edited_from: str | None = None
    opening: str = ""
    words: Messages | None = None
    after: Earlier | None = None
    follows: bool = False
    is_question: bool = True


async def ask(services: Services, update: Update) -> None:
    """Answer the message's words."""
    message = update.effective_message
    if message is not None:
        after = await earlier_of(services, message)
        asked = Asked(message.text or "", thread_of(message), after=after)
        await answer(services, update, asked)


async def ask_by_command(services: Services, update: Update) -> None:
    """Answer the words behind /ask, or those of the message that /ask replies to."""
    message = update.effective_message
    if message is None:
        return
    words = words_behind_command(message.text or "")
    if not words and message.reply_to_message is not None:
        words = message.reply_to_message.text or message.reply_to_message.caption or ""
    if words:
        after = await earlier_of(services, message)
        await answer(services, update, Asked(words, thread_of(message), after=after))
        return
    example = next(iter(services.dossier.edition.examples), "what happened?")
    usage = FormattedText((await words_for(services, update)).ask_with_words(example))
    services.draft(update).add(answering_letter(update, Message(usage)))


async def ask_again(services: Services, update: Update) -> None:
    """Put the answer to the corrected question in the place of the earlier one."""
    message = update.effective_message
    if message is None:
        return
    words = message.text or ""
    words = words_behind_command(words) if words.startswith("/") else words
    thread = thread_of(message)
    earlier = await outbox.messages_of(services.database, thread)
    before = await conversations.of_question(services.database, message.chat.id, message.message_id)
    view = view_of(before) if before else None
    asked = Asked(
        words,
        thread,
        max(earlier, default=0),
        before.query_id if before else None,
        after=view.earlier if view else await earlier_of(services, message),
    )
    await answer(services, update, asked)


async def answer(services: Services, update: Update, asked: Asked) -> None:
    """Owe the reply to a question, and log it."""
    units = utf16_units(asked.text)
    if units > MAX_QUESTION_UNITS:
        if not asked.earlier and services.was_just_told(place_of(update).chat_id):
            return  # one pasted text arrives as many messages; one word about it is enough
        words = await words_for_question(services, update, asked.text)
        said = words.too_long(units, MAX_QUESTION_UNITS)
        _owe_messages(services, update, asked, [Message(FormattedText(said))])
        return
    if not asked.text.strip():
        await explain(services, update)
        return
    words = asked.words or await words_for_question(services, update, asked.text)
    began = time.perf_counter()
    edition = services.dossier.edition
    result = edition.answering.ask(asked.text, asked.after)
    elapsed_ms = (time.perf_counter() - began) * 1000
    example = next((e for e in edition.examples if e != asked.text), None)
    parts = reply_parts(result, words, about=edition.introduction(words), example=example)
    if asked.opening:
        parts = (replace(parts[0], lead=f"{asked.opening}\n\n{parts[0].lead}".strip()), *parts[1:])
    query_id = new_key()
    follows, is_question = bool(result.query.follows), not is_chat(result.reason)
    asked = replace(asked, follows=follows, is_question=is_question)
    owe_parts(services, update, asked, parts, query_id)
    if not is_said_to_bot(result.reason):  # the dossier lacks nothing where nothing was asked
        _log(services, update, asked, result, query_id, elapsed_ms)


def owe_parts(
    services: Services,
    update: Update,
    asked: Asked,
    parts: tuple[ReplyPart, ...],
    query_id: str,
    shown_before: tuple[str, ...] = (),
) -> None:
    """Put the parts of a reply on the draft, each with what its buttons refer to."""
    shown = shown_before + tuple(quote.passage.id for part in parts for quote in part.quotes)
    place, now = place_of(update), services.now()
    rendered = {}
    for part in parts:
        view = View(
            new_key(),
            asked.text,
            query_id,
            part,
            shown,
            earlier=asked.after,
            follows=asked.follows,
        )
        rendered[view.key] = render_part(part, view.key)
        services.draft(update).also(keep(view, place, now, is_question=asked.is_question))
    _owe_messages(services, update, asked, list(rendered.values()), list(rendered))


def place_of(update: Update) -> Place:
    """Return where the update comes from. Raises ValueError when it comes from no chat."""
    chat, person, message = update.effective_chat, update.effective_user, update.effective_message
    if chat is None:
        raise ValueError(f"update {update.update_id} comes from no chat")
    asked_by_message = message is not None and update.callback_query is None
    return Place(
        chat.id,
        person.id if person else None,
        message.message_id if message is not None and asked_by_message else None,
    )


def thread_of(message: TelegramMessage) -> str:
    """Return the name under which the outbox keeps the reply to this message."""
    return f"question:{message.chat.id}:{message.message_id}"


def words_behind_command(text: str) -> str:
    """Return what follows the command's first word."""
    return text.split(maxsplit=1)[1].strip() if len(text.split(maxsplit=1)) > 1 else ""


def _owe_messages(
    services: Services,
    update: Update,
    asked: Asked,
    shown: Sequence[Message],
    keys: Sequence[str] = (),
) -> None:
    """Owe these messages as the reply, in the place of an earlier one if there is one.

    keys: of the conversations that the messages belong to.
    """
    draft = services.draft(update)
    for number, (message, key) in enumerate(zip_longest(shown, keys), start=1):
        letter = answering_letter(update, message, thread=asked.thread, part=number)
        letter = replace(letter, conversation=key)
        draft.add(replace(letter, kind="edit") if number <= asked.earlier else letter)
    for number in range(len(shown) + 1, asked.earlier + 1):
        draft.add(replace(letter, kind="delete", message=None, part=number))


def _log(
    services: Services,
    update: Update,
    asked: Asked,
    result: Answer | Abstention,
    query_id: str,
    elapsed_ms: float,
) -> None:
    chat, person = update.effective_chat, update.effective_user
    if chat is None:
        return
    entry = queries.LoggedQuery(
        id=query_id,
        asked_at=services.now(),
        chat_id=chat.id,
        chat_kind=chat.type,
        question=asked.text,
        outcome=result.outcome,
        reason=messages_in(ENGLISH_CODE).reason(result.reason),
        passages=[(quote.passage.id, quote.score) for quote in result.quotes],
        elapsed_ms=elapsed_ms,
        person_id=person.id if person else None,
        edited_from=asked.edited_from,
    )
    services.draft(update).log(queries.log(entry))
