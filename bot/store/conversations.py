"""Conversations: what the buttons under a reply refer to, for as long as people may press them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.store.columns import Statement, from_json, to_json, to_seconds, to_time, to_time_or_none
from bot.store.readers import Reader
from bot.store.writer import Rows


@dataclass(frozen=True, slots=True)
class Conversation:
    """A question, the quotes it was answered with, and what of them is on display.

    id: made by the caller, random, short enough for a button. quotes, shown: any JSON. person_id:
    None for a channel or an anonymous admin. question_message_id: None where the question was no
    message. reply_message_ids: the messages of the reply in the chat, as far as they were sent.
    ended_at: None as long as a follow-up may mean it.
    """

    id: str
    chat_id: int
    query_id: str
    question: str
    quotes: Any
    created_at: datetime
    person_id: int | None = None
    question_message_id: int | None = None
    shown: Any = None
    reply_message_ids: tuple[int, ...] = ()
    ended_at: datetime | None = None


def save(conversation: Conversation) -> Statement:
    """Keep a conversation, in the place of the one with the same id if there is one."""
    return Statement(
        "INSERT OR REPLACE INTO conversations (id, chat_id, person_id, query_id,"
        " question_message_id, question, quotes, shown, reply_message_ids, created_at, ended_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            conversation.id,
            conversation.chat_id,
            conversation.person_id,
            conversation.query_id,
            conversation.question_message_id,
            conversation.question,
            to_json(conversation.quotes),
            to_json(conversation.shown),
            to_json(conversation.reply_message_ids),
            to_seconds(conversation.created_at),
            to_seconds(conversation.ended_at) if conversation.ended_at else None,
        ),
    )


def show(conversation_id: str, shown: Any, quotes: Any = None) -> Statement:
    """Keep what is on display now; quotes: all of them, where some were added."""
    return Statement(
        "UPDATE conversations SET shown = ?, quotes = coalesce(?, quotes) WHERE id = ?",
        (to_json(shown), None if quotes is None else to_json(quotes), conversation_id),
    )


def end(chat_id: int, person_id: int | None, now: datetime) -> Statement:
    """Let no follow-up mean what this person asked in this chat up to now."""
    return Statement(
        "UPDATE conversations SET ended_at = ?"
        " WHERE chat_id = ? AND person_id IS ? AND ended_at IS NULL",
        (to_seconds(now), chat_id, person_id),
    )


def add_reply_message(conversation_id: str, message_id: int) -> Statement:
    """Remember one more message of the reply; a second time changes nothing."""
    return Statement(
        "UPDATE conversations SET reply_message_ids = json_insert(reply_message_ids, '$[#]', :sent)"
        " WHERE id = :id AND NOT EXISTS"
        " (SELECT 1 FROM json_each(reply_message_ids) WHERE value = :sent)",
        {"id": conversation_id, "sent": message_id},
    )


async def get(reader: Reader, conversation_id: str) -> Conversation | None:
    """Return the conversation, None when it is unknown or was forgotten."""
    rows = await reader.read("SELECT * FROM conversations WHERE id = ?", (conversation_id,))
    return _first(rows)


async def of_question(reader: Reader, chat_id: int, message_id: int) -> Conversation | None:
    """Return the latest conversation about the question in this message of a chat, if any."""
    rows = await reader.read(
        "SELECT * FROM conversations WHERE chat_id = ? AND question_message_id = ?"
        " ORDER BY created_at DESC, rowid DESC LIMIT 1",
        (chat_id, message_id),
    )
    return _first(rows)


async def of_reply(reader: Reader, chat_id: int, message_id: int) -> Conversation | None:
    """Return the latest conversation that this message of the bot belongs to, if any."""
    rows = await reader.read(
        "SELECT * FROM conversations WHERE chat_id = ? AND EXISTS"
        " (SELECT 1 FROM json_each(reply_message_ids) WHERE value = ?)"
        " ORDER BY created_at DESC, rowid DESC LIMIT 1",
        (chat_id, message_id),
    )
    return _first(rows)


async def latest(reader: Reader, chat_id: int, person_id: int | None) -> Conversation | None:
    """Return the conversation about what a person asked last in a chat, if any.

    Further quotes of an earlier question do not make that the latest.
    """
    rows = await reader.read(
        "SELECT *, min(rowid) AS began FROM conversations WHERE chat_id = ? AND person_id IS ?"
        " GROUP BY query_id ORDER BY min(created_at) DESC, began DESC LIMIT 1",
        (chat_id, person_id),
    )
    return _first(rows)


async def going_on(
    reader: Reader, chat_id: int, person_id: int, since: datetime
) -> Conversation | None:
    """Return the newest part of what a person asked last in a chat, if a follow-up may mean it.

    since: what was asked earlier is forgotten, unless more of it was shown later.
    """
    rows = await reader.read(
        "SELECT * FROM conversations AS newest WHERE chat_id = :chat AND person_id = :person"
        " AND ended_at IS NULL AND created_at >= :since AND query_id = ("
        "  SELECT query_id FROM conversations WHERE chat_id = :chat AND person_id = :person"
        "  AND ended_at IS NULL GROUP BY query_id"
        "  ORDER BY min(created_at) DESC, min(rowid) DESC LIMIT 1)"
        " ORDER BY created_at DESC, rowid DESC LIMIT 1",
        {"chat": chat_id, "person": person_id, "since": to_seconds(since)},
    )
    return _first(rows)


def _first(rows: Rows) -> Conversation | None:
    if not rows:
        return None
    row = rows[0]
    return Conversation(
        id=row["id"],
        chat_id=row["chat_id"],
        query_id=row["query_id"],
        question=row["question"],
        quotes=from_json(row["quotes"]),
        created_at=to_time(row["created_at"]),
        person_id=row["person_id"],
        question_message_id=row["question_message_id"],
        shown=from_json(row["shown"]),
        reply_message_ids=tuple(from_json(row["reply_message_ids"])),
        ended_at=to_time_or_none(row["ended_at"]),
    )
