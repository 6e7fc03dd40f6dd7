import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.delivering import Parcel
from bot.errors import StoreError
from bot.letters import Letter
from bot.rendering.message import Button, FormattedText, Message
from bot.sending import Sender
from bot.store import chats, conversations, outbox
from bot.store.columns import Statement
from bot.store.database import FILE_NAME, Database
from tests.bot.builders import ANA, BABAK, Clock, FakeBot, a_letter, a_message

GONE = BadRequest("Bad Request: message to edit not found")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def bot() -> FakeBot:
    return FakeBot()


@pytest.fixture
async def database(tmp_path, clock) -> AsyncIterator[Database]:
    async with await Database.open(tmp_path / FILE_NAME, now=clock) as database:
        yield database


@pytest.fixture
async def sender(bot, database, clock) -> AsyncIterator[Sender]:
    sender = Sender(bot, database, clock, clock.sleep)
    yield sender
    await sender.stop(within_s=0)


def never_sent() -> NetworkError:
    error = NetworkError("no way out")
    error.__cause__ = httpx.ConnectError("no way out")
    return error


async def owe(sender: Sender, database: Database, *letters: Letter) -> list[Parcel]:
    """Write letters to the outbox, as the end of an update does."""
    parcels = sender.pack(letters, ANA, 1)
    await database.write(*sender.statements(parcels))
    return parcels


async def send(sender: Sender, database: Database, *letters: Letter) -> list[Parcel]:
    """Owe letters and wait until nothing is under way any more."""
    parcels = await owe(sender, database, *letters)
    sender.post(parcels)
    await idle(sender)
    return parcels


async def idle(sender: Sender) -> None:
    async with asyncio.timeout(5):
        while tasks := [*sender._workers.values(), *sender._answers]:
            await asyncio.wait(tasks)
            await asyncio.sleep(0)


async def rows(database: Database) -> list[tuple[str, str | None]]:
    found = await database.read("SELECT state, reason FROM outbox ORDER BY position")
    return [tuple(row) for row in found]


async def states(database: Database) -> list[str]:
    return [state for state, _ in await rows(database)]


async def test_a_letter_is_sent_once_and_its_words_are_deleted(sender, bot, database):
    await send(sender, database, a_letter())

    assert bot.texts == ["Rain fell."]
    [row] = await database.read("SELECT * FROM outbox")
    assert (row["state"], row["payload"], row["message_id"]) == ("sent", None, 101)
    assert row["attempts"] == 1


async def test_a_conversation_remembers_the_number_of_its_message(sender, database, clock):
    await database.write(
        conversations.save(
            conversations.Conversation("key", ANA, "q1", "Does it rain?", [], clock())
        )
    )

    await send(sender, database, a_letter(conversation="key"), a_letter(conversation="forgotten"))

    assert (await conversations.get(database, "key")).reply_message_ids == (101,)
    assert await states(database) == ["sent", "sent"]


async def test_letters_of_a_chat_leave_in_their_order(sender, bot, database):
    bot.holds(ANA)
    sender.post(await owe(sender, database, a_letter("1"), a_letter("2")))
    sender.post(await owe(sender, database, a_letter("3")))
    await bot.until(lambda: bot.texts == ["1"])

    bot.lets_go(ANA)
    await idle(sender)

    assert bot.texts == ["1", "2", "3"]


async def test_a_chat_does_not_wait_for_another(sender, bot, database):
    bot.holds(ANA)
    slow, quick = a_letter("slow"), a_letter("quick", chat_id=BABAK)
    sender.post(await owe(sender, database, slow, slow, quick))

    await bot.until(lambda: "quick" in bot.texts)

    assert bot.texts == ["slow", "quick"]
    bot.lets_go(ANA)
    await idle(sender)


async def test_a_flood_limit_is_waited_for_and_then_all_goes_on(sender, bot, database, clock):
    bot.fails(RetryAfter(30))

    await send(sender, database, a_letter("1"), a_letter("2"))

    assert bot.texts == ["1", "1", "2"]
    assert clock.slept == [30]
    assert await states(database) == ["sent", "sent"]


async def test_what_never_left_is_tried_again_with_longer_pauses(sender, bot, database, clock):
    bot.fails(*(never_sent() for _ in range(4)))

    await send(sender, database, a_letter())

    assert clock.slept == [2, 4, 8, 16]
    assert len(bot.calls) == 5
    assert await states(database) == ["sent"]


