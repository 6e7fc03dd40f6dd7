"""What a button sends back, encoded into Telegram's 64 bytes and decoded again.

A payload is `action:key:argument`. The key names what the button refers to (a conversation, or a
document by its digest); nothing of a person's words is in it.
"""

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum

from telegram.constants import InlineKeyboardButtonLimit

from bot.errors import BadPayload


class Action(StrEnum):
    """Everything a button can ask for."""

    MORE = "m"
    CONTEXT = "c"
    FOLD = "o"
    SOURCE = "s"
    GOOD = "g"
    BAD = "b"
    SOURCES = "l"
    DOCUMENT = "d"
    PARAGRAPHS = "p"
    EXAMPLE = "q"
    FORGET = "f"
    KEEP = "k"
    CLOSE = "x"
    NOTHING = "n"


@dataclass(frozen=True, slots=True)
class Payload:
    """An action, what it is about, and a number (a quote, a page)."""

    action: Action
    key: str = ""
    number: int = 0


SHAPE = re.compile(r"([a-z]):([A-Za-z0-9_-]{0,40}):(0|[1-9][0-9]{0,5})")


def encode(payload: Payload) -> str:
    """Return the payload as a button carries it.

    Raises BadPayload when it would not come back whole.
    """
    text = f"{payload.action}:{payload.key}:{payload.number}"
    is_too_long = len(text) > InlineKeyboardButtonLimit.MAX_CALLBACK_DATA
    if is_too_long or not SHAPE.fullmatch(text):
        raise BadPayload(f"a button cannot carry {text!r}")
    return text


def decode(text: str) -> Payload:
    """Return what a button sent back.

    Raises BadPayload for anything that `encode` did not make.
    """
    match = SHAPE.fullmatch(text)
    if match is None or match[1] not in {action.value for action in Action}:
        raise BadPayload(f"no button sends {text[:64]!r}")
    return Payload(Action(match[1]), match[2], int(match[3]))


def document_key(document_id: str) -> str:
    """Return the digest by which a button names a document, whatever the length of its id."""
    return hashlib.blake2b(document_id.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
