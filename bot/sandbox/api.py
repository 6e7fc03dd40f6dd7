"""The Bot API's front door: the table of all methods, and the walk of one call through it.

Stricter than Telegram on purpose: what Telegram ignores or repairs (an unknown parameter, a
number given as text in JSON, an entity that ends outside the text) is refused here by name, so
that a test sees it.
"""

from collections import deque
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass, field
from time import monotonic

from bot.sandbox.bell import Bell
from bot.sandbox.errors import Refused
from bot.sandbox.faults import Fault, Faults
from bot.sandbox.methods import answers, bot_profile, chats, editing, media, polling, sending
from bot.sandbox.methods.method import Method
from bot.sandbox.parameters import FormField, Upload, check_parameters, read_form
from bot.sandbox.wire import Json, ok_reply
from bot.sandbox.world import World

KEPT_REQUESTS = 10_000
METHODS: Mapping[str, Method] = (
    sending.METHODS
    | editing.METHODS
    | media.METHODS
    | answers.METHODS
    | polling.METHODS
    | chats.METHODS
    | bot_profile.METHODS
)
# Telegram does not mind how a method's name is capitalised.
_NAMES = {name.lower(): name for name in METHODS}
_UNKNOWN = Method(lambda world, given: None)


@dataclass(slots=True)
class Reply:
    """What to send back: a status and a JSON object, `delay` seconds later; or nothing at all."""

    status: int
    body: Json
    delay: float = 0.0
    is_dropped: bool = False


@dataclass(slots=True)
class Api:
    """The methods over one world, with the faults asked for and the log of all requests."""

    world: World
    faults: Faults = field(default_factory=Faults)
    requests: deque[Json] = field(default_factory=lambda: deque(maxlen=KEPT_REQUESTS))
    bell: Bell = field(default_factory=Bell)
    closing: Bell = field(default_factory=Bell)
    _count: int = 0
    _running: int = 0

    async def call(self, method: str, raw: Mapping[str, object]) -> Reply:
        """Carry out one call, or the fault that strikes it, and write it down.

        The log shows parameters in their types, also when they came as a form's text.
        """
        name = _NAMES.get(method.lower(), method)
        given = read_form(METHODS.get(name, _UNKNOWN).parameters, raw)
        record = self._record(name, given)
        self._running += 1
        try:
            reply = await self._struck(name, given, self.faults.take(name))
        finally:
            self._running -= 1
            self.bell.ring()
        record["response"] = None if reply.is_dropped else reply.body
        return reply

    async def seen(self, method: str, after: int) -> Json:
        """Return the first request of a method with a number above `after`, waiting for it.

        Its `response` is None until it is answered.
        """
        while True:
            for record in self.requests:
                if record["n"] > after and record["method"] == method:
                    return record
            await self.bell.wait(60)

    async def drain(self, wait_s: float) -> None:
        """Return when no call is running, or after `wait_s`."""
        ends = monotonic() + wait_s
        while self._running and (left := ends - monotonic()) > 0:
            await self.bell.wait(left)

    async def _struck(self, name: str, given: Json, fault: Fault | None) -> Reply:
        if fault is None:
            return await self._carry_out(name, given)
        refusal = fault.refusal()
        if refusal is not None:
            return Reply(refusal.code, refusal.as_reply())
        if fault.kind == "drop":
            return Reply(0, {}, is_dropped=True)
        reply = await self._carry_out(name, given)
        reply.is_dropped = fault.kind == "drop_after"
        reply.delay = fault.delay
        return reply

    async def _carry_out(self, name: str, given: Json) -> Reply:
        try:
            method = METHODS.get(name)
            if method is None:
                raise Refused(404, "Not Found: method not found")
            result = method.carry_out(self.world, check_parameters(method.parameters, given))
            if isinstance(result, Awaitable):
                result = await result
        except Refused as refusal:
            return Reply(refusal.code, refusal.as_reply())
        return Reply(200, ok_reply(result))

    def _record(self, name: str, given: Json) -> Json:
        self._count += 1
        record: Json = {
            "n": self._count,
            "method": name,
            "parameters": {key: _shown(value) for key, value in given.items()},
            "response": None,
            "at": self.world.clock().isoformat(),
        }
        self.requests.append(record)
        self.bell.ring()
        return record


def _shown(value: object) -> object:
    """Return a parameter for the log: an unread field as its text, a file without its content."""
    if isinstance(value, FormField):
        return value.text
    if isinstance(value, Upload):
        return {"name": value.name, "mime": value.mime, "size": len(value.content)}
    return value
