"""What the bot does by itself: forget what is old, and tell Telegram its commands."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
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

from bot.errors import StoreError
from bot.logs import log_of
from bot.messages import ENGLISH_CODE, LANGUAGES, Messages, messages_in
from bot.messages.commands import Menu
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
    """Tell Telegram the command menus and the description; a failure is only logged.

    In every language; in English for people of all others.
    """
    admins = sorted(admin_ids)
    for language in LANGUAGES:
        words = messages_in(language)
        code = None if language == ENGLISH_CODE else language
        for scope, commands in _menus(words, admins):
            await _try(_set_menu(bot, scope, code, commands))
        await _try(_set_description(bot, code, words.DESCRIPTION))
        await _try(_set_short_description(bot, code, words.SHORT_DESCRIPTION))


# Each asks first what is set: Telegram lets a bot change how it presents itself only so often, and
# a restart changes nothing.
async def _set_menu(bot: Bot, scope: BotCommandScope, code: str | None, commands: Menu) -> None:
    menu = tuple(BotCommand(*command) for command in commands)
    if await bot.get_my_commands(scope=scope, language_code=code) != menu:
        await bot.set_my_commands(menu, scope=scope, language_code=code)


async def _set_description(bot: Bot, code: str | None, text: str) -> None:
    if (await bot.get_my_description(language_code=code)).description != text:
        await bot.set_my_description(text, language_code=code)


async def _set_short_description(bot: Bot, code: str | None, text: str) -> None:
    if (await bot.get_my_short_description(language_code=code)).short_description != text:
        await bot.set_my_short_description(text, language_code=code)


def _menus(words: Messages, admin_ids: Sequence[int]) -> list[tuple[BotCommandScope, Menu]]:
    of_admins = (*words.commands_private, *words.commands_admin)
    return [
        (BotCommandScopeAllPrivateChats(), words.commands_private),
        (BotCommandScopeAllGroupChats(), words.commands_group),
        *((BotCommandScopeChat(admin_id), of_admins) for admin_id in admin_ids),
    ]


async def _try(call: Awaitable[None]) -> None:
    try:
        await call
    except TelegramError as error:
        # An admin who never wrote to the bot has no chat to set a menu for.
        log.info("a menu or description was not set", reason=str(error))
