"""From put() to done: what is written when, what is handled in which order, what a crash leaves."""

import asyncio
import json
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from urllib.parse import parse_qs

import httpx
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from structlog.testing import capture_logs
from telegram import Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import ApplicationBuilder, TypeHandler
from telegram.request import HTTPXRequest

from bot.errors import StoreError
from bot.inbox import DurableRequest, Inbox, OrderedProcessor, UpdateNotStored, Webhook
from bot.inbox.inbox import MAX_ATTEMPTS
from bot.store import updates
from bot.store.columns import Statement
from bot.store.database import Database

BOT = 42
NOON = datetime(2031, 5, 4, 12, tzinfo=UTC)


def a_raw_update(number, chat=7001, text="When do herons nest?", **differences):
    person = {"id": chat, "is_bot": False, "first_name": "Ana"}
    message = {
        "message_id": number,
        "date": 1_900_000_000,
        "chat": {"id": chat, "type": "private", "first_name": "Ana"},
        "from": person,
        "text": text,
    }
    return {"update_id": number, "message": message} | differences


def an_update(number, chat=7001, **differences):
    return Update.de_json(a_raw_update(number, chat, **differences), None)


UNREADABLE = {"update_id": 900, "message": {"message_id": "?", "chat": "nowhere"}}


@pytest.fixture
async def database(tmp_path):
    async with await Database.open(tmp_path / "data" / "dossier.sqlite3") as database:
        yield database


@pytest.fixture
def inbox(database):
    return Inbox(database, BOT, now=lambda: NOON)


class Work:
    """Handles updates and remembers it; can be told to hold some back, or to fail."""

    def __init__(self, database):
        self.database = database
        self.begun = []
        self.ended = []
        self.doors = {}
        self.failing = {}
        self.unmarkable = set()
        self.changed = asyncio.Condition()

    def hold(self, number):
        self.doors[number] = asyncio.Event()
        return self.doors[number]

    async def handle(self, update, _context=None):
        await self._note(self.begun, update.update_id)
        if update.update_id in self.doors:
            await self.doors[update.update_id].wait()
        if update.update_id in self.failing:
            raise self.failing[update.update_id]

    async def finish(self, update, error):
        if update.update_id in self.unmarkable:
            raise StoreError("the disk is full")
        await self.database.write(
            updates.finished(BOT, update.update_id, NOON, error and type(error).__name__)
        )
        await self._note(self.ended, update.update_id)

    async def until(self, is_so):
        async with asyncio.timeout(5), self.changed:
            await self.changed.wait_for(is_so)

    async def _note(self, where, number):
        async with self.changed:
            where.append(number)
            self.changed.notify_all()


@pytest.fixture
def work(database):
    return Work(database)


class Telegram:
    """Telegram's end of long polling: what is not confirmed is delivered again."""

    def __init__(self):
        self.pending = []
        self.offsets = []
        self.answers = []
        self.asked = asyncio.Condition()

    async def __call__(self, request):
        method = request.url.path.rpartition("/")[2]
        if method == "getMe":
            return self._ok({"id": BOT, "is_bot": True, "first_name": "B", "username": "b_bot"})
        if method != "getUpdates":
            return self._ok(True)
        fields = parse_qs(request.content.decode())
        offset = int(fields.get("offset", ["0"])[0])
        async with self.asked:
            self.offsets.append(offset)
            self.asked.notify_all()
            if self.answers:
                return self.answers.pop(0)
            self.pending = [one for one in self.pending if one.get("update_id", 0) >= offset]
            if not self.pending and fields.get("timeout") != ["0"]:
                await self.asked.wait_for(lambda: self.pending or self.answers)
            return self.answers.pop(0) if self.answers else self._ok(self.pending)

    async def deliver(self, *raws):
        async with self.asked:
            self.pending += raws
            self.asked.notify_all()

    async def until(self, is_so):
        async with asyncio.timeout(5), self.asked:
            await self.asked.wait_for(is_so)

    @staticmethod
    def _ok(result):
        return httpx.Response(200, json={"ok": True, "result": result})


@pytest.fixture
def telegram():
    return Telegram()


