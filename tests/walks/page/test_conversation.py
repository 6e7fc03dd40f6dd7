"""What people do on the page, and what comes back from the bot."""

import re

import pytest
from playwright.async_api import expect

from bot.sandbox.people import ANA, BABAK, NEWSROOM
from bot.sandbox.server import Sandbox

pytestmark = pytest.mark.asyncio(loop_scope="session")

COMMANDS = [
    {"command": "help", "description": "What I can do"},
    {"command": "harbours", "description": "All harbours"},
    {"command": "ask", "description": "Ask a question"},
]


def keyboard(*labels):
    return {"inline_keyboard": [[{"text": label, "callback_data": label} for label in labels]]}


async def test_an_empty_chat_begins_with_start(chat, bot):
    await chat.open()
    await expect(chat.part("welcome")).to_be_visible()

    await chat.part("start").click()

    assert (await bot.next_update("message"))["text"] == "/start"
    await expect(chat.part("welcome")).to_be_hidden()
    await expect(chat.part("message-field")).to_be_visible()


async def test_enter_sends_and_shift_enter_makes_a_line(chat, bot, sandbox):
    sandbox.persons.send(ANA, ANA, "Hello")
    await chat.open(ANA)
    await bot.next_update("message")

    await chat.part("message-field").fill("one")
    await chat.part("message-field").press("Shift+Enter")
    await chat.page.keyboard.insert_text("two 🦉")
    await chat.part("message-field").press("Enter")

    assert (await bot.next_update("message"))["text"] == "one\ntwo 🦉"
    await expect(chat.part("message-field")).to_have_value("")
    await expect(chat.part("text").last).to_have_text("one\ntwo 🦉")
    await expect(chat.part("message").last).to_have_attribute("data-own", "true")


async def test_a_pressed_button_waits_and_the_message_changes_in_place(chat, bot, sandbox):
    sandbox.persons.send(ANA, ANA, "Hello")
    sent = await bot.say(ANA, "Page 1", reply_markup=keyboard("Next", "Back"))
    await chat.open(ANA)

    await chat.button("Next").click()
    query = await bot.next_update("callback_query")
    await expect(chat.button("Next")).to_have_attribute("data-pending", "true")
    place = {"chat_id": ANA, "message_id": sent["message_id"]}
    await bot.call("editMessageText", **place, text="Page 2", reply_markup=keyboard("Back"))
    await bot.call("answerCallbackQuery", callback_query_id=query["id"])

    assert query["data"] == "Next"
    await expect(chat.text(sent)).to_have_text("Page 2")
    await expect(chat.button("Next")).to_have_count(0)
    await expect(chat.button("Back")).to_have_attribute("data-pending", "false")
    await expect(chat.part("edited")).to_be_visible()
    await expect(chat.part("message")).to_have_count(2)


async def test_an_answered_press_shows_its_toast(chat, bot, sandbox):
    sandbox.persons.send(ANA, ANA, "Hello")
    await bot.say(ANA, "Was this good?", reply_markup=keyboard("Yes"))
    await chat.open(ANA)

    await chat.button("Yes").click()
    query = await bot.next_update("callback_query")
    await bot.call("answerCallbackQuery", callback_query_id=query["id"], text="Noted, thank you")

    await expect(chat.part("toast")).to_have_text("Noted, thank you")
    await expect(chat.button("Yes")).to_have_attribute("data-pending", "false")


async def test_an_alert_waits_for_ok(chat, bot, sandbox):
    sandbox.persons.send(ANA, ANA, "Hello")
    await bot.say(ANA, "Delete it?", reply_markup=keyboard("Delete"))
    await chat.open(ANA)

    await chat.button("Delete").click()
    query = await bot.next_update("callback_query")
    await bot.call(
        "answerCallbackQuery", callback_query_id=query["id"], text="Gone.", show_alert=True
    )
    await expect(chat.part("alert")).to_contain_text("Gone.")
    await chat.part("alert-ok").click()

    await expect(chat.part("alert")).to_have_count(0)


async def test_several_people_write_in_the_group(chat, bot):
    await chat.open(ANA, NEWSROOM)
    await chat.write("/ask@dossier_sandbox_bot who is there?")
    asked = await bot.next_update("message")

    await chat.page.locator(f"[data-person-id='{BABAK}']").click()
    await chat.write("I am")
    answer = await bot.say(
        NEWSROOM, "Two people.", reply_parameters={"message_id": asked["message_id"]}
    )

    await expect(chat.message(asked)).to_have_attribute("data-own", "false")
    await expect(chat.message(asked).locator("[data-role=author]")).to_have_text("Ana")
    mine = chat.part("message").filter(has_text="I am")
    await expect(mine).to_have_attribute("data-own", "true")
    await expect(chat.message(answer).locator("[data-role=reply-header]")).to_contain_text("Ana")
    await expect(chat.part("chat-title")).to_have_text("Newsroom")


