"""The queue of updates the bot has not yet confirmed, and which kinds it wishes to have."""

from collections import deque
from collections.abc import Collection

from bot.sandbox.bell import Bell
from bot.sandbox.wire import Json

UPDATE_KINDS = (
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "business_connection",
    "business_message",
    "edited_business_message",
    "deleted_business_messages",
    "guest_message",
    "message_reaction",
    "message_reaction_count",
    "inline_query",
    "chosen_inline_result",
    "callback_query",
    "shipping_query",
    "pre_checkout_query",
    "purchased_paid_media",
    "poll",
    "poll_answer",
    "my_chat_member",
    "chat_member",
    "chat_join_request",
    "chat_boost",
    "removed_chat_boost",
    "managed_bot",
)
ONLY_ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
KEPT_UPDATES = 10_000


class UpdateQueue:
    """Updates in the order they came, kept until an offset above them confirms them."""

    def __init__(self, first_id: int, kept: int = KEPT_UPDATES) -> None:
        self.bell = Bell()
        self.allowed: tuple[str, ...] = ()
        self._next_id = first_id
        self._pending: deque[tuple[int, object]] = deque(maxlen=kept)

    def __len__(self) -> int:
        return len(self._pending)

    def allow(self, kinds: Collection[str]) -> None:
        """Wish for these kinds from now on; none means all but the ones given on request only."""
        self.allowed = tuple(kinds)

    def wants(self, kind: str) -> bool:
        """Tell whether an update of this kind is queued when it happens."""
        return kind in self.allowed if self.allowed else kind not in ONLY_ON_REQUEST

    def put(self, kind: str, payload: Json) -> None:
        """Queue an update, unless the bot does not wish for its kind."""
        if self.wants(kind):
            self.put_raw({kind: payload})

    def put_raw(self, update: object) -> None:
        """Queue any JSON; an object without an `update_id` is given one."""
        own = update.get("update_id", self._next_id) if isinstance(update, dict) else None
        number = own if type(own) is int and own >= self._next_id else self._next_id
        self._next_id = number + 1
        if isinstance(update, dict):
            update = {"update_id": number} | update
        self._pending.append((number, update))
        self.bell.ring()

    def confirm_below(self, offset: int) -> None:
        """Forget what is below a positive offset, or all but the last -offset updates."""
        if offset < 0:
            while len(self._pending) > -offset:
                self._pending.popleft()
        while self._pending and self._pending[0][0] < offset:
            self._pending.popleft()

    def first(self, limit: int) -> list[object]:
        """Return up to `limit` unconfirmed updates, oldest first."""
        return [update for _, update in list(self._pending)[:limit]]

    def take_first(self) -> tuple[int, object] | None:
        """Return the oldest number and update without forgetting it; None when there is none."""
        return self._pending[0] if self._pending else None

    def clear(self) -> None:
        """Forget all pending updates."""
        self._pending.clear()