@asynccontextmanager
async def running(inbox, work, telegram=None, *, refused=lambda: None, concurrency=4):
    """Run a real Application around an Inbox; with a Telegram, it polls."""
    answering = telegram or Telegram()
    kwargs = {"transport": httpx.MockTransport(answering)}
    application = (
        ApplicationBuilder()
        .token(f"{BOT}:abc")
        .request(HTTPXRequest(httpx_kwargs=kwargs))
        .get_updates_request(DurableRequest(inbox, refused, httpx_kwargs=kwargs))
        .update_queue(inbox)
        .concurrent_updates(OrderedProcessor(inbox, work.finish, concurrency))
        .job_queue(None)
        .build()
    )
    application.add_handler(TypeHandler(Update, work.handle))
    await application.initialize()
    await application.start()
    if telegram:
        await application.updater.start_polling(0.001, error_callback=lambda error: None)
    yield application
    if telegram:
        await application.updater.stop()
    # An application that is stopping warns about what it still finds.
    while not inbox.empty():  # noqa: ASYNC110
        await asyncio.sleep(0)
    await application.stop()
    await application.shutdown()


async def states(database):
    rows = await database.read("SELECT update_id, state FROM updates ORDER BY update_id")
    return {row["update_id"]: row["state"] for row in rows}


async def test_an_update_is_written_before_put_returns(database, inbox):
    await inbox.put(an_update(5, text="Where do frogs sleep?"))

    (owed,) = await updates.unfinished(database, BOT)
    assert json.loads(owed.raw)["message"]["text"] == "Where do frogs sleep?"
    assert inbox.get_nowait().update_id == 5


async def test_a_repeat_is_ignored_while_it_waits_and_after_it_is_done(database, inbox):
    await inbox.put(an_update(5))
    await inbox.put(an_update(5))
    await database.write(updates.finished(BOT, 5, NOON))
    inbox.release(inbox.get_nowait())
    await inbox.put(an_update(5))

    assert inbox.empty()


async def test_what_is_no_update_passes_through(inbox):
    signal = object()
    await inbox.put(signal)

    assert inbox.get_nowait() is signal


async def test_an_update_that_cannot_be_written_is_not_confirmed(database, inbox):
    await database.close()

    with pytest.raises(UpdateNotStored) as caught:
        await inbox.put(an_update(5))

    assert isinstance(caught.value, TelegramError)
    assert inbox.empty()


async def test_an_update_whose_way_into_the_queue_was_cut_gets_in_when_it_comes_again(inbox):
    await inbox.take([a_raw_update(5)])
    await inbox.take([a_raw_update(5)])

    await inbox.put(an_update(5))
    await inbox.put(an_update(5))

    assert [inbox.get_nowait().update_id, inbox.empty()] == [5, True]


async def test_a_batch_is_written_in_one_commit_and_keeps_what_telegram_sent(database, inbox):
    raws = [a_raw_update(number, unheard_of={"field": number}) for number in range(1, 101)]

    assert await inbox.take(raws) == raws

    owed = await updates.unfinished(database, BOT)
    assert [json.loads(one.raw) for one in owed] == raws


async def test_the_unreadable_of_a_batch_are_set_aside_and_the_rest_let_through(database, inbox):
    batch = [a_raw_update(1), UNREADABLE, {"update_id": True}, "junk", {}, a_raw_update(2)]

    safe = await inbox.take([*batch, {"update_id": 2**70}])

    assert safe == [a_raw_update(1), {"update_id": 900}, a_raw_update(2)]
    assert await states(database) == {1: "owed", 2: "owed", 900: "set_aside"}
    (aside,) = await updates.those_set_aside(database)
    assert json.loads(aside.raw) == UNREADABLE
    await inbox.put(Update.de_json(safe[1], None))
    assert inbox.empty()


async def test_fetching_waits_while_too_many_updates_wait(database):
    inbox = Inbox(database, BOT, room=2)
    await inbox.take([a_raw_update(number) for number in range(1, 6)])
    putting = [asyncio.create_task(inbox.put(an_update(number))) for number in range(1, 6)]
    await asyncio.gather(*putting[:2])

    await inbox.put(object())
    assert inbox.qsize() == 3
    assert not any(task.done() for task in putting[2:])

    for _ in range(2):
        inbox.release(inbox.get_nowait())
    await asyncio.gather(*putting[2:4])
    assert not putting[4].done()
    putting[4].cancel()
    await asyncio.wait(putting)


