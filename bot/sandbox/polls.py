"""Whose turn it is to poll: only one may, and the newest wins."""

from bot.sandbox.bell import Bell
from bot.sandbox.errors import conflict

OTHER_POLL = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)


class Polls:
    """The turns of polling; `bell` is what a waiting poll listens to."""

    def __init__(self, bell: Bell) -> None:
        self.is_open = True
        self._bell = bell
        self._turn = 0
        self._reason = OTHER_POLL

    def next_turn(self) -> int:
        """End the poll that waits, if one does, and return the number of the new one."""
        self.overtake(OTHER_POLL)
        return self._turn

    def overtake(self, reason: str) -> None:
        """End the poll that waits with a conflict, for this reason."""
        self._turn += 1
        self._reason = reason
        self._bell.ring()

    def check(self, turn: int) -> None:
        """Raise Refused when a poll's turn is over."""
        if turn != self._turn:
            raise conflict(self._reason)

    def close(self) -> None:
        """Let every waiting poll return with what there is."""
        self.is_open = False
        self._bell.ring()
