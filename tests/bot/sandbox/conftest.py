"""A running sandbox with its own clock, and the two sides to talk to it over HTTP."""

import ssl
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from bot.sandbox.people import ANA
from bot.sandbox.server import Sandbox

TOKEN = "123456:sandbox-token"


class Clock:
    """A clock that stands still until it is moved on."""

    def __init__(self) -> None:
        self.now = datetime(2031, 3, 4, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


class BotSide:
    """Calls methods as a bot does."""

    def __init__(self, client: httpx.AsyncClient, base_url: str) -> None:
        self._client = client
        self._base_url = base_url

    async def reply(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Return the whole reply to a call with a JSON body."""
        url = f"{self._base_url}{TOKEN}/{method}"
        return (await self._client.post(url, json=parameters)).json()

    async def do(self, method: str, **parameters: Any) -> Any:
        """Return the result of a call that must go well."""
        reply = await self.reply(method, **parameters)
        assert reply["ok"], reply
        return reply["result"]

    async def refused(self, method: str, **parameters: Any) -> str:
        """Return the description of a call that must be refused."""
        reply = await self.reply(method, **parameters)
        assert not reply["ok"], reply
        return reply["description"]

    async def updates(self, **parameters: Any) -> list[dict[str, Any]]:
        """Return the updates that wait, and confirm them."""
        updates = await self.do("getUpdates", **parameters)
        if updates:
            await self.do("getUpdates", offset=updates[-1]["update_id"] + 1, limit=1)
        return updates


class PageSide:
    """Calls the chat page's API."""

    def __init__(self, client: httpx.AsyncClient, address: str) -> None:
        self._client = client
        self._address = address

    async def response(self, name: str, **body: Any) -> httpx.Response:
        return await self._client.post(f"{self._address}/chat/{name}", json=body)

    async def do(self, name: str, **body: Any) -> Any:
        response = await self.response(name, **body)
        assert response.status_code == 200, response.text
        return response.json()

    async def refused(self, name: str, **body: Any) -> str:
        response = await self.response(name, **body)
        assert response.status_code == 400, response.text
        return response.json()["error"]

    async def get(self, name: str, **query: Any) -> Any:
        response = await self._client.get(f"{self._address}/chat/{name}", params=query)
        assert response.status_code == 200, response.text
        return response.json()

    async def events(self, after: int = 0, wait_s: float = 0) -> list[dict[str, Any]]:
        return (await self.get("events", after=after, timeout=wait_s))["events"]

    async def say(self, text: str, person: int = ANA, chat: int | None = None, **more: Any) -> Any:
        """Send a text, to the bot when no chat is named."""
        return await self.do("send", person=person, chat=chat or person, text=text, **more)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def sandbox(clock: Clock) -> AsyncIterator[Sandbox]:
    async with Sandbox(TOKEN, clock=clock) as running:
        yield running


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    # A bare context: no certificate is checked on the loopback, and loading the usual ones is slow.
    bare = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    async with httpx.AsyncClient(timeout=10, trust_env=False, verify=bare) as running:
        yield running


@pytest.fixture
def bot(sandbox: Sandbox, client: httpx.AsyncClient) -> BotSide:
    return BotSide(client, sandbox.api_base_url)


@pytest.fixture
def page(sandbox: Sandbox, client: httpx.AsyncClient) -> PageSide:
    return PageSide(client, sandbox.address)
