"""The chat as people see it, over HTTP: `await ana.asks("…")`, `await ana.presses(reply, "More")`.

Nothing here sleeps. Whoever waits, waits on the sandbox's events, and gives up with a list of what
did happen.
"""

import asyncio
import ssl
from collections.abc import Callable
from typing import Any

import httpx

from bot.sandbox.server import Sandbox

PATIENCE_S = 20.0
POLL_S = 5.0

Json = dict[str, Any]


class Stage:
    """Everything that happened in the sandbox so far, in order, and how to wait for more."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._client = httpx.AsyncClient(
            base_url=f"{sandbox.address}/chat/",
            timeout=30,
            trust_env=False,
            verify=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT),  # nothing here is encrypted
        )
        self._turn = asyncio.Lock()
        self.events: list[Json] = []

    async def close(self) -> None:
        await self._client.aclose()

    @property
    def seq(self) -> int:
        """The number of the newest event seen here."""
        return self.events[-1]["seq"] if self.events else 0

    async def get(self, name: str, **query: Any) -> Any:
        return _good(await self._client.get(name, params=query))

    async def post(self, name: str, **body: Any) -> Any:
        return _good(await self._client.post(name, json=body))

    async def fails(self, method: str, kind: str, times: int = 1, **more: Any) -> None:
        """Let something go wrong with the bot's next calls of a method."""
        await self.post("faults", method=method, kind=kind, times=times, **more)

    async def works_again(self) -> None:
        """Forget all faults that wait to strike."""
        _good(await self._client.delete("faults"))

    async def now(self) -> int:
        """Take note of all that happened; return its number."""
        await self._poll(0)
        return self.seq

    async def until(self, fits: Callable[[Json], bool], after: int) -> Json:
        """Return the first event numbered above `after` that fits, waiting for it."""
        try:
            async with asyncio.timeout(PATIENCE_S):
                while True:
                    for event in self.events:
                        if event["seq"] > after and fits(event):
                            return event
                    await self._poll(POLL_S)
        except TimeoutError:
            seen = "\n".join(map(_in_short, self.events))
            raise AssertionError(f"It never happened. What did:\n{seen}") from None

    def shown(self, message: Json) -> Json:
        """Return a message as it was last seen."""
        place = (message["chat"]["id"], message["message_id"])
        for event in reversed(self.events):
            found = event.get("message")
            if found and (found["chat"]["id"], found["message_id"]) == place:
                return found
        return message

    async def _poll(self, wait_s: float) -> None:
        known = self.seq
        async with self._turn:
            if self.seq > known:
                return  # somebody else waited, and it happened
            answer = await self.get("events", after=known, timeout=wait_s)
            assert not answer.get("reset"), "more happened than the sandbox keeps"
            self.events += answer["events"]


