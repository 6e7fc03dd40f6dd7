"""What goes wrong at Telegram, on the way there, and in here; and what a person sees of it."""

import asyncio

import pytest

from bot.app import Signals, running
from bot.errors import StoppedEarly, TokenRefused
from bot.sandbox.people import NEWSROOM
from bot.sandbox.server import Sandbox
from bot.store import outbox
from tests.english import ENGLISH
from tests.walks.faults import OWN_WARNING
from tests.walks.ferry import HOW_MUCH, LONG, WHO_BUILT, WHO_SKIPPERS, WIDE
from tests.walks.processes import TOKEN, a_process, environment_of, serves
from tests.walks.stage import offers, quotes, texts_over


@OWN_WARNING
async def test_a_flood_limit_is_waited_for_and_the_order_kept(ana, babak, bot, naps, stage):
    await stage.fails("sendMessage", "429", retry_after=17)
    for text in (HOW_MUCH, LONG, WHO_BUILT):
        await ana.says(text)
    replies = [await ana.hears() for _ in range(4)]

    assert naps.taken == [17]
    assert "45 crowns" in replies[0]["text"]
    assert "[3] Halvik Archive" in replies[2]["text"]
    assert "Orsnes yard" in replies[3]["text"]


@OWN_WARNING
async def test_a_flood_limit_in_one_chat_holds_up_no_other(ana, babak, bot, naps, stage):
    held = asyncio.Event()
    naps.until = held
    await stage.fails("sendMessage", "429", retry_after=60)
    await ana.says(HOW_MUCH)
    await naps.begun.wait()
    other = await babak.asks(WHO_BUILT)
    held.set()

    assert "Orsnes yard" in other["text"]
    assert "45 crowns" in (await ana.hears())["text"]


@OWN_WARNING
async def test_a_flood_limit_on_an_edit_is_waited_for(ana, bot, naps, stage):
    reply = await ana.asks(HOW_MUCH)
    await stage.fails("editMessageText", "429", retry_after=5, times=2)
    await ana.presses(reply, "Context")

    assert offers(await ana.sees(reply), "Fold")
    assert naps.taken == [5, 5]


async def test_who_blocks_the_bot_is_not_written_to_and_heard_again_after(ana, bot, stage, sandbox):
    await stage.fails("sendMessage", "slow", delay=0.05)
    await ana.says(HOW_MUCH)
    await ana.says(LONG)
    await stage.post("block", person=ana.id, blocked=True)
    await until_nothing_is_owed(bot)
    await stage.post("block", person=ana.id, blocked=False)
    hello = await ana.asks_after_all("/start")

    assert hello["text"].startswith(ENGLISH.START)
    assert "45 crowns" in (await ana.asks(HOW_MUCH))["text"]


async def test_a_refusal_to_one_person_stops_nobody_else(ana, babak, bot, stage):
    await stage.fails("sendMessage", "403")
    await ana.says(HOW_MUCH)
    await until_nothing_is_owed(bot)

    assert "Orsnes yard" in (await babak.asks(WHO_BUILT))["text"]


async def test_a_reply_owed_to_a_group_reaches_the_supergroup_it_became(ana, bot, stage, sandbox):
    crowd = ana.at(NEWSROOM)
    await stage.fails("sendMessage", "500")
    bot_waits = asyncio.Event()
    bot.naps.until = bot_waits
    await crowd.says(f"/ask {HOW_MUCH}")
    await bot.naps.begun.wait()
    fresh = (await stage.post("migrate", chat=NEWSROOM))["chat"]
    bot_waits.set()
    super_crowd = ana.at(fresh["id"])
    reply = await super_crowd.hears()
    await super_crowd.presses(reply, "Context")

    assert "45 crowns" in reply["text"]
    assert offers(await super_crowd.sees(reply), "Fold")


