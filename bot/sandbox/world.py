"""Everything that is: people, chats and their messages, what the page and the bot have yet to hear.

Pure of HTTP. The bot's side (`methods`) and the people's side (`persons`) both change the world
through here, so that every message is stored, shown and passed on in one place.
"""

import random
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count

from bot.sandbox.bot_profile import Profile
from bot.sandbox.errors import Refused, bad_request
from bot.sandbox.events import EventLog
from bot.sandbox.files import FileStore
from bot.sandbox.history import Entry, History
from bot.sandbox.menus import Menus
from bot.sandbox.people import BotUser, Chat, Person, default_groups, default_people
from bot.sandbox.polls import Polls
from bot.sandbox.queries import Queries
from bot.sandbox.updates import UpdateQueue
from bot.sandbox.webhook import Webhook
from bot.sandbox.wire import Json

Clock = Callable[[], datetime]


def wall_clock() -> datetime:
    """Return the time now, in UTC."""
    return datetime.now(UTC)


@dataclass(slots=True)
class World:
    """The state of a sandbox; one bot lives in it."""

    bot: BotUser
    clock: Clock = wall_clock
    people: dict[int, Person] = field(init=False)
    chats: dict[int, Chat] = field(init=False)
    events: EventLog = field(default_factory=EventLog)
    files: FileStore = field(default_factory=FileStore)
    menus: Menus = field(default_factory=Menus)
    profile: Profile = field(default_factory=Profile)
    queries: Queries = field(default_factory=Queries)
    webhook: Webhook = field(default_factory=Webhook)
    updates: UpdateQueue = field(init=False)
    polls: Polls = field(init=False)
    _histories: dict[int, History] = field(init=False, default_factory=dict)
    _numbers: dict[int, Iterator[int]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        people = default_people()
        self.people = {person.id: person for person in people}
        private = [Chat(person.id, "private", members=[person.id]) for person in people]
        self.chats = {chat.id: chat for chat in [*private, *default_groups()]}
        # Not from 1: the ids of a restarted sandbox must not be those of its last life.
        self.updates = UpdateQueue(random.SystemRandom().randrange(10**8, 9 * 10**8))
        self.polls = Polls(self.updates.bell)

    def now(self) -> int:
        """Return the time as the API tells it: whole seconds since 1970."""
        return int(self.clock().timestamp())

    def find_chat(self, chat_id: int | str) -> Chat:
        """Return a chat; raise Refused when there is none, or when it moved."""
        chat = self.chats.get(chat_id) if isinstance(chat_id, int) else None
        if chat is None:
            raise bad_request("chat not found")
        if chat.migrated_to is not None:
            raise Refused(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=chat.migrated_to,
            )
        return chat

    def history(self, chat: Chat) -> History:
        """Return the messages of a chat."""
        return self._histories.setdefault(chat.id, History())

    def chat_as_seen(self, chat: Chat) -> Json:
        """Return a chat as the API's Chat."""
        if chat.type == "private":
            person = self.people[chat.id]
            named = {"first_name": person.first_name, "username": person.username}
            return {"id": chat.id, "type": "private", **named}
        return {"id": chat.id, "type": chat.type, "title": chat.title}

    def members(self, chat: Chat) -> list[int]:
        """Return the ids of those in a chat, the bot's too while it is there."""
        return [*chat.members, *([self.bot.id] if chat.has_bot else [])]

    def user(self, user_id: int) -> Json:
        """Return a person or the bot as the API's User."""
        return self.bot.as_user() if user_id == self.bot.id else self.people[user_id].as_user()

    def post(self, chat: Chat, sender_id: int, content: Json, reply_to: int | None = None) -> Json:
        """Store a message and show it on the page; return it as the API tells it."""
        head: Json = {
            "message_id": self._next_number(chat),
            "from": self.user(sender_id),
            "chat": self.chat_as_seen(chat),
            "date": self.now(),
        }
        entry = Entry(head | content, reply_to)
        self.history(chat).add(entry)
        view = self.history(chat).view(entry)
        self.events.add("message", chat.id, message=view)
        return view

    def change(self, chat: Chat, entry: Entry, content: Json, remove: Collection[str] = ()) -> Json:
        """Put new content into a message and show it on the page; return it as it is now."""
        for name in remove:
            entry.message.pop(name, None)
        entry.message |= content
        view = self.history(chat).view(entry)
        only_markup = {*content, *remove} <= {"reply_markup", "edit_date"}
        self.events.add("markup" if only_markup else "edit", chat.id, message=view)
        return view

    def delete(self, chat: Chat, message_id: int) -> None:
        """Delete a message and take it off the page."""
        self.history(chat).remove(message_id)
        self.events.add("delete", chat.id, message_id=message_id)

    def _next_number(self, chat: Chat) -> int:
        # As in Telegram: a supergroup counts for itself, all other chats of a bot share one count.
        counted = chat.id if chat.type == "supergroup" else 0
        return next(self._numbers.setdefault(counted, count(1)))