async def test_a_flood_limit_is_kept_in_the_outbox_while_it_lasts(bot, database, clock):
    asleep = asyncio.Event()

    async def sleep(_: float) -> None:
        asleep.set()
        await asyncio.Event().wait()

    sender = Sender(bot, database, clock, sleep)
    bot.fails(RetryAfter(30))
    sender.post(await owe(sender, database, a_letter()))
    await asyncio.wait_for(asleep.wait(), 5)

    [owed] = await outbox.owed(database, bot.id)

    assert owed.not_before == clock.now + timedelta(seconds=30)
    assert await rows(database) == [("owed", "flood limit")]
    await sender.stop()


async def test_a_chat_that_blocks_the_bot_is_marked_and_its_letter_given_up(
    sender, bot, database, clock
):
    bot.fails(Forbidden("Forbidden: bot was blocked by the user"))

    await send(sender, database, a_letter())

    assert await rows(database) == [("given_up", "Forbidden: bot was blocked by the user")]
    chat = await chats.get(database, ANA)
    assert chat is not None
    assert chat.blocked_at == clock.now


async def test_a_letter_follows_a_group_that_became_a_supergroup(sender, bot, database):
    bot.fails(ChatMigrated(-1005))

    await send(sender, database, a_letter(chat_id=-5, topic_id=None))

    assert [(call.chat_id, call.reply_parameters) for call in bot.calls][1] == (-1005, None)
    assert await states(database) == ["sent"]
    assert await chats.resolve(database, -5) == -1005


async def test_an_edit_changes_the_message_that_its_threads_letter_became(sender, bot, database):
    first = a_letter(thread="question:1", part=1)
    await send(sender, database, first, replace(first, part=2))

    await send(sender, database, a_letter("New.", kind="edit", thread="question:1", part=2))

    assert (bot.calls[-1].method, bot.calls[-1].message_id) == ("edit", 102)


async def test_an_edit_waits_for_the_letter_it_changes(sender, bot, database):
    bot.holds(ANA)
    first = a_letter(thread="question:1", part=1)
    sender.post(await owe(sender, database, first))
    sender.post(await owe(sender, database, replace(first, kind="edit")))
    await bot.until(lambda: len(bot.calls) == 1)

    bot.lets_go(ANA)
    await idle(sender)

    assert [(call.method, getattr(call, "message_id", None)) for call in bot.calls] == [
        ("send", None),
        ("edit", 101),
    ]


async def test_a_deletion_finds_the_message_of_its_thread(sender, bot, database):
    first = a_letter(thread="question:1", part=2)
    await send(sender, database, first)

    await send(sender, database, replace(first, kind="delete", message=None))

    assert (bot.calls[-1].method, bot.calls[-1].message_id) == ("delete", 101)
    assert await states(database) == ["sent", "sent"]


async def test_an_edit_of_a_message_that_is_gone_is_sent_as_a_new_one(sender, bot, database):
    bot.fails(GONE)

    await send(sender, database, a_letter(kind="edit", message_id=7))

    assert [call.method for call in bot.calls] == ["edit", "send"]
    assert await states(database) == ["sent"]


async def test_an_edit_that_became_a_new_message_is_found_by_the_next_edit(sender, bot, database):
    letter = a_letter(kind="edit", thread="question:1", part=1)
    await send(sender, database, letter)

    await send(sender, database, letter)

    assert [call.method for call in bot.calls] == ["send", "edit"]
    assert bot.calls[1].message_id == 101


async def test_an_edit_that_changes_nothing_counts_as_done(sender, bot, database):
    bot.fails(BadRequest("Bad Request: message is not modified: it is the same"))

    await send(sender, database, a_letter(kind="edit", message_id=7))

    [row] = await database.read("SELECT state, message_id FROM outbox")
    assert tuple(row) == ("sent", 7)


async def test_a_deletion_of_a_message_that_is_gone_is_given_up(sender, bot, database):
    bot.fails(BadRequest("Bad Request: message to delete not found"))

    await send(sender, database, Letter(ANA, "delete", message_id=7))

    assert [call.method for call in bot.calls] == ["delete"]
    assert await states(database) == ["given_up"]


async def test_a_refused_letter_goes_as_plain_text(sender, bot, database):
    bot.fails(BadRequest("Bad Request: can't parse entities"))
    link = Button("Open", url="https://harbour.example/")
    message = Message(a_message().body, ((Button("More", "m:key:0"), link),))

    await send(sender, database, a_letter(message=message))

    first, second = bot.calls
    assert first.text == second.text == "Rain fell."
    assert (second.entities, second.reply_parameters) == (None, None)
    [[button]] = second.reply_markup.inline_keyboard
    assert button.callback_data == "m:key:0"
    assert await states(database) == ["sent"]