class Person:
    """Somebody in a chat with the bot; `at(NEWSROOM)` is the same person in a group."""

    def __init__(self, stage: Stage, person_id: int, chat_id: int | None = None) -> None:
        self.stage = stage
        self.id = person_id
        self.chat_id = person_id if chat_id is None else chat_id
        self._heard = 0
        self._acted = 0
        self._elsewhere: dict[int, Person] = {}

    def at(self, chat_id: int) -> "Person":
        """Return this person in a group, each time the same one."""
        if chat_id not in self._elsewhere:
            self._elsewhere[chat_id] = Person(self.stage, self.id, chat_id)
        return self._elsewhere[chat_id]

    async def says(self, text: str, reply_to: Json | None = None) -> Json:
        """Send a text; return it as it stands in the chat."""
        return await self._sends(text=text, reply_to=reply_to)

    async def sends(self, kind: str, text: str = "") -> Json:
        """Send a photo, voice, sticker, document or location."""
        return await self._sends(text=text, kind=kind)

    async def asks(self, text: str, reply_to: Json | None = None) -> Json:
        """Send a text and return the bot's next message."""
        await self.says(text, reply_to)
        return await self.hears()

    async def asks_after_all(self, text: str) -> Json:
        """Send a text and return the reply to it, whatever else is heard before."""
        question = await self.says(text)
        while True:
            heard = await self.hears()
            if heard.get("reply_to_message", {}).get("message_id") == question["message_id"]:
                return heard

    async def hears(self) -> Json:
        """Return the bot's next message in this chat that was not heard yet."""
        event = await self.stage.until(
            lambda event: (
                event["type"] == "message"
                and event["chat_id"] == self.chat_id
                and event["message"]["from"]["is_bot"]
            ),
            self._heard,
        )
        self._heard = event["seq"]
        return event["message"]

    async def edits(self, message: Json, text: str) -> None:
        """Change a text of one's own."""
        await self._acts()
        number = message["message_id"]
        await self.stage.post(
            "edit", person=self.id, chat=self.chat_id, message_id=number, text=text
        )

    async def presses(self, message: Json, label: str) -> Json:
        """Press the button with this label; return the toast that the bot answers with."""
        return await self._presses(message, payload_of(self.stage.shown(message), label))

    async def forges(self, message: Json, data: str) -> Json:
        """Send a payload that is on no button there; return the toast."""
        return await self._presses(message, data, forged=True)

    async def taps(self, message: Json, label: str) -> None:
        """Press a button and wait for nothing."""
        await self._acts()
        await self._press(message, payload_of(message, label))

    async def sees(self, message: Json, fits: Callable[[Json], bool] = lambda _: True) -> Json:
        """Return the message as it was changed after this person last did something."""
        event = await self.stage.until(
            lambda event: (
                event["type"] in ("edit", "markup")
                and _is_about(event["message"], message)
                and fits(event["message"])
            ),
            self._acted,
        )
        return event["message"]

    async def sees_gone(self, message: Json) -> None:
        """Return once the message was deleted."""
        await self.stage.until(
            lambda event: (
                event["type"] == "delete"
                and event["chat_id"] == message["chat"]["id"]
                and event["message_id"] == message["message_id"]
            ),
            0,
        )

    async def history(self) -> list[Json]:
        """Return the chat's messages as they stand now."""
        answer = await self.stage.get("messages", person=self.id, chat=self.chat_id)
        return answer["messages"]

    async def replies(self) -> list[Json]:
        """Return the bot's messages in the chat as they stand now."""
        return [message for message in await self.history() if message["from"]["is_bot"]]

    async def menu(self) -> list[str]:
        """Return the commands that this person is offered in this chat."""
        answer = await self.stage.get("commands", person=self.id, chat=self.chat_id)
        return [command["command"] for command in answer["commands"]]

    async def _sends(self, reply_to: Json | None = None, **body: Any) -> Json:
        await self._acts()
        if reply_to is not None:
            body["reply_to"] = reply_to["message_id"]
        return await self.stage.post("send", person=self.id, chat=self.chat_id, **body)

    async def _presses(self, message: Json, data: str, forged: bool = False) -> Json:
        await self._acts()
        query_id = await self._press(message, data, forged)
        return await self.stage.until(
            lambda event: event.get("callback_query_id") == query_id, self._acted
        )

    async def _press(self, message: Json, data: str, forged: bool = False) -> str:
        answer = await self.stage.post(
            "press",
            person=self.id,
            chat=self.chat_id,
            message_id=message["message_id"],
            data=data,
            forged=forged,
        )
        return answer["callback_query_id"]

    async def _acts(self) -> None:
        self._acted = await self.stage.now()


def buttons(message: Json) -> list[Json]:
    """Return the buttons under a message, row by row."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row]


def labels(message: Json) -> list[str]:
    """Return what is written on the buttons under a message."""
    return [button["text"] for button in buttons(message)]


def payload_of(message: Json, label: str) -> str:
    """Return what the first button with this label sends, be there a number behind it or not."""
    found = [b for b in buttons(message) if _is_labelled(b["text"], label)]
    assert found, f"no button {label!r} among {labels(message)}"
    return found[0]["callback_data"]


def offers(message: Json, label: str) -> bool:
    """Tell whether there is a button with this label, be there a number behind it or not."""
    return any(_is_labelled(text, label) for text in labels(message))


def texts_over(message: Json, kind: str) -> list[str]:
    """Return the stretches of a message's text that have this look."""
    raw = message["text"].encode("utf-16-le")
    return [
        raw[2 * one["offset"] : 2 * (one["offset"] + one["length"])].decode("utf-16-le")
        for one in message.get("entities", [])
        if one["type"] == kind
    ]


def quotes(message: Json) -> list[str]:
    """Return the quoted words of a message, those that unfold and those that need not."""
    kinds = ("blockquote", "expandable_blockquote")
    return [text for kind in kinds for text in texts_over(message, kind)]


def _is_labelled(text: str, label: str) -> bool:
    return text == label or text.startswith(f"{label} ")


def _good(response: httpx.Response) -> Any:
    assert response.status_code == 200, response.text
    return response.json()


def _is_about(found: Json, message: Json) -> bool:
    return (found["chat"]["id"], found["message_id"]) == (
        message["chat"]["id"],
        message["message_id"],
    )


def _in_short(event: Json) -> str:
    message = event.get("message", {})
    who = message.get("from", {}).get("first_name", "")
    words = message.get("text", event.get("text", ""))
    return f"{event['seq']} {event['type']} in {event['chat_id']} {who}: {words[:90]!r}"
