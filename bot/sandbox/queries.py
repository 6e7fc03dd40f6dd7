"""Pressed buttons and inline queries that wait for the bot's answer."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.sandbox.wire import Json

KEPT_QUERIES = 1_000
# Telegram does not say how long a query may wait, and bots report anything from ten seconds to
# minutes; this is on the short side, so that a test notices a bot that answers late.
LIFETIME = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button press: who, where, which button, and when."""

    person_id: int
    chat_id: int
    message_id: int
    data: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """An inline query: who asked what, and when."""

    person_id: int
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Toast:
    """What an answered press showed, kept as long as the bot allows it to be shown again."""

    text: str
    alert: bool
    url: str | None
    until: datetime


class Queries:
    """Open queries by their id, the oldest forgotten beyond a bound, each answered once."""

    def __init__(self) -> None:
        self._open: OrderedDict[str, Pressed | Asked] = OrderedDict()
        self._toasts: dict[tuple[int, int, int, str], Toast] = {}
        self.inline_results: OrderedDict[str, tuple[int, list[Json]]] = OrderedDict()

    def open(self, query_id: str, query: Pressed | Asked) -> None:
        """Let a query wait for its answer."""
        self._open[query_id] = query
        if len(self._open) > KEPT_QUERIES:
            self._open.popitem(last=False)

    def close(self, query_id: str, now: datetime) -> Pressed | Asked | None:
        """Return a waiting query and forget it; None when unknown, answered, or too old."""
        query = self._open.pop(query_id, None)
        return query if query is not None and now - query.at <= LIFETIME else None

    def remember_toast(self, pressed: Pressed, toast: Toast) -> None:
        """Show this again, without asking the bot, when the same person presses the same button."""
        if toast.until > pressed.at:
            self._toasts[_place(pressed)] = toast
        if len(self._toasts) > KEPT_QUERIES:
            del self._toasts[next(iter(self._toasts))]

    def remembered_toast(self, pressed: Pressed) -> Toast | None:
        """Return what to show for a press without asking the bot; None when it must be asked."""
        toast = self._toasts.get(_place(pressed))
        return toast if toast is not None and pressed.at < toast.until else None

    def remember_results(self, query_id: str, person_id: int, results: list[Json]) -> None:
        """Keep the results of an inline query, for the person to choose from."""
        self.inline_results[query_id] = (person_id, results)
        if len(self.inline_results) > KEPT_QUERIES:
            self.inline_results.popitem(last=False)


def _place(pressed: Pressed) -> tuple[int, int, int, str]:
    return (pressed.person_id, pressed.chat_id, pressed.message_id, pressed.data)
