"""Handling updates: in order within a chat, several chats at once, each marked when it is done.

Handlers must not be registered with `block=False`: such a one still runs when its update is marked.
"""

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any
from weakref import WeakValueDictionary

import structlog
from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.inbox.inbox import Inbox

log = structlog.get_logger(__name__)

Finish = Callable[[Update, Exception | None], Awaitable[None]]


class OrderedProcessor(BaseUpdateProcessor):
    """Handles updates: in order within a chat, up to `concurrency` chats at once.

    finish: is awaited after each update with what its handlers raised (None in most cases; the
    application's own error handlers have seen it); it marks the update as done, together with
    whatever else belongs in that commit. Should it raise, it is awaited again when writing works,
    and the handlers are not: whoever was answered once is not answered twice. An update whose
    handling is cancelled stays owed.

    An update from before a restart is handled while no other such one is: if the process dies
    again, it is known which of them was at work.
    """

    def __init__(self, inbox: Inbox, finish: Finish, concurrency: int = 8) -> None:
        # The base class would count updates that only wait for their turn in a busy chat. This
        # limit is never reached; `_slots` is the one that counts.
        super().__init__(2**31)
        self._inbox = inbox
        self._finish = finish
        self._slots = asyncio.Semaphore(concurrency)
        self._one_by_one = asyncio.Lock()
        self._lanes: WeakValueDictionary[object, asyncio.Lock] = WeakValueDictionary()
        self._handled: dict[int, Exception | None] = {}
        self._stopping = False

    async def initialize(self) -> None:
        """Begin updates again, should it have been told to stop."""
        self._stopping = False

    async def shutdown(self) -> None:
        """Begin no more updates."""
        self.stop()

    def stop(self) -> None:
        """Begin no more updates; those under way are finished, the rest stay owed."""
        self._stopping = True

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Handle one update in its turn; nothing but a cancellation is raised."""
        try:
            if isinstance(update, Update):
                await self._in_turn(update, coroutine)
            else:
                await coroutine
        except Exception:
            log.exception("something in the update queue could not be handled")
        finally:
            if inspect.iscoroutine(coroutine):
                coroutine.close()  # one that was never begun would be warned about

    async def _in_turn(self, update: Update, coroutine: Awaitable[Any]) -> None:
        lane = self._lanes.setdefault(_lane(update), asyncio.Lock())
        async with AsyncExitStack() as turn:
            # Taken without a pause before it, so turns are in the order of the queue.
            await turn.enter_async_context(lane)
            if self._inbox.is_repeated(update):
                await turn.enter_async_context(self._one_by_one)
            await turn.enter_async_context(self._slots)
            if self._stopping:
                self._inbox.release(update)
            else:
                await self._handle(update, coroutine)

    async def _handle(self, update: Update, coroutine: Awaitable[Any]) -> None:
        try:
            if await self._inbox.may_begin(update):
                if update.update_id not in self._handled:
                    self._handled[update.update_id] = await _raised_by(coroutine)
                await self._finish(update, self._handled[update.update_id])
            self._handled.pop(update.update_id, None)
        except Exception:
            log.exception("an update stays owed", update_id=update.update_id)
            self._inbox.strand(update)
        else:
            self._inbox.release(update)


def _lane(update: Update) -> object:
    """Return what an update is kept in order with: its chat, else its person, else nothing."""
    for who in (update.effective_chat, update.effective_user):
        if who is not None:
            return who.id
    return update


async def _raised_by(coroutine: Awaitable[Any]) -> Exception | None:
    try:
        await coroutine
    except Exception as error:  # the edge for updates; whoever finishes it decides
        return error
    return None
