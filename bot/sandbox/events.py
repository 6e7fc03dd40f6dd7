"""What happened, in order, for the page to follow: a numbered log that forgets its oldest."""

import secrets
from collections import deque
from itertools import takewhile

from bot.sandbox.bell import Bell
from bot.sandbox.wire import Json

KEPT_EVENTS = 5_000


class EventLog:
    """Events with rising numbers; `seq` is the number of the newest.

    session: drawn at start, so that the page notices a server that began anew.
    """

    def __init__(self, kept: int = KEPT_EVENTS) -> None:
        self.seq = 0
        self.session = secrets.token_hex(8)
        self.bell = Bell()
        self._events: deque[Json] = deque(maxlen=kept)

    def add(self, kind: str, chat_id: int | None, **facts: object) -> None:
        """Record an event and wake those who wait for one."""
        self.seq += 1
        self._events.append({"seq": self.seq, "type": kind, "chat_id": chat_id, **facts})
        self.bell.ring()

    def after(self, seq: int) -> list[Json]:
        """Return the events newer than `seq`, oldest first."""
        newer = takewhile(lambda event: event["seq"] > seq, reversed(self._events))
        return list(newer)[::-1]

    def has_forgotten(self, seq: int) -> bool:
        """Tell whether an event after `seq` is no longer kept, or `seq` is of another life."""
        oldest = self._events[0]["seq"] if self._events else self.seq + 1
        return seq + 1 < oldest or seq > self.seq
