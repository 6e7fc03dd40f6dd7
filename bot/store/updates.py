"""What Telegram delivered: kept before Telegram may forget it, until it is dealt with.

An update is `owed` until it is `done`, `failed` (its handler raised) or `set_aside` (it could not
be read, or the bot crashed on it again and again). Then its words are deleted here, except for
those set aside, which somebody may want to look at; its number stays, so that a repeat is known.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, cast

from bot.store.columns import Statement, to_seconds, to_time
from bot.store.readers import Reader

State = Literal["owed", "done", "failed", "set_aside"]


@dataclass(frozen=True, slots=True)
class Unfinished:
    """An update still owed, as JSON; attempts: how often it was begun after a restart."""

    update_id: int
    raw: str
    attempts: int


@dataclass(frozen=True, slots=True)
class SetAside:
    """An update nobody deals with any more, and why; raw is None once retention took it."""

    bot_id: int
    update_id: int
    raw: str | None
    received_at: datetime
    reason: str


def receive(
    bot_id: int,
    update_id: int,
    raw: str,
    received_at: datetime,
    *,
    person_id: int | None = None,
    chat_id: int | None = None,
    unreadable: str | None = None,
) -> Statement:
    """Keep an update, unless its number is known; its one row is the state the update is in then.

    unreadable: why it cannot be handled; it is set aside at once.
    """
    at = to_seconds(received_at)
    state: State = "owed" if unreadable is None else "set_aside"
    finished_at = None if unreadable is None else at
    return Statement(
        "INSERT INTO updates (bot_id, update_id, raw, person_id, chat_id, received_at, state,"
        " finished_at, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
        # Changes nothing; without it, RETURNING gives no row for a repeat.
        " ON CONFLICT (bot_id, update_id) DO UPDATE SET update_id = update_id"
        " RETURNING state",
        (bot_id, update_id, raw, person_id, chat_id, at, state, finished_at, unreadable),
    )


def begin_again(bot_id: int, update_id: int) -> Statement:
    """Count one more attempt at an update from before a restart; its row is the new count."""
    return Statement(
        "UPDATE updates SET attempts = attempts + 1"
        " WHERE bot_id = ? AND update_id = ? AND state = 'owed' RETURNING attempts",
        (bot_id, update_id),
    )


def finished(bot_id: int, update_id: int, at: datetime, failure: str | None = None) -> Statement:
    """Mark an update as dealt with and delete its words; failure: what its handler raised."""
    return Statement(
        "UPDATE updates SET state = ?, finished_at = ?, reason = ?,"
        " raw = NULL, person_id = NULL, chat_id = NULL WHERE bot_id = ? AND update_id = ?",
        ("done" if failure is None else "failed", to_seconds(at), failure, bot_id, update_id),
    )


def set_aside(bot_id: int, update_id: int, at: datetime, reason: str) -> Statement:
    """Take an owed update out of the way, with its words, for somebody to look at."""
    return Statement(
        "UPDATE updates SET state = 'set_aside', finished_at = ?, reason = ?"
        " WHERE bot_id = ? AND update_id = ? AND state = 'owed'",
        (to_seconds(at), reason, bot_id, update_id),
    )


async def unfinished(reader: Reader, bot_id: int) -> list[Unfinished]:
    """Return the updates still owed, in the order in which they arrived."""
    rows = await reader.read(
        "SELECT update_id, raw, attempts FROM updates WHERE bot_id = ? AND state = 'owed'"
        " ORDER BY position",
        (bot_id,),
    )
    return [Unfinished(*row) for row in rows]


async def state_of(reader: Reader, bot_id: int, update_id: int) -> State | None:
    """Return the state of an update, None for one that never came or is long forgotten."""
    rows = await reader.read(
        "SELECT state FROM updates WHERE bot_id = ? AND update_id = ?", (bot_id, update_id)
    )
    return cast("State", rows[0]["state"]) if rows else None


async def those_set_aside(reader: Reader, limit: int = 50) -> list[SetAside]:
    """Return the latest updates that were set aside, newest first."""
    rows = await reader.read(
        "SELECT bot_id, update_id, raw, received_at, reason FROM updates"
        " WHERE state = 'set_aside' ORDER BY position DESC LIMIT ?",
        (limit,),
    )
    return [
        SetAside(
            row["bot_id"], row["update_id"], row["raw"], to_time(row["received_at"]), row["reason"]
        )
        for row in rows
    ]