async def test_updates_of_one_chat_are_handled_one_after_the_other(inbox, work):
    door = work.hold(1)
    async with running(inbox, work):
        for number in (1, 2, 3):
            await inbox.put(an_update(number, chat=7001))
        await work.until(lambda: work.begun == [1])

        await inbox.put(an_update(4, chat=7002))
        await work.until(lambda: work.ended == [4])
        assert work.begun == [1, 4]

        door.set()
        await work.until(lambda: len(work.ended) == 4)
    assert work.begun == [1, 4, 2, 3]
    assert work.ended == [4, 1, 2, 3]


async def test_a_busy_chat_takes_one_slot_only(inbox, work):
    door = work.hold(1)
    async with running(inbox, work, concurrency=2):
        for number in range(1, 20):
            await inbox.put(an_update(number, chat=7001))
        await inbox.put(an_update(20, chat=7002))

        await work.until(lambda: work.ended == [20])
        door.set()


async def test_no_more_chats_are_served_at_once_than_agreed(inbox, work):
    doors = [work.hold(number) for number in (1, 2, 3)]
    async with running(inbox, work, concurrency=2):
        for number in (1, 2, 3):
            await inbox.put(an_update(number, chat=7000 + number))
        await work.until(lambda: work.begun == [1, 2])

        doors[1].set()
        await work.until(lambda: work.begun == [1, 2, 3])
        for door in doors:
            door.set()
    assert work.ended[0] == 2


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
async def test_any_crowd_is_handled_once_each_and_in_order_per_chat(database, data):
    await database.write(Statement("DELETE FROM updates"))
    inbox, work = Inbox(database, BOT), Work(database)
    crowd = data.draw(st.lists(st.tuples(st.integers(1, 12), st.integers(7001, 7003)), max_size=25))
    async with running(inbox, work, concurrency=2):
        for number, chat in crowd:
            await inbox.put(an_update(number, chat))

    firsts = dict(reversed(crowd))
    order = list(dict.fromkeys(number for number, _ in crowd))
    assert sorted(work.begun) == sorted(firsts)
    for chat in (7001, 7002, 7003):
        assert [n for n in work.begun if firsts[n] == chat] == [
            n for n in order if firsts[n] == chat
        ]
    assert set((await states(database)).values()) <= {"done"}


async def test_what_a_handler_raises_is_passed_on_and_the_update_is_finished(database, inbox, work):
    work.failing[1] = ValueError("odd")
    processor = OrderedProcessor(inbox, work.finish)
    update = an_update(1)
    await inbox.put(update)

    await processor.process_update(update, work.handle(update))

    (row,) = await database.read("SELECT state, reason FROM updates")
    assert tuple(row) == ("failed", "ValueError")


async def test_something_that_is_no_update_is_handled_as_it_is(inbox, work):
    done = []

    async def handle():
        done.append(1)
        raise ValueError("odd")

    with capture_logs() as logs:
        await OrderedProcessor(inbox, work.finish).process_update(object(), handle())

    assert done == [1]
    assert [entry["event"] for entry in logs] == [
        "something in the update queue could not be handled"
    ]


async def test_a_cancelled_update_stays_owed(database, inbox, work):
    work.hold(1)
    processor = OrderedProcessor(inbox, work.finish)
    first, second = an_update(1), an_update(2)
    await inbox.put(first)
    await inbox.put(second)
    tasks = [
        asyncio.create_task(processor.process_update(update, work.handle(update)))
        for update in (first, second)
    ]
    await work.until(lambda: work.begun == [1])

    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)

    assert all(task.cancelled() for task in tasks)
    assert await states(database) == {1: "owed", 2: "owed"}
    assert work.begun == [1]


async def test_after_a_crash_the_unfinished_are_handled_first_and_in_order(database, work):
    crashed = Inbox(database, BOT)
    for number in (8, 3, 5, 4):
        await crashed.put(an_update(number))
    await database.write(updates.finished(BOT, 3, NOON))

    inbox = Inbox(database, BOT)
    recovered = await inbox.recover(None)
    async with running(inbox, work):
        await inbox.put(an_update(5))
        await inbox.put(an_update(9))
        await work.until(lambda: len(work.ended) == 4)

    assert (recovered.queued, recovered.set_aside) == (3, 0)
    assert work.ended == [8, 5, 4, 9]
    assert (await Inbox(database, BOT).recover(None)).queued == 0


async def test_what_can_no_longer_be_read_after_a_restart_is_set_aside(database, inbox):
    for number, raw in ((1, "{"), (2, json.dumps(UNREADABLE)), (3, json.dumps(a_raw_update(3)))):
        await database.write(updates.receive(BOT, number, raw, NOON))

    recovered = await inbox.recover(None)

    assert (recovered.queued, recovered.set_aside) == (1, 2)
    assert await states(database) == {1: "set_aside", 2: "set_aside", 3: "owed"}


