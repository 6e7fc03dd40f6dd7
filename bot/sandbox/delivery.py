"""Delivering updates to a webhook: in order, one at a time, again until it answers with 2xx."""

import asyncio
import json

from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest, HTTPResponse

from bot.sandbox.api import Api
from bot.sandbox.wire import Json

TIMEOUT_S = 10.0
MAX_RETRY_S = 60.0
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  # the header's name


class Delivery:
    """The one who carries updates to the webhook while there is one.

    retry_s: the pause after the first failure; it doubles with each further one.
    """

    def __init__(self, api: Api, retry_s: float = 1.0) -> None:
        self._api = api
        self._world = api.world
        self._retry_s = retry_s
        self._pause_s = retry_s
        self._task: asyncio.Task[None] | None = None
        self._client: AsyncHTTPClient | None = None

    def start(self) -> None:
        """Begin to watch for updates."""
        self._client = AsyncHTTPClient(force_instance=True)
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Stop, also in the middle of a delivery; what was not confirmed stays queued."""
        if self._task is not None and self._client is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._client.close()
            self._task = self._client = None

    async def _run(self) -> None:
        world = self._world
        while True:
            pending = world.updates.take_first() if world.webhook.url else None
            if pending is None:
                await world.updates.bell.wait(MAX_RETRY_S)
            elif await self._deliver(pending[1]):
                world.updates.confirm_below(pending[0] + 1)
                self._pause_s = self._retry_s
            else:
                await asyncio.sleep(self._pause_s)
                self._pause_s = min(2 * self._pause_s, MAX_RETRY_S)

    async def _deliver(self, update: object) -> bool:
        """Post an update; return whether it arrived, and note down why not."""
        client = self._client
        if client is None:
            return False
        try:
            response = await client.fetch(self._request(update), raise_error=False)
        except OSError as error:
            return self._failed(f"Connection failed: {error.strerror or type(error).__name__}")
        except HTTPClientError as error:  # it timed out, or broke in the middle
            return self._failed(f"Connection failed: {error.message}")
        if not 200 <= response.code < 300:
            return self._failed(
                f"Wrong response from the webhook: {response.code} {response.reason}"
            )
        await self._answer(response)
        return True

    def _request(self, update: object) -> HTTPRequest:
        webhook = self._world.webhook
        headers = {"Content-Type": "application/json"}
        if webhook.secret is not None:
            headers[SECRET_HEADER] = webhook.secret
        return HTTPRequest(
            webhook.url,
            method="POST",
            headers=headers,
            body=json.dumps(update),
            follow_redirects=False,
            connect_timeout=TIMEOUT_S,
            request_timeout=TIMEOUT_S,
        )

    async def _answer(self, response: HTTPResponse) -> None:
        """Carry out the call of a method that the answer to an update may be."""
        try:
            call: Json = json.loads(response.body)
            method = call.pop("method")
        except (ValueError, TypeError, AttributeError, KeyError):
            return
        await self._api.call(str(method), call)

    def _failed(self, reason: str) -> bool:
        self._world.webhook.last_error = reason
        self._world.webhook.last_error_at = self._world.now()
        return False
