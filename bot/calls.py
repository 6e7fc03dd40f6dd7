"""Letters as Bot API calls, and what a failed call says about the letter.

The one question after an error is whether the message may have arrived: what surely did not is
sent again, what may have is not.
"""

import warnings
from dataclasses import dataclass
from datetime import timedelta

import httpx
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message as TelegramMessage,
    MessageEntity,
    ReplyParameters,
)
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.letters import Letter
from bot.rendering.message import Keyboard, Span

# Connecting failed or no connection was free: the request never left this machine.
NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
UNCHANGED = "message is not modified"
CANNOT_EDIT = ("message can't be edited", "message to edit not found", "message_id_invalid",
               "no text in the message to edit")  # fmt: skip
CANNOT_DELETE = ("message to delete not found", "message can't be deleted", "message_id_invalid")
NOBODY_THERE = ("chat not found", "user is deactivated", "peer_id_invalid", "chat_write_forbidden",
                "not enough rights", "have no rights to send", "chat_restricted",
                "user_is_blocked", "group chat was deactivated")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Arrived:
    """It is done; message_id: the message that now shows it, None for one that was deleted."""

    message_id: int | None


@dataclass(frozen=True, slots=True)
class Again:
    """It surely did not arrive; try again after so many seconds."""

    after_s: float
    reason: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """It may have arrived; it is not sent twice."""

    reason: str


@dataclass(frozen=True, slots=True)
class Refused:
    """It cannot arrive as it is. blocked: nothing reaches this chat for now."""

    reason: str
    blocked: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    """The group became a supergroup with another number."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The message already shows just this."""


@dataclass(frozen=True, slots=True)
class NoLonger:
    """The message to edit or delete is gone or too old."""

    reason: str


Fate = Arrived | Again | Unclear | Refused | Moved | Unchanged | NoLonger


async def attempt(bot: Bot, letter: Letter, attempts: int) -> Fate:
    """Do what the letter says, once; return what came of it. attempts: calls with this one."""
    try:
        return Arrived(await carry_out(bot, letter))
    except TelegramError as error:
        return fate_of(error, attempts)


async def carry_out(bot: Bot, letter: Letter) -> int | None:
    """Do what the letter says; return the number of the message that now shows it.

    Raises telegram.error.TelegramError when it failed; `fate_of` says what follows.
    """
    if letter.kind == "delete":
        await bot.delete_message(letter.chat_id, _known(letter.message_id))
        return None
    message = letter.message
    if message is None:
        raise BadRequest("a letter without words")
    entities = to_entities(message.body.spans)
    markup = to_markup(message.keyboard)
    preview = LinkPreviewOptions(is_disabled=True)
    if letter.kind == "edit":
        edited = await bot.edit_message_text(
            message.body.text,
            chat_id=letter.chat_id,
            message_id=_known(letter.message_id),
            entities=entities,
            reply_markup=markup,
            link_preview_options=preview,
        )
        return edited.message_id if isinstance(edited, TelegramMessage) else letter.message_id
    sent = await bot.send_message(
        letter.chat_id,
        message.body.text,
        entities=entities,
        reply_markup=markup,
        link_preview_options=preview,
        message_thread_id=letter.topic_id,
        reply_parameters=_reply_parameters(letter.reply_to),
    )
    return sent.message_id


def fate_of(error: TelegramError, attempts: int) -> Fate:
    """Return what an error of a call means for its letter; attempts: calls made so far."""
    if isinstance(error, RetryAfter):
        return Again(_seconds(error), "flood limit")
    if isinstance(error, ChatMigrated):
        return Moved(error.new_chat_id)
    if isinstance(error.__cause__, TelegramError):
        return _fate_of_unreadable_answer(error, attempts)
    if isinstance(error, Forbidden):
        return Refused(error.message, blocked=True)
    if isinstance(error, BadRequest):
        return _fate_of_bad_request(error.message)
    if isinstance(error, InvalidToken):
        return Again(backoff_s(attempts), "the token was refused")
    if isinstance(error, NetworkError):
        return _fate_of_network_error(error, attempts)
    # Only a 2xx that cannot be read is of no kind more precise than this.
    return Unclear(error.message) if type(error) is TelegramError else Refused(error.message)


def backoff_s(attempts: int) -> float:
    """Return the pause before the next try: 1 s, doubled with each, at most a minute."""
    return float(min(60, 2 ** min(attempts, 6)))


def to_entities(spans: tuple[Span, ...]) -> list[MessageEntity] | None:
    """Return the spans as Telegram's entities; None where there are none."""
    entities = [MessageEntity(s.kind, s.offset, s.length, url=s.url) for s in spans]
    return entities or None


def to_markup(keyboard: Keyboard) -> InlineKeyboardMarkup | None:
    """Return the buttons as Telegram's inline keyboard; None where there are none."""
    rows = [
        [InlineKeyboardButton(b.text, callback_data=b.payload, url=b.url) for b in row]
        for row in keyboard
    ]
    return InlineKeyboardMarkup(rows) if rows else None


def _fate_of_bad_request(message: str) -> Fate:
    lowered = message.lower()
    if UNCHANGED in lowered:
        return Unchanged()
    if any(words in lowered for words in CANNOT_EDIT + CANNOT_DELETE):
        return NoLonger(message)
    return Refused(message, blocked=any(words in lowered for words in NOBODY_THERE))


def _fate_of_unreadable_answer(error: TelegramError, attempts: int) -> Fate:
    """Return the fate after an answer that is no JSON: not Telegram's, but of something before it.

    A refusal (4xx) was not passed on; behind a gateway's 5xx anything may have happened.
    """
    is_refusal = isinstance(error, Forbidden | BadRequest | InvalidToken)
    if is_refusal or error.message.startswith("Too Many Requests"):
        return Again(backoff_s(attempts), "refused by something between here and Telegram")
    return Unclear("an answer that cannot be read")


def _fate_of_network_error(error: NetworkError, attempts: int) -> Fate:
    cause = error.__cause__
    if isinstance(cause, NEVER_LEFT):
        return Again(backoff_s(attempts), type(cause).__name__)
    # A gateway's answer says nothing about what happened behind it.
    if isinstance(error, TimedOut) or cause is not None or "gateway" in error.message.lower():
        return Unclear(type(cause or error).__name__)
    # The Bot API itself answered with a 5xx in its own form: it did not carry the call out.
    return Again(backoff_s(attempts), error.message)


def _reply_parameters(message_id: int | None) -> ReplyParameters | None:
    if message_id is None:
        return None
    return ReplyParameters(message_id, allow_sending_without_reply=True)


def _known(message_id: int | None) -> int:
    if message_id is None:
        raise BadRequest("message to edit not found")
    return message_id


def _seconds(error: RetryAfter) -> float:
    with warnings.catch_warnings():
        # python-telegram-bot 22 warns that this becomes a timedelta; both are read here.
        warnings.simplefilter("ignore")
        after = error.retry_after
    return after.total_seconds() if isinstance(after, timedelta) else float(after)
