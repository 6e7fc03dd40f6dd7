"""Fetching updates: what arrives is written before the next request confirms it."""

import json
from collections.abc import Callable
from typing import Any

import structlog
from telegram.error import TelegramError
from telegram.request import HTTPXRequest

from bot.inbox.inbox import Inbox

log = structlog.get_logger(__name__)


class DurableRequest(HTTPXRequest):
    """Fetches updates for polling, and has them written before anybody sees them.

    Only for `ApplicationBuilder.get_updates_request`. refused: called when Telegram says that
    there is no bot with this token; polling has ended by itself then.
    """

    def __init__(self, inbox: Inbox, refused: Callable[[], None], **options: Any) -> None:
        super().__init__(**options)
        self._inbox = inbox
        self._refused = refused

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Make the request; raises TelegramError, of which UpdateNotStored is one."""
        status, payload = await super().do_request(*args, **kwargs)
        if status in (401, 404):
            self._refused()
        if status == 200:
            payload = await self._keep(payload)
        return status, payload

    async def _keep(self, payload: bytes) -> bytes:
        answer = self.parse_json_payload(payload)
        batch = answer.get("result") if isinstance(answer, dict) else None
        if not isinstance(batch, list):
            raise TelegramError("The answer to getUpdates holds no updates.")
        safe = await self._inbox.take(batch)
        if safe == batch:
            return payload
        log.error("updates could not be read", count=sum(one not in safe for one in batch))
        if not safe:
            # Nothing here can be confirmed; an error makes polling wait before it asks again.
            raise TelegramError("The answer to getUpdates holds no update with a number.")
        return json.dumps(answer | {"result": safe}).encode()
