import asyncio
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from telegram import BotCommand, BotDescription, BotShortDescription
from telegram.error import BadRequest, NetworkError, RetryAfter

from bot.errors import StoreError
from bot.messages import LANGUAGES, messages_in
from bot.settings import opt_in_to_timedeltas
from bot.store import queries
from bot.store.columns import Statement
from bot.store.database import FILE_NAME, Database
from bot.upkeep import FORGET_EVERY_S, forget_once, forget_what_is_old, introduce
from tests.bot.builders import ANA, BABAK, NOON, Clock
from tests.english import ENGLISH

SECRET = "what-nobody-may-read-any-more"


def a_query(number: int, days_ago: float) -> Statement:
    return queries.log(
        queries.LoggedQuery(
            id=f"q{number}",
            asked_at=NOON - timedelta(days=days_ago),
            chat_id=ANA,
            chat_kind="private",
            question=SECRET if days_ago > 30 else "Why?",
            outcome="nothing",
            reason="",
            passages=(),
            elapsed_ms=1.0,
        )
    )


async def remaining(database: Database) -> list[str]:
    return [row["id"] for row in await database.read("SELECT id FROM queries ORDER BY id")]


class Days:
    """A sleep that lets `rounds` rounds pass and then ends the work, as cancelling does."""

    def __init__(self, clock: Clock, rounds: int) -> None:
        self._clock = clock
        self.left = rounds

    async def sleep(self, seconds: float) -> None:
        assert seconds == FORGET_EVERY_S
        self.left -= 1
        if not self.left:
            raise asyncio.CancelledError
        self._clock.move(seconds=seconds)


async def run(database: object, clock: Clock, rounds: int, days: int = 30) -> None:
    with pytest.raises(asyncio.CancelledError):
        await forget_what_is_old(database, days, clock, Days(clock, rounds).sleep)


@pytest.fixture
async def database(tmp_path):
    async with await Database.open(tmp_path / FILE_NAME, now=lambda: NOON) as database:
        yield database


async def test_what_is_older_than_the_days_kept_is_deleted(database):
    await database.write(a_query(1, 31), a_query(2, 29), a_query(3, 400))

    assert await forget_once(database, 30, NOON) == 2

    assert await remaining(database) == ["q2"]
    assert await forget_once(database, 30, NOON) == 0


async def test_it_is_done_at_once_and_again_every_few_minutes(database):
    clock = Clock()
    await database.write(a_query(1, 31), a_query(2, 29.995), a_query(3, 20))

    await run(database, clock, rounds=2)

    assert await remaining(database) == ["q3"]


async def test_what_was_deleted_cannot_be_read_in_the_files(database, tmp_path):
    await database.write(a_query(1, 31))
    assert any(SECRET.encode() in path.read_bytes() for path in tmp_path.glob("*sqlite3*"))

    await run(database, Clock(), rounds=1)

    assert not any(SECRET.encode() in path.read_bytes() for path in tmp_path.glob("*sqlite3*"))


class WatchedDatabase:
    """Deletes so many rows in each round, and says whether overwriting them went well."""

    def __init__(self, rounds: list[int | StoreError], *scrubbed: bool) -> None:
        self._rounds = rounds
        self._scrubbed = list(scrubbed)
        self.scrubs = 0
        self.owes_scrub = False

    async def write(self, *_: Statement) -> list[list[int]]:
        found = self._rounds.pop(0)
        if isinstance(found, StoreError):
            raise found
        return [[1] * found]

    async def scrub(self) -> bool:
        self.scrubs += 1
        self.owes_scrub = not self._scrubbed.pop(0)
        return not self.owes_scrub


async def test_the_file_is_written_anew_only_when_something_was_deleted():
    database = WatchedDatabase([0, 2, 0, 0], True)

    await run(database, Clock(), rounds=4)

    assert database.scrubs == 1


async def test_overwriting_is_tried_again_when_somebody_was_reading():
    database = WatchedDatabase([2, 0, 0], False, True)

    await run(database, Clock(), rounds=3)

    assert database.scrubs == 2


async def test_what_forgetting_somebody_could_not_overwrite_is_overwritten_later():
    database = WatchedDatabase([0, 0], True)
    database.owes_scrub = True

    await run(database, Clock(), rounds=2)

    assert database.scrubs == 1


