"""/why: what a reply rests on, for whoever replies to it and for whoever asked last."""

import re

import pytest

from bot.messages import messages_in
from bot.sandbox.people import NEWSROOM
from tests.english import ENGLISH
from tests.walks.ferry import HOW_MUCH, LONG, NEARLY, OUTSIDE, WHO_BUILT, WHO_SKIPPERS, WIDE
from tests.walks.stage import labels, texts_over

pytestmark = pytest.mark.usefixtures("bot")


def about(question):
    return ENGLISH.why(question)


async def test_why_as_a_reply_explains_that_reply(ana):
    first = await ana.asks(WHO_BUILT)
    await ana.asks(HOW_MUCH)

    why = await ana.asks("/why", reply_to=first)

    assert why["text"].startswith(f"{about(WHO_BUILT)}\nAn answer.\n")
    assert "• “Sunniva”: as asked" in why["text"]
    assert "Halvik Gazette — " in why["text"]
    assert "Score " in why["text"]
    assert about(WHO_BUILT) in texts_over(why, "bold")


async def test_why_without_a_reply_explains_what_this_person_asked_last_in_this_chat(ana, babak):
    await ana.asks(WHO_BUILT)
    await ana.asks(NEARLY)
    await babak.asks(HOW_MUCH)

    why = await ana.asks("/why")

    assert why["text"].startswith(about(NEARLY))
    assert "The dossier does not mention “Lisbon”." in why["text"]
    assert re.search(r"\nLacks .*“Lisbon”\.\n", why["text"])


async def test_why_explains_that_nothing_was_found(ana):
    await ana.asks(OUTSIDE)

    why = await ana.asks("/why")

    assert why["text"].startswith(f"{about(OUTSIDE)}\nNothing: ")
    assert ENGLISH.WHY_UNKNOWN in why["text"]


async def test_why_says_which_spelling_was_read_as_which(ana):
    reply = await ana.asks("Which yard built the Suniva?")
    why = await ana.asks("/why", reply_to=reply)

    assert reply["text"].startswith("Read “Suniva” as “Sunniva”.\n\n")
    assert texts_over(reply, "italic") == ["Read “Suniva” as “Sunniva”."]
    assert "“Suniva” as “Sunniva”" in why["text"]


async def test_why_works_after_a_restart(ana, bot):
    reply = await ana.asks(WHO_SKIPPERS)
    await bot.restarts()

    assert (await ana.asks("/why", reply_to=reply))["text"].startswith(about(WHO_SKIPPERS))
    assert (await ana.asks("/why"))["text"].startswith(about(WHO_SKIPPERS))


async def test_why_follows_an_edited_question(ana):
    question = await ana.says(WHO_BUILT)
    reply = await ana.hears()
    await ana.edits(question, HOW_MUCH)
    await ana.sees(reply)

    for replied in (reply, question):
        assert (await ana.asks("/why", reply_to=replied))["text"].startswith(about(HOW_MUCH))
    assert (await ana.asks("/why"))["text"].startswith(about(HOW_MUCH))


async def test_why_explains_every_message_of_a_long_reply_and_further_quotes(ana):
    first = await ana.asks(LONG)
    second = await ana.hears()
    wide = await ana.asks(WIDE)
    await ana.presses(wide, ENGLISH.MORE)
    more = await ana.hears()

    for replied, question in ((first, LONG), (second, LONG), (more, WIDE)):
        assert (await ana.asks("/why", reply_to=replied))["text"].startswith(about(question))


async def test_further_quotes_of_an_earlier_question_do_not_make_it_the_last(ana):
    wide = await ana.asks(WIDE)
    await ana.asks(HOW_MUCH)
    await ana.presses(wide, ENGLISH.MORE)
    await ana.hears()

    assert (await ana.asks("/why"))["text"].startswith(about(HOW_MUCH))


async def test_why_explains_an_example_that_was_pressed(ana):
    hello = await ana.asks("/start")
    example = labels(hello)[0]
    await ana.presses(hello, example)
    reply = await ana.hears()

    assert (await ana.asks("/why", reply_to=reply))["text"].startswith(about(example))
    assert (await ana.asks("/why"))["text"].startswith(about(example))


async def test_in_a_group_anybody_may_ask_why_of_anybodys_reply(ana, babak):
    reply = await ana.at(NEWSROOM).asks(f"/ask {WHO_BUILT}")

    babak_there = babak.at(NEWSROOM)
    await babak_there.says("/why", reply_to=reply)
    await babak_there.hears()  # the reply to Ana
    assert (await babak_there.hears())["text"].startswith(about(WHO_BUILT))


async def test_in_a_group_the_last_question_is_ones_own(ana, babak):
    ana_there, babak_there = ana.at(NEWSROOM), babak.at(NEWSROOM)
    await ana_there.asks(f"/ask {WHO_BUILT}")

    assert (await babak_there.asks_after_all("/why"))["text"] == messages_in("fa").WHY_WHAT
    assert (await ana_there.asks_after_all("/why"))["text"].startswith(about(WHO_BUILT))


async def test_why_of_what_is_no_answer_says_so(ana):
    before = await ana.asks("/why")
    hello = await ana.asks("/help")
    after = await ana.asks("/why", reply_to=hello)

    assert before["text"] == ENGLISH.WHY_WHAT
    assert after["text"] == ENGLISH.WHY_NOT_THIS


async def test_words_behind_why_are_explained_themselves(ana):
    await ana.asks(WHO_BUILT)

    assert (await ana.asks(f"/why {HOW_MUCH}"))["text"].startswith(about(HOW_MUCH))
    assert (await ana.asks(f"/why {'x' * 3_000}"))["text"].startswith("That is longer than")


async def test_what_was_forgotten_is_not_explained(ana):
    reply = await ana.asks(WHO_BUILT)
    question = await ana.asks("/forget")
    await ana.presses(question, ENGLISH.FORGET_YES)
    await ana.sees(question)

    assert (await ana.asks("/why", reply_to=reply))["text"] == ENGLISH.WHY_NOT_THIS
    assert (await ana.asks("/why"))["text"] == ENGLISH.WHY_WHAT
