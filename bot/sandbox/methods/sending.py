"""sendMessage and sendChatAction, and the right to write to a chat at all."""

from bot.sandbox.entities import format_text
from bot.sandbox.errors import bad_request, forbidden
from bot.sandbox.methods.method import Method
from bot.sandbox.parameters import Boolean, ChatId, String, optional, required
from bot.sandbox.people import Chat
from bot.sandbox.replies import resolve_reply
from bot.sandbox.shapes import ENTITIES, KEYBOARD, LINK_PREVIEW, PARSE_MODE, REPLY, TOPICS
from bot.sandbox.tidying import is_invisible
from bot.sandbox.units import units
from bot.sandbox.wire import Json
from bot.sandbox.world import World

MAX_TEXT_UNITS = 4096
MAX_CAPTION_UNITS = 1024
ACTIONS = (
    "typing|upload_photo|record_video|upload_video|record_voice|upload_voice|upload_document|"
    "choose_sticker|find_location|record_video_note|upload_video_note"
)
# What every sending method takes.
DELIVERY = {
    "chat_id": required(ChatId()),
    "message_thread_id": TOPICS,
    "parse_mode": PARSE_MODE,
    "disable_notification": optional(Boolean()),
    "protect_content": optional(Boolean()),
    "reply_parameters": optional(REPLY),
    "reply_markup": optional(KEYBOARD),
}


def writable_chat(world: World, chat_id: int | str) -> Chat:
    """Return the chat, or raise Refused when the bot may not write to it."""
    chat = world.find_chat(chat_id)
    if chat.type == "private":
        person = world.people[chat.id]
        if person.deactivated:
            raise forbidden("user is deactivated")
        if person.blocked:
            raise forbidden("bot was blocked by the user")
        if not person.started:
            raise forbidden("bot can't initiate conversation with a user")
    elif chat.bot_status == "kicked":
        raise forbidden(f"bot was kicked from the {chat.type} chat")
    elif chat.bot_status == "left":
        raise forbidden(f"bot is not a member of the {chat.type} chat")
    return chat


def formatted(given: Json) -> Json:
    """Return the text and entities of a message in the fields of one, or raise Refused."""
    text, entities = format_text(given["text"], given.get("entities", []))
    if is_invisible(text):
        raise bad_request("message text is empty")
    if units(text) > MAX_TEXT_UNITS:
        raise bad_request("message is too long")
    content: Json = {"text": text} | ({"entities": entities} if entities else {})
    return content | {name: given[name] for name in ("link_preview_options",) if given.get(name)}


def captioned(given: Json) -> Json:
    """Return the caption and its entities in the fields of a message, or raise Refused."""
    caption, entities = format_text(given.get("caption", ""), given.get("caption_entities", []))
    if units(caption) > MAX_CAPTION_UNITS:
        raise bad_request("message caption is too long")
    content: Json = {"caption": caption} if caption else {}
    return content | ({"caption_entities": entities} if entities else {})


def deliver(world: World, given: Json, content: Json) -> Json:
    """Post a message of the bot with its reply, keyboard and protection; return it."""
    chat = writable_chat(world, given["chat_id"])
    reply_to, quote = resolve_reply(world.history(chat), chat.id, given.get("reply_parameters"))
    extras: Json = dict(quote)
    if given.get("reply_markup", {}).get("inline_keyboard"):
        extras["reply_markup"] = given["reply_markup"]
    if given.get("protect_content"):
        extras["has_protected_content"] = True
    return world.post(chat, world.bot.id, content | extras, reply_to)


def send_message(world: World, given: Json) -> Json:
    """Post a text; return the message."""
    writable_chat(world, given["chat_id"])
    return deliver(world, given, formatted(given))


def send_chat_action(world: World, given: Json) -> bool:
    """Show that the bot is at work."""
    chat = writable_chat(world, given["chat_id"])
    world.events.add("typing", chat.id, action=given["action"])
    return True


METHODS = {
    "sendMessage": Method(
        send_message,
        DELIVERY
        | {
            "text": required(String()),
            "entities": optional(ENTITIES),
            "link_preview_options": optional(LINK_PREVIEW),
        },
    ),
    "sendChatAction": Method(
        send_chat_action,
        {
            "chat_id": required(ChatId()),
            "message_thread_id": TOPICS,
            "action": required(String(ACTIONS)),
        },
    ),
}
