"""Groups and standing: what the bot hears, where it may write, and how chats change."""

import pytest

from bot.sandbox.people import ANA, BABAK, NEWSROOM


async def heard(bot):
    return [update["message"].get("text") for update in await bot.updates()]


@pytest.mark.parametrize(
    ("text", "is_heard"),
    [
        ("just talk", False),
        ("/ask who?", True),
        ("/ask@dossier_sandbox_bot who?", True),
        ("/ask@Dossier_Sandbox_Bot who?", True),
        ("/ask@other_bot who?", False),
        ("well, /ask", False),
        ("hey @dossier_sandbox_bot, who?", True),
        ("hey @somebody", False),
    ],
)
async def test_with_privacy_mode_on_only_what_is_meant_for_the_bot_is_heard(
    bot, page, text, is_heard
):
    await page.say(text, chat=NEWSROOM)

    assert await heard(bot) == ([text] if is_heard else [])


async def test_replies_to_the_bot_are_heard_and_their_edits_too(bot, page):
    await page.say("/ask", chat=NEWSROOM)
    told = await bot.do("sendMessage", chat_id=NEWSROOM, text="Nobody.")
    other = await page.say("talk", chat=NEWSROOM)
    await page.say("not to you", BABAK, NEWSROOM, reply_to=other["message_id"])
    reply = await page.say("sure?", BABAK, NEWSROOM, reply_to=told["message_id"])
    place = {"person": BABAK, "chat": NEWSROOM, "message_id": reply["message_id"]}
    await page.do("edit", **place, text="are you sure?")

    updates = await bot.updates()

    assert [update["message"]["text"] for update in updates[:-1]] == ["/ask", "sure?"]
    assert updates[-1]["edited_message"]["text"] == "are you sure?"
    assert updates[-1]["edited_message"]["reply_to_message"]["text"] == "Nobody."


async def test_an_administrator_hears_everything(bot, page):
    await page.do("add", chat=NEWSROOM, administrator=True)
    await page.say("just talk", chat=NEWSROOM)

    first, second = await bot.updates()

    assert first["my_chat_member"]["new_chat_member"]["status"] == "administrator"
    assert second["message"]["text"] == "just talk"


async def test_blocking_is_told_and_stops_messages(bot, page):
    await page.say("hello")
    await page.do("block", person=ANA, blocked=True)
    await page.do("block", person=ANA, blocked=True)

    change = (await bot.updates())[-1]["my_chat_member"]
    refusal = await bot.reply("sendMessage", chat_id=ANA, text="hi")
    wont = await page.refused("send", person=ANA, chat=ANA, text="hello?")
    await page.do("block", person=ANA, blocked=False)

    assert (change["chat"]["id"], change["from"]["id"]) == (ANA, ANA)
    assert change["old_chat_member"]["status"] == "member"
    assert change["new_chat_member"]["status"] == "kicked"
    assert (refusal["error_code"], refusal["description"]) == (
        403,
        "Forbidden: bot was blocked by the user",
    )
    assert "unblock" in wont
    assert len(await bot.updates()) == 1
    assert await bot.do("sendMessage", chat_id=ANA, text="hi")


async def test_a_deleted_account_cannot_be_written_to(bot, page):
    await page.say("hello")
    await page.do("deactivate", person=ANA)

    assert await bot.refused("sendMessage", chat_id=ANA, text="hi") == (
        "Forbidden: user is deactivated"
    )


