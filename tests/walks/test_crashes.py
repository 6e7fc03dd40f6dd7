"""The process dies at any moment, is told to end, or is fed what it cannot digest.

Every question is answered all the same; a kill repeats at most what was on its way just then.
WALK_KILLS says how often the bot is killed in a burst, WALK_SEED when.
"""

import asyncio
import os
import random
import socket
import sys
from collections import Counter
from contextlib import asynccontextmanager

import httpx
import pytest

from bot.sandbox.people import NEWSROOM
from bot.store import updates
from bot.store.database import Database
from tests.walks.ferry import HOW_MUCH, WHO_BUILT, WHO_SKIPPERS
from tests.walks.processes import a_process, environment_of, last_request, serves
from tests.walks.report import report

KILLS = int(os.environ.get("WALK_KILLS", "3"))
SEED = int(os.environ.get("WALK_SEED", "0")) or random.randrange(10**6)
QUESTIONS = (HOW_MUCH, WHO_BUILT, WHO_SKIPPERS)
CHATS = 4
PATIENCE_S = 30

# The bot, but with a question in whose handling the process dies.
POISONED = """
import os
from retrieval.answering import Answering

ask = Answering.ask

def ask_or_die(self, question, *others, **named):
    if "hemlock" in question:
        os._exit(9)
    return ask(self, question, *others, **named)

Answering.ask = ask_or_die

from bot.cli import main

main()
"""


class Burst:
    """Questions from several chats, and which of them were answered how often."""

    def __init__(self, stage, people):
        self._stage = stage
        self._people = [*people, people[0].at(NEWSROOM)]
        self._read = 0
        self.asked: list[tuple[int, int]] = []
        self.answers: Counter[tuple[int, int]] = Counter()

    async def asks(self, count):
        for number in range(count):
            person = self._people[number % len(self._people)]
            text = QUESTIONS[number % len(QUESTIONS)]
            said = await person.says(f"/ask {text}" if person.chat_id == NEWSROOM else text)
            self.asked.append((person.chat_id, said["message_id"]))

    @property
    def doubles(self):
        return sum(count - 1 for count in self.answers.values() if count > 1)

    async def all_answered(self):
        """Return once every question has a reply."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                await self.reads()
                if not set(self.asked) - self.answers.keys():
                    return
                await self._stage.until(lambda _: True, self._stage.seq)

    async def reads(self):
        """Take note of the replies that came since."""
        await self._stage.now()
        for event in self._stage.events[self._read :]:
            message = event.get("message", {})
            if event["type"] == "message" and message["from"]["is_bot"]:
                replied = message["reply_to_message"]["message_id"]
                self.answers[message["chat"]["id"], replied] += 1
        self._read = len(self._stage.events)


@pytest.fixture
def burst(stage, ana, babak, chen):
    return Burst(stage, [ana, babak, chen])


@pytest.fixture
def start(settings, tmp_path):
    """Start the bot as a process of its own."""

    @asynccontextmanager
    async def start(**more):
        env = environment_of(settings, tmp_path, LOG_LEVEL="ERROR", **more)
        async with a_process("run", env=env, cwd=tmp_path) as process:
            yield process

    return start


@pytest.fixture
def webhook():
    """The settings of a bot to which updates are delivered."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    return {
        "MODE": "webhook",
        "WEBHOOK_URL": f"http://127.0.0.1:{port}/updates/here",
        "WEBHOOK_PORT": str(port),
        "WEBHOOK_SECRET": "only-we-know",
    }


async def calls(sandbox, method, count):
    """Return once the bot has made that many more calls of a method."""
    number = last_request(sandbox)
    async with asyncio.timeout(PATIENCE_S):
        for _ in range(count):
            number = (await sandbox.seen(method, number))["n"]


async def set_aside(settings):
    """Return why updates were set aside."""
    readers = await Database.open_readonly(settings.database_path)
    try:
        return [one.reason for one in await updates.those_set_aside(readers)]
    finally:
        await readers.close()


async def test_every_question_of_a_burst_is_answered_however_often_the_bot_is_killed(
    burst, start, sandbox, stage
):
    chance = random.Random(SEED)
    asking = asyncio.create_task(burst.asks(200))
    for _ in range(KILLS):
        async with start() as process:
            # At its first poll, or after some replies; the last one may just be on its way.
            most = 200 // (KILLS + 2)
            replies = chance.choice([0, *(chance.randint(1, most) for _ in range(4))])
            await calls(sandbox, "sendMessage" if replies else "getUpdates", replies or 1)
            process.kill()
            await process.ended()
    async with start() as process:
        await asking
        await burst.all_answered()
        process.terminate()
        await process.ended()
    await burst.reads()

    report(f"{KILLS} kills in 200 questions (seed {SEED}): {burst.doubles} answered twice")
    assert burst.doubles <= KILLS * CHATS
    assert set(burst.asked) == burst.answers.keys()


