"""Who is there: the bot, three invented people, and one group they share.

The ids are picked to be awkward in the way real ones are: one does not fit in 32 bits, and groups
are negative.
"""

from dataclasses import dataclass, field
from typing import Literal

from bot.sandbox.wire import Json

ANA = 710_000_001
BABAK = 7_100_000_002
CHEN = 710_000_003
NEWSROOM = -4_810_000_001
SUPERGROUP_BASE = -1_002_000_000_000

ChatType = Literal["private", "group", "supergroup"]
BotStatus = Literal["member", "administrator", "left", "kicked"]


@dataclass(slots=True)
class Person:
    """Somebody who writes to the bot; started and blocked are about this bot."""

    id: int
    first_name: str
    username: str
    color: str
    language_code: str = "en"
    started: bool = False
    blocked: bool = False
    deactivated: bool = False

    def as_user(self) -> Json:
        """Return the person as the API's User."""
        return {
            "id": self.id,
            "is_bot": False,
            "first_name": self.first_name,
            "username": self.username,
            "language_code": self.language_code,
        }

    def as_shown(self) -> Json:
        """Return the person as the page shows them."""
        return {
            "id": self.id,
            "first_name": self.first_name,
            "username": self.username,
            "color": self.color,
            "blocked": self.blocked,
        }


@dataclass(frozen=True, slots=True)
class BotUser:
    """The bot itself; privacy: it sees of a group's talk only what is meant for it."""

    id: int
    first_name: str = "Dossier"
    username: str = "dossier_sandbox_bot"
    privacy: bool = True

    def as_user(self) -> Json:
        """Return the bot as the API's User, as it appears in messages."""
        return {
            "id": self.id,
            "is_bot": True,
            "first_name": self.first_name,
            "username": self.username,
        }

    def as_myself(self) -> Json:
        """Return the bot as getMe tells it, with what it may do."""
        return self.as_user() | {
            "can_join_groups": True,
            "can_read_all_group_messages": not self.privacy,
            "supports_inline_queries": True,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }


@dataclass(slots=True)
class Chat:
    """A private chat (its id is the person's) or a group.

    members: people's ids, the bot not counted. creator: who made the group.
    migrated_to: the supergroup it became.
    """

    id: int
    type: ChatType
    title: str | None = None
    members: list[int] = field(default_factory=list)
    creator: int | None = None
    bot_status: BotStatus = "member"
    migrated_to: int | None = None

    @property
    def has_bot(self) -> bool:
        """Tell whether the bot is there."""
        return self.bot_status in ("member", "administrator")

    def is_administrator(self, person_id: int) -> bool:
        """Tell whether the person runs the group."""
        return person_id == self.creator


def default_people() -> list[Person]:
    """Return the three people everybody meets first."""
    return [
        Person(ANA, "Ana", "ana_reads", "#3478f6", "en"),
        Person(BABAK, "Babak", "babak_asks", "#c2571a", "fa"),
        Person(CHEN, "Chen", "chen_checks", "#2e8b57", "zh"),
    ]


def default_groups() -> list[Chat]:
    """Return the one group, with all three in it."""
    return [Chat(NEWSROOM, "group", "Newsroom", [ANA, BABAK, CHEN], creator=ANA)]
