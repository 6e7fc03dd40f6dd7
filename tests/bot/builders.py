"""Letters, a clock and a bot that answers as it is told, for the tests of sending."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from bot.letters import Letter
from bot.rendering.message import Button, FormattedText, Message, Span

ANA, BABAK = 11, 12
NOON = datetime(2031, 5, 4, 12, tzinfo=UTC)


def a_message(words: str = "Rain fell.") -> Message:
    body = FormattedText(words, (Span("bold", 0, 4),))
    return Message(body, ((Button("More", "m:key:0"),),))


def a_letter(words: str = "Rain fell.", **changes: Any) -> Letter:
    return replace(Letter(ANA, "send", a_message(words), reply_to=5), **changes)


class Clock:
    """A clock that only moves when somebody sleeps by it or moves it."""

    def __init__(self) -> None:
        self.now = NOON
        self.slept: list[float] = []

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += timedelta(seconds=seconds)
        await asyncio.sleep(0)


class FakeBot:
    """Does what a Bot does for letters, and keeps what it was asked.

    `fails(*errors)`: what the next calls raise, None for one that goes well. `holds(chat)`: calls
    for that chat wait until `lets_go(chat)`.
    """

    id = 99

    def __init__(self) -> None:
        self.calls: list[SimpleNamespace] = []
        self.answers: list[tuple[Any, ...]] = []
        self._failures: deque[BaseException | None] = deque()
        self._gates: dict[int, asyncio.Event] = {}
        self._number = 100
        self._called = asyncio.Event()

    def fails(self, *errors: BaseException | None) -> None:
        self._failures.extend(errors)

    def holds(self, chat_id: int) -> None:
        self._gates[chat_id] = asyncio.Event()

    def lets_go(self, chat_id: int) -> None:
        self._gates.pop(chat_id).set()

    @property
    def texts(self) -> list[str]:
        return [call.text for call in self.calls]

    async def until(self, is_so: Callable[[], bool]) -> None:
        """Return once something is so; looked at after every call."""
        while not is_so():
            self._called.clear()
            await asyncio.wait_for(self._called.wait(), 5)

    async def send_message(self, chat_id: int, text: str, **more: Any) -> SimpleNamespace:
        await self._call("send", chat_id, text, **more)
        self._number += 1
        return SimpleNamespace(message_id=self._number)

    async def edit_message_text(
        self, text: str, chat_id: int, message_id: int, **more: Any
    ) -> bool:
        await self._call("edit", chat_id, text, message_id=message_id, **more)
        return True

    async def delete_message(self, chat_id: int, message_id: int) -> bool:
        await self._call("delete", chat_id, "", message_id=message_id)
        return True

    async def answer_callback_query(self, *answer: Any, show_alert: bool) -> bool:
        self.answers.append((*answer, show_alert))
        if self._failures and (error := self._failures.popleft()):
            raise error
        return True

    async def _call(self, method: str, chat_id: int, text: str, **more: Any) -> None:
        self.calls.append(SimpleNamespace(method=method, chat_id=chat_id, text=text, **more))
        self._called.set()
        if chat_id in self._gates:
            await self._gates[chat_id].wait()
        error = self._failures.popleft() if self._failures else None
        if error is not None:
            raise error
