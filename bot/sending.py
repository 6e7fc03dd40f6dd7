"""How messages leave: from the outbox, chat by chat, each marked before and after.

Letters of one chat leave in the order in which they were written; chats do not wait for each other.
A letter is marked as being sent in the commit that writes it, or before its call, and as sent right
after. A crash between the two sends it once more, because a question without an answer is worse;
a call that timed out is not repeated, because it may have arrived.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from pydantic import ValidationError
from telegram import Bot
from telegram.error import TelegramError

from bot.calls import attempt
from bot.delivering import Delivery, Parcel
from bot.letters import Letter, pack, unpack
from bot.logs import log_of
from bot.settings import opt_in_to_timedeltas
from bot.store import outbox
from bot.store.columns import Statement
from bot.store.database import Database

STOP_WITHIN_S = 10.0

log = log_of(__name__)
Sleep = Callable[[float], Awaitable[None]]


class Sender:
    """Sends what is owed: `start` it once, `post` parcels to it, `stop` it at the end."""

    def __init__(
        self,
        bot: Bot,
        database: Database,
        now: Callable[[], datetime],
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        opt_in_to_timedeltas()
        self._bot = bot
        self._database = database
        self._now = now
        self._stopping = asyncio.Event()
        self._delivery = Delivery(partial(attempt, bot), database, now, sleep, self._stopping)
        self._waiting: dict[int, deque[Parcel]] = {}
        self._workers: dict[int, asyncio.Task[None]] = {}
        self._answers: set[asyncio.Task[None]] = set()

    async def start(self) -> int:
        """Take up what an earlier run still owed; return how many letters that is."""
        rows = await outbox.owed(self._database, self._bot.id)
        for row in rows:
            try:
                letter = replace(unpack(row.payload), chat_id=row.chat_id)
            except ValidationError as error:
                log.error("a message owed cannot be read", message=row.id, reason=str(error))
                await self._delivery.write(outbox.given_up(row.id, "it cannot be read"))
            else:
                self._enqueue(Parcel(row, letter, not_before=row.not_before))
        return len(rows)

    async def stop(self, within_s: float = STOP_WITHIN_S) -> None:
        """Send what can go at once, for a while; what then remains is owed at the next start."""
        self._stopping.set()
        tasks = [*self._workers.values(), *self._answers]
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=within_s)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def pack(
        self, letters: Sequence[Letter], person_id: int | None, update_id: int | None
    ) -> list[Parcel]:
        """Return the letters as parcels; `statements` writes their rows, `post` sends them.

        The first letter to a chat that nothing waits for is marked as being sent at once.
        """
        parcels = []
        begun: set[int] = set()
        for letter in letters:
            row = outbox.Owed(
                bot_id=self._bot.id,
                chat_id=letter.chat_id,
                method=letter.kind,
                payload=pack(letter),
                created_at=self._now(),
                person_id=person_id,
                update_id=update_id,
                reply=letter.thread,
                part=letter.part,
            )
            first = letter.chat_id not in begun and letter.chat_id not in self._workers
            begun.add(letter.chat_id)
            parcels.append(Parcel(row, letter, marked=first))
        return parcels

    @staticmethod
    def statements(parcels: Sequence[Parcel]) -> list[Statement]:
        """Return what puts the parcels in the outbox."""
        return [outbox.owe(parcel.row, sending=parcel.marked) for parcel in parcels]

    def post(self, parcels: Sequence[Parcel]) -> None:
        """Send the parcels, each after whatever its chat is owed already."""
        for parcel in parcels:
            self._enqueue(parcel)

    def post_unkept(self, parcels: Sequence[Parcel]) -> None:
        """Send the parcels although the outbox could not be written; they are not marked."""
        for parcel in parcels:
            parcel.kept = False
            self._enqueue(parcel)

    def answer_button(self, query_id: str, words: str | None = None, alert: bool = False) -> None:
        """Let the button stop waiting, with a word for the person who pressed it if there is one.

        It is not kept in the outbox: an hour later the answer would mean nothing.
        """
        task = asyncio.create_task(self._answer_button(query_id, words, alert))
        self._answers.add(task)
        task.add_done_callback(self._answers.discard)

    async def _answer_button(self, query_id: str, words: str | None, alert: bool) -> None:
        try:
            await self._bot.answer_callback_query(query_id, words, show_alert=alert)
        except TelegramError as error:
            log.info("a button could not be answered", reason=str(error))

    def _enqueue(self, parcel: Parcel) -> None:
        chat_id = parcel.letter.chat_id
        self._waiting.setdefault(chat_id, deque()).append(parcel)
        if chat_id not in self._workers and not self._stopping.is_set():
            worker = asyncio.create_task(self._serve(chat_id), name=f"sending:{chat_id}")
            self._workers[chat_id] = worker
            worker.add_done_callback(partial(self._retire, chat_id))

    def _retire(self, chat_id: int, worker: asyncio.Task[None]) -> None:
        del self._workers[chat_id]
        waiting = self._waiting.pop(chat_id, None)
        if worker.cancelled():
            return
        if error := worker.exception():
            log.error("sending to a chat stopped", chat=chat_id, exc_info=error)
            if waiting:
                waiting.popleft()  # the letter that failed stays in the outbox for the next start
        for parcel in waiting or ():
            self._enqueue(parcel)

    async def _serve(self, chat_id: int) -> None:
        waiting = self._waiting[chat_id]
        while waiting and await self._delivery.deliver(waiting[0]):
            waiting.popleft()
