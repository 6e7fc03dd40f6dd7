"""In groups the bot answers who turns to it, and nobody else."""

import pytest

from bot.sandbox.people import NEWSROOM
from tests.walks.ferry import HOW_MUCH, WHO_BUILT, WHO_SKIPPERS
from tests.walks.stage import offers

pytestmark = pytest.mark.usefixtures("bot")


@pytest.fixture
def crowd(ana):
    return ana.at(NEWSROOM)


async def test_ask_is_answered_as_a_reply(crowd):
    question = await crowd.says(f"/ask {HOW_MUCH}")
    reply = await crowd.hears()

    assert "45 crowns" in reply["text"]
    assert reply["reply_to_message"]["message_id"] == question["message_id"]


@pytest.mark.parametrize("command", ["/ask@dossier_sandbox_bot", "/ASK", "/ask  \n"])
async def test_ask_is_known_in_its_other_forms(crowd, command):
    assert "45 crowns" in (await crowd.asks(f"{command} {HOW_MUCH}"))["text"]


async def test_ask_as_a_reply_asks_what_the_other_person_wrote(crowd, babak):
    wondered = await babak.at(NEWSROOM).says(HOW_MUCH)
    reply = await crowd.asks("/ask", reply_to=wondered)

    assert "45 crowns" in reply["text"]


async def test_ask_with_words_as_a_reply_asks_these_words(crowd, babak):
    wondered = await babak.at(NEWSROOM).says(HOW_MUCH)
    reply = await crowd.asks(f"/ask {WHO_BUILT}", reply_to=wondered)

    assert "Orsnes yard" in reply["text"]


async def test_a_bare_ask_says_how_to_ask(crowd):
    assert (await crowd.asks("/ask"))["text"].startswith("Write your question behind the command")


async def test_a_reply_to_the_bot_is_a_question(crowd):
    first = await crowd.asks(f"/ask {HOW_MUCH}")

    assert "Orsnes yard" in (await crowd.asks(WHO_BUILT, reply_to=first))["text"]


async def test_a_sticker_in_reply_to_the_bot_gets_a_word(crowd, stage):
    first = await crowd.asks(f"/ask {HOW_MUCH}")
    await stage.post(
        "send",
        person=crowd.id,
        chat=NEWSROOM,
        text="",
        kind="sticker",
        reply_to=first["message_id"],
    )

    assert "sticker" in (await crowd.hears())["text"]


async def test_other_talk_is_not_answered_even_where_the_bot_sees_all_of_it(crowd, babak, stage):
    await stage.post("add", chat=NEWSROOM, administrator=True)
    talk = await babak.at(NEWSROOM).says(HOW_MUCH)
    await babak.at(NEWSROOM).sends("sticker")
    await babak.at(NEWSROOM).says("/weather")
    await babak.at(NEWSROOM).says(f"/ask@another_bot {HOW_MUCH}")
    await crowd.says(WHO_SKIPPERS, reply_to=talk)
    await babak.at(NEWSROOM).edits(talk, WHO_SKIPPERS)
    await crowd.asks(f"/ask {WHO_BUILT}")

    assert len(await crowd.replies()) == 1


async def test_two_people_get_replies_to_their_own_questions(crowd, babak):
    asked = [
        await crowd.says(f"/ask {HOW_MUCH}"),
        await babak.at(NEWSROOM).says(f"/ask {WHO_BUILT}"),
    ]
    replies = [await crowd.hears(), await crowd.hears()]

    assert [reply["reply_to_message"]["message_id"] for reply in replies] == [
        question["message_id"] for question in asked
    ]


async def test_anybody_in_the_group_may_press_the_buttons(crowd, babak):
    reply = await crowd.asks(f"/ask {HOW_MUCH}")
    await babak.at(NEWSROOM).presses(reply, "Context")

    assert offers(await crowd.sees(reply), "Fold")


async def test_commands_work_in_a_group(crowd):
    assert (await crowd.asks("/sources"))["text"].startswith("4 documents in the dossier")
    assert (await crowd.asks("/help@dossier_sandbox_bot"))["text"].startswith(
        "Write a question, and"
    )


async def test_removed_and_added_again_the_bot_answers(crowd, stage):
    await stage.post("leave", chat=NEWSROOM)
    await stage.post("add", chat=NEWSROOM)

    assert "45 crowns" in (await crowd.asks(f"/ask {HOW_MUCH}"))["text"]


async def test_a_supergroup_goes_on_where_the_group_was(crowd, ana, stage):
    await crowd.asks(f"/ask {HOW_MUCH}")
    fresh = (await stage.post("migrate", chat=NEWSROOM))["chat"]
    super_crowd = ana.at(fresh["id"])
    reply = await super_crowd.asks(f"/ask {WHO_BUILT}")
    await super_crowd.presses(reply, "Context")

    assert offers(await super_crowd.sees(reply), "Fold")