async def test_a_letter_refused_as_plain_text_too_is_given_up(sender, bot, database):
    bot.fails(*[BadRequest("Bad Request: message is too long")] * 3)

    await send(sender, database, a_letter("1"), a_letter("2"))

    assert bot.texts == ["1", "1", "2", "2"]
    assert await states(database) == ["given_up", "sent"]
    assert await chats.get(database, ANA) is None


async def test_a_new_message_whose_target_is_invalid_still_goes_out(sender, bot, database):
    bot.fails(BadRequest("Bad Request: MESSAGE_ID_INVALID"))

    await send(sender, database, a_letter())

    assert bot.calls[1].reply_parameters is None
    assert await states(database) == ["sent"]


@pytest.mark.parametrize("error", [TimedOut(), TelegramError("Invalid server response")])
async def test_a_letter_that_may_have_arrived_is_not_repeated(sender, bot, database, error):
    bot.fails(error)

    await send(sender, database, a_letter("1"), a_letter("2"))

    assert bot.texts == ["1", "2"]
    assert await states(database) == ["unknown", "sent"]


@pytest.mark.parametrize("kind", ["edit", "delete"])
async def test_a_change_that_may_have_been_made_is_made_again(sender, bot, database, kind):
    bot.fails(TimedOut())

    await send(sender, database, a_letter(kind=kind, message_id=7))

    assert [call.method for call in bot.calls] == [kind, kind]
    assert await states(database) == ["sent"]


async def test_a_letter_is_given_up_after_a_day(sender, bot, database, clock):
    bot.fails(*(RetryAfter(40_000) for _ in range(3)))

    await send(sender, database, a_letter("1"))

    assert clock.slept == [40_000] * 3
    assert await rows(database) == [("given_up", "not possible for a day")]


async def test_after_a_restart_what_was_owed_or_under_way_is_sent_once(
    sender, bot, database, clock
):
    await owe(sender, database, a_letter("under way"), a_letter("owed"))
    assert await states(database) == ["sending", "owed"]

    later = Sender(bot, database, clock, clock.sleep)
    taken_up = await later.start()
    await idle(later)
    await Sender(bot, database, clock, clock.sleep).start()

    assert taken_up == 2
    assert bot.texts == ["under way", "owed"]
    assert await states(database) == ["sent", "sent"]


async def test_after_a_restart_a_flood_limit_still_holds(bot, database, clock):
    parcel = Sender(bot, database, clock).pack([a_letter()], ANA, 1)[0]
    until = clock.now + timedelta(seconds=40)
    await database.write(
        outbox.owe(parcel.row), outbox.postpone(parcel.row.id, until, "flood limit")
    )

    sender = Sender(bot, database, clock, clock.sleep)
    await sender.start()
    await idle(sender)

    assert clock.slept == [40]
    assert bot.texts == ["Rain fell."]


async def test_a_letter_that_cannot_be_read_does_not_stop_the_others(sender, bot, database):
    [broken] = sender.pack([a_letter("broken")], ANA, 1)
    await database.write(outbox.owe(replace(broken.row, payload='{"of": "another version"}')))
    await owe(sender, database, a_letter("whole"))

    await sender.start()
    await idle(sender)

    assert bot.texts == ["whole"]
    assert await rows(database) == [("given_up", "it cannot be read"), ("sent", None)]


async def test_letters_of_another_bot_are_left_alone(sender, bot, database):
    [parcel] = sender.pack([a_letter()], ANA, 1)
    await database.write(outbox.owe(replace(parcel.row, bot_id=1)))

    assert await sender.start() == 0
    assert await states(database) == ["owed"]


async def test_only_the_first_letter_to_a_free_chat_is_marked_with_its_commit(
    sender, bot, database
):
    bot.holds(BABAK)
    sender.post(await owe(sender, database, a_letter(chat_id=BABAK)))
    await bot.until(lambda: len(bot.calls) == 1)

    parcels = sender.pack(
        [a_letter(), a_letter(), a_letter(chat_id=BABAK)], person_id=ANA, update_id=1
    )

    assert [parcel.marked for parcel in parcels] == [True, False, False]
    assert all(parcel.row.person_id == ANA for parcel in parcels)


async def test_stopping_lets_the_call_under_way_end(sender, bot, database):
    bot.holds(ANA)
    sender.post(await owe(sender, database, a_letter()))
    await bot.until(lambda: len(bot.calls) == 1)
    stopping = asyncio.create_task(sender.stop())
    await asyncio.sleep(0)

    bot.lets_go(ANA)
    await stopping

    assert await states(database) == ["sent"]