async def test_what_others_have_not_read_is_counted(chat, bot, sandbox):
    sandbox.persons.send(ANA, ANA, "Hello")
    await chat.open(BABAK)

    await bot.say(ANA, "One")
    await bot.say(ANA, "Two")

    ana = chat.page.locator(f"[data-person-id='{ANA}']")
    await expect(ana.locator("[data-role=person-unread]")).to_have_text("2")
    await ana.click()
    await expect(ana.locator("[data-role=person-unread]")).to_have_count(0)
    await expect(chat.part("text").last).to_have_text("Two")


async def test_a_reply_names_its_message_and_leads_to_it(chat, bot, sandbox):
    [first] = sandbox.persons.send(ANA, ANA, "The first of many")
    for number in range(40):
        sandbox.persons.send(ANA, ANA, f"line {number}")
    reply = await bot.say(ANA, "Here", reply_parameters={"message_id": first["message_id"]})
    await chat.open(ANA)
    await expect(chat.message(first)).not_to_be_in_viewport()

    await chat.message(reply).locator("[data-role=reply-header]").click()

    await expect(chat.message(first)).to_be_in_viewport()
    await expect(chat.message(first)).to_have_attribute("data-flash", "true")
    await expect(chat.part("jump-down")).to_be_visible()
    await chat.part("jump-down").click()
    await expect(chat.message(reply)).to_be_in_viewport()


async def test_a_reply_shows_the_words_it_quotes(chat, bot, sandbox):
    [asked] = sandbox.persons.send(ANA, ANA, "Who lit the lamp, and who paid for the oil?")
    words = {"message_id": asked["message_id"], "quote": "who paid for the oil"}
    reply = await bot.say(ANA, "The harbour board.", reply_parameters=words)
    await chat.open(ANA)

    header = chat.message(reply).locator("[data-role=reply-header]")

    await expect(header.locator("[data-role=reply-text]")).to_have_text("who paid for the oil")
    await expect(header).to_have_attribute("data-quoted", "true")


async def test_one_answers_and_edits_from_the_message_menu(chat, bot, sandbox):
    [own] = sandbox.persons.send(ANA, ANA, "A quesion")
    await bot.next_update("message")
    await chat.open(ANA)

    await chat.choose(own, "edit")
    await expect(chat.part("message-field")).to_have_value("A quesion")
    await chat.write("A question")
    edited = await bot.next_update("edited_message")
    await chat.choose(own, "reply")
    await chat.write("And one more")
    reply = await bot.next_update("message")

    assert edited["text"] == "A question"
    assert reply["reply_to_message"]["message_id"] == own["message_id"]
    await expect(chat.text(own)).to_have_text("A question")
    await expect(chat.part("mode-bar")).to_be_hidden()


async def test_the_arrow_key_edits_the_last_own_message(chat, sandbox):
    sandbox.persons.send(ANA, ANA, "early")
    sandbox.persons.send(ANA, ANA, "late")
    await chat.open(ANA)

    await chat.part("message-field").press("ArrowUp")

    await expect(chat.part("message-field")).to_have_value("late")
    await chat.part("message-field").press("Escape")
    await expect(chat.part("message-field")).to_have_value("")


async def test_a_deleted_message_leaves_the_chat(chat, bot, sandbox):
    sandbox.persons.send(ANA, ANA, "Hello")
    sent = await bot.say(ANA, "A slip")
    await chat.open(ANA)
    await expect(chat.message(sent)).to_be_visible()

    await bot.call("deleteMessage", chat_id=ANA, message_id=sent["message_id"])

    await expect(chat.message(sent)).to_have_count(0)
    await expect(chat.part("message")).to_have_count(1)


async def test_typing_shows_until_the_message_comes(chat, bot, sandbox):
    sandbox.persons.send(ANA, ANA, "Hello")
    await chat.open(ANA)

    await bot.call("sendChatAction", chat_id=ANA, action="typing")
    await expect(chat.part("status")).to_have_text("typing…")
    await bot.say(ANA, "Done")

    await expect(chat.part("status")).to_have_text("bot")


