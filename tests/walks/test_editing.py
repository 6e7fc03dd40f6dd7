"""A corrected question: the reply follows, whatever became of it meanwhile."""

import pytest

from bot.sandbox.people import NEWSROOM
from tests.walks.faults import OWN_WARNING
from tests.walks.ferry import HOW_MUCH, LONG, OUTSIDE, WHO_BUILT, WHO_SKIPPERS
from tests.walks.stage import labels, quotes

pytestmark = pytest.mark.usefixtures("bot")


def holds(words):
    return lambda message: words in message["text"]


async def numbers(person):
    return [message["message_id"] for message in await person.replies()]


async def settled(person):
    """Ask something else and return the chat's other replies, once that one is answered."""
    heard = await person.asks_after_all(OUTSIDE)
    return [m for m in await person.replies() if m["message_id"] != heard["message_id"]]


async def test_an_edited_question_changes_its_reply(ana):
    question = await ana.says(HOW_MUCH)
    reply = await ana.hears()
    await ana.edits(question, WHO_BUILT)
    changed = await ana.sees(reply)

    assert "Orsnes yard" in quotes(changed)[0]
    assert changed["reply_to_message"]["message_id"] == question["message_id"]
    assert await numbers(ana) == [reply["message_id"]]


async def test_the_buttons_of_a_changed_reply_are_about_the_new_question(ana):
    question = await ana.says(HOW_MUCH)
    reply = await ana.hears()
    await ana.edits(question, WHO_BUILT)
    await ana.sees(reply)
    await ana.presses(reply, "Context")

    assert "Its skipper is Marit Holm" in (await ana.sees(reply))["text"]


async def test_a_reply_of_two_messages_shrinks_to_one(ana):
    question = await ana.says(LONG)
    first, second = await ana.hears(), await ana.hears()
    await ana.edits(question, WHO_BUILT)
    changed = await ana.sees(first)
    await ana.sees_gone(second)

    assert "Orsnes yard" in changed["text"]
    assert "👍" in labels(changed)


async def test_a_reply_of_one_message_grows_to_two_and_back_and_again(ana):
    question = await ana.says(WHO_BUILT)
    first = await ana.hears()
    for _ in range(2):
        await ana.edits(question, LONG)
        changed = await ana.sees(first)
        second = await ana.hears()
        await ana.edits(question, WHO_BUILT)
        await ana.sees_gone(second)

        assert "[2]" in changed["text"]
        assert "[3]" in second["text"]
    assert await numbers(ana) == [first["message_id"]]


async def test_the_last_of_several_quick_edits_stands(ana):
    question = await ana.says(HOW_MUCH)
    reply = await ana.hears()
    for text in (WHO_BUILT, LONG, OUTSIDE, WHO_SKIPPERS):
        await ana.edits(question, text)
    await ana.sees(reply, holds("Marit Holm"))
    (left,) = await settled(ana)

    assert "Marit Holm" in left["text"]


async def test_an_edit_before_the_answer_was_sent_leaves_one_reply(ana, stage):
    await stage.fails("sendMessage", "slow", delay=0.1)
    question = await ana.says(HOW_MUCH)
    await ana.edits(question, WHO_BUILT)
    (left,) = await settled(ana)

    assert "Orsnes yard" in left["text"]


@OWN_WARNING
async def test_an_edit_while_the_answer_waits_for_the_flood_limit_leaves_one_reply(ana, stage):
    await stage.fails("sendMessage", "429", retry_after=40)
    question = await ana.says(HOW_MUCH)
    await ana.edits(question, WHO_BUILT)
    (left,) = await settled(ana)

    assert "Orsnes yard" in left["text"]


async def test_a_reply_that_was_deleted_is_sent_anew(ana, bot):
    question = await ana.says(HOW_MUCH)
    reply = await ana.hears()
    await bot.services.sender._bot.delete_message(ana.chat_id, reply["message_id"])
    await ana.edits(question, WHO_BUILT)
    fresh = await ana.hears()
    await ana.edits(question, WHO_SKIPPERS)
    changed = await ana.sees(fresh)

    assert "Orsnes yard" in fresh["text"]
    assert "Marit Holm" in changed["text"]
    assert await numbers(ana) == [fresh["message_id"]]


