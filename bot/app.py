"""The one place that builds and joins all parts, starts them in order and stops them in reverse."""

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from telegram import Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, ApplicationBuilder, CallbackContext
from telegram.request import HTTPXRequest

from bot import upkeep
from bot.dossier import LivingDossier
from bot.errors import TokenRefused
from bot.finishing import finish
from bot.handlers.failure import failed
from bot.handlers.routes import ALLOWED_UPDATES, routes
from bot.inbox import DurableRequest, Inbox, OrderedProcessor
from bot.logs import log_loop_errors, log_of
from bot.sending import Sender
from bot.services import Services
from bot.settings import GETTING_STARTED, Settings, token_of
from bot.store.database import Database

LONG_POLL = timedelta(seconds=30)
CONNECT_TIMEOUT_S = 10.0
READ_TIMEOUT_S = 20.0
RETRY_FROM_S = 0.5
RETRY_UP_TO_S = 30.0
SENDING_CONNECTIONS = 64

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
            raise TokenRefused("Telegram refused the bot token. " + GETTING_STARTED)


def utc_now() -> datetime:
    """Return the time, aware, in UTC."""
    return datetime.now(UTC)


async def serve(settings: Settings) -> None:
    """Serve Telegram until SIGINT or SIGTERM.

    Raises TokenMissing, TokenRefused, StoreError, or RetrievalError for a folder that is missing.
    """
    signals = Signals()
    loop = asyncio.get_running_loop()
    log_loop_errors(loop)
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, signals.stop.set)
    async with running(settings, signals):
        await signals.wait()
        log.info("stopping")


@asynccontextmanager
async def running(
    settings: Settings, signals: Signals, now: Callable[[], datetime] = utc_now
) -> AsyncIterator[Services]:
    """Start every part, yield the services while the bot runs, and stop every part.

    Raises as `serve` does.
    """
    token = token_of(settings)
    bot_id = int(token.partition(":")[0])
    async with AsyncExitStack() as stack:
        database = await stack.enter_async_context(await Database.open(settings.database_path))
        dossier = LivingDossier(settings.dossier_dir)
        await dossier.refresh()
        inbox = Inbox(database, bot_id, now=now)
        application, services = _join(settings, token, inbox, database, dossier, signals, now)
        await _initialize(application, signals)
        stack.push_async_callback(application.shutdown)
        await services.sender.start()
        stack.push_async_callback(services.sender.stop)
        await inbox.recover(application.bot)
        await application.start()
        stack.push_async_callback(application.stop)
        stack.callback(application.update_processor.stop)  # type: ignore[attr-defined]
        await _start_updates(application, settings)
        stack.push_async_callback(_stop_updates, application)
        for work in (
            dossier.follow(),
            upkeep.forget_what_is_old(database, settings.retention_days, now),
            upkeep.introduce(application.bot, settings.admin_ids),
        ):
            await stack.enter_async_context(_background(work))
        log.info(
            "serving",
            bot=application.bot.username,
            mode=settings.mode,
            documents=len(dossier.edition.dossier.documents),
        )
        yield services


def _join(
    settings: Settings,
    token: str,
    inbox: Inbox,
    database: Database,
    dossier: LivingDossier,
    signals: Signals,
    now: Callable[[], datetime],
) -> tuple[AnyApplication, Services]:
    network = _network_options(settings)
    joined: list[Services] = []

    async def finish_update(update: Update, error: Exception | None) -> None:
        await finish(joined[0], update, error)

    application: AnyApplication = (
        ApplicationBuilder()
        .token(token)
        .base_url(settings.telegram_api_base_url)
        .base_file_url(settings.telegram_api_file_url)
        .request(HTTPXRequest(connection_pool_size=SENDING_CONNECTIONS, **network))
        .get_updates_request(
            DurableRequest(inbox, signals.refused.set, connection_pool_size=1, **network)
        )
        .update_queue(inbox)
        .concurrent_updates(OrderedProcessor(inbox, finish_update))
        .job_queue(None)
        .build()
    )
    sender = Sender(application.bot, database, now)
    services = Services(settings, database, dossier, sender, now, _number_of(token))
    joined.append(services)
    application.add_handlers(routes(services))
    application.add_error_handler(partial(_on_error, services))
    return application, services


async def _on_error(
    services: Services, update: object, context: CallbackContext[Any, Any, Any, Any]
) -> None:
    await failed(services, update, context.error)


def _number_of(token: str) -> int:
    return int(token.partition(":")[0])


def _network_options(settings: Settings) -> dict[str, Any]:
    host = urlsplit(settings.telegram_api_base_url).hostname or ""
    is_here = host == "localhost" or host.startswith("127.") or host == "::1"
    return {
        "connect_timeout": CONNECT_TIMEOUT_S,
        "read_timeout": READ_TIMEOUT_S,
        "write_timeout": READ_TIMEOUT_S,
        "pool_timeout": CONNECT_TIMEOUT_S,
        # A proxy is for the way to Telegram, not for a Bot API server on this machine.
        "httpx_kwargs": {"trust_env": not is_here},
    }


async def _initialize(application: AnyApplication, signals: Signals) -> None:
    """Ask Telegram who we are, again and again while it cannot be reached."""
    pause_s = RETRY_FROM_S
    while not signals.stop.is_set():
        try:
            await application.initialize()
        except InvalidToken:
            raise TokenRefused("Telegram refused the bot token. " + GETTING_STARTED) from None
        except TelegramError as error:
            log.warning("Telegram cannot be reached; trying again", seconds=pause_s, why=str(error))
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(signals.stop.wait(), pause_s)
            pause_s = min(RETRY_UP_TO_S, pause_s * 2)
        else:
            return


async def _start_updates(application: AnyApplication, settings: Settings) -> None:
    updater = application.updater
    if updater is None:
        raise RuntimeError("the application was built without an updater")
    if settings.mode == "polling":
        await updater.start_polling(
            timeout=LONG_POLL,
            bootstrap_retries=-1,
            allowed_updates=ALLOWED_UPDATES,
            error_callback=_say_why_polling_waits,
        )
        return
    secret = settings.webhook_secret
    await updater.start_webhook(
        listen=settings.webhook_listen,
        port=settings.webhook_port,
        url_path=urlsplit(settings.webhook_url or "").path.lstrip("/"),
        webhook_url=settings.webhook_url,
        secret_token=secret.get_secret_value() if secret else None,
        bootstrap_retries=-1,
        allowed_updates=ALLOWED_UPDATES,
    )


def _say_why_polling_waits(error: TelegramError) -> None:
    log.warning("no updates for the moment; trying again", reason=str(error))


async def _stop_updates(application: AnyApplication) -> None:
    if application.updater is not None and application.updater.running:
        await application.updater.stop()


@asynccontextmanager
async def _background(work: Awaitable[None]) -> AsyncIterator[None]:
    task = asyncio.ensure_future(work)
    task.add_done_callback(_log_failure)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def _log_failure(task: "asyncio.Future[None]") -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("a background task failed", exc_info=error)
