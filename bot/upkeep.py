"""What the bot does by itself: forget what is old, and tell Telegram its commands."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime, timedelta

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import TelegramError

from bot import messages
from bot.errors import StoreError
from bot.logs import log_of
from bot.store import retention
from bot.store.database import Database

FORGET_EVERY_S = 600.0

log = log_of(__name__)


async def forget_what_is_old(
    database: Database,
    retention_days: int,
    now: Callable[[], datetime],
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> None:
    """Delete what is older than `retention_days`, now and every few minutes, until cancelled."""
    while True:
        try:
            deleted = await forget_once(database, retention_days, now())
            if deleted or database.owes_scrub:
                # Owed by an earlier round or by /forget, while another program read the file.
                await database.scrub()
        except StoreError as error:
            log.error("what is old could not be deleted", reason=str(error))
        await sleep(FORGET_EVERY_S)


async def forget_once(database: Database, retention_days: int, now: datetime) -> int:
    """Delete what is older than `retention_days`; return how many rows that was.

    `Database.scrub` then makes it unreadable in the files too. Raises StoreError.
    """
    results = await database.write(*retention.purge(now - timedelta(days=retention_days), now))
    deleted = sum(len(rows) for rows in results)
    if deleted:
        log.info("what was old is deleted", rows=deleted)
    return deleted


async def introduce(bot: Bot, admin_ids: Iterable[int]) -> None:
    """Tell Telegram the command menus and the description; a failure is only logged."""
    private, group = BotCommandScopeAllPrivateChats(), BotCommandScopeAllGroupChats()
    menus: list[tuple[BotCommandScope, tuple[tuple[str, str], ...]]] = [
        (private, messages.COMMANDS_PRIVATE),
        (group, messages.COMMANDS_GROUP),
    ]
    for admin_id in sorted(admin_ids):
        commands = messages.COMMANDS_PRIVATE + messages.COMMANDS_ADMIN
        menus.append((BotCommandScopeChat(admin_id), commands))
    for scope, commands in menus:
        await _try(bot.set_my_commands([BotCommand(*c) for c in commands], scope=scope))
    await _try(bot.set_my_description(messages.DESCRIPTION))
    await _try(bot.set_my_short_description(messages.SHORT_DESCRIPTION))


async def _try(call: Awaitable[bool]) -> None:
    try:
        await call
    except TelegramError as error:
        # An admin who never wrote to the bot has no chat to set a menu for.
        log.info("a menu or description was not set", reason=str(error))
