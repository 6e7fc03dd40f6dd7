"""Webhooks: settings, and delivery to a real server on this machine."""

import asyncio
import json
from collections.abc import AsyncIterator

import pytest
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from bot.sandbox.people import ANA
from bot.sandbox.server import Sandbox

TOKEN = "123456:sandbox-token"


class Receiver:
    """A bot's webhook: answers with the statuses it is told, 200 after the last.

    At 0 it breaks the connection, as a bot does that dies.
    """

    def __init__(self) -> None:
        self.statuses: list[int] = []
        self.answer: dict = {}
        self.received: asyncio.Queue = asyncio.Queue()
        self.url = ""


class Hook(RequestHandler):
    def initialize(self, receiver: Receiver) -> None:
        self.receiver = receiver

    def post(self) -> None:
        receiver = self.receiver
        status = receiver.statuses.pop(0) if receiver.statuses else 200
        if status == 0:
            self.detach().close()
            return
        self.set_status(status)
        secret = self.request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        receiver.received.put_nowait((json.loads(self.request.body), secret))
        self.finish(receiver.answer)

    def log_request(self) -> None:
        pass


@pytest.fixture
async def sandbox(clock) -> AsyncIterator[Sandbox]:
    async with Sandbox(TOKEN, clock=clock, webhook_retry_s=0.001) as running:
        yield running


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    sockets = bind_sockets(0, "127.0.0.1")
    receiver.url = f"http://127.0.0.1:{sockets[0].getsockname()[1]}/hook"
    application = Application(
        [("/hook", Hook, {"receiver": receiver})], log_function=lambda handler: None
    )
    server = HTTPServer(application)
    server.add_sockets(sockets)
    yield receiver
    server.stop()
    await server.close_all_connections()


async def text_of(receiver):
    update, _ = await asyncio.wait_for(receiver.received.get(), 10)
    return update["message"]["text"]


async def until_delivered(bot):
    while (await bot.do("getWebhookInfo"))["pending_update_count"]:
        pass


async def test_updates_are_delivered_in_order_with_the_secret(bot, page, receiver):
    await page.say("before")
    await bot.do("setWebhook", url=receiver.url, secret_token="s3cret_-")
    await page.say("after")

    first, secret = await asyncio.wait_for(receiver.received.get(), 10)

    assert (first["message"]["text"], secret) == ("before", "s3cret_-")
    assert await text_of(receiver) == "after"


async def test_without_a_secret_no_header_is_sent(bot, page, receiver):
    await bot.do("setWebhook", url=receiver.url)
    await page.say("hello")

    assert (await asyncio.wait_for(receiver.received.get(), 10))[1] is None


async def test_a_failed_delivery_is_tried_again_until_it_arrives(bot, page, receiver):
    receiver.statuses = [500, 302, 404]
    await bot.do("setWebhook", url=receiver.url)
    await page.say("hello")
    await page.say("second")

    texts = [await text_of(receiver) for _ in range(5)]
    await until_delivered(bot)
    info = await bot.do("getWebhookInfo")

    assert texts == ["hello"] * 4 + ["second"]
    assert info["url"] == receiver.url
    assert info["last_error_message"].startswith("Wrong response from the webhook: 404")


async def test_a_refused_connection_is_noted_and_nothing_is_lost(bot, page, sandbox):
    sockets = bind_sockets(0, "127.0.0.1")
    port = sockets[0].getsockname()[1]
    sockets[0].close()
    await bot.do("setWebhook", url=f"http://127.0.0.1:{port}/")
    await page.say("hello")

    while "last_error_message" not in (info := await bot.do("getWebhookInfo")):
        pass
    await bot.do("deleteWebhook")

    assert "refused" in info["last_error_message"].lower()
    assert [one["message"]["text"] for one in await bot.do("getUpdates")] == ["hello"]


async def test_a_connection_that_breaks_is_tried_again(bot, page, receiver):
    receiver.statuses = [0, 0]
    await bot.do("setWebhook", url=receiver.url)
    await page.say("hello")

    assert await text_of(receiver) == "hello"
    await until_delivered(bot)
    assert (await bot.do("getWebhookInfo"))["last_error_message"].startswith("Connection failed")


async def test_an_answer_may_be_a_call_of_a_method(bot, page, receiver, sandbox):
    receiver.answer = {"method": "sendMessage", "chat_id": ANA, "text": "at once"}
    await bot.do("setWebhook", url=receiver.url)
    await page.say("hello")

    request = await asyncio.wait_for(sandbox.seen("sendMessage"), 10)

    assert request["response"]["result"]["text"] == "at once"


async def test_a_webhook_and_polling_exclude_each_other(bot, sandbox, receiver):
    poll = asyncio.create_task(bot.reply("getUpdates", timeout=30))
    await sandbox.seen("getUpdates")
    await bot.do("setWebhook", url=receiver.url)

    ended = await poll
    refused = await bot.reply("getUpdates")

    assert ended["description"] == "Conflict: terminated by setWebhook request"
    assert refused["error_code"] == 409
    assert "webhook is active" in refused["description"]
    await bot.do("deleteWebhook")
    assert await bot.do("getUpdates") == []


@pytest.mark.parametrize("method", ["setWebhook", "deleteWebhook"])
async def test_pending_updates_can_be_dropped(bot, page, method):
    await page.say("hello")
    parameters = {"url": ""} if method == "setWebhook" else {}

    await bot.do(method, drop_pending_updates=True, **parameters)

    assert await bot.do("getUpdates") == []


@pytest.mark.parametrize(
    "url",
    [
        "ftp://127.0.0.1/",
        "127.0.0.1:80",
        "https://example.org/hook",
        "http://10.0.0.1/",
        "http://127.0.0.1:99999/",
        "http://localhost.example.org/",
    ],
)
async def test_a_webhook_leads_to_this_machine_only(bot, url):
    assert "bad webhook" in await bot.refused("setWebhook", url=url)
    assert (await bot.do("getWebhookInfo"))["url"] == ""


@pytest.mark.parametrize("secret", ["", "with space", "a" * 257, "é"])
async def test_a_secret_has_letters_that_fit_in_a_header(bot, receiver, secret):
    assert "secret_token" in await bot.refused("setWebhook", url=receiver.url, secret_token=secret)
