"""What every handler works with, and the draft on which it puts what is to be said.

Handlers send nothing. They put letters and statements on the draft of their update; when the
handler is done, `finishing` writes all of it in the one commit that marks the update as done, and
only then do the letters leave.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from telegram import MaybeInaccessibleMessage, Message as TelegramMessage, Update

from bot.dossier import LivingDossier
from bot.letters import Letter
from bot.rendering.message import Message
from bot.sending import Sender
from bot.settings import Settings
from bot.store.columns import Statement
from bot.store.database import Database

# A pasted text arrives in pieces, all within this time.
SAY_AGAIN_AFTER = timedelta(seconds=10)


@dataclass(slots=True)
class Draft:
    """What an update leads to: letters, and statements of the same commit.

    later: statements that nothing waits for, such as the query log. forgets: whether the person
    asked to be forgotten, so that nothing of theirs may be written any more. failure: the kind of
    error that a handler ended with.
    """

    letters: list[Letter] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    later: list[Statement] = field(default_factory=list)
    forgets: bool = False
    failure: str | None = None

    def add(self, *letters: Letter) -> None:
        """Owe these letters."""
        self.letters += letters

    def also(self, *statements: Statement) -> None:
        """Write these together with the letters."""
        self.statements += statements

    def log(self, *statements: Statement) -> None:
        """Write these afterwards; the reply does not wait for them."""
        self.later += statements


@dataclass(slots=True)
class Services:
    """The parts of the bot that handlers use."""

    settings: Settings
    database: Database
    dossier: LivingDossier
    sender: Sender
    now: Callable[[], datetime]
    bot_id: int
    drafts: dict[int, Draft] = field(default_factory=dict)
    told: dict[int, datetime] = field(default_factory=dict)

    def was_just_told(self, chat_id: int) -> bool:
        """Return whether this was asked for the chat within seconds, so as to say a thing once."""
        now = self.now()
        recent = {c: at for c, at in self.told.items() if now - at < SAY_AGAIN_AFTER}
        self.told = {**recent, chat_id: now}
        return chat_id in recent

    def draft(self, update: Update) -> Draft:
        """Return the draft of this update, the same one until it is taken."""
        return self.drafts.setdefault(update.update_id, Draft())

    def take_draft(self, update_id: int) -> Draft:
        """Return the draft and forget it."""
        return self.drafts.pop(update_id, Draft())


def new_key() -> str:
    """Return a key nobody can guess, short enough for a button."""
    return secrets.token_urlsafe(8)


def answering_letter(
    update: Update, message: Message, *, thread: str | None = None, part: int = 1
) -> Letter:
    """Return a letter that answers the message of this update.

    Raises ValueError when the update comes from no chat.
    """
    asked, chat = update.effective_message, update.effective_chat
    if asked is None or chat is None:
        raise ValueError(f"update {update.update_id} has no message to answer")
    return Letter(
        chat.id,
        "send",
        message,
        reply_to=asked.message_id,
        topic_id=topic_of(asked),
        thread=thread,
        part=part,
    )


def topic_of(message: MaybeInaccessibleMessage | None) -> int | None:
    """Return the forum topic a message is in; a thread of replies in a plain group is none."""
    if isinstance(message, TelegramMessage) and message.is_topic_message:
        return message.message_thread_id
    return None
