"""What the chat page reads: people, messages, events, and the requests of the bot."""

import asyncio

import pytest

from bot.sandbox.events import EventLog
from bot.sandbox.history import Entry, History
from bot.sandbox.people import ANA, BABAK, CHEN, NEWSROOM


async def test_three_people_and_a_group_are_there_from_the_start(page):
    body = await page.get("people")

    assert [person["first_name"] for person in body["people"]] == ["Ana", "Babak", "Chen"]
    assert [chat["id"] for chat in body["chats"]] == [ANA, BABAK, CHEN, NEWSROOM]
    assert body["chats"][-1]["members"] == [ANA, BABAK, CHEN, 123456]
    assert body["bot"]["username"] == "dossier_sandbox_bot"
    assert body["seq"] == 0


async def test_events_are_waited_for_and_tell_what_happened(page, bot):
    waiting = asyncio.create_task(page.events(wait_s=30))
    message = await page.say("hello")

    events = await waiting

    assert events == [{"seq": 1, "type": "message", "chat_id": ANA, "message": message}]
    assert await page.events(after=1) == []


async def test_an_edit_is_told_to_the_page_and_to_the_bot(page, bot, clock):
    message = await page.say("helo @somebody")
    clock.move(seconds=9)
    place = {"person": ANA, "chat": ANA, "message_id": message["message_id"]}

    edited = await page.do("edit", **place, text="hello")

    assert (edited["text"], edited["edit_date"] - edited["date"]) == ("hello", 9)
    assert "entities" not in edited
    assert (await bot.updates())[-1]["edited_message"] == edited
    assert "is in no chat" in await page.refused("edit", **(place | {"person": BABAK}), text="a")
    assert "no message" in await page.refused("edit", **(place | {"message_id": 9}), text="a")


async def test_a_reply_of_a_person_carries_what_it_replies_to(page, bot):
    first = await page.say("hello")
    reply = await page.say("again", reply_to=first["message_id"])

    assert reply["reply_to_message"] == first
    assert "no message 77" in await page.refused(
        "send", person=ANA, chat=ANA, text="a", reply_to=77
    )


async def test_a_text_beyond_the_limit_becomes_several_messages(page, bot):
    await page.say("🌿" * 3000 + "end")

    texts = [update["message"]["text"] for update in await bot.updates()]

    assert [len(text.encode("utf-16-le")) // 2 for text in texts] == [4096, 1907]
    assert "".join(texts) == "🌿" * 3000 + "end"


async def test_every_request_is_written_down_with_its_response(page, bot, clock):
    await page.say("hello")
    await bot.do("sendMessage", chat_id=ANA, text="hi")
    await bot.refused("sendMessage", chat_id=ANA, text="")

    requests = (await page.get("requests", after=1))["requests"]

    assert len(requests) == 1
    assert requests[0]["n"] == 2
    assert requests[0]["method"] == "sendMessage"
    assert requests[0]["parameters"] == {"chat_id": ANA, "text": ""}
    assert requests[0]["response"]["error_code"] == 400
    assert requests[0]["at"] == clock.now.isoformat()


def test_the_event_log_forgets_its_oldest_and_says_so():
    log = EventLog(kept=3)
    for number in range(5):
        log.add("typing", number)

    assert [event["seq"] for event in log.after(0)] == [3, 4, 5]
    assert [event["seq"] for event in log.after(4)] == [5]
    assert [log.has_forgotten(seq) for seq in (0, 1, 2, 5, 6)] == [True, True, False, False, True]


def test_a_history_forgets_its_oldest_messages():
    history = History(kept=2)
    for number in (1, 2, 3):
        history.add(Entry({"message_id": number}))

    assert [entry.message["message_id"] for entry in history] == [2, 3]
    assert history.find(1) is None


@pytest.mark.parametrize("query", [{"after": "x"}, {"timeout": "-1"}, {"timeout": "nan"}])
async def test_a_malformed_wait_is_refused(client, sandbox, query):
    response = await client.get(f"{sandbox.address}/chat/events", params=query)

    assert response.status_code == 400
