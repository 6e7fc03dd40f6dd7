"""Chats the bot has met: whether they can be written to, and where a group went."""

from dataclasses import dataclass
from datetime import datetime

from bot.store import outbox
from bot.store.columns import Statement, to_seconds, to_time, to_time_or_none
from bot.store.readers import Reader


@dataclass(frozen=True, slots=True)
class Chat:
    """blocked_at: None while messages arrive. moved_to: the supergroup a group became, if any."""

    id: int
    last_seen: datetime
    blocked_at: datetime | None
    moved_to: int | None


def seen(chat_id: int, at: datetime) -> Statement:
    """Remember that somebody wrote there, which also shows that the bot is not blocked."""
    return Statement(
        "INSERT INTO chats (id, last_seen) VALUES (?, ?)"
        " ON CONFLICT (id) DO UPDATE SET last_seen = excluded.last_seen, blocked_at = NULL",
        (chat_id, to_seconds(at)),
    )


def blocked(chat_id: int, at: datetime) -> Statement:
    """Remember that messages are refused there."""
    return Statement(
        "INSERT INTO chats (id, last_seen, blocked_at) VALUES (:chat, :at, :at)"
        " ON CONFLICT (id) DO UPDATE SET blocked_at = excluded.blocked_at",
        {"chat": chat_id, "at": to_seconds(at)},
    )


def moved(old: int, new: int, at: datetime) -> tuple[Statement, ...]:
    """Remember that a group became a supergroup, and send there what the group is owed."""
    return (
        Statement(
            "INSERT INTO chats (id, last_seen, moved_to) VALUES (?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET moved_to = excluded.moved_to",
            (old, to_seconds(at), new),
        ),
        outbox.move_chat(old, new),
    )


async def get(reader: Reader, chat_id: int) -> Chat | None:
    """Return what is known of the chat, None when it was never met."""
    rows = await reader.read("SELECT * FROM chats WHERE id = ?", (chat_id,))
    if not rows:
        return None
    row = rows[0]
    return Chat(
        row["id"], to_time(row["last_seen"]), to_time_or_none(row["blocked_at"]), row["moved_to"]
    )


async def resolve(reader: Reader, chat_id: int) -> int:
    """Return where the chat is now, following every move; itself when it never moved."""
    rows = await reader.read(
        # UNION, not UNION ALL: a chat that was already visited ends the walk.
        "WITH RECURSIVE walk (id) AS (SELECT ? UNION"
        " SELECT moved_to FROM chats JOIN walk USING (id) WHERE moved_to IS NOT NULL)"
        " SELECT id FROM walk WHERE id NOT IN"
        " (SELECT chats.id FROM chats WHERE moved_to IS NOT NULL)",
        (chat_id,),
    )
    return int(rows[0]["id"]) if rows else chat_id