async def test_the_command_menu_filters_and_sends(chat, bot, sandbox):
    sandbox.persons.send(ANA, ANA, "Hello")
    await bot.next_update("message")
    await bot.call("setMyCommands", commands=COMMANDS)
    await chat.open(ANA)

    await chat.part("menu-button").click()
    await expect(chat.part("command")).to_have_count(3)
    await chat.part("message-field").press_sequentially("/h")
    await expect(chat.part("command")).to_have_count(2)
    await chat.part("message-field").press("ArrowDown")
    await chat.part("message-field").press("Enter")

    assert (await bot.next_update("message"))["text"] == "/harbours"
    await expect(chat.part("command-menu")).to_be_hidden()


async def test_each_chat_has_the_commands_of_its_scope(chat, bot, sandbox):
    sandbox.persons.send(ANA, ANA, "Hello")
    sandbox.persons.send(ANA, NEWSROOM, "Hello all")
    await bot.call("setMyCommands", commands=COMMANDS)
    await bot.call("setMyCommands", commands=COMMANDS[2:], scope={"type": "all_group_chats"})
    await chat.open(ANA, NEWSROOM)

    await chat.part("menu-button").click()
    await expect(chat.part("command")).to_have_count(1)
    await chat.part("command").click()

    await expect(chat.part("text").last).to_have_text("/ask@dossier_sandbox_bot")


@pytest.mark.parametrize("kind", ["photo", "document", "voice", "sticker", "pin"])
async def test_a_sample_can_be_sent(chat, bot, sandbox, kind):
    sandbox.persons.send(ANA, ANA, "Hello")
    await bot.next_update("message")
    await chat.open(ANA)

    await chat.part("attach").click()
    await chat.part(f"attach-{kind}").click()

    name = "location" if kind == "pin" else kind
    assert name in await bot.next_update("message")
    await expect(chat.part(name)).to_be_visible()


async def test_one_blocks_the_bot_and_takes_it_back(chat, bot, sandbox):
    sandbox.persons.send(ANA, ANA, "Hello")
    await chat.open(ANA)

    await chat.part("drawer-toggle").click()
    await chat.part("block").click()
    await expect(chat.part("unblock")).to_be_visible()
    await chat.part("drawer-close").click()
    await chat.part("unblock").click()

    await expect(chat.part("message-field")).to_be_visible()
    member = await bot.next_update("my_chat_member")
    assert member["new_chat_member"]["status"] == "kicked"


async def test_a_group_that_becomes_a_supergroup_stays_open(chat, sandbox):
    sandbox.persons.send(ANA, NEWSROOM, "Hello all")
    await chat.open(ANA, NEWSROOM)
    await chat.part("drawer-toggle").click()

    await chat.part("migrate").click()

    await expect(chat.part("chat-item").last).to_have_attribute("data-chat-type", "supergroup")
    await expect(chat.part("chat-title")).to_have_text("Newsroom")
    await expect(chat.part("migrate")).to_be_hidden()


async def test_the_drawer_queues_faults_and_clears_them(chat, sandbox):
    sandbox.persons.send(ANA, ANA, "Hello")
    await chat.open(ANA)
    await chat.part("drawer-toggle").click()

    await chat.part("fault-kind").select_option("500")
    await chat.part("fault-method").select_option("sendMessage")
    await chat.part("fault-queue").click()
    await expect(chat.part("faults")).to_contain_text("500 on sendMessage")
    await chat.part("faults-clear").click()

    await expect(chat.part("faults")).to_have_text("No fault is queued.")


async def test_the_page_reconnects_when_the_sandbox_is_back(chat, sandbox, token):
    sandbox.persons.send(ANA, ANA, "Before the break")
    await chat.open(ANA)
    await sandbox.stop()
    await expect(chat.page.locator("#app[data-connection=offline]")).to_be_visible()
    await chat.write("Do not lose this")
    await expect(chat.part("message-field")).to_have_value("Do not lose this")

    async with Sandbox(token, port=sandbox.port) as again:
        again.persons.send(ANA, ANA, "After the break")
        await expect(chat.part("text")).to_have_text(["After the break"])
        await chat.part("message-field").press("Enter")

        await expect(chat.part("text")).to_have_text(["After the break", "Do not lose this"])
        await expect(chat.part("status")).to_have_text(re.compile("bot"))
        await chat.page.close()


async def test_each_chat_keeps_its_draft(chat, sandbox):
    sandbox.persons.send(ANA, ANA, "Hello")
    await chat.open(ANA)
    await chat.part("message-field").fill("half a thought")

    await chat.page.locator(f"[data-chat-id='{NEWSROOM}']").click()
    await expect(chat.part("message-field")).to_have_value("")
    await chat.page.locator(f"[data-chat-id='{ANA}']").click()

    await expect(chat.part("message-field")).to_have_value("half a thought")
