"""Messages owed and not yet confirmed.

A message is `owed` from the commit that also finishes what asked for it; `sending` while a request
is under way; then `sent`, `unknown` (the connection broke and Telegram may have it or not) or
`given_up`. After a crash both `owed` and `sending` are sent: one message may arrive twice, none is
lost. What was sent is deleted here at once; of the rest only what is owed goes on.
"""

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from bot.store.columns import (
    Statement,
    from_json,
    to_json,
    to_seconds,
    to_seconds_or_none,
    to_time,
    to_time_or_none,
)
from bot.store.readers import Reader
from bot.store.writer import Rows

Method = Literal["send", "edit", "edit_markup", "delete"]


def new_id() -> str:
    """Return an id for a message, drawn at random."""
    return secrets.token_urlsafe(12)


@dataclass(frozen=True, slots=True)
class Owed:
    """A message to send, or a change to one that was sent.

    payload: any JSON. person_id, update_id: on whose wish and in answer to what, None where it was
    nobody's. reply, part: which reply it belongs to, and its place there. not_before: None when it
    may go at once. attempts: how many requests were begun. reason: why the last one failed.
    """

    bot_id: int
    chat_id: int
    method: Method
    payload: Any
    created_at: datetime
    id: str = field(default_factory=new_id)
    person_id: int | None = None
    update_id: int | None = None
    reply: str | None = None
    part: int = 1
    not_before: datetime | None = None
    attempts: int = 0
    reason: str | None = None


def owe(message: Owed, *, sending: bool = False) -> Statement:
    """Put a message in the outbox; sending: a request for it follows this commit directly."""
    return Statement(
        "INSERT INTO outbox (id, bot_id, chat_id, person_id, update_id, method, payload, reply,"
        " part, state, attempts, not_before, created_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            message.id,
            message.bot_id,
            message.chat_id,
            message.person_id,
            message.update_id,
            message.method,
            to_json(message.payload),
            message.reply,
            message.part,
            "sending" if sending else "owed",
            message.attempts + sending,
            to_seconds_or_none(message.not_before),
            to_seconds(message.created_at),
        ),
    )


def sending(message_id: str) -> Statement:
    """Mark that a request for it is about to be made."""
    return Statement(
        "UPDATE outbox SET state = 'sending', attempts = attempts + 1 WHERE id = ?", (message_id,)
    )


def sent(message_id: str, telegram_id: int | None, at: datetime) -> Statement:
    """Mark it as sent and delete its words; telegram_id: its message_id in the chat."""
    return Statement(
        "UPDATE outbox SET state = 'sent', message_id = ?, sent_at = ?, payload = NULL,"
        " reason = NULL WHERE id = ?",
        (telegram_id, to_seconds(at), message_id),
    )


def unknown(message_id: str, reason: str) -> Statement:
    """Mark that nobody can say whether it arrived; it is not sent again."""
    return Statement(
        "UPDATE outbox SET state = 'unknown', reason = ? WHERE id = ?", (reason, message_id)
    )


def given_up(message_id: str, reason: str) -> Statement:
    """Mark that it cannot be sent."""
    return Statement(
        "UPDATE outbox SET state = 'given_up', reason = ? WHERE id = ?", (reason, message_id)
    )


def postpone(message_id: str, not_before: datetime, reason: str) -> Statement:
    """Owe it again, from a later time on."""
    return Statement(
        "UPDATE outbox SET state = 'owed', not_before = ?, reason = ? WHERE id = ?",
        (to_seconds(not_before), reason, message_id),
    )


def move_chat(old: int, new: int) -> Statement:
    """Send to `new` what is owed to `old`."""
    return Statement(
        "UPDATE outbox SET chat_id = ? WHERE chat_id = ? AND state IN ('owed', 'sending')",
        (new, old),
    )


async def owed(reader: Reader, bot_id: int) -> list[Owed]:
    """Return all that is owed or being sent, in the order in which it was owed."""
    rows = await reader.read(
        "SELECT * FROM outbox WHERE bot_id = ? AND state IN ('owed', 'sending') ORDER BY position",
        (bot_id,),
    )
    return _messages(rows)


async def messages_of(
    reader: Reader, reply: str, before: str | None = None
) -> dict[int, int | None]:
    """Return the parts of a reply that stand in the chat, or will: their message ids by part.

    None is the id of a part that is still on its way. before: the id of a message; only what was
    owed before it counts.
    """
    rows = await reader.read(
        "SELECT part, method, state, message_id FROM outbox WHERE reply = :reply"
        " AND state IN ('owed', 'sending', 'sent') AND (:before IS NULL OR position <"
        " (SELECT position FROM outbox WHERE id = :before)) ORDER BY position",
        {"reply": reply, "before": before},
    )
    found: dict[int, int | None] = {}
    for row in rows:
        if row["method"] == "delete":
            found.pop(row["part"], None)
        elif row["method"] == "send" or row["message_id"] is not None:
            found[row["part"]] = row["message_id"]
    return found


async def counts(reader: Reader, bot_id: int) -> dict[str, int]:
    """Return how many messages there are in each state that occurs."""
    rows = await reader.read(
        "SELECT state, count(*) AS n FROM outbox WHERE bot_id = ? GROUP BY state", (bot_id,)
    )
    return {row["state"]: row["n"] for row in rows}


def _messages(rows: Rows) -> list[Owed]:
    return [
        Owed(
            id=row["id"],
            bot_id=row["bot_id"],
            chat_id=row["chat_id"],
            person_id=row["person_id"],
            update_id=row["update_id"],
            method=row["method"],
            payload=from_json(row["payload"]),
            reply=row["reply"],
            part=row["part"],
            attempts=row["attempts"],
            not_before=to_time_or_none(row["not_before"]),
            created_at=to_time(row["created_at"]),
            reason=row["reason"],
        )
        for row in rows
    ]
