"""Messages without words: pictures, voice, stickers and the like get a helpful word."""

from telegram import Message as TelegramMessage, Update

from bot.handlers.speaking import words_for
from bot.rendering.message import FormattedText, Message
from bot.services import Services, answering_letter

ATTRIBUTES = (
    ("photo", "photo"),
    ("voice", "voice"),
    ("audio", "audio"),
    ("video", "video"),
    ("video_note", "video"),
    ("animation", "video"),
    ("sticker", "sticker"),
    ("document", "document"),
    ("location", "location"),
    ("venue", "location"),
    ("contact", "contact"),
    ("poll", "poll"),
)


async def explain(services: Services, update: Update) -> None:
    """Say which kind of message the bot cannot read, and what to do instead."""
    message = update.effective_message
    if message is None:
        return
    words = await words_for(services, update)
    said = Message(FormattedText(words.cannot_read(kind_of(message))))
    services.draft(update).add(answering_letter(update, said))


def kind_of(message: TelegramMessage) -> str:
    """Return the kind of the message as `Messages.cannot_read` names it."""
    for attribute, kind in ATTRIBUTES:
        if getattr(message, attribute, None):
            return kind
    return "other"
