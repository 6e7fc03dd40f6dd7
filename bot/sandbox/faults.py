"""Faults on request: what goes wrong with the next calls of a method."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from bot.sandbox.errors import PageRefused, Refused
from bot.sandbox.wire import Json

FaultKind = Literal["400", "401", "403", "429", "500", "502", "drop", "drop_after", "slow"]
FAULT_KINDS: tuple[FaultKind, ...] = get_args(FaultKind)
_DESCRIPTIONS = {
    "400": "Bad Request: refused on request",
    "401": "Unauthorized",
    "403": "Forbidden: bot was blocked by the user",
    "500": "Internal Server Error",
    "502": "Bad Gateway",
}


@dataclass(slots=True)
class Fault:
    """What goes wrong, with which method ("*": all but getUpdates), how many times more.

    drop: the connection closes before the call is carried out; drop_after: after it, without a
    reply; slow: it is answered `delay` seconds after it was carried out.
    """

    method: str
    kind: FaultKind
    times: int = 1
    retry_after: int = 1
    delay: float = 0.0
    description: str | None = None

    def strikes(self, method: str) -> bool:
        """Tell whether this fault is meant for a call of the method."""
        # "*" spares the poll, or it would use up faults before the bot does anything.
        return self.method == method or (self.method == "*" and method != "getUpdates")

    def refusal(self) -> Refused | None:
        """Return the error to answer with; None for faults of the connection."""
        if self.kind == "429":
            text = self.description or f"Too Many Requests: retry after {self.retry_after}"
            return Refused(429, text, retry_after=self.retry_after)
        if self.kind in _DESCRIPTIONS:
            return Refused(int(self.kind), self.description or _DESCRIPTIONS[self.kind])
        return None

    def as_shown(self) -> Json:
        """Return the fault as the page's API tells it."""
        return {"method": self.method, "kind": self.kind, "times": self.times}


def fault_kind(name: str) -> FaultKind:
    """Return the kind of fault that a name means; raise PageRefused when it means none."""
    for kind in FAULT_KINDS:
        if kind == name:
            return kind
    raise PageRefused(f"A fault is one of {', '.join(FAULT_KINDS)}, and not {name!r}.")


class Faults:
    """The faults that wait to strike, in the order in which they were asked for."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def __iter__(self) -> Iterator[Fault]:
        return iter(list(self._waiting))

    def add(self, fault: Fault) -> None:
        """Let a fault strike the next `times` calls it is meant for."""
        self._waiting.append(fault)

    def clear(self) -> None:
        """Forget all faults."""
        self._waiting.clear()

    def take(self, method: str) -> Fault | None:
        """Return the fault that strikes this call and count it; None when it goes well."""
        for fault in self._waiting:
            if fault.strikes(method):
                fault.times -= 1
                if fault.times < 1:
                    self._waiting.remove(fault)
                return fault
        return None
