"""Pressed buttons and inline queries, and what the bot may answer."""

import pytest

from bot.sandbox.people import ANA, BABAK, NEWSROOM

MARKUP = {"inline_keyboard": [[{"text": "More", "callback_data": "more"}]]}


@pytest.fixture
async def sent(bot, page):
    await page.say("hello")
    await bot.updates()
    return await bot.do("sendMessage", chat_id=ANA, text="a", reply_markup=MARKUP)


def on(message, **fields):
    place = {"person": ANA, "chat": message["chat"]["id"], "message_id": message["message_id"]}
    return place | {"data": "more"} | fields


async def pressed(bot, page, message, **fields):
    await page.do("press", **on(message, **fields))
    return (await bot.updates())[-1]["callback_query"]


async def test_a_press_reaches_the_bot_and_its_answer_the_person(bot, page, sent):
    query = await pressed(bot, page, sent)

    await bot.do("answerCallbackQuery", callback_query_id=query["id"], text="Here", show_alert=True)

    assert (query["data"], query["from"]["id"], query["message"]) == ("more", ANA, sent)
    assert (await page.events())[-1] | {"seq": 0} == {
        "seq": 0,
        "type": "toast",
        "chat_id": ANA,
        "person_id": ANA,
        "callback_query_id": query["id"],
        "message_id": sent["message_id"],
        "text": "Here",
        "alert": True,
    }


async def test_a_query_is_answered_once_and_in_time(bot, page, sent, clock):
    first, second = [await pressed(bot, page, sent) for _ in range(2)]

    await bot.do("answerCallbackQuery", callback_query_id=first["id"])
    again = await bot.refused("answerCallbackQuery", callback_query_id=first["id"])
    clock.move(seconds=31)
    late = await bot.refused("answerCallbackQuery", callback_query_id=second["id"])
    unknown = await bot.refused("answerCallbackQuery", callback_query_id="7")

    assert again == late == unknown
    assert again == (
        "Bad Request: query is too old and response timeout expired or query ID is invalid"
    )


async def test_a_long_word_is_refused_and_the_query_stays_open(bot, page, sent):
    query = await pressed(bot, page, sent)

    refusal = await bot.refused(
        "answerCallbackQuery", callback_query_id=query["id"], text="🌿" * 101
    )

    assert "TOO_LONG" in refusal
    assert await bot.do("answerCallbackQuery", callback_query_id=query["id"], text="🌿" * 100)


async def test_an_answer_is_shown_again_while_it_may_be_remembered(bot, page, sent, clock):
    query = await pressed(bot, page, sent)
    answer = {"callback_query_id": query["id"], "text": "Known", "cache_time": 60}
    await bot.do("answerCallbackQuery", **answer)

    await page.do("press", **on(sent))
    unheard = await bot.updates()
    clock.move(seconds=60)
    await page.do("press", **on(sent))

    toasts = [event["text"] for event in await page.events() if event["type"] == "toast"]
    assert (unheard, toasts) == ([], ["Known", "Known"])
    assert len(await bot.updates()) == 1


async def test_only_buttons_that_are_there_can_be_pressed_unless_forged(bot, page, sent):
    assert "no such button" in await page.refused("press", **on(sent, data="other"))
    assert "no message" in await page.refused("press", **on(sent, message_id=99))

    query = await pressed(bot, page, sent, data="x" * 200, forged=True)
    lost = await pressed(bot, page, sent, message_id=99, forged=True)

    assert query["data"] == "x" * 200
    assert lost["message"] == {
        "chat": sent["chat"],
        "message_id": 99,
        "date": 0,
    }


async def test_a_stranger_cannot_press_in_a_private_chat(page, sent):
    assert "is in no chat" in await page.refused("press", **on(sent, person=BABAK))


async def test_anybody_in_a_group_can_press(bot, page):
    await page.say("/ask who?", chat=NEWSROOM)
    told = await bot.do("sendMessage", chat_id=NEWSROOM, text="a", reply_markup=MARKUP)

    query = await pressed(bot, page, told, person=BABAK)

    assert query["from"]["id"] == BABAK


def article(**fields):
    content = {"message_text": "The words"}
    result = {"type": "article", "id": "1", "title": "A", "input_message_content": content}
    return result | fields


async def test_an_inline_query_gets_results_and_one_is_chosen(bot, page):
    query_id = (await page.do("inline", person=ANA, query="tea"))["query_id"]
    query = (await bot.updates())[0]["inline_query"]

    await bot.do("answerInlineQuery", inline_query_id=query["id"], results=[article()])
    event = (await page.events())[-1]
    chosen = await page.do("choose", person=ANA, chat=NEWSROOM, query_id=query_id, result_id="1")

    assert (query["query"], query["offset"], query["from"]["id"]) == ("tea", "", ANA)
    assert (event["type"], event["person_id"]) == ("inline_results", ANA)
    assert (chosen["text"], chosen["via_bot"]["is_bot"]) == ("The words", True)
    assert (await bot.updates())[-1]["message"]["text"] == "The words"


@pytest.mark.parametrize(
    ("results", "reason"),
    [
        ([article(), article()], "RESULT_ID_DUPLICATE"),
        ([article(id="é")], "results[0].id"),
        ([article(id="x" * 65)], "results[0].id"),
        ([article(type="photo")], "results[0].type"),
        ([article(input_message_content={"message_text": ""})], "text is empty"),
        ([article(input_message_content={})], "message_text"),
        ([article(id=str(number)) for number in range(51)], "0 to 50"),
    ],
)
async def test_results_that_would_not_work_are_refused(bot, page, results, reason):
    query_id = (await page.do("inline", person=ANA, query="tea"))["query_id"]

    assert reason in await bot.refused(
        "answerInlineQuery", inline_query_id=query_id, results=results
    )


async def test_a_button_press_is_not_answered_as_an_inline_query(bot, page, sent):
    query = await pressed(bot, page, sent)

    refusal = await bot.refused("answerInlineQuery", inline_query_id=query["id"], results=[])

    assert "query ID is invalid" in refusal