async def test_a_removed_bot_hears_of_it_and_writes_no_more_until_added(bot, page):
    await page.do("leave", chat=NEWSROOM)
    change, service = await bot.updates()
    refusal = await bot.refused("sendMessage", chat_id=NEWSROOM, text="hi")
    await page.say("/ask", chat=NEWSROOM)
    silence = await bot.updates()
    await page.do("add", chat=NEWSROOM, person=BABAK)
    back, welcome = await bot.updates()

    assert change["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    assert service["message"]["left_chat_member"]["is_bot"]
    assert refusal == "Forbidden: bot was kicked from the group chat"
    assert silence == []
    assert back["my_chat_member"]["from"]["id"] == BABAK
    assert welcome["message"]["new_chat_members"][0]["is_bot"]
    assert await bot.do("sendMessage", chat_id=NEWSROOM, text="hi")


async def test_the_bot_leaves_a_group_but_no_private_chat(bot, page):
    await bot.do("leaveChat", chat_id=NEWSROOM)

    assert await bot.refused("sendMessage", chat_id=NEWSROOM, text="hi") == (
        "Forbidden: bot is not a member of the group chat"
    )
    assert "private" in await bot.refused("leaveChat", chat_id=ANA)
    assert "not a member" in await bot.refused("getChat", chat_id=NEWSROOM)
    assert "not in that group" in await page.refused("leave", chat=NEWSROOM)


async def test_a_group_that_became_a_supergroup_says_where_it_went(bot, page):
    await page.say("/ask", chat=NEWSROOM)
    await bot.updates()
    fresh = (await page.do("migrate", chat=NEWSROOM))["chat"]

    old, new = (update["message"] for update in await bot.updates())
    refusal = await bot.reply("sendMessage", chat_id=NEWSROOM, text="hi")
    sent = await bot.do("sendMessage", chat_id=fresh["id"], text="hi")
    chats = (await page.get("people"))["chats"]

    assert (old["chat"]["id"], old["migrate_to_chat_id"]) == (NEWSROOM, fresh["id"])
    assert (new["chat"]["id"], new["migrate_from_chat_id"]) == (fresh["id"], NEWSROOM)
    assert fresh["type"] == "supergroup"
    assert str(fresh["id"]).startswith("-100")
    assert refusal == {
        "ok": False,
        "error_code": 400,
        "description": "Bad Request: group chat was upgraded to a supergroup chat",
        "parameters": {"migrate_to_chat_id": fresh["id"]},
    }
    assert sent["message_id"] == 2  # a supergroup counts for itself
    assert [chat["id"] for chat in chats if chat["type"] != "private"] == [fresh["id"]]
    assert "supergroup already" in await page.refused("migrate", chat=fresh["id"])


async def test_who_is_where_can_be_asked(bot):
    group = await bot.do("getChat", chat_id=NEWSROOM)
    person = await bot.do("getChat", chat_id=ANA)
    creator = await bot.do("getChatMember", chat_id=NEWSROOM, user_id=ANA)
    member = await bot.do("getChatMember", chat_id=NEWSROOM, user_id=BABAK)
    absent = await bot.do("getChatMember", chat_id=ANA, user_id=BABAK)
    administrators = await bot.do("getChatAdministrators", chat_id=NEWSROOM)

    assert (group["title"], person["first_name"]) == ("Newsroom", "Ana")
    assert (creator["status"], member["status"]) == ("creator", "member")
    assert absent["status"] == "left"
    assert administrators == [creator]
    assert await bot.do("getChatMemberCount", chat_id=NEWSROOM) == 4
    assert "no administrators" in await bot.refused("getChatAdministrators", chat_id=ANA)
    assert "user not found" in await bot.refused("getChatMember", chat_id=NEWSROOM, user_id=7)


async def test_a_reaction_is_one_of_the_known_emoji(bot, page):
    await page.say("hello")
    thumb = [{"type": "emoji", "emoji": "👍"}]
    place = {"chat_id": ANA, "message_id": 1}

    assert await bot.do("setMessageReaction", **place, reaction=thumb)
    assert (await page.events())[-1]["reaction"] == thumb
    assert "REACTION_INVALID" in await bot.refused(
        "setMessageReaction", **place, reaction=[{"type": "emoji", "emoji": "🫥"}]
    )
    assert "0 to 1" in await bot.refused("setMessageReaction", **place, reaction=thumb * 2)
    assert "not found" in await bot.refused("setMessageReaction", chat_id=ANA, message_id=9)


async def test_only_members_of_a_chat_write_there(page, sandbox):
    sandbox.world.chats[NEWSROOM].members.remove(BABAK)

    assert "is in no chat" in await page.refused("send", person=BABAK, chat=NEWSROOM, text="a")
    assert "is in no chat" in await page.refused("send", person=BABAK, chat=ANA, text="a")
    assert "no person" in await page.refused("send", person=7, chat=ANA, text="a")
