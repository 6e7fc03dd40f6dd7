"""Answers to pressed buttons and to inline queries."""

from datetime import timedelta

from bot.sandbox.errors import bad_request
from bot.sandbox.methods.method import Method
from bot.sandbox.methods.sending import formatted
from bot.sandbox.parameters import Array, Boolean, Integer, Object, String, optional, required
from bot.sandbox.queries import Asked, Pressed, Toast
from bot.sandbox.shapes import ENTITIES, KEYBOARD, LINK_PREVIEW, PARSE_MODE
from bot.sandbox.units import units
from bot.sandbox.wire import Json
from bot.sandbox.world import World

MAX_TOAST_UNITS = 200
MAX_RESULTS = 50
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def answer_callback_query(world: World, given: Json) -> bool:
    """Show a word to the person who pressed a button, and let the button rest."""
    text = given.get("text", "")
    if units(text) > MAX_TOAST_UNITS:
        raise bad_request("MESSAGE_TOO_LONG")
    now = world.clock()
    pressed = world.queries.close(given["callback_query_id"], now)
    if not isinstance(pressed, Pressed):
        raise bad_request(TOO_OLD)
    alert = given.get("show_alert", False)
    toast = Toast(
        text, alert, given.get("url"), now + timedelta(seconds=given.get("cache_time", 0))
    )
    world.queries.remember_toast(pressed, toast)
    show_toast(world, given["callback_query_id"], pressed, toast)
    return True


def show_toast(world: World, query_id: str, pressed: Pressed, toast: Toast) -> None:
    """Tell the page that a press was answered, and what to show to the person, if anything."""
    world.events.add(
        "toast",
        pressed.chat_id,
        person_id=pressed.person_id,
        callback_query_id=query_id,
        message_id=pressed.message_id,
        text=toast.text,
        alert=toast.alert,
        **({"url": toast.url} if toast.url else {}),
    )


def answer_inline_query(world: World, given: Json) -> bool:
    """Give a person results to choose from."""
    ids = [result["id"] for result in given["results"]]
    if len(set(ids)) != len(ids):
        raise bad_request("RESULT_ID_DUPLICATE")
    for result in given["results"]:
        inline_content(result)
    asked = world.queries.close(given["inline_query_id"], world.clock())
    if not isinstance(asked, Asked):
        raise bad_request(TOO_OLD)
    world.queries.remember_results(given["inline_query_id"], asked.person_id, given["results"])
    world.events.add(
        "inline_results",
        None,
        person_id=asked.person_id,
        query_id=given["inline_query_id"],
        results=given["results"],
        next_offset=given.get("next_offset", ""),
    )
    return True


def inline_content(result: Json) -> Json:
    """Return the message that a result becomes when it is chosen, or raise Refused."""
    content = result["input_message_content"]
    markup = {"reply_markup": result["reply_markup"]} if "reply_markup" in result else {}
    return formatted(content | {"text": content["message_text"]}) | markup


CONTENT = Object(
    {
        "message_text": required(String()),
        "parse_mode": PARSE_MODE,
        "entities": optional(ENTITIES),
        "link_preview_options": optional(LINK_PREVIEW),
    }
)
ARTICLE = Object(
    {
        "type": required(String("article")),
        "id": required(String(r"[\x20-\x7e]{1,64}")),
        "title": required(String(r"(?s).+")),
        "input_message_content": required(CONTENT),
        "reply_markup": optional(KEYBOARD),
        "url": optional(String()),
        "description": optional(String()),
        "thumbnail_url": optional(String()),
        "thumbnail_width": optional(Integer()),
        "thumbnail_height": optional(Integer()),
    },
    noun="an article (the sandbox acts out no other result)",
)
METHODS = {
    "answerCallbackQuery": Method(
        answer_callback_query,
        {
            "callback_query_id": required(String()),
            "text": optional(String()),
            "show_alert": optional(Boolean()),
            "url": optional(String(r"https?://(t\.me|telegram\.me)/.+|tg://.+")),
            "cache_time": optional(Integer(0)),
        },
    ),
    "answerInlineQuery": Method(
        answer_inline_query,
        {
            "inline_query_id": required(String()),
            "results": required(Array(ARTICLE, 0, MAX_RESULTS)),
            "cache_time": optional(Integer(0)),
            "is_personal": optional(Boolean()),
            "next_offset": optional(String(r".{0,64}")),
            "button": optional(
                Object(
                    {
                        "text": required(String(r"(?s).+")),
                        "start_parameter": required(String("[A-Za-z0-9_-]{1,64}")),
                    }
                )
            ),
        },
    ),
}
