"""What a message may follow: the answer that it replies to, or what its person asked last."""

from datetime import timedelta

from telegram import Message as TelegramMessage, Update

from bot.conversations import view_of
from bot.errors import BadPayload
from bot.handlers.speaking import words_for
from bot.rendering.message import FormattedText, Message
from bot.rendering.payloads import decode
from bot.services import Services, answering_letter
from bot.store import chats, conversations
from bot.store.conversations import Conversation
from retrieval.follow_up import Earlier


async def earlier_of(services: Services, message: TelegramMessage) -> Earlier | None:
    """Return what a message may follow, None where that is nothing, or too long ago."""
    if not services.settings.follow_up_minutes:
        return None
    found = None
    if message.reply_to_message is not None:
        found = await conversation_of(services, message.chat.id, message.reply_to_message)
    if found is None and message.from_user is not None and message.sender_chat is None:
        since = services.now() - timedelta(minutes=services.settings.follow_up_minutes)
        found = await conversations.going_on(
            services.database, message.chat.id, message.from_user.id, since
        )
    view = view_of(found) if found else None
    return view.as_earlier() if view else None


async def conversation_of(
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


async def start_afresh(services: Services, update: Update) -> None:
    """Let the person's next question in this chat follow nothing, and say so."""
    chat, person = update.effective_chat, update.effective_user
    if chat is None:
        return
    words = await words_for(services, update)
    draft = services.draft(update)
    draft.also(conversations.end(chat.id, person.id if person else None, services.now()))
    draft.add(answering_letter(update, Message(FormattedText(words.AFRESH))))


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
