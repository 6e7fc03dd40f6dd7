"""/why: what a reply rests on, worked out anew from its question."""

from telegram import Message as TelegramMessage, Update

from bot.conversations import language_of
from bot.errors import BadPayload
from bot.handlers.question import MAX_QUESTION_UNITS, words_behind_command
from bot.handlers.speaking import words_for, words_for_question
from bot.messages import messages_in
from bot.rendering.explanation import render_why
from bot.rendering.message import FormattedText, Message, utf16_units
from bot.rendering.payloads import decode
from bot.services import Services, answering_letter
from bot.store import chats, conversations
from bot.store.conversations import Conversation


async def why(services: Services, update: Update) -> None:
    """Explain the reply that /why replies to, the question behind it, or the person's last one."""
    message = update.effective_message
    if message is not None:
        shown = await _explain(services, update, message)
        services.draft(update).add(answering_letter(update, shown))


async def _explain(services: Services, update: Update, message: TelegramMessage) -> Message:
    asked = words_behind_command(message.text or "")
    if message.reply_to_message is None and asked:
        return await _explain_question(services, update, asked)
    words = await words_for(services, update)
    if message.reply_to_message is not None:
        about = await _conversation_of(services, message.chat.id, message.reply_to_message)
        otherwise = words.WHY_NOT_THIS
    else:
        person = update.effective_user
        about = await conversations.latest(
            services.database, message.chat.id, person.id if person else None
        )
        otherwise = words.WHY_WHAT
    if about is None or not about.question:
        return Message(FormattedText(otherwise))
    if language := language_of(about):
        words = messages_in(language)
    return render_why(services.dossier.edition.answering.explain(about.question), words)


async def _explain_question(services: Services, update: Update, question: str) -> Message:
    words = await words_for_question(services, update, question)
    units = utf16_units(question)
    if units > MAX_QUESTION_UNITS:
        return Message(FormattedText(words.too_long(units, MAX_QUESTION_UNITS)))
    return render_why(services.dossier.edition.answering.explain(question), words)


async def _conversation_of(
    services: Services, chat_id: int, replied: TelegramMessage
) -> Conversation | None:
    """Return the conversation that a message belongs to: a reply of the bot, or a question.

    The buttons of a reply name it at once; its number is known when its arrival was noted.
    """
    for key in _keys_of(replied):
        found = await conversations.get(services.database, key)
        if found and await chats.resolve(services.database, found.chat_id) == chat_id:
            return found
    number = replied.message_id
    return await conversations.of_reply(
        services.database, chat_id, number
    ) or await conversations.of_question(services.database, chat_id, number)


def _keys_of(message: TelegramMessage) -> set[str]:
    """Return what the buttons under a message refer to."""
    rows = message.reply_markup.inline_keyboard if message.reply_markup else ()
    keys = set()
    for data in (button.callback_data for row in rows for button in row):
        try:
            keys.add(decode(data).key if isinstance(data, str) else "")
        except BadPayload:
            continue
    return keys - {""}
