"""Faults on request: what strikes, whom, how often, and what happened nevertheless."""

import httpx
import pytest

from bot.sandbox.people import ANA


@pytest.fixture(autouse=True)
async def started(page):
    await page.say("hello")


async def texts(page):
    messages = (await page.get("messages", person=ANA, chat=ANA))["messages"]
    return [message["text"] for message in messages]


async def test_a_flood_limit_says_how_long_to_wait_and_passes(bot, page, client, sandbox):
    await page.do("faults", method="sendMessage", kind="429", times=2, retry_after=7)

    first = await bot.reply("sendMessage", chat_id=ANA, text="a")
    await bot.do("getMe")
    await bot.refused("sendMessage", chat_id=ANA, text="a")
    await bot.do("sendMessage", chat_id=ANA, text="b")

    assert first == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 7",
        "parameters": {"retry_after": 7},
    }
    assert await texts(page) == ["hello", "b"]


@pytest.mark.parametrize(
    ("kind", "description"),
    [
        ("400", "Bad Request: refused on request"),
        ("401", "Unauthorized"),
        ("403", "Forbidden: bot was blocked by the user"),
        ("500", "Internal Server Error"),
        ("502", "Bad Gateway"),
    ],
)
async def test_errors_strike_once_with_their_words(bot, page, kind, description):
    await page.do("faults", method="sendMessage", kind=kind)

    reply = await bot.reply("sendMessage", chat_id=ANA, text="a")

    assert (reply["error_code"], reply["description"]) == (int(kind), description)
    assert await bot.do("sendMessage", chat_id=ANA, text="b")


async def test_an_error_can_be_given_its_words(bot, page):
    text = "Bad Request: message can't be edited"
    await page.do("faults", method="editMessageText", kind="400", description=text)

    assert await bot.refused("editMessageText", chat_id=ANA, message_id=1, text="a") == text


@pytest.mark.parametrize(("kind", "arrives"), [("drop", False), ("drop_after", True)])
async def test_a_dropped_connection_before_and_after_the_call(bot, page, sandbox, kind, arrives):
    await page.do("faults", method="sendMessage", kind=kind)

    with pytest.raises(httpx.RemoteProtocolError):
        await bot.do("sendMessage", chat_id=ANA, text="a")

    assert await texts(page) == ["hello", "a"][: 2 if arrives else 1]
    assert sandbox.requests[-1]["response"] is None


async def test_a_slow_call_is_carried_out_and_answered_late(bot, page, client, sandbox):
    await page.do("faults", method="sendMessage", kind="slow", delay=60)
    url = f"{sandbox.api_base_url}123456:sandbox-token/sendMessage"

    with pytest.raises(httpx.ReadTimeout):
        await client.post(url, json={"chat_id": ANA, "text": "a"}, timeout=0.05)

    assert await texts(page) == ["hello", "a"]


async def test_a_star_strikes_everything_but_the_poll(bot, page):
    await page.do("faults", method="*", kind="500")

    await bot.do("getUpdates")
    await bot.refused("getMe")

    await page.do("faults", method="getUpdates", kind="502")
    assert await bot.refused("getUpdates") == "Bad Gateway"


async def test_waiting_faults_are_listed_and_forgotten(bot, page, client, sandbox):
    listed = await page.do("faults", method="getMe", kind="500", times=3)
    await bot.refused("getMe")
    left = await page.get("faults")
    await client.delete(f"{sandbox.address}/chat/faults")

    assert listed == {"faults": [{"method": "getMe", "kind": "500", "times": 3}]}
    assert left["faults"][0]["times"] == 2
    assert await bot.do("getMe")


@pytest.mark.parametrize(
    "fault", [{"kind": "418"}, {"kind": "slow", "delay": -1}, {"kind": "429", "times": "many"}]
)
async def test_a_fault_that_makes_no_sense_is_refused(page, fault):
    assert await page.refused("faults", method="getMe", **fault)


async def test_a_flood_limit_is_in_the_header_too(page, client, sandbox):
    await page.do("faults", method="getMe", kind="429", retry_after=3)

    response = await client.get(f"{sandbox.api_base_url}123456:sandbox-token/getMe")

    assert (response.status_code, response.headers["Retry-After"]) == (429, "3")
