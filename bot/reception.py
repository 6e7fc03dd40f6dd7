"""How updates come in, by polling or by webhook, and what ends that."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from http import HTTPStatus
from typing import Any, NoReturn
from urllib.parse import urlsplit

from telegram import Bot
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application
from telegram.request import HTTPXRequest

from bot.errors import SettingsError, StoppedEarly, TokenRefused
from bot.handlers.routes import ALLOWED_UPDATES
from bot.inbox import Inbox, Webhook
from bot.logs import log_of
from bot.settings import GETTING_STARTED, Settings

LONG_POLL = timedelta(seconds=30)
RETRY_FROM_S = 0.5
RETRY_UP_TO_S = 30.0

log = log_of(__name__)
AnyApplication = Application[Any, Any, Any, Any, Any, Any]


@dataclass(slots=True)
class Signals:
    """What ends the process: somebody asked, or Telegram refused the token."""

    stop: asyncio.Event = field(default_factory=asyncio.Event)
    refused: asyncio.Event = field(default_factory=asyncio.Event)

    async def wait(self) -> None:
        """Return when the bot was asked to stop. Raises TokenRefused."""
        waiting = [asyncio.create_task(event.wait()) for event in (self.stop, self.refused)]
        try:
            await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in waiting:
                task.cancel()
        if self.refused.is_set():
            _refuse()


async def until_reached(call: Callable[[], Coroutine[Any, Any, object]], signals: Signals) -> None:
    """Make the call until it succeeds. Raises TokenRefused, or StoppedEarly."""
    pause_s = RETRY_FROM_S
    while True:
        try:
            await unless_stopped(call(), signals)
        except InvalidToken:
            _refuse()
        except TelegramError as error:
            log.warning("Telegram cannot be reached; trying again", seconds=pause_s, why=str(error))
            await unless_stopped(asyncio.sleep(pause_s), signals)
            pause_s = min(RETRY_UP_TO_S, pause_s * 2)
        else:
            return


async def unless_stopped(work: Coroutine[Any, Any, object], signals: Signals) -> None:
    """Await the work. Raises what it raises, or StoppedEarly when the bot is to stop before."""
    tasks = (asyncio.ensure_future(work), asyncio.ensure_future(signals.stop.wait()))
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        if not tasks[0].done():
            raise StoppedEarly("The bot was asked to stop before it could reach Telegram.")
        await tasks[0]
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


class WatchingRequest(HTTPXRequest):
    """Sends, and notices when Telegram no longer knows the token; a webhook would not tell.

    refused: called then.
    """

    def __init__(self, refused: Callable[[], None], **options: Any) -> None:
        super().__init__(**options)
        self._refused = refused

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Make the request; raises TelegramError."""
        status, payload = await super().do_request(*args, **kwargs)
        if status == HTTPStatus.UNAUTHORIZED:
            self._refused()
        return status, payload


@asynccontextmanager
async def polled(application: AnyApplication, signals: Signals) -> AsyncIterator[None]:
    """Ask Telegram for updates while the block runs. Raises TokenRefused, or StoppedEarly."""
    updater = application.updater
    if updater is None:
        raise RuntimeError("the application was built without an updater")
    start = updater.start_polling(
        timeout=LONG_POLL,
        bootstrap_retries=-1,
        allowed_updates=ALLOWED_UPDATES,
        error_callback=_say_why_polling_waits,
    )
    try:
        try:
            await unless_stopped(start, signals)
        except InvalidToken:
            _refuse()
        yield
    finally:
        if updater.running:
            # Where the token was refused, polling has ended with this error already.
            with contextlib.suppress(InvalidToken):
                await updater.stop()


@asynccontextmanager
async def delivered(
    bot: Bot, inbox: Inbox, settings: Settings, signals: Signals
) -> AsyncIterator[None]:
    """Have Telegram deliver updates while the block runs; later ones wait at Telegram."""
    secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else None
    url = settings.webhook_url or ""
    webhook = Webhook(inbox, bot, urlsplit(url).path, secret)
    try:
        webhook.start(settings.webhook_listen, settings.webhook_port)
    except OSError as error:
        here = f"{settings.webhook_listen}:{settings.webhook_port}"
        mistake = f"WEBHOOK_PORT: nothing can listen on {here} ({error.strerror}); choose another"
        raise SettingsError([mistake]) from error
    tell = partial(bot.set_webhook, url, secret_token=secret, allowed_updates=ALLOWED_UPDATES)
    try:
        await until_reached(tell, signals)
        yield
    finally:
        await webhook.stop()


def _refuse() -> NoReturn:
    # `from None`: the cause shows the token.
    raise TokenRefused("Telegram refused the bot token. " + GETTING_STARTED) from None


def _say_why_polling_waits(error: TelegramError) -> None:
    log.warning("no updates for the moment; trying again", reason=str(error))
