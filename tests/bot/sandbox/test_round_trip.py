"""An unmodified python-telegram-bot application talks to a person through the sandbox."""

from collections.abc import AsyncIterator

import pytest
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    MessageEntity,
    ReplyParameters,
    Update,
)
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from bot.sandbox.people import ANA
from bot.sandbox.server import Sandbox

TOKEN = "123456:sandbox-token"


async def greet(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    await update.message.reply_text(
        "Hello 🌿 Ana",
        entities=[MessageEntity("bold", 6, 2)],
        reply_parameters=ReplyParameters(update.message.message_id, quote="morning"),
        reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton("More", callback_data="more")]]),
    )


async def unfold(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    await update.callback_query.answer("One moment")
    await update.callback_query.edit_message_text("Hello again")


@pytest.fixture
async def application(sandbox: Sandbox) -> AsyncIterator[Application]:
    built = (
        ApplicationBuilder()
        .token(TOKEN)
        .base_url(sandbox.api_base_url)
        .base_file_url(sandbox.api_file_url)
        .build()
    )
    built.add_handler(MessageHandler(filters.TEXT, greet))
    built.add_handler(CallbackQueryHandler(unfold))
    async with built:
        await built.start()
        await built.updater.start_polling()
        yield built
        await built.updater.stop()
        await built.stop()


async def until(page, kind, start):
    """Follow the events until one of a kind comes; return it."""
    while True:
        events = await page.events(after=start, wait_s=10)
        start = events[-1]["seq"]
        for event in events:
            is_bot = event.get("message", {}).get("from", {}).get("is_bot", True)
            if event["type"] == kind and is_bot:
                return event


async def test_a_message_is_answered_and_its_button_changes_the_answer(application, page):
    asked = await page.say("good morning")
    answer = (await until(page, "message", 0))["message"]
    pressed = {"message_id": answer["message_id"], "data": "more"}
    await page.do("press", person=ANA, chat=ANA, **pressed)
    toast = await until(page, "toast", 0)
    edit = await until(page, "edit", 0)

    assert answer["entities"] == [{"type": "bold", "offset": 6, "length": 2}]
    assert answer["reply_to_message"]["message_id"] == asked["message_id"]
    assert answer["quote"] == {"text": "morning", "position": 5, "is_manual": True}
    assert (toast["person_id"], toast["text"]) == (ANA, "One moment")
    assert edit["message"]["text"] == "Hello again"
    assert "reply_markup" not in edit["message"]