async def test_a_reply_that_can_no_longer_be_edited_is_sent_anew(ana, stage):
    question = await ana.says(HOW_MUCH)
    await ana.hears()
    await stage.fails("editMessageText", "400", description="Bad Request: message can't be edited")
    await ana.edits(question, WHO_BUILT)
    fresh = await ana.hears()

    assert "Orsnes yard" in fresh["text"]
    assert fresh["reply_to_message"]["message_id"] == question["message_id"]


async def test_an_edit_that_asks_for_the_same_changes_nothing_that_a_person_sees(ana):
    question = await ana.says(HOW_MUCH)
    reply = await ana.hears()
    await ana.edits(question, f"{HOW_MUCH} ")
    (left,) = await settled(ana)

    assert (left["message_id"], left["text"]) == (reply["message_id"], reply["text"])
    await ana.presses(left, "Context")
    assert "pancakes" in (await ana.sees(left))["text"]


async def test_an_edit_follows_after_a_restart(ana, bot):
    question = await ana.says(HOW_MUCH)
    reply = await ana.hears()
    await bot.restarts()
    await ana.edits(question, WHO_BUILT)

    assert "Orsnes yard" in (await ana.sees(reply))["text"]


async def test_a_question_edited_while_the_bot_was_down_is_answered_once(ana, bot):
    await bot.stops()
    question = await ana.says(HOW_MUCH)
    await ana.edits(question, WHO_BUILT)
    await bot.starts()
    (left,) = await settled(ana)

    assert "Orsnes yard" in left["text"]


async def test_a_question_that_becomes_too_long_has_its_reply_say_so(ana):
    question = await ana.says(HOW_MUCH)
    reply = await ana.hears()
    await ana.edits(question, "ferry " * 500)
    changed = await ana.sees(reply)
    await ana.edits(question, WHO_BUILT)

    assert "longer than a question can be" in changed["text"]
    assert "Orsnes yard" in (await ana.sees(reply))["text"]
    assert await numbers(ana) == [reply["message_id"]]


async def test_a_command_in_a_group_may_be_corrected_too(ana):
    crowd = ana.at(NEWSROOM)
    question = await crowd.says(f"/ask {HOW_MUCH}")
    reply = await crowd.hears()
    await crowd.edits(question, f"/Ask@dossier_sandbox_bot {WHO_BUILT}")

    assert "Orsnes yard" in (await crowd.sees(reply))["text"]


async def test_a_bare_ask_that_gets_its_words_by_an_edit_is_answered(ana):
    crowd = ana.at(NEWSROOM)
    question = await crowd.says("/ask")
    usage = await crowd.hears()
    await crowd.edits(question, f"/ask {WHO_BUILT}")

    assert "/ask " in usage["text"]
    assert "Orsnes yard" in (await crowd.hears())["text"]


async def test_an_edited_command_for_another_bot_is_not_answered(ana, stage):
    await stage.post("add", chat=NEWSROOM, administrator=True)  # so that it sees all there is
    crowd = ana.at(NEWSROOM)
    question = await crowd.says(f"/ask@another_bot {HOW_MUCH}")
    await crowd.edits(question, f"/ask@another_bot {WHO_BUILT}")

    assert "Marit Holm" in (await crowd.asks(f"/ask {WHO_SKIPPERS}"))["text"]


async def test_the_log_tells_both_wordings(ana, bot):
    question = await ana.says(HOW_MUCH)
    reply = await ana.hears()
    await ana.edits(question, WHO_BUILT)
    await ana.sees(reply)
    await bot.services.database.flush()

    rows = await bot.services.database.read(
        "SELECT later.question AS later, earlier.question AS earlier FROM queries AS later"
        " JOIN queries AS earlier ON later.edited_from = earlier.id"
    )
    assert [tuple(row) for row in rows] == [(WHO_BUILT, HOW_MUCH)]