async def test_a_full_disk_does_not_end_the_upkeep():
    database = WatchedDatabase([StoreError("the disk is full"), 1], True)

    await run(database, Clock(), rounds=2)

    assert database.scrubs == 1


class Introduced:
    """Keeps what a bot is introduced with; every call fails when an error is given."""

    def __init__(self, error: Exception | None = None) -> None:
        self.menus: list[SimpleNamespace] = []
        self.descriptions: list[str] = []
        self._error = error
        self._now: dict[tuple[str, str | None], Any] = {}

    async def get_my_commands(self, scope, language_code) -> tuple[BotCommand, ...]:
        return self._now.get((scope.to_json(), language_code), ())

    async def get_my_description(self, language_code) -> BotDescription:
        return BotDescription(self._now.get(("description", language_code), ""))

    async def get_my_short_description(self, language_code) -> BotShortDescription:
        return BotShortDescription(self._now.get(("short", language_code), ""))

    async def set_my_commands(self, commands, scope, language_code) -> bool:
        names = [command.command for command in commands]
        menu = SimpleNamespace(scope=scope.to_dict(), names=names, language=language_code)
        self.menus.append(menu)
        self._now[scope.to_json(), language_code] = commands
        return self._done()

    async def set_my_description(self, description: str, language_code: str | None) -> bool:
        self.descriptions.append((language_code, description))
        self._now["description", language_code] = description
        return self._done()

    async def set_my_short_description(self, short_description: str, language_code) -> bool:
        self.descriptions.append((language_code, short_description))
        self._now["short", language_code] = short_description
        return self._done()

    def _done(self) -> bool:
        if self._error is not None:
            raise self._error
        return True


async def test_every_kind_of_chat_gets_its_own_commands():
    bot = Introduced()

    await introduce(bot, {BABAK, ANA})

    english = [menu for menu in bot.menus if menu.language is None]
    assert [menu.scope for menu in english] == [
        {"type": "all_private_chats"},
        {"type": "all_group_chats"},
        {"type": "chat", "chat_id": ANA},
        {"type": "chat", "chat_id": BABAK},
    ]
    private, group, *admins = (menu.names for menu in english)
    assert "ask" in group
    assert "forget" in private
    assert "stats" not in private + group
    assert all("stats" in names for names in admins)
    assert bot.descriptions[:2] == [
        (None, ENGLISH.DESCRIPTION),
        (None, ENGLISH.SHORT_DESCRIPTION),
    ]


async def test_every_language_gets_the_same_menus_in_its_words():
    bot = Introduced()

    await introduce(bot, {ANA})

    english = [(menu.scope, menu.names) for menu in bot.menus if menu.language is None]
    for language in LANGUAGES[1:]:
        theirs = [(menu.scope, menu.names) for menu in bot.menus if menu.language == language]
        assert theirs == english
        assert [code for code, _ in bot.descriptions].count(language) == 2


async def test_what_is_set_already_is_not_set_again():
    bot = Introduced()
    await introduce(bot, {ANA})
    before = len(bot.menus), len(bot.descriptions)

    await introduce(bot, {ANA})

    assert (len(bot.menus), len(bot.descriptions)) == before


@pytest.mark.parametrize(
    "error", [BadRequest("chat not found"), NetworkError("no way out"), RetryAfter]
)
async def test_what_cannot_be_set_does_not_keep_the_rest_from_being_set(error):
    opt_in_to_timedeltas()
    bot = Introduced(error(9) if error is RetryAfter else error)

    await introduce(bot, {ANA})

    assert len(bot.menus) == 3 * len(LANGUAGES)
    assert len(bot.descriptions) == 2 * len(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_menus_and_descriptions_keep_telegrams_limits(language):
    words = messages_in(language)
    for menu in (words.commands_private, words.commands_group, words.commands_admin):
        for name, purpose in menu:
            assert name.islower()
            assert 1 <= len(name) <= 32
            assert 3 <= len(purpose) <= 256
    assert len(words.DESCRIPTION) <= 512
    assert len(words.SHORT_DESCRIPTION) <= 120


@pytest.mark.parametrize(("days", "words"), [(1, "After one day it"), (90, "After 90 days it")])
def test_the_privacy_note_says_how_long_things_are_kept(days, words):
    assert words in ENGLISH.privacy(days)
