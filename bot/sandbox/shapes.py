"""The API's objects that a bot sends, field by field."""

from bot.sandbox.entities import KNOWN_KINDS
from bot.sandbox.keyboards import check_keyboard
from bot.sandbox.parameters import (
    Array,
    Boolean,
    ChatId,
    Integer,
    Object,
    String,
    Unsupported,
    optional,
    required,
)

PARSE_MODE = optional(Unsupported("the sandbox does not parse marked-up text; send entities"))
TOPICS = optional(Unsupported("no chat of the sandbox has topics"))

USER = Object(
    {
        "id": required(Integer()),
        "is_bot": required(Boolean()),
        "first_name": required(String()),
        "last_name": optional(String()),
        "username": optional(String()),
        "language_code": optional(String()),
    }
)
ENTITY = Object(
    {
        "type": required(String("|".join(sorted(KNOWN_KINDS)))),
        "offset": required(Integer()),
        "length": required(Integer()),
        "url": optional(String()),
        "user": optional(USER),
        "language": optional(String()),
        "custom_emoji_id": optional(String()),
        "unix_time": optional(Integer()),
        "date_time_format": optional(String()),
    }
)
ENTITIES = Array(ENTITY)
LINK_PREVIEW = Object(
    {
        "is_disabled": optional(Boolean()),
        "url": optional(String()),
        "prefer_small_media": optional(Boolean()),
        "prefer_large_media": optional(Boolean()),
        "show_above_text": optional(Boolean()),
    }
)
REPLY = Object(
    {
        "message_id": required(Integer()),
        "chat_id": optional(ChatId()),
        "allow_sending_without_reply": optional(Boolean()),
        "quote": optional(String()),
        "quote_parse_mode": PARSE_MODE,
        "quote_entities": optional(ENTITIES),
        "quote_position": optional(Integer()),
    }
)
BUTTON = Object(
    {
        "text": required(String()),
        "url": optional(String()),
        "callback_data": optional(String()),
        "switch_inline_query": optional(String()),
        "switch_inline_query_current_chat": optional(String()),
        "copy_text": optional(Object({"text": required(String(r"(?s).{1,256}"))})),
        "style": optional(String("danger|success|primary")),
    }
)
KEYBOARD = Object(
    {"inline_keyboard": required(Array(Array(BUTTON)))},
    check_keyboard,
    "an inline keyboard (the sandbox acts out no other)",
)
COMMAND = Object(
    {
        "command": required(String("[a-z0-9_]{1,32}")),
        "description": required(String(r"(?s).{1,256}")),
    }
)
SCOPE = Object(
    {
        "type": required(
            String(
                "default|all_private_chats|all_group_chats|all_chat_administrators|chat|"
                "chat_administrators|chat_member"
            )
        ),
        "chat_id": optional(ChatId()),
        "user_id": optional(Integer()),
    }
)
LANGUAGE = optional(String("([a-z]{2})?"))
REACTION = Object({"type": required(String("emoji")), "emoji": required(String())})