async def test_stopping_does_not_wait_for_a_flood_limit_and_leaves_the_rest_owed(
    bot, database, clock
):
    asleep = asyncio.Event()

    async def sleep(_: float) -> None:
        asleep.set()
        await asyncio.Event().wait()

    sender = Sender(bot, database, clock, sleep)
    bot.fails(RetryAfter(3_600))
    sender.post(await owe(sender, database, a_letter("1"), a_letter("2")))
    await asyncio.wait_for(asleep.wait(), 5)

    await asyncio.wait_for(sender.stop(), 5)

    assert await states(database) == ["owed", "owed"]
    assert bot.texts == ["1"]


async def test_stopping_cuts_a_call_that_takes_too_long_and_it_is_sent_again_later(
    sender, bot, database, clock
):
    bot.holds(ANA)
    sender.post(await owe(sender, database, a_letter("1"), a_letter("2")))
    await bot.until(lambda: len(bot.calls) == 1)

    await sender.stop(within_s=0)
    assert await states(database) == ["sending", "owed"]

    bot.lets_go(ANA)
    later = Sender(bot, database, clock, clock.sleep)
    await later.start()
    await idle(later)
    assert bot.texts == ["1", "1", "2"]


async def test_what_is_posted_after_stopping_stays_owed(sender, bot, database):
    await sender.stop()

    sender.post(await owe(sender, database, a_letter()))
    await idle(sender)

    assert bot.texts == []
    assert await states(database) == ["sending"]


async def test_an_error_nobody_foresaw_stops_no_later_letter(sender, bot, database):
    bot.fails(ValueError("a bug"))

    await send(sender, database, a_letter("1"), a_letter("2"), a_letter("3"))

    assert bot.texts == ["1", "2", "3"]
    assert await states(database) == ["sending", "sent", "sent"]


async def test_letters_are_sent_although_the_disk_keeps_no_mark(sender, bot, clock):
    sender = Sender(bot, BrokenDatabase(), clock, clock.sleep)
    bot.fails(never_sent())

    sender.post(sender.pack([a_letter("1"), a_letter("2")], ANA, 1))
    await idle(sender)

    assert bot.texts == ["1", "1", "2"]


async def test_letters_without_a_row_are_sent_without_marks(sender, bot, database):
    parcels = sender.pack([a_letter("1"), a_letter("2")], ANA, 1)

    sender.post_unkept(parcels)
    await idle(sender)

    assert bot.texts == ["1", "2"]
    assert await states(database) == []


async def test_an_edit_whose_message_cannot_be_looked_up_waits_for_the_disk(bot, clock):
    database = BrokenDatabase(reads_after=2)
    sender = Sender(bot, database, clock, clock.sleep)
    letter = a_letter(kind="edit", thread="question:1", part=1)

    sender.post(sender.pack([letter], ANA, 1))
    await idle(sender)

    assert clock.slept == [2, 4]
    assert [call.method for call in bot.calls] == ["send"]


async def test_a_button_is_answered_at_once_and_without_the_outbox(sender, bot, database):
    bot.holds(ANA)
    sender.post(await owe(sender, database, a_letter()))

    sender.answer_button("q1", "Thank you.", alert=True)
    sender.answer_button("q2")
    await asyncio.gather(*sender._answers)

    assert bot.answers == [("q1", "Thank you.", True), ("q2", None, False)]
    bot.lets_go(ANA)


async def test_a_button_that_cannot_be_answered_any_more_is_only_logged(sender, bot):
    bot.fails(BadRequest("Bad Request: query is too old"))

    sender.answer_button("q1")
    await asyncio.gather(*sender._answers)

    assert len(bot.answers) == 1


async def test_stopping_lets_buttons_be_answered(sender, bot):
    sender.answer_button("q1")

    await sender.stop()

    assert len(bot.answers) == 1


async def test_many_letters_to_many_chats_arrive_once_and_in_order(sender, bot, database):
    letters = [
        a_letter(f"{number}", chat_id=chat, message=Message(FormattedText(f"{number}")))
        for number in range(20)
        for chat in range(1, 8)
    ]

    await send(sender, database, *letters)

    for chat in range(1, 8):
        assert [c.text for c in bot.calls if c.chat_id == chat] == [f"{n}" for n in range(20)]
    assert set(await states(database)) == {"sent"}


class BrokenDatabase:
    """A database whose disk is full: no write goes well, a read only after `reads_after` more."""

    def __init__(self, reads_after: int = 0) -> None:
        self._reads_after = reads_after

    async def write(self, *_: Statement) -> None:
        raise StoreError("the disk is full")

    async def read(self, *_: object) -> Sequence[object]:
        self._reads_after -= 1
        if self._reads_after >= 0:
            raise StoreError("the disk is full")
        return []
