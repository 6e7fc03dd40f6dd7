"""The one place that builds and joins all parts, starts them in order and stops them in reverse."""

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import httpx
from telegram import Update
from telegram.ext import ApplicationBuilder, CallbackContext
from telegram.request import HTTPXRequest

from bot import upkeep
from bot.dossier import LivingDossier, keeper_of
from bot.errors import StoppedEarly
from bot.finishing import finish
from bot.handlers.failure import failed
from bot.handlers.routes import routes
from bot.inbox import DurableRequest, Inbox, OrderedProcessor
from bot.logs import log_loop_errors, log_of
from bot.reception import (
    AnyApplication,
    Signals,
    WatchingRequest,
    delivered,
    polled,
    until_reached,
)
from bot.sending import Sender, Sleep
from bot.services import Services
from bot.settings import Settings, token_of
from bot.store.database import Database

CONNECT_TIMEOUT_S = 10.0
READ_TIMEOUT_S = 20.0
SENDING_CONNECTIONS = 64

log = log_of(__name__)


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
    with contextlib.suppress(StoppedEarly):
        async with running(settings, signals):
            await signals.wait()
            log.info("stopping")


@asynccontextmanager
async def running(
    settings: Settings,
    signals: Signals,
    now: Callable[[], datetime] = utc_now,
    sleep: Sleep = asyncio.sleep,
) -> AsyncIterator[Services]:
    """Start every part, yield the services while the bot runs, and stop every part.

    sleep: how a message that Telegram does not want yet waits. Raises as `serve` does, and
    StoppedEarly.
    """
    token = token_of(settings)
    bot_id = int(token.partition(":")[0])
    async with AsyncExitStack() as stack:
        database = await stack.enter_async_context(await Database.open(settings.database_path))
        keeper = keeper_of(settings.dossier_dir, settings.data_dir)
        dossier = LivingDossier(
            settings.dossier_dir, settings.least_confidence, keeper, lambda: now().date()
        )
        await dossier.refresh()
        inbox = Inbox(database, bot_id, now=now)
        requests = _requests(settings, inbox, signals)
        for request in requests:
            stack.push_async_callback(request.shutdown)
        application, services = _join(
            settings, token, inbox, database, dossier, requests, now, sleep
        )
        await until_reached(application.initialize, signals)
        stack.push_async_callback(application.shutdown)
        await services.sender.start()
        stack.push_async_callback(services.sender.stop)
        await inbox.recover(application.bot)
        await application.start()
        stack.push_async_callback(application.stop)
        stack.callback(application.update_processor.stop)  # type: ignore[attr-defined]
        if settings.mode == "webhook":
            await stack.enter_async_context(delivered(application.bot, inbox, settings, signals))
        else:
            await stack.enter_async_context(polled(application, signals))
        for work in (
            dossier.warm_up(),
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
    requests: tuple[HTTPXRequest, DurableRequest],
    now: Callable[[], datetime],
    sleep: Sleep,
) -> tuple[AnyApplication, Services]:
    joined: list[Services] = []

    async def finish_update(update: Update, error: Exception | None) -> None:
        await finish(joined[0], update, error)

    application: AnyApplication = (
        ApplicationBuilder()
        .token(token)
        .base_url(settings.telegram_api_base_url)
        .base_file_url(settings.telegram_api_file_url)
        .request(requests[0])
        .get_updates_request(requests[1])
        .update_queue(inbox)
        .concurrent_updates(OrderedProcessor(inbox, finish_update))
        .job_queue(None)
        .build()
    )
    sender = Sender(application.bot, database, now, sleep)
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


def _requests(
    settings: Settings, inbox: Inbox, signals: Signals
) -> tuple[HTTPXRequest, DurableRequest]:
    """Return what sends, and what fetches updates."""
    network = _network_options(settings)
    return (
        WatchingRequest(signals.refused.set, connection_pool_size=SENDING_CONNECTIONS, **network),
        DurableRequest(inbox, signals.refused.set, connection_pool_size=1, **network),
    )


def _network_options(settings: Settings) -> dict[str, Any]:
    host = urlsplit(settings.telegram_api_base_url).hostname or ""
    is_here = host == "localhost" or host.startswith("127.") or host == "::1"
    return {
        "connect_timeout": CONNECT_TIMEOUT_S,
        "read_timeout": READ_TIMEOUT_S,
        "write_timeout": READ_TIMEOUT_S,
        "pool_timeout": CONNECT_TIMEOUT_S,
        "httpx_kwargs": {
            # A proxy is for the way to Telegram, not for a Bot API server on this machine.
            "trust_env": not is_here,
            # Both clients share one: reading all the certificates takes 25 ms each time.
            "verify": httpx.create_ssl_context(trust_env=not is_here),
        },
    }


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
