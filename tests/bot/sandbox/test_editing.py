"""Edits and deletions: whose message, how old, and whether anything changes."""

import pytest

from bot.sandbox.people import ANA, NEWSROOM

MARKUP = {"inline_keyboard": [[{"text": "More", "callback_data": "more"}]]}
BOLD = [{"type": "bold", "offset": 0, "length": 3}]


@pytest.fixture
async def sent(bot, page):
    await page.say("hello")
    return await bot.do(
        "sendMessage", chat_id=ANA, text="old words", entities=BOLD, reply_markup=MARKUP
    )


def at(message):
    return {"chat_id": message["chat"]["id"], "message_id": message["message_id"]}


async def test_an_edit_changes_text_entities_and_keyboard_and_says_when(bot, page, sent, clock):
    clock.move(minutes=5)

    edited = await bot.do("editMessageText", **at(sent), text="new words", reply_markup=MARKUP)

    assert (edited["text"], edited["reply_markup"]) == ("new words", MARKUP)
    assert "entities" not in edited
    assert edited["edit_date"] - edited["date"] == 300
    assert (await page.get("messages", person=ANA, chat=ANA))["messages"][-1] == edited
    assert (await page.events())[-1] | {"seq": 0} == {
        "seq": 0,
        "type": "edit",
        "chat_id": ANA,
        "message": edited,
    }


async def test_an_edit_without_a_keyboard_takes_it_away(bot, sent):
    edited = await bot.do("editMessageText", **at(sent), text="old words", entities=BOLD)

    assert "reply_markup" not in edited


@pytest.mark.parametrize("text", ["old words", "  old words\n"])
async def test_an_edit_that_changes_nothing_is_refused(bot, sent, text):
    entities = [{**BOLD[0], "offset": text.index("old")}]

    refusal = await bot.refused(
        "editMessageText", **at(sent), text=text, entities=entities, reply_markup=MARKUP
    )

    assert refusal.startswith("Bad Request: message is not modified")


@pytest.mark.parametrize(
    "change",
    [
        {"entities": []},
        {"entities": [{"type": "italic", "offset": 0, "length": 3}]},
        {"reply_markup": {"inline_keyboard": [[{"text": "Less", "callback_data": "more"}]]}},
        {"link_preview_options": {"is_disabled": True}},
    ],
)
async def test_an_edit_of_one_part_is_an_edit(bot, sent, change):
    same = {"text": "old words", "entities": BOLD, "reply_markup": MARKUP}

    assert await bot.do("editMessageText", **at(sent), **(same | change))


async def test_a_keyboard_is_changed_alone(bot, page, sent):
    other = {"inline_keyboard": [[{"text": "Less", "callback_data": "less"}]]}

    edited = await bot.do("editMessageReplyMarkup", **at(sent), reply_markup=other)
    same = await bot.refused("editMessageReplyMarkup", **at(sent), reply_markup=other)
    gone = await bot.do("editMessageReplyMarkup", **at(sent))

    assert (edited["text"], edited["reply_markup"]) == ("old words", other)
    assert "not modified" in same
    assert "reply_markup" not in gone
    assert [event["type"] for event in await page.events()][-2:] == ["markup", "markup"]


async def test_only_the_bots_own_messages_that_are_there_can_be_edited(bot, sent):
    missing = await bot.refused("editMessageText", chat_id=ANA, message_id=99, text="a")
    others = await bot.refused("editMessageText", chat_id=ANA, message_id=1, text="a")

    assert missing == "Bad Request: message to edit not found"
    assert others == "Bad Request: message can't be edited"


async def test_an_edit_keeps_the_rules_of_texts(bot, sent):
    assert "empty" in await bot.refused("editMessageText", **at(sent), text=" ")
    assert "too long" in await bot.refused("editMessageText", **at(sent), text="a" * 4097)
    assert "entity" in await bot.refused("editMessageText", **at(sent), text="ab", entities=BOLD)


async def test_both_sides_of_a_private_chat_can_be_deleted_for_48_hours(bot, page, sent, clock):
    await bot.do("deleteMessage", chat_id=ANA, message_id=1)
    clock.move(hours=48)

    refusal = await bot.refused("deleteMessage", **at(sent))

    assert refusal == "Bad Request: message can't be deleted"
    assert await bot.refused("deleteMessage", chat_id=ANA, message_id=1) == (
        "Bad Request: message to delete not found"
    )
    assert [event["type"] for event in await page.events()] == ["message", "message", "delete"]
    messages = (await page.get("messages", person=ANA, chat=ANA))["messages"]
    assert [one["text"] for one in messages] == ["old words"]


async def test_deleting_several_skips_what_is_not_there(bot, page, sent):
    await bot.do("deleteMessages", chat_id=ANA, message_ids=[1, 50, sent["message_id"]])

    assert (await page.get("messages", person=ANA, chat=ANA))["messages"] == []


async def test_a_member_of_a_group_deletes_only_its_own_an_administrator_all(bot, page):
    said = await page.say("/ask who?", chat=NEWSROOM)
    told = await bot.do("sendMessage", chat_id=NEWSROOM, text="Nobody.")

    assert await bot.do("deleteMessage", **at(told))
    assert "can't be deleted" in await bot.refused("deleteMessage", **at(said))
    await page.do("add", chat=NEWSROOM, administrator=True)
    assert await bot.do("deleteMessage", **at(said))


async def test_a_reply_to_a_deleted_message_shows_nothing_of_it(bot, page, sent):
    told = await bot.do("sendMessage", chat_id=ANA, text="a", reply_parameters={"message_id": 1})
    await bot.do("deleteMessage", chat_id=ANA, message_id=1)

    shown = (await page.get("messages", person=ANA, chat=ANA))["messages"][-1]

    assert "reply_to_message" in told
    assert "reply_to_message" not in shown
