"""Which of a group's messages reach a bot that has privacy mode on."""

from bot.sandbox.history import words_of
from bot.sandbox.people import BotUser, Chat
from bot.sandbox.units import cut
from bot.sandbox.wire import Json


def reaches_bot(bot: BotUser, chat: Chat, message: Json) -> bool:
    """Tell whether the bot gets this message of a person.

    In a group: commands that do not name another bot, mentions of the bot, replies to it; as an
    administrator, everything.
    """
    if chat.type == "private":
        return True
    if not chat.has_bot:
        return False
    if not bot.privacy or chat.bot_status == "administrator":
        return True
    if message.get("via_bot", {}).get("id") == bot.id:
        return True
    answered = message.get("reply_to_message", {}).get("from", {})
    return bool(answered.get("id") == bot.id) or _is_addressed(bot, message)


def _is_addressed(bot: BotUser, message: Json) -> bool:
    text, entities = words_of(message)
    for entity in entities:
        words = (cut(text, entity["offset"], entity["length"]) or "").lower()
        if entity["type"] == "mention" and words == f"@{bot.username}":
            return True
        if entity["type"] == "bot_command" and entity["offset"] == 0:
            _, at, name = words.partition("@")
            return not at or name == bot.username
    return False