async def test_told_to_end_in_a_burst_the_bot_ends_in_order_and_repeats_nothing(
    burst, start, sandbox
):
    asking = asyncio.create_task(burst.asks(120))
    async with start() as process:
        await calls(sandbox, "sendMessage", 15)
        process.terminate()
        async with asyncio.timeout(12):
            finished = await process.ended()
    await asking
    async with start() as process:
        await burst.all_answered()
        process.terminate()
        await process.ended()
    await burst.reads()

    assert finished.code == 0
    assert burst.doubles == 0


@pytest.mark.parametrize(
    "odd",
    [
        {"message": {"message_id": "?", "chat": "nowhere"}},
        {"message": {"text": "no chat, no date"}},
        {"callback_query": []},
        {"message": None, "something_new": {"x": 1}},
        {"update_id": "seven"},
        "no object",
        [],
        None,
        17,
    ],
    ids=str,
)
async def test_an_update_that_cannot_be_read_does_not_hold_up_the_others(
    ana, stopped_bot, stage, odd
):
    stopped_bot.expects_trouble()
    await ana.says(HOW_MUCH)
    await stage.post("raw_update", update=odd)
    await ana.says(WHO_BUILT)
    await stopped_bot.starts()

    assert "45 crowns" in (await ana.hears())["text"]
    assert "Orsnes yard" in (await ana.hears())["text"]


async def test_an_update_that_kills_the_bot_each_time_is_set_aside(
    ana, babak, settings, sandbox, tmp_path, stage
):
    await ana.says("Is there hemlock on board?")
    await ana.says(HOW_MUCH)
    await babak.says(WHO_BUILT)
    env = environment_of(settings, tmp_path, LOG_LEVEL="ERROR")
    ends = []
    heard = asyncio.create_task(ana.hears())
    while not heard.done():
        command = (sys.executable, "-c", POISONED)
        async with a_process("run", env=env, cwd=tmp_path, command=command) as process:
            ended = asyncio.create_task(process.ended())
            await asyncio.wait({heard, ended}, return_when=asyncio.FIRST_COMPLETED)
            ends += [ended.result().code] if ended.done() else []
        await ended
    await babak.hears()
    reasons = await set_aside(settings)

    assert ends == [9] * 4
    assert "45 crowns" in heard.result()["text"]
    assert [reason for reason in reasons if reason.startswith("begun 4 times")] == reasons
    assert len(reasons) == 1
    assert len(await babak.replies()) == 1


async def test_delivered_questions_are_answered_however_often_the_bot_is_killed(
    burst, start, sandbox, webhook
):
    chance = random.Random(SEED)
    kills = max(1, KILLS - 1)
    asking = asyncio.create_task(burst.asks(80))
    for _ in range(kills):
        async with start(**webhook) as process:
            await calls(sandbox, "sendMessage", chance.randint(1, 80 // (kills + 2)))
            process.kill()
            await process.ended()
    async with start(**webhook) as process:
        await asking
        await burst.all_answered()
        process.terminate()
        finished = await process.ended()
    await burst.reads()

    report(f"{kills} kills in 80 deliveries (seed {SEED}): {burst.doubles} answered twice")
    assert finished.code == 0
    assert burst.doubles <= kills * CHATS


async def test_only_who_knows_the_secret_may_deliver(ana, start, sandbox, webhook, settings):
    async with start(**webhook), httpx.AsyncClient(trust_env=False) as client:
        await sandbox.seen("setWebhook")

        async def delivers(secret, update):
            header = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret is not None else {}
            answer = await client.post(webhook["WEBHOOK_URL"], json=update, headers=header)
            return answer.status_code

        bad = {"update_id": 5, "message": {"message_id": "?"}}
        codes = [await delivers(secret, bad) for secret in (None, "", "guessed", "only-we-know")]
        del bad["update_id"]
        await ana.stage.post("raw_update", update=bad)
        reply = await ana.asks(HOW_MUCH)

    assert codes == [403, 403, 403, 200]
    assert "45 crowns" in reply["text"]
    assert len(await set_aside(settings)) == 2


async def test_two_processes_do_not_share_a_data_folder(start, sandbox):
    async with start():
        await serves(sandbox)
        async with start() as second:
            finished = await second.ended()

    assert finished.code == 2
    assert "is in use" in finished.err
