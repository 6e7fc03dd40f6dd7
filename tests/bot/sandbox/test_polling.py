"""getUpdates: offsets, limits, kinds, waiting, and conflicts."""

import asyncio

import pytest
from telegram import Update

from bot.sandbox.people import ANA
from bot.sandbox.server import Sandbox
from bot.sandbox.updates import UPDATE_KINDS


def ids(updates):
    return [update["update_id"] for update in updates]


async def test_updates_stay_until_a_higher_offset_confirms_them(bot, page):
    for text in ("one", "two", "three"):
        await page.say(text)

    first = await bot.do("getUpdates")
    again = await bot.do("getUpdates", offset=first[0]["update_id"])
    rest = await bot.do("getUpdates", offset=first[1]["update_id"])

    assert first == again
    assert ids(first) == list(range(first[0]["update_id"], first[0]["update_id"] + 3))
    assert rest == first[1:]
    assert await bot.do("getUpdates", offset=first[0]["update_id"]) == rest


async def test_a_limit_is_kept_and_must_be_1_to_100(bot, page):
    for text in ("one", "two"):
        await page.say(text)

    assert len(await bot.do("getUpdates", limit=1)) == 1
    for limit in (0, 101):
        assert "limit" in await bot.refused("getUpdates", limit=limit)


async def test_a_negative_offset_keeps_only_the_last_ones(bot, page):
    for text in ("one", "two", "three"):
        await page.say(text)

    last = await bot.do("getUpdates", offset=-1)

    assert [update["message"]["text"] for update in last] == ["three"]
    assert await bot.do("getUpdates") == last


async def test_a_poll_waits_for_an_update(bot, page, sandbox):
    poll = asyncio.create_task(bot.do("getUpdates", timeout=30))
    await sandbox.seen("getUpdates")

    await page.say("hello")

    assert (await poll)[0]["message"]["text"] == "hello"


async def test_a_second_poll_ends_the_first_as_a_conflict(bot, page, sandbox):
    first = asyncio.create_task(bot.reply("getUpdates", timeout=30))
    await sandbox.seen("getUpdates")
    second = asyncio.create_task(bot.do("getUpdates", timeout=30))
    refused = await first
    await page.say("hello")

    assert refused["error_code"] == 409
    assert refused["description"].startswith("Conflict: terminated by other getUpdates request")
    assert len(await second) == 1


async def test_kinds_that_are_not_wished_for_are_not_queued_and_the_wish_sticks(bot, page):
    await bot.do("getUpdates", allowed_updates=["callback_query"])
    await page.say("unheard")
    await bot.do("getUpdates")
    await page.say("unheard too")
    info = await bot.do("getWebhookInfo")
    await bot.do("getUpdates", allowed_updates=[])
    await page.say("heard")

    assert info["allowed_updates"] == ["callback_query"]
    assert [one["message"]["text"] for one in await bot.do("getUpdates")] == ["heard"]


async def test_unknown_kinds_are_refused(bot):
    assert "allowed_updates[1]" in await bot.refused(
        "getUpdates", allowed_updates=["message", "massage"]
    )


def test_every_kind_of_update_that_the_bots_library_knows_is_known():
    assert set(Update.ALL_TYPES) <= set(UPDATE_KINDS)


async def test_update_ids_do_not_begin_anew_with_the_server(bot, page):
    async with Sandbox("123456:other") as other:
        other.persons.send(ANA, ANA, "hello")
        theirs = other.world.updates.first(1)
    await page.say("hello")

    assert ids(theirs) != ids(await bot.do("getUpdates"))


async def test_stopping_lets_a_waiting_poll_return(clock, client):
    async with Sandbox("123456:other", clock=clock) as other:
        url = f"{other.api_base_url}123456:other/getUpdates"
        poll = asyncio.create_task(client.post(url, json={"timeout": 30}))
        await other.seen("getUpdates")

    assert (await poll).json() == {"ok": True, "result": []}


async def test_the_queue_is_bounded(sandbox, bot):
    for number in range(10_005):
        sandbox.world.updates.put_raw({"n": number})

    assert (await bot.do("getWebhookInfo"))["pending_update_count"] == 10_000


@pytest.mark.parametrize("update", [[], "text", 7, None, {"message": {"date": "never"}}])
async def test_any_json_can_be_made_an_update(bot, page, update):
    await page.do("raw_update", update=update)

    received = await bot.do("getUpdates")

    if isinstance(update, dict):
        assert received[0].pop("update_id") > 0
    assert received == [update]


async def test_a_raw_update_may_bring_its_own_id(bot, page):
    first = 2_000_000_000
    await page.do("raw_update", update={"update_id": first})
    await page.say("next")

    assert ids(await bot.do("getUpdates")) == [first, first + 1]


async def test_a_bot_that_died_in_its_poll_does_not_hinder_the_next(bot, page, sandbox, caplog):
    poll = asyncio.create_task(bot.do("getUpdates", timeout=30))
    await sandbox.seen("getUpdates")
    poll.cancel()
    await asyncio.gather(poll, return_exceptions=True)
    await page.say("hello")

    updates = await bot.do("getUpdates", timeout=30)

    assert [update["message"]["text"] for update in updates] == ["hello"]
    assert not [record for record in caplog.records if record.levelname == "ERROR"]
