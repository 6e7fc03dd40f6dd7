"""Inline keyboards: their shape is declared in `shapes`; the rules across fields are here."""

from bot.sandbox.errors import bad_request
from bot.sandbox.links import is_link
from bot.sandbox.wire import Json

MAX_BUTTONS = 100
MAX_PER_ROW = 8
MAX_PAYLOAD_BYTES = 64
ACTIONS = (
    "url",
    "callback_data",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "copy_text",
)


def check_keyboard(markup: Json) -> None:
    """Raise Refused when a keyboard is too big or one of its buttons would not work."""
    rows = markup["inline_keyboard"]
    if sum(map(len, rows)) > MAX_BUTTONS:
        raise bad_request(f"reply markup is too long: more than {MAX_BUTTONS} buttons")
    for row in rows:
        if not 1 <= len(row) <= MAX_PER_ROW:
            raise bad_request(f"a row of the inline keyboard must have 1 to {MAX_PER_ROW} buttons")
        for button in row:
            _check_button(button)


def payloads(markup: Json | None) -> list[str]:
    """Return the callback data of a keyboard's buttons, in reading order."""
    rows = markup["inline_keyboard"] if markup else []
    return [button["callback_data"] for row in rows for button in row if "callback_data" in button]


def _check_button(button: Json) -> None:
    if not button["text"].strip():
        raise bad_request("text of an inline keyboard button must not be empty")
    actions = [name for name in ACTIONS if name in button]
    if len(actions) != 1:
        raise bad_request(
            f"inline keyboard button {button['text']!r} must have exactly one action, "
            f"and has {len(actions)}"
        )
    if "callback_data" in button:
        size = len(button["callback_data"].encode())
        if not 1 <= size <= MAX_PAYLOAD_BYTES:
            raise bad_request(f"BUTTON_DATA_INVALID: {size} bytes, 1 to {MAX_PAYLOAD_BYTES} fit")
    if "url" in button and not is_link(button["url"]):
        raise bad_request(f"inline keyboard button URL {button['url']!r} is invalid")