@pytest.mark.parametrize("kind", ["500"])
async def test_an_error_of_telegrams_own_is_tried_again(ana, bot, naps, stage, kind):
    await stage.fails("sendMessage", kind, times=3)
    reply = await ana.asks(HOW_MUCH)

    assert "45 crowns" in reply["text"]
    assert naps.taken == sorted(naps.taken)
    assert len(naps.taken) == 3


@pytest.mark.parametrize("kind", ["drop_after", "502"])
async def test_what_may_have_arrived_is_not_sent_twice(ana, bot, stage, kind):
    await stage.fails("sendMessage", kind)
    await ana.says(HOW_MUCH)
    await ana.asks_after_all(WHO_BUILT)

    said = [message["text"] for message in await ana.replies()]
    assert sum("45 crowns" in text for text in said) == (kind == "drop_after")


async def test_after_a_dropped_connection_the_next_question_is_answered(ana, bot, stage):
    await stage.fails("sendMessage", "drop")
    await ana.says(HOW_MUCH)

    assert "Orsnes yard" in (await ana.asks_after_all(WHO_BUILT))["text"]


async def test_a_slow_answer_of_telegram_repeats_nothing(ana, bot, stage):
    await stage.fails("sendMessage", "slow", delay=0.2)
    reply = await ana.asks(HOW_MUCH)
    await ana.asks_after_all(WHO_BUILT)

    assert "45 crowns" in reply["text"]
    assert len(await ana.replies()) == 2


async def test_what_is_refused_with_its_form_goes_as_plain_text(ana, bot, stage):
    bot.expects_trouble()
    await stage.fails("sendMessage", "400", description="Bad Request: can't parse entities")
    reply = await ana.asks(HOW_MUCH)
    await ana.presses(reply, "Context")

    assert "45 crowns" in reply["text"]
    assert "entities" not in reply
    assert quotes(await ana.sees(reply))


async def test_an_edit_that_is_refused_with_its_form_goes_as_plain_text(ana, bot, stage):
    bot.expects_trouble()
    reply = await ana.asks(HOW_MUCH)
    await stage.fails("editMessageText", "400", description="Bad Request: can't parse entities")
    await ana.presses(reply, "Context")
    unfolded = await ana.sees(reply)

    assert "pancakes" in unfolded["text"]
    assert not texts_over(unfolded, "bold")


async def test_polling_goes_on_after_errors(ana, bot, stage):
    await stage.fails("getUpdates", "500")
    await stage.fails("getUpdates", "drop")

    assert "45 crowns" in (await ana.asks(HOW_MUCH))["text"]
    assert "Orsnes yard" in (await ana.asks(WHO_BUILT))["text"]


class Broken:
    """A dossier that cannot be asked."""

    @property
    def edition(self):
        raise ZeroDivisionError("the dossier is broken")


async def test_a_handler_that_fails_apologises_and_the_next_question_is_answered(ana, bot):
    bot.expects_trouble()
    whole, bot.services.dossier = bot.services.dossier, Broken()
    question = await ana.says(HOW_MUCH)
    apology = await ana.hears()
    bot.services.dossier = whole
    reply = await ana.asks(WHO_BUILT)

    assert apology["text"] == ENGLISH.FAILED
    assert apology["reply_to_message"]["message_id"] == question["message_id"]
    assert "Orsnes yard" in reply["text"]


async def test_a_button_that_fails_apologises_too(ana, bot):
    bot.expects_trouble()
    reply = await ana.asks(WIDE)
    whole, bot.services.dossier = bot.services.dossier, Broken()
    toasts = [await ana.presses(reply, label) for label in ("More", "Context", "Source")]
    bot.services.dossier = whole
    await ana.presses(reply, "More")

    assert [toast["text"] for toast in toasts] == [ENGLISH.FAILED_SHORT] * 3
    assert f"[{len(quotes(reply)) + 1}] " in (await ana.hears())["text"]


async def test_a_press_that_is_answered_too_late_still_does_its_work(ana, bot, clock, stage):
    reply = await ana.asks(HOW_MUCH)
    await bot.stops()
    await ana.taps(reply, "Context")
    clock.moves(hours=1)
    await bot.starts()

    assert offers(await ana.sees(reply), "Fold")
    assert "Orsnes yard" in (await ana.asks(WHO_BUILT))["text"]


