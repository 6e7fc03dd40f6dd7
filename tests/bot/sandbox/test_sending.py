"""sendMessage: the text, the keyboard, the reply, and the right to write at all."""

import pytest

from bot.sandbox.people import ANA, BABAK, NEWSROOM


@pytest.fixture(autouse=True)
async def started(page):
    await page.say("hello")


def button(**fields):
    return {"text": "Press", **fields}


def keyboard(*rows):
    return {"inline_keyboard": [list(row) for row in rows]}


async def test_a_sent_message_comes_back_as_the_api_tells_it(bot, sandbox, clock):
    message = await bot.do("sendMessage", chat_id=ANA, text="  A leaf 🌿  ")

    assert message == {
        "message_id": 2,
        "from": {
            "id": 123456,
            "is_bot": True,
            "first_name": "Dossier",
            "username": "dossier_sandbox_bot",
        },
        "chat": {"id": ANA, "type": "private", "first_name": "Ana", "username": "ana_reads"},
        "date": int(clock.now.timestamp()),
        "text": "A leaf 🌿",
    }


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "\u2028", "\u200b\ufeff"])
async def test_an_empty_text_is_refused(bot, text):
    refusal = await bot.refused("sendMessage", chat_id=ANA, text=text)

    assert refusal == "Bad Request: message text is empty"


async def test_the_limit_is_4096_utf_16_units(bot):
    longest = "🌿" * 2048

    assert (await bot.do("sendMessage", chat_id=ANA, text=longest + "  "))["text"] == longest
    assert await bot.refused("sendMessage", chat_id=ANA, text=longest + "a") == (
        "Bad Request: message is too long"
    )


async def test_marked_up_text_is_refused_for_the_bot_sends_entities(bot):
    refusal = await bot.refused("sendMessage", chat_id=ANA, text="<b>a</b>", parse_mode="HTML")

    assert "parse_mode" in refusal


async def test_a_bot_cannot_write_first(bot, page):
    assert await bot.refused("sendMessage", chat_id=BABAK, text="hi") == (
        "Forbidden: bot can't initiate conversation with a user"
    )
    await page.say("hello", person=BABAK)
    assert await bot.do("sendMessage", chat_id=BABAK, text="hi")


@pytest.mark.parametrize("chat_id", [99, "@nobody"])
async def test_an_unknown_chat_is_not_found(bot, chat_id):
    assert await bot.refused("sendMessage", chat_id=chat_id, text="hi") == (
        "Bad Request: chat not found"
    )


async def test_link_previews_and_protection_are_kept_on_the_message(bot):
    message = await bot.do(
        "sendMessage",
        chat_id=ANA,
        text="example.org",
        link_preview_options={"is_disabled": True},
        protect_content=True,
    )

    assert message["link_preview_options"] == {"is_disabled": True}
    assert message["has_protected_content"] is True
    assert message["entities"] == [{"type": "url", "offset": 0, "length": 11}]


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        (keyboard([button()]), "exactly one action"),
        (keyboard([button(url="https://example.org", callback_data="a")]), "exactly one action"),
        (keyboard([button(callback_data="")]), "BUTTON_DATA_INVALID"),
        (keyboard([button(callback_data="é" * 33)]), "BUTTON_DATA_INVALID"),
        (keyboard([button(url="ftp://example.org")]), "is invalid"),
        (keyboard([button(url="http://localhost/")]), "is invalid"),
        (keyboard([button(text=" ", callback_data="a")]), "must not be empty"),
        (keyboard([]), "1 to 8 buttons"),
        (keyboard([button(callback_data="a")] * 9), "1 to 8 buttons"),
        (keyboard(*[[button(callback_data="a")]] * 101), "more than 100"),
        (keyboard([button(callback_data="a", colour="red")]), "[0][0].colour"),
        (keyboard([button(callback_data=7)]), "[0][0].callback_data"),
        ({"keyboard": [["Yes"]]}, "reply_markup.keyboard"),
        ("{", "an inline keyboard"),
    ],
)
async def test_a_keyboard_that_would_not_work_is_refused(bot, markup, reason):
    assert reason in await bot.refused("sendMessage", chat_id=ANA, text="a", reply_markup=markup)