async def test_an_update_that_keeps_killing_the_bot_is_set_aside_and_no_other(database):
    before = Inbox(database, BOT)
    for number, chat in ((1, 7001), (2, 7002), (3, 7003)):
        await before.put(an_update(number, chat))

    handled = []
    for _start in range(MAX_ATTEMPTS + 1):
        work, inbox = Work(database), Inbox(database, BOT)
        work.hold(2)
        await inbox.recover(None)
        processor = OrderedProcessor(inbox, work.finish)
        tasks = []
        while not inbox.empty():
            update = inbox.get_nowait()
            tasks.append(asyncio.create_task(processor.process_update(update, work.handle(update))))
        if _start < MAX_ATTEMPTS:
            await work.until(lambda work=work: 2 in work.begun)
        else:
            await asyncio.wait(tasks)
        handled.append(list(work.begun))
        for task in tasks:  # the process dies here
            task.cancel()
        await asyncio.wait(tasks)

    assert handled == [[1, 2], [2], [2], [3]]
    assert await states(database) == {1: "done", 2: "set_aside", 3: "done"}


async def test_an_update_that_could_not_be_marked_is_marked_when_writing_works(
    database, inbox, work
):
    work.unmarkable = {1}
    async with running(inbox, work):
        with capture_logs():
            await inbox.put(an_update(1))
            await work.until(lambda: work.begun == [1])
            await inbox.join()
        work.unmarkable = set()

        await inbox.take([])
        await work.until(lambda: work.ended == [1])

    assert work.begun == [1]
    assert await states(database) == {1: "done"}


async def test_an_update_that_can_never_be_marked_is_set_aside(database, inbox, work):
    work.unmarkable = {1}
    async with running(inbox, work):
        with capture_logs():
            await inbox.put(an_update(1))
            for _ in range(MAX_ATTEMPTS + 2):
                await inbox.join()
                await inbox.take([])
            await inbox.join()

    assert work.begun == [1]
    assert await states(database) == {1: "set_aside"}


async def test_told_to_stop_the_processor_ends_what_it_began_and_leaves_the_rest(
    database, inbox, work
):
    door = work.hold(1)
    async with running(inbox, work) as application:
        await inbox.put(an_update(1))
        await inbox.put(an_update(2))
        await work.until(lambda: work.begun == [1])

        application.update_processor.stop()
        door.set()

    assert work.ended == [1]
    assert await states(database) == {1: "done", 2: "owed"}


async def test_polling_confirms_what_is_written_and_nothing_else(database, inbox, work, telegram):
    await telegram.deliver(a_raw_update(10), UNREADABLE | {"update_id": 11}, a_raw_update(12))
    async with running(inbox, work, telegram):
        await telegram.until(lambda: 13 in telegram.offsets)
        await work.until(lambda: work.ended == [10, 12])

    assert await states(database) == {10: "done", 11: "set_aside", 12: "done"}


async def test_polling_goes_on_after_the_disk_refused_a_batch(database, inbox, work, telegram):
    refusing = "CREATE TRIGGER full BEFORE INSERT ON updates BEGIN SELECT RAISE(ABORT, 'full'); END"
    await database.write(Statement(refusing))
    await telegram.deliver(a_raw_update(10))
    async with running(inbox, work, telegram):
        await telegram.until(lambda: len(telegram.offsets) >= 2)
        await database.write(Statement("DROP TRIGGER full"))
        await work.until(lambda: work.ended == [10])

    assert telegram.offsets[:2] == [0, 0]


async def test_a_restart_in_the_middle_of_the_work_handles_each_update_once_more_at_most(
    database, telegram
):
    stopped, work = Inbox(database, BOT), Work(database)
    work.hold(11)
    await telegram.deliver(*(a_raw_update(number) for number in (10, 11, 12)))
    async with running(stopped, work, telegram) as application:
        await work.until(lambda: work.begun == [10, 11])
        application.update_processor.stop()
        work.doors[11].set()

    again, later = Inbox(database, BOT), Work(database)
    await again.recover(None)
    await telegram.deliver(a_raw_update(13))
    async with running(again, later, telegram):
        await later.until(lambda: 13 in later.ended)

    assert work.ended + later.ended == [10, 11, 12, 13]