async def test_a_reply_that_could_not_be_sent_for_a_day_is_given_up(ana, bot, clock, naps, stage):
    await stage.fails("sendMessage", "500", times=3)
    naps.stretch = 20_000
    await ana.says(HOW_MUCH)
    await until_nothing_is_owed(bot)
    naps.stretch = 1
    counts = await outbox.counts(bot.services.database, bot.services.bot_id)

    assert counts.get("given_up", 0) + counts.get("sent", 0) == 1


async def test_the_bot_starts_while_telegram_is_down_and_answers_once_it_is_up(
    ana, stopped_bot, stage
):
    await ana.says(HOW_MUCH)
    await stage.fails("getMe", "drop")
    await stage.fails("getMe", "502")
    await stopped_bot.starts()

    assert "45 crowns" in (await ana.hears())["text"]


@pytest.mark.parametrize("method", ["getMe", "deleteWebhook"])
@pytest.mark.parametrize("kind", ["500", "slow"])
async def test_the_bot_can_be_stopped_while_it_cannot_reach_telegram(
    settings, stage, sandbox, method, kind
):
    await stage.fails(method, kind, times=1000, delay=60)
    signals = Signals()
    begun = asyncio.create_task(running(settings, signals).__aenter__())
    await sandbox.seen(method)
    signals.stop.set()

    with pytest.raises(StoppedEarly):
        await asyncio.wait_for(begun, 10)


async def test_a_bot_that_is_stopped_before_it_reached_telegram_ends_in_order(
    settings, stage, sandbox, tmp_path
):
    await stage.fails("getMe", "500", times=1000)
    async with a_process("run", env=environment_of(settings, tmp_path), cwd=tmp_path) as process:
        await sandbox.seen("getMe")
        process.terminate()
        finished = await process.ended()

    assert finished.code == 0


async def test_a_refused_token_ends_the_start(settings):
    async with Sandbox("1:another-token") as other:
        refused = settings.model_copy(update={"telegram_api_base_url": other.api_base_url})
        with pytest.raises(TokenRefused) as caught:
            await asyncio.wait_for(running(refused, Signals()).__aenter__(), 10)

    assert TOKEN not in str(caught.value)


@pytest.mark.parametrize("method", ["getMe", "deleteWebhook", "getUpdates"])
async def test_a_token_that_is_refused_ends_the_process_with_a_sentence(
    settings, stage, sandbox, tmp_path, method
):
    await stage.fails(method, "401", times=1000)
    async with a_process("run", env=environment_of(settings, tmp_path), cwd=tmp_path) as process:
        finished = await process.ended()

    assert finished.code == 2, finished.err
    assert "Telegram refused the bot token. Open Telegram" in finished.err


async def test_a_token_revoked_in_the_middle_ends_the_process_and_loses_nothing(
    ana, settings, stage, sandbox, tmp_path
):
    env = environment_of(settings, tmp_path)
    async with a_process("run", env=env, cwd=tmp_path) as process:
        await serves(sandbox)
        await ana.asks(WHO_SKIPPERS)
        await stage.fails("getUpdates", "401", times=1000)
        await ana.says(HOW_MUCH)
        finished = await process.ended()
    await stage.works_again()
    async with a_process("run", env=env, cwd=tmp_path):
        reply = await ana.hears()
        while "45 crowns" not in reply["text"]:
            reply = await ana.hears()

    assert finished.code == 2, finished.err
    assert "Telegram refused the bot token" in finished.err
    assert len(await ana.replies()) == 2


async def until_nothing_is_owed(bot):
    """Return once every message is sent, or given up."""
    async with asyncio.timeout(10):
        while True:
            await bot.services.database.flush()
            counts = await outbox.counts(bot.services.database, bot.services.bot_id)
            if counts and not counts.keys() & {"owed", "sending"}:
                return