async def test_a_keyboard_at_all_limits_is_accepted(bot):
    row = [button(callback_data="é" * 32)] * 8
    markup = keyboard(*[row] * 12, [button(url="https://example.org/?q=1")])

    message = await bot.do("sendMessage", chat_id=ANA, text="a", reply_markup=markup)

    assert message["reply_markup"] == markup


async def test_an_empty_keyboard_is_no_keyboard(bot):
    message = await bot.do("sendMessage", chat_id=ANA, text="a", reply_markup=keyboard())

    assert "reply_markup" not in message


async def test_a_reply_carries_what_it_replies_to_one_level_deep(bot):
    first = await bot.do("sendMessage", chat_id=ANA, text="a", reply_parameters={"message_id": 1})
    second = await bot.do(
        "sendMessage",
        chat_id=ANA,
        text="b",
        reply_parameters={"message_id": first["message_id"]},
    )

    assert first["reply_to_message"]["text"] == "hello"
    assert second["reply_to_message"]["text"] == "a"
    assert "reply_to_message" not in second["reply_to_message"]


async def test_a_reply_to_a_missing_message_is_refused_unless_allowed(bot):
    gone = {"message_id": 77}

    refusal = await bot.refused("sendMessage", chat_id=ANA, text="a", reply_parameters=gone)
    allowed = await bot.do(
        "sendMessage",
        chat_id=ANA,
        text="a",
        reply_parameters=gone | {"allow_sending_without_reply": True},
    )

    assert refusal == "Bad Request: message to be replied not found"
    assert "reply_to_message" not in allowed


@pytest.mark.parametrize(
    ("quote", "reason"),
    [
        ({"quote": "Hell"}, "message quote not found"),
        ({"quote": "ell", "quote_position": 2}, "message quote not found"),
        ({"quote": "ell", "quote_position": 40}, "message quote not found"),
        ({"quote_position": 1}, "quote"),
        ({"quote": "x" * 1025}, "too long"),
        (
            {"quote": "ell", "quote_entities": [{"type": "bold", "offset": 0, "length": 3}]},
            "styles are not those",
        ),
        ({"quote": "ell", "quote_parse_mode": "HTML"}, "quote_parse_mode"),
        ({"chat_id": NEWSROOM}, "another chat"),
    ],
)
async def test_a_quote_that_is_not_in_the_message_is_refused(bot, quote, reason):
    reply = {"message_id": 1} | quote

    refusal = await bot.refused("sendMessage", chat_id=ANA, text="a", reply_parameters=reply)

    assert reason in refusal


async def test_a_quote_says_where_it_stands_in_utf_16_units(bot, page):
    asked = await page.say("🌿🌿 green green")
    reply = {"message_id": asked["message_id"], "quote": "green"}

    first = await bot.do("sendMessage", chat_id=ANA, text="a", reply_parameters=reply)
    second = await bot.do(
        "sendMessage", chat_id=ANA, text="a", reply_parameters=reply | {"quote_position": 11}
    )

    assert (first["quote"]["position"], second["quote"]["position"]) == (5, 11)


async def test_a_quote_of_bold_words_must_be_bold(bot):
    bold = [{"type": "bold", "offset": 2, "length": 4}]
    told = await bot.do("sendMessage", chat_id=ANA, text="a bold word", entities=bold)
    reply = {"message_id": told["message_id"], "quote": "old word"}
    same = [{"type": "bold", "offset": 0, "length": 3}]

    plain = await bot.refused("sendMessage", chat_id=ANA, text="b", reply_parameters=reply)
    message = await bot.do(
        "sendMessage", chat_id=ANA, text="b", reply_parameters=reply | {"quote_entities": same}
    )

    assert "styles" in plain
    assert message["quote"]["entities"] == same


async def test_a_chat_action_shows_on_the_page(bot, page):
    await bot.do("sendChatAction", chat_id=ANA, action="typing")

    event = (await page.events())[-1]
    assert (event["type"], event["chat_id"], event["action"]) == ("typing", ANA, "typing")
    assert "action" in await bot.refused("sendChatAction", chat_id=ANA, action="dancing")
