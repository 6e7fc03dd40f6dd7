"""The messages of one chat, as the API shows them, the oldest forgotten beyond a bound."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.sandbox.wire import Json

KEPT_MESSAGES = 2_000


@dataclass(slots=True)
class Entry:
    """A message without its reply, and the number of the message it replies to."""

    message: Json
    reply_to: int | None = None


class History:
    """Messages by their number, in the order in which they were posted."""

    def __init__(self, kept: int = KEPT_MESSAGES) -> None:
        self._entries: dict[int, Entry] = {}
        self._kept = kept

    def __iter__(self) -> Iterator[Entry]:
        return iter(list(self._entries.values()))

    def add(self, entry: Entry) -> None:
        """Keep a message, forgetting the oldest when there are too many."""
        self._entries[entry.message["message_id"]] = entry
        if len(self._entries) > self._kept:
            del self._entries[next(iter(self._entries))]

    def find(self, message_id: int) -> Entry | None:
        """Return a message; None when it never was, was deleted, or is forgotten."""
        return self._entries.get(message_id)

    def remove(self, message_id: int) -> None:
        """Delete a message that is there."""
        del self._entries[message_id]

    def view(self, entry: Entry) -> Json:
        """Return a message as the API tells it: what it replies to within it, one level deep."""
        answered = self.find(entry.reply_to) if entry.reply_to is not None else None
        reply = {"reply_to_message": dict(answered.message)} if answered else {}
        return entry.message | reply


def words_of(message: Json) -> tuple[str, list[Json]]:
    """Return a message's text or caption, and the entities of it; both may be empty."""
    if "text" in message:
        return message["text"], message.get("entities", [])
    return message.get("caption", ""), message.get("caption_entities", [])
