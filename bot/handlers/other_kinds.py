"""Messages without words: pictures, voice, stickers and the like get a helpful word."""

from telegram import Message as TelegramMessage, Update

from bot import messages
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
    words = f"{messages.KIND_SENTENCES[kind_of(message)]} {messages.WRITE_INSTEAD}"
    services.draft(update).add(answering_letter(update, Message(FormattedText(words))))


def kind_of(message: TelegramMessage) -> str:
    """Return the kind of the message as `messages.KIND_SENTENCES` names it."""
    for attribute, kind in ATTRIBUTES:
        if getattr(message, attribute, None):
            return kind
    return "other"
