"""Changing and deleting messages that were sent."""

from bot.sandbox.errors import Refused, bad_request
from bot.sandbox.history import Entry
from bot.sandbox.methods.method import Method
from bot.sandbox.methods.sending import captioned, formatted
from bot.sandbox.parameters import Array, ChatId, Integer, String, optional, required
from bot.sandbox.people import Chat
from bot.sandbox.shapes import ENTITIES, KEYBOARD, LINK_PREVIEW, PARSE_MODE
from bot.sandbox.wire import Json
from bot.sandbox.world import World

DELETABLE_FOR_S = 48 * 3600
WHICH = {"chat_id": required(ChatId()), "message_id": required(Integer())}


def edit_message_text(world: World, given: Json) -> Json:
    """Put a new text and keyboard in the place of the old; no keyboard given takes it away."""
    chat, entry = _own_message(world, given)
    if "text" not in entry.message:
        raise bad_request("there is no text in the message to edit")
    old = ("text", "entities", "link_preview_options")
    return _replace(world, chat, entry, formatted(given) | _keyboard(given), old)


def edit_message_caption(world: World, given: Json) -> Json:
    """Put a new caption and keyboard in the place of the old."""
    chat, entry = _own_message(world, given)
    if "text" in entry.message:
        raise bad_request("there is no caption in the message to edit")
    old = ("caption", "caption_entities")
    return _replace(world, chat, entry, captioned(given) | _keyboard(given), old)


def edit_message_reply_markup(world: World, given: Json) -> Json:
    """Put a new keyboard in the place of the old, or take it away."""
    chat, entry = _own_message(world, given)
    return _replace(world, chat, entry, _keyboard(given), ())


def delete_message(world: World, given: Json) -> bool:
    """Delete a message that is young enough and within the bot's rights."""
    chat = _reachable(world, given["chat_id"])
    entry = world.history(chat).find(given["message_id"])
    if entry is None:
        raise bad_request("message to delete not found")
    if not _may_delete(world, chat, entry):
        raise bad_request("message can't be deleted")
    world.delete(chat, given["message_id"])
    return True


def delete_messages(world: World, given: Json) -> bool:
    """Delete those of the messages that are there and may be deleted."""
    chat = _reachable(world, given["chat_id"])
    for message_id in given["message_ids"]:
        entry = world.history(chat).find(message_id)
        if entry is not None and _may_delete(world, chat, entry):
            world.delete(chat, message_id)
    return True


def _reachable(world: World, chat_id: int | str) -> Chat:
    chat = world.find_chat(chat_id)
    if not chat.has_bot:
        raise Refused(403, f"Forbidden: bot is not a member of the {chat.type} chat")
    return chat


def _own_message(world: World, given: Json) -> tuple[Chat, Entry]:
    chat = _reachable(world, given["chat_id"])
    entry = world.history(chat).find(given["message_id"])
    if entry is None:
        raise bad_request("message to edit not found")
    if entry.message["from"]["id"] != world.bot.id or "via_bot" in entry.message:
        raise bad_request("message can't be edited")
    return chat, entry


def _keyboard(given: Json) -> Json:
    markup = given.get("reply_markup")
    return {"reply_markup": markup} if markup and markup["inline_keyboard"] else {}


def _replace(
    world: World, chat: Chat, entry: Entry, content: Json, replaced: tuple[str, ...]
) -> Json:
    """Change the fields of a message that an edit is about; refuse an edit that changes nothing."""
    replaced = (*replaced, "reply_markup")
    if {name: entry.message[name] for name in replaced if name in entry.message} == content:
        raise bad_request(
            "message is not modified: specified new message content and reply markup are "
            "exactly the same as a current content and reply markup of the message"
        )
    unchanged = {name for name in content if entry.message.get(name) == content[name]}
    gone = [name for name in replaced if name in entry.message and name not in content]
    fresh = {name: value for name, value in content.items() if name not in unchanged}
    return world.change(chat, entry, fresh | {"edit_date": world.now()}, gone)


def _may_delete(world: World, chat: Chat, entry: Entry) -> bool:
    if world.now() - entry.message["date"] >= DELETABLE_FOR_S:
        return False
    own = bool(entry.message["from"]["id"] == world.bot.id)
    return own or chat.type == "private" or chat.bot_status == "administrator"


_MARKUP = {"reply_markup": optional(KEYBOARD)}
METHODS = {
    "editMessageText": Method(
        edit_message_text,
        WHICH
        | _MARKUP
        | {
            "text": required(String()),
            "parse_mode": PARSE_MODE,
            "entities": optional(ENTITIES),
            "link_preview_options": optional(LINK_PREVIEW),
        },
    ),
    "editMessageCaption": Method(
        edit_message_caption,
        WHICH
        | _MARKUP
        | {
            "caption": optional(String()),
            "parse_mode": PARSE_MODE,
            "caption_entities": optional(ENTITIES),
        },
    ),
    "editMessageReplyMarkup": Method(edit_message_reply_markup, WHICH | _MARKUP),
    "deleteMessage": Method(delete_message, WHICH),
    "deleteMessages": Method(
        delete_messages,
        {
            "chat_id": required(ChatId()),
            "message_ids": required(Array(Integer(), 1, 100)),
        },
    ),
}
