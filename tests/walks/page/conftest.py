"""A browser, a sandbox, and a stand-in bot that does what a test tells it to."""

import shutil
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Locator, Page, async_playwright, expect

from bot.sandbox.server import Sandbox

TOKEN = "4242:a-token-for-tests"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

Json = dict[str, Any]


class StandInBot:
    """Speaks to the sandbox as a bot does: one call at a time, by the test's own hand."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._client = httpx.AsyncClient(base_url=f"{sandbox.api_base_url}{TOKEN}", timeout=20)
        self._offset = 0

    async def call(self, method: str, **parameters: Any) -> Any:
        """Call a method and return its result; fail the test when it is refused."""
        answer = (await self._client.post(f"/{method}", json=parameters)).json()
        assert answer["ok"], answer
        return answer["result"]

    async def next_update(self, kind: str) -> Json:
        """Wait for the next update of this kind and return what it carries."""
        while True:
            updates = await self.call("getUpdates", offset=self._offset, limit=1, timeout=10)
            assert updates, f"no {kind} came"
            self._offset = updates[0]["update_id"] + 1
            if kind in updates[0]:
                return updates[0][kind]

    async def say(self, chat_id: int, text: str, **parameters: Any) -> Json:
        """Send a text message."""
        return await self.call("sendMessage", chat_id=chat_id, text=text, **parameters)

    async def close(self) -> None:
        await self._client.aclose()


class ChatPage:
    """The chat page as a person uses it, by the names the page gives its parts."""

    def __init__(self, page: Page, sandbox: Sandbox) -> None:
        self.page = page
        self.sandbox = sandbox
        self.problems: list[str] = []
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("console", self._note)

    def _note(self, message: Any) -> None:
        # While the sandbox is away, the browser reports each failed poll by itself.
        if message.type == "error" and "ERR_" not in message.text:
            self.problems.append(message.text)

    async def open(self, person: int | None = None, chat: int | None = None) -> None:
        """Load the page, as this person in this chat, and wait until it is live."""
        place = f"#{person}/{chat or person}" if person else ""
        await self.page.goto(f"{self.sandbox.page_url}{place}")
        # Not `expect`: its report on a first miss walks, and lays out, every message there is.
        await self.page.locator("#app[data-connection=online]").wait_for()

    def part(self, role: str) -> Locator:
        """Return the parts with this role."""
        return self.page.locator(f"[data-role={role}]")

    def message(self, message: Json) -> Locator:
        """Return the bubble row of a message."""
        return self.page.locator(f"[data-message-id='{message['message_id']}']")

    def text(self, message: Json) -> Locator:
        """Return the text of a message."""
        return self.message(message).locator("[data-role=text]")

    def button(self, label: str) -> Locator:
        """Return the inline button with this label."""
        return self.part("keyboard-button").filter(has_text=label)

    async def write(self, text: str) -> None:
        """Write a message and send it with Enter."""
        await self.part("message-field").fill(text)
        await self.part("message-field").press("Enter")

    async def choose(self, message: Json, action: str) -> None:
        """Open a message's menu by right click and choose from it."""
        await self.message(message).locator("[data-role=bubble]").click(button="right")
        await self.part(f"menu-{action}").click()


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Debian's chromium, started once."""
    # A busy machine may take its time; what is wrong stays wrong.
    expect.set_options(timeout=15_000)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=FLAGS
        )
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def context(browser: Browser) -> AsyncIterator[BrowserContext]:
    """One profile for all pages; each test has its own sandbox, and so its own origin."""
    context = await browser.new_context(viewport={"width": 1000, "height": 760})
    yield context
    await context.close()


@pytest.fixture
def token() -> str:
    """What the stand-in bot calls itself."""
    return TOKEN


@pytest_asyncio.fixture(loop_scope="session")
async def sandbox() -> AsyncIterator[Sandbox]:
    """A sandbox that nobody has written in yet."""
    async with Sandbox(TOKEN) as sandbox:
        yield sandbox


@pytest_asyncio.fixture(loop_scope="session")
async def bot(sandbox: Sandbox) -> AsyncIterator[StandInBot]:
    """The bot's side of the conversation."""
    bot = StandInBot(sandbox)
    yield bot
    await bot.close()


@pytest_asyncio.fixture(loop_scope="session")
async def chat(context: BrowserContext, sandbox: Sandbox) -> AsyncIterator[ChatPage]:
    """The page in a desktop window, not loaded yet; no script of it may have failed at the end."""
    chat = ChatPage(await context.new_page(), sandbox)
    yield chat
    await chat.page.close()
    assert chat.problems == []
