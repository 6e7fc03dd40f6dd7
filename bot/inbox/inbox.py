"""The application's update queue, which is in the database first.

Each update has a row before it has a place in the queue; the row says whether it is still owed, so
a repeat changes nothing, whether it comes from Telegram or from before a restart.
"""

import asyncio
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeGuard

import structlog
from telegram import Bot, Update
from telegram.error import TelegramError

from bot.errors import StoreError
from bot.store import updates
from bot.store.columns import Statement, to_json
from bot.store.database import Database

# How often an update is begun after the restart it may have caused.
MAX_ATTEMPTS = 3

# How many updates wait in memory before fetching waits too; the rest wait at Telegram.
ROOM = 1000

log = structlog.get_logger(__name__)


class UpdateNotStored(TelegramError):
    """An update could not be written, and so must not be confirmed.

    A TelegramError, because polling waits and tries again after one of these, and stops without a
    word after any other; the webhook answers 500 to both, and Telegram repeats the update.
    """


@dataclass(frozen=True, slots=True)
class Recovered:
    """What a restart found: updates queued again, and updates that can no longer be read."""

    queued: int
    set_aside: int


class Inbox(asyncio.Queue[object]):
    """The application's update queue; an update is in the database before it is in here.

    Known updates are ignored. Pass it to `ApplicationBuilder.update_queue`, and call `recover`
    before fetching starts.
    """

    def __init__(
        self,
        database: Database,
        bot_id: int,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        room: int = ROOM,
    ) -> None:
        super().__init__()
        self._database = database
        self._bot_id = bot_id
        self._now = now
        self._most = room
        self._freed = asyncio.Event()
        # The ids of updates that are here, until they are released; of those, the ones written by
        # `take` and not put yet, and the ones that are handled for a second time.
        self._held: set[int] = set()
        self._expected: set[int] = set()
        self._again: set[int] = set()
        self._stranded: list[Update] = []

    async def put(self, item: object) -> None:
        """Queue an update once it is written; wait while too many wait.

        A repeat is ignored; anything that is no update passes through. Raises UpdateNotStored.
        """
        if not isinstance(item, Update):
            await super().put(item)
            return
        if item.update_id not in self._expected:
            await self._write([_Read.of(item)])
        await self._wait_for_room()
        if item.update_id in self._expected:
            self._expected.discard(item.update_id)
            self.put_nowait(item)

    async def take(self, raws: Sequence[object]) -> list[dict[str, Any]]:
        """Write a batch as it came from Telegram; return what is safe to parse and to `put`.

        What cannot be parsed is set aside, and only its number is returned, so that it can be
        confirmed; what has no number is left out. Raises UpdateNotStored.
        """
        read = [_Read.parse(raw) for raw in raws if _is_numbered(raw)]
        await self._write(read)
        self._requeue_stranded()
        return [one.safe for one in read]

    async def recover(self, bot: Bot | None) -> Recovered:
        """Queue what was left unfinished, in the order it came, and set aside the unreadable.

        Raises StoreError.
        """
        queued, unreadable = 0, 0
        for owed in await updates.unfinished(self._database, self._bot_id):
            try:
                update = Update.de_json(json.loads(owed.raw), bot)
            except Exception as error:  # whatever a changed library makes of old updates
                await self._set_aside(owed.update_id, _unreadable(error))
                unreadable += 1
            else:
                queued += self._queue_again(update)
        return Recovered(queued, unreadable)

    async def may_begin(self, update: Update) -> bool:
        """Return whether an update should be handled now; counts each time after the first.

        One that was begun MAX_ATTEMPTS times after a restart, and never finished, is set aside.
        Raises StoreError.
        """
        if update.update_id not in self._again:
            return True
        (rows,) = await self._database.write(updates.begin_again(self._bot_id, update.update_id))
        if not rows:
            return False  # finished after all
        if rows[0]["attempts"] <= MAX_ATTEMPTS:
            return True
        await self._set_aside(update.update_id, f"begun {MAX_ATTEMPTS + 1} times, never finished")
        return False

    def is_repeated(self, update: Update) -> bool:
        """Return whether the update was here before, and something went wrong with it."""
        return update.update_id in self._again

    def release(self, update: Update) -> None:
        """Let go of an update: it is finished, or left to the next start."""
        self._held.discard(update.update_id)
        self._again.discard(update.update_id)
        self._freed.set()

    def strand(self, update: Update) -> None:
        """Let go of an update that could not be marked; it is tried again when writing works."""
        self.release(update)
        self._stranded.append(update)

    async def _write(self, read: Sequence["_Read"]) -> None:
        """Write them in one commit, and expect those that are new here."""
        if not read:
            return
        try:
            results = await self._database.write(*(self._receive(one) for one in read))
        except StoreError as error:
            raise UpdateNotStored(f"Updates could not be written: {error}") from error
        for one, (row, *_) in zip(read, results, strict=True):
            # A row that is owed and not held: a new one, or one whose way into the queue was cut.
            if row["state"] == "owed" and one.update_id not in self._held:
                self._held.add(one.update_id)
                self._expected.add(one.update_id)

    def _receive(self, one: "_Read") -> Statement:
        return updates.receive(
            self._bot_id,
            one.update_id,
            one.raw,
            self._now(),
            person_id=one.person_id,
            chat_id=one.chat_id,
            unreadable=one.problem,
        )

    async def _set_aside(self, update_id: int, reason: str) -> None:
        log.error("an update was set aside", update_id=update_id, reason=reason)
        await self._database.write(updates.set_aside(self._bot_id, update_id, self._now(), reason))

    async def _wait_for_room(self) -> None:
        while len(self._held) - len(self._expected) >= self._most:
            self._freed.clear()
            await self._freed.wait()

    def _requeue_stranded(self) -> None:
        stranded, self._stranded = self._stranded, []
        for update in stranded:
            self._queue_again(update)

    def _queue_again(self, update: Update) -> bool:
        if update.update_id in self._held:
            return False
        self._held.add(update.update_id)
        self._again.add(update.update_id)
        self.put_nowait(update)
        return True


@dataclass(frozen=True, slots=True)
class _Read:
    """An update as it came; problem: why it cannot be handled, None if it can."""

    update_id: int
    raw: str
    safe: dict[str, Any]
    person_id: int | None = None
    chat_id: int | None = None
    problem: str | None = None

    @classmethod
    def parse(cls, raw: dict[str, Any]) -> "_Read":
        try:
            return cls.of(Update.de_json(raw, None), raw)
        except Exception as error:  # an update may be of any shape
            number = raw["update_id"]
            return cls(number, to_json(raw), {"update_id": number}, problem=_unreadable(error))

    @classmethod
    def of(cls, update: Update, raw: dict[str, Any] | None = None) -> "_Read":
        raw = update.to_dict() if raw is None else raw
        person, chat = update.effective_user, update.effective_chat
        return cls(
            update.update_id,
            to_json(raw),
            raw,
            person_id=None if person is None else person.id,
            chat_id=None if chat is None else chat.id,
        )


def _is_numbered(raw: object) -> TypeGuard[dict[str, Any]]:
    # bool is an int to Python, but no number to Telegram; 64 bits are what the database holds.
    number = raw.get("update_id") if isinstance(raw, dict) else None
    return type(number) is int and abs(number) < 2**63


def _unreadable(error: Exception) -> str:
    # Not its message, which may quote somebody's words.
    return f"python-telegram-bot could not read it ({type(error).__name__})"
