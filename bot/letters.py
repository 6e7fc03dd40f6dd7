"""A letter: one message the bot owes a chat, as it is kept in the outbox until it has arrived."""

from dataclasses import dataclass, replace
from typing import Literal

from pydantic import TypeAdapter

from bot.rendering.message import FormattedText, Message

LetterKind = Literal["send", "edit", "delete"]


@dataclass(frozen=True, slots=True)
class Letter:
    """What to do in a chat.

    send: a new message. edit, delete: of `message_id`, or, where that is not known yet, of the
    message that part `part` of the reply `thread` became. thread: the reply this belongs to, such
    as `question:<message id>`; a later letter finds its message by it. conversation: the key of
    what the message's buttons refer to, which is to remember the number of the message.
    """

    chat_id: int
    kind: LetterKind
    message: Message | None = None
    message_id: int | None = None
    reply_to: int | None = None
    topic_id: int | None = None
    thread: str | None = None
    part: int = 0
    conversation: str | None = None

    def plain(self) -> "Letter":
        """Return the same words without anything that Telegram might refuse.

        Buttons with a payload stay: `payloads` has checked them, and they are needed.
        """
        if self.message is None:
            return self
        rows = (tuple(b for b in row if b.url is None) for row in self.message.keyboard)
        bare = Message(FormattedText(self.message.body.text), tuple(row for row in rows if row))
        return replace(self, message=bare, reply_to=None)

    def as_new(self) -> "Letter":
        """Return the letter as a new message, for when the old one can no longer be edited."""
        return replace(self, kind="send", message_id=None)


_adapter: TypeAdapter[Letter] = TypeAdapter(Letter)


def pack(letter: Letter) -> str:
    """Return the letter as the outbox keeps it."""
    return _adapter.dump_json(letter).decode()


def unpack(payload: str) -> Letter:
    """Return the letter that `pack` packed. Raises pydantic.ValidationError for anything else."""
    return _adapter.validate_json(payload)