@pytest.mark.parametrize("status", [401, 404])
async def test_a_refused_token_is_told(inbox, telegram, status):
    told = []
    telegram.answers = [httpx.Response(status, json={"ok": False, "description": "Unauthorized"})]
    request = DurableRequest(
        inbox, lambda: told.append(1), httpx_kwargs={"transport": httpx.MockTransport(telegram)}
    )
    async with request:
        with pytest.raises(InvalidToken):
            await request.post("https://telegram.invalid/bot1:a/getUpdates")

    assert told == [1]


@pytest.mark.parametrize(
    "answer", [b"<html>log in</html>", b"[]", b'{"ok": true}', b'{"result": 5}', b'{"result": [5]}']
)
async def test_an_answer_without_updates_makes_polling_wait(inbox, telegram, answer):
    telegram.answers = [httpx.Response(200, content=answer)]
    request = DurableRequest(
        inbox, lambda: None, httpx_kwargs={"transport": httpx.MockTransport(telegram)}
    )
    async with request:
        with capture_logs(), pytest.raises(TelegramError):
            await request.post("https://telegram.invalid/bot1:a/getUpdates")


async def test_every_kind_of_update_keeps_to_its_chat_or_its_person(inbox, work):
    person = {"id": 7001, "is_bot": False, "first_name": "Ana"}
    inline = {"id": "1", "from": person, "query": "herons", "offset": ""}
    kinds = [
        a_raw_update(1),
        {"update_id": 2, "inline_query": inline},
        {"update_id": 3, "poll": {
            "id": "1", "question": "?", "options": [], "total_voter_count": 0, "is_closed": False,
            "is_anonymous": True, "type": "regular", "allows_multiple_answers": False,
            "allows_revoting": False, "members_only": False,
        }},
        {"update_id": 4},
    ]  # fmt: skip
    door = work.hold(1)
    async with running(inbox, work):
        for raw in kinds:
            await inbox.put(Update.de_json(raw, None))
        await work.until(lambda: 4 in work.ended)
        assert 2 not in work.begun
        door.set()
    assert sorted(work.ended) == [1, 2, 3, 4]


@pytest.fixture
async def deliver(inbox):
    """Deliver an update as Telegram does, and return the status it is answered with."""
    webhook = Webhook(inbox, None, "/hook/a.b", "s3cret")
    port = webhook.start("127.0.0.1", 0)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:

        async def send(content, *, secret=b"s3cret", path="/hook/a.b", method="POST"):
            headers = {} if secret is None else {"X-Telegram-Bot-Api-Secret-Token": secret}
            body = content if isinstance(content, bytes) else json.dumps(content).encode()
            answer = await client.request(method, path, content=body, headers=headers)
            return answer.status_code

        yield send
    await webhook.stop()


async def test_a_delivered_update_is_written_before_it_is_confirmed(database, inbox, deliver):
    assert await deliver(a_raw_update(5, unheard_of=1)) == 200
    assert await deliver(a_raw_update(5, unheard_of=1)) == 200

    (owed,) = await updates.unfinished(database, BOT)
    assert json.loads(owed.raw) == a_raw_update(5, unheard_of=1)
    assert [inbox.get_nowait().update_id, inbox.empty()] == [5, True]


async def test_a_delivered_update_that_cannot_be_read_is_set_aside_and_confirmed(
    database, inbox, deliver
):
    assert await deliver(UNREADABLE) == 200
    assert await deliver({"no": "number"}) == 200

    assert await states(database) == {900: "set_aside"}
    assert inbox.empty()


async def test_a_delivered_update_that_cannot_be_written_is_not_confirmed(database, deliver):
    await database.close()

    with capture_logs():
        assert await deliver(a_raw_update(5)) == 503


@pytest.mark.parametrize(
    ("differences", "status"),
    [
        ({"secret": b"guessed"}, 403),
        ({"secret": None}, 403),
        ({"secret": "gu\u00e9ssed".encode()}, 403),
        ({"path": "/hook/aXb"}, 404),
        ({"path": "/"}, 404),
        ({"method": "GET"}, 405),
        ({"content": b"{"}, 400),
        ({"content": b"\xff"}, 400),
    ],
)
async def test_strangers_are_turned_away(database, deliver, differences, status):
    assert await deliver(**{"content": a_raw_update(5)} | differences) == status

    assert await states(database) == {}
