"""The whole unmodified bot, a sandbox, and people who talk to it."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.app import Signals, running
from bot.sandbox.people import ANA, BABAK, CHEN
from bot.sandbox.server import Sandbox
from bot.services import Services
from bot.settings import Settings
from tests.walks import report
from tests.walks.bot_api import described_bot_api
from tests.walks.ferry import write_ferry
from tests.walks.processes import TOKEN
from tests.walks.stage import Person, Stage

checked: Counter[str] = Counter()


class Clock:
    """A clock that stands still until it is moved on."""

    def __init__(self) -> None:
        self.now = datetime(2031, 10, 6, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def moves(self, **by: float) -> None:
        self.now += timedelta(**by)


class Naps:
    """Sleeps that take no time but move the clock; `taken` lists them in seconds.

    until: what they last until instead, if anything. begun: set once there was one. stretch: by how
    much longer the clock moves than was asked for.
    """

    def __init__(self, clock: Clock) -> None:
        self.taken: list[float] = []
        self.until: asyncio.Event | None = None
        self.begun = asyncio.Event()
        self.stretch = 1
        self._clock = clock

    async def __call__(self, seconds: float) -> None:
        self.taken.append(seconds)
        self.begun.set()
        if self.until is not None:
            await self.until.wait()
        self._clock.moves(seconds=seconds * self.stretch)


class House:
    """The bot in this process, started and stopped as often as a test likes.

    troubles: what it logged as errors; a test that means to cause some says so with
    `expects_trouble`.
    """

    def __init__(self, settings: Settings, clock: Clock, naps: Naps) -> None:
        self.settings = settings
        self.naps = naps
        self._clock = clock
        self._stack = AsyncExitStack()
        self._is_braced = False
        self._services: Services | None = None
        self.log: list[Any] = []

    @property
    def services(self) -> Services:
        assert self._services is not None, "the bot is not running"
        return self._services

    @property
    def troubles(self) -> list[Any]:
        if self._is_braced:
            return []
        return [line for line in self.log if line["log_level"] in ("error", "critical")]

    def expects_trouble(self) -> None:
        """Take errors in the log as meant."""
        self._is_braced = True

    async def starts(self, **differences: Any) -> None:
        self.settings = self.settings.model_copy(update=differences)
        self._stack = AsyncExitStack()
        self._services = await self._stack.enter_async_context(
            running(self.settings, Signals(), self._clock, self.naps)
        )

    async def stops(self) -> None:
        self._services = None
        await self._stack.aclose()

    async def restarts(self, **differences: Any) -> None:
        await self.stops()
        await self.starts(**differences)


@contextmanager
def requests_checked(sandbox: Sandbox) -> Iterator[None]:
    """Check what the bot asked of this sandbox against the Bot API's description, if there is one.

    What was put in its way on purpose may be wrong; what the bot sent may not.
    """
    yield
    api = described_bot_api()
    if api is None:
        return
    for request in sandbox.requests:
        mistakes = api.mistakes(request["method"], request["parameters"])
        assert not mistakes, f"{mistakes} in {request}"
        checked[request["method"]] += 1


def pytest_terminal_summary(terminalreporter: Any) -> None:
    for line in report.lines:
        terminalreporter.write_line(line)
    if checked:
        methods = ", ".join(f"{name} {count}" for name, count in sorted(checked.items()))
        terminalreporter.write_line(f"checked {checked.total()} Bot API requests: {methods}")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def naps(clock: Clock) -> Naps:
    return Naps(clock)


@pytest.fixture
async def sandbox(clock: Clock) -> AsyncIterator[Sandbox]:
    async with Sandbox(TOKEN, clock=clock, webhook_retry_s=0.05) as running:
        with requests_checked(running):
            yield running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The dossier's folder, with the ferry line's documents in it."""
    return write_ferry(tmp_path / "dossier")


@pytest.fixture
def settings(sandbox: Sandbox, folder: Path, tmp_path: Path) -> Settings:
    return Settings(
        _env_file=None,
        telegram_bot_token=TOKEN,
        telegram_api_base_url=sandbox.api_base_url,
        telegram_api_file_url=sandbox.api_file_url,
        dossier_dir=folder,
        data_dir=tmp_path / "data",
        admin_ids=str(CHEN),
    )


@pytest.fixture
async def stopped_bot(settings: Settings, clock: Clock, naps: Naps) -> AsyncIterator[House]:
    """The bot, not started yet; it is stopped at the end, and must not have logged any trouble."""
    house = House(settings, clock, naps)
    with capture_logs() as house.log:
        yield house
        await house.stops()
    assert house.troubles == []
    assert TOKEN not in str(house.log)


@pytest.fixture
async def bot(stopped_bot: House) -> House:
    await stopped_bot.starts()
    return stopped_bot


@pytest.fixture
async def stage(sandbox: Sandbox) -> AsyncIterator[Stage]:
    stage = Stage(sandbox)
    yield stage
    await stage.close()


@pytest.fixture
def ana(stage: Stage) -> Person:
    return Person(stage, ANA)


@pytest.fixture
def babak(stage: Stage) -> Person:
    return Person(stage, BABAK)


@pytest.fixture
def chen(stage: Stage) -> Person:
    """Chen runs the bot: ADMIN_IDS names her."""
    return Person(stage, CHEN)
