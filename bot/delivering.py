"""One parcel on its way: tried until it has arrived, may have arrived, or cannot arrive.

Each step is marked in the outbox, before the call and after it. What a failed call means is said in
`calls`; what is done about it is said here.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.calls import (
    Again,
    Arrived,
    Fate,
    Moved,
    NoLonger,
    Refused,
    Unchanged,
    Unclear,
    backoff_s,
)
from bot.errors import StoreError
from bot.letters import Letter
from bot.logs import log_of
from bot.store import chats, conversations, outbox
from bot.store.columns import Statement
from bot.store.database import Database

# A reply that could not be sent for a day answers nobody any more.
GIVE_UP_AFTER = timedelta(days=1)

log = log_of(__name__)
Attempt = Callable[[Letter, int], Awaitable[Fate]]


@dataclass(slots=True)
class Parcel:
    """A letter on its way, with its row in the outbox.

    marked: whether the row says "sending" already. kept: whether there is a row at all; there is
    none when the disk refused it, and the letter is sent all the same. not_before: None when it may
    go at once.
    """

    row: outbox.Owed
    letter: Letter
    attempts: int = 0
    marked: bool = False
    kept: bool = True
    not_before: datetime | None = None


class Delivery:
    """Delivers parcels one at a time; `stopping` ends every wait between two tries."""

    def __init__(
        self,
        attempt: Attempt,
        database: Database,
        now: Callable[[], datetime],
        sleep: Callable[[float], Awaitable[None]],
        stopping: asyncio.Event,
    ) -> None:
        self._attempt = attempt
        self._database = database
        self._now = now
        self._sleep = sleep
        self._stopping = stopping

    async def deliver(self, parcel: Parcel) -> bool:
        """Return True when the letter is done with, False when the bot stops before."""
        while await self._is_time(parcel):
            if await self._try(parcel):
                return True
        return False

    async def write(self, *statements: Statement) -> None:
        """Mark something in the outbox; a failure is only logged."""
        # A full disk keeps no mark; the letter is still worth sending.
        try:
            await self._database.write(*statements)
        except StoreError as error:
            log.error("a message could not be marked", reason=str(error))

    async def _is_time(self, parcel: Parcel) -> bool:
        """Wait until the letter may go; return False at once when the bot stops before that."""
        if parcel.not_before is None or parcel.not_before <= self._now():
            return True
        after_s = (parcel.not_before - self._now()).total_seconds()
        waits = {
            asyncio.ensure_future(self._sleep(after_s)),
            asyncio.ensure_future(self._stopping.wait()),
        }
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
        parcel.not_before = None
        return not self._stopping.is_set()

    async def _try(self, parcel: Parcel) -> bool:
        """Call once; return whether the letter is done with, one way or the other."""
        if self._now() - parcel.row.created_at > GIVE_UP_AFTER:
            return await self._give_up(parcel, "not possible for a day")
        if not parcel.marked:
            await self._mark(parcel, outbox.sending(parcel.row.id))
            parcel.marked = True
        parcel.attempts += 1
        try:
            letter = await self._addressed(parcel)
        except StoreError as error:
            return await self._wait(parcel, backoff_s(parcel.attempts), str(error))
        return await self._after(parcel, await self._attempt(letter, parcel.attempts))

    async def _addressed(self, parcel: Parcel) -> Letter:
        """Find out which message an edit is meant for, now that the earlier letters have left."""
        letter = parcel.letter
        if letter.kind == "send" or letter.message_id is not None or letter.thread is None:
            return letter
        found = await outbox.messages_of(self._database, letter.thread, before=parcel.row.id)
        return replace(letter, message_id=found.get(letter.part))

    async def _after(self, parcel: Parcel, fate: Fate) -> bool:
        match fate:
            case Arrived(message_id):
                await self._mark(parcel, *self._arrived(parcel, message_id))
                return True
            case Unchanged():
                return await self._after(parcel, Arrived(parcel.letter.message_id))
            case Again(after_s, reason):
                return await self._wait(parcel, after_s, reason)
            case Moved(chat_id):
                return await self._move(parcel, chat_id)
            case NoLonger(reason):
                return await self._gone(parcel, reason)
            case Unclear(reason):
                return await self._unclear(parcel, reason)
            case Refused(reason, blocked):
                return await self._refused(parcel, reason, blocked)

    def _arrived(self, parcel: Parcel, message_id: int | None) -> tuple[Statement, ...]:
        sent = outbox.sent(parcel.row.id, message_id, self._now())
        key = parcel.letter.conversation
        if key is None or message_id is None:
            return (sent,)
        return sent, conversations.add_reply_message(key, message_id)

    async def _wait(self, parcel: Parcel, after_s: float, reason: str) -> bool:
        parcel.not_before = self._now() + timedelta(seconds=after_s)
        await self._mark(parcel, outbox.postpone(parcel.row.id, parcel.not_before, reason))
        parcel.marked = False
        chat_id = parcel.letter.chat_id
        log.warning("a message waits", chat=chat_id, seconds=after_s, reason=reason)
        return False

    async def _move(self, parcel: Parcel, chat_id: int) -> bool:
        await self._mark(parcel, *chats.moved(parcel.letter.chat_id, chat_id, self._now()))
        # The supergroup counts its messages anew: there is nothing to reply to.
        parcel.letter = replace(parcel.letter, chat_id=chat_id, reply_to=None)
        return False

    async def _gone(self, parcel: Parcel, reason: str) -> bool:
        if parcel.letter.kind == "delete":
            return await self._give_up(parcel, reason)
        if parcel.letter.kind == "send":
            return await self._refused(parcel, reason, blocked=False)
        parcel.letter = parcel.letter.as_new()
        return False

    async def _unclear(self, parcel: Parcel, reason: str) -> bool:
        if parcel.letter.kind != "send":
            # To change or delete a message twice does no harm.
            return await self._wait(parcel, backoff_s(parcel.attempts), reason)
        await self._mark(parcel, outbox.unknown(parcel.row.id, reason))
        log.warning("a message may not have arrived", chat=parcel.letter.chat_id, reason=reason)
        return True

    async def _refused(self, parcel: Parcel, reason: str, blocked: bool) -> bool:
        letter = parcel.letter
        if not blocked and letter != letter.plain():
            log.error("a message was refused; its words go without any form", reason=reason)
            parcel.letter = letter.plain()
            return False
        also = [chats.blocked(letter.chat_id, self._now())] if blocked else []
        return await self._give_up(parcel, reason, *also)

    async def _give_up(self, parcel: Parcel, reason: str, *also: Statement) -> bool:
        await self._mark(parcel, outbox.given_up(parcel.row.id, reason), *also)
        log.warning("a message was given up", chat=parcel.letter.chat_id, reason=reason)
        return True

    async def _mark(self, parcel: Parcel, *statements: Statement) -> None:
        if parcel.kept:
            await self.write(*statements)
