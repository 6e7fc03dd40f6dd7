"""A question that lacks its subject takes it from the person's last one, for some minutes."""

import pytest

from bot.messages import messages_in
from bot.sandbox.people import NEWSROOM
from tests.english import ENGLISH
from tests.walks.ferry import HOW_MUCH, NEARLY, WHO_BUILT, WHO_SKIPPERS, WIDE
from tests.walks.stage import labels, quotes, texts_over

pytestmark = pytest.mark.usefixtures("bot")

AND_WHEN = "and when was that?"
AFTER_WHO_BUILT = ENGLISH.follows(WHO_BUILT, ["yard", "built", "Sunniva"])


def notes(message):
    return texts_over(message, "italic")


async def test_a_follow_up_takes_its_subject_from_the_last_question_and_says_so(ana):
    await ana.asks(WHO_BUILT)

    reply = await ana.asks(AND_WHEN)

    assert "in 2029" in quotes(reply)[0]
    assert notes(reply) == [AFTER_WHO_BUILT]
    assert "/new" in AFTER_WHO_BUILT


async def test_without_a_question_before_nothing_is_taken_from_anywhere(ana):
    reply = await ana.asks(AND_WHEN)

    assert ENGLISH.NOTHING in reply["text"]
    assert quotes(reply) == []


async def test_a_whole_question_follows_nothing(ana):
    await ana.asks(WHO_BUILT)

    reply = await ana.asks(HOW_MUCH)

    assert "45 crowns" in reply["text"]
    assert notes(reply) == []


async def test_a_chain_of_follow_ups_keeps_its_subject(ana):
    await ana.asks(WHO_SKIPPERS)
    await ana.asks("what did she do before?")

    reply = await ana.asks("and what does she say?")

    assert "Marit Holm" in reply["text"]
    assert "“Sunniva”" in notes(reply)[0]


async def test_a_follow_up_is_forgotten_after_the_minutes_set(ana, clock):
    await ana.asks(WHO_BUILT)
    clock.moves(minutes=9)
    soon = await ana.asks(AND_WHEN)
    clock.moves(minutes=9)
    still = await ana.asks("and why?")
    clock.moves(minutes=11)
    late = await ana.asks(AND_WHEN)

    assert "Orsnes yard" in soon["text"]
    assert "“Sunniva”" in notes(still)[0]
    assert notes(late) == []
    assert quotes(late) == []


async def test_the_minutes_can_be_set_and_nought_turns_it_off(ana, bot, clock):
    await bot.restarts(follow_up_minutes=30)
    await ana.asks(WHO_BUILT)
    clock.moves(minutes=25)
    first = await ana.asks(AND_WHEN)
    await bot.restarts(follow_up_minutes=0)
    second = await ana.asks(AND_WHEN)

    assert "Orsnes yard" in first["text"]
    assert quotes(second) == []


async def test_new_lets_the_next_question_stand_by_itself(ana):
    await ana.asks(WHO_BUILT)

    done = await ana.asks("/new")
    reply = await ana.asks(AND_WHEN)

    assert done["text"] == ENGLISH.AFRESH
    assert quotes(reply) == []
    assert "new" in await ana.menu()


async def test_after_new_buttons_and_why_of_earlier_replies_work_on(ana):
    wide = await ana.asks(WIDE)
    await ana.asks("/new")

    await ana.presses(wide, "More")
    more = await ana.hears()
    why = await ana.asks("/why", reply_to=wide)

    assert quotes(more)
    assert why["text"].startswith(ENGLISH.why(WIDE))


async def test_a_follow_up_works_after_a_restart(ana, bot):
    await ana.asks(WHO_BUILT)
    await bot.restarts()

    assert notes(await ana.asks(AND_WHEN)) == [AFTER_WHO_BUILT]


async def test_questions_sent_at_once_follow_one_another(ana):
    await ana.says(WHO_BUILT)
    await ana.says(AND_WHEN)
    await ana.hears()

    assert notes(await ana.hears()) == [AFTER_WHO_BUILT]


async def test_in_a_group_everybody_follows_their_own_question(ana, babak):
    ana_there, babak_there = ana.at(NEWSROOM), babak.at(NEWSROOM)
    await ana_there.asks_after_all(f"/ask {WHO_BUILT}")
    await babak_there.asks_after_all(f"/ask {HOW_MUCH}")

    hers = await ana_there.asks_after_all(f"/ask {AND_WHEN}")
    his = await babak_there.asks_after_all("/ask and for dogs?")

    assert notes(hers) == [AFTER_WHO_BUILT]
    assert "bicycle" in notes(his)[0]


async def test_in_a_group_new_is_for_whoever_says_it(ana, babak):
    ana_there, babak_there = ana.at(NEWSROOM), babak.at(NEWSROOM)
    await ana_there.asks_after_all(f"/ask {WHO_BUILT}")
    await babak_there.asks_after_all(f"/ask {WHO_BUILT}")
    await babak_there.asks_after_all("/new")

    assert notes(await ana_there.asks_after_all(f"/ask {AND_WHEN}")) == [AFTER_WHO_BUILT]
    assert notes(await babak_there.asks_after_all(f"/ask {AND_WHEN}")) == []


async def test_a_question_in_a_group_is_not_followed_in_private(ana):
    await ana.at(NEWSROOM).asks(f"/ask {WHO_BUILT}")

    assert notes(await ana.asks(AND_WHEN)) == []


async def test_a_reply_to_an_older_answer_follows_that_one(ana, clock):
    older = await ana.asks(WHO_BUILT)
    clock.moves(hours=3)
    await ana.asks(HOW_MUCH)

    reply = await ana.asks(AND_WHEN, reply_to=older)

    assert notes(reply) == [AFTER_WHO_BUILT]


async def test_in_a_group_a_reply_to_anybodys_answer_follows_it(ana, babak):
    answer = await ana.at(NEWSROOM).asks(f"/ask {WHO_BUILT}")

    babak_there = babak.at(NEWSROOM)
    await babak_there.says(AND_WHEN, reply_to=answer)
    await babak_there.hears()  # the reply to Ana

    assert notes(await babak_there.hears()) == [AFTER_WHO_BUILT]


async def test_an_edited_question_is_answered_in_the_same_context(ana):
    await ana.asks(WHO_BUILT)
    question = await ana.says("and how many people does it carry?")
    reply = await ana.hears()
    await ana.asks(HOW_MUCH)

    await ana.edits(question, AND_WHEN)

    assert notes(await ana.sees(reply)) == [AFTER_WHO_BUILT]


async def test_a_follow_up_follows_the_corrected_question(ana):
    question = await ana.says(HOW_MUCH)
    reply = await ana.hears()
    await ana.edits(question, WHO_BUILT)
    await ana.sees(reply)

    assert notes(await ana.asks(AND_WHEN)) == [AFTER_WHO_BUILT]


async def test_who_else_leaves_out_what_was_quoted_and_ends(ana):
    reply = await ana.asks(WIDE)
    seen = quotes(reply)
    while quotes(reply := await ana.asks("anything else?")):
        assert not set(quotes(reply)) & set(seen)
        seen += quotes(reply)

    assert len(seen) > 6
    assert ENGLISH.NO_MORE in reply["text"]


async def test_more_of_a_follow_up_stays_with_its_subject(ana):
    await ana.asks(WIDE)
    reply = await ana.asks("and in the winter?")
    await ana.presses(reply, "More")
    more = await ana.hears()

    assert not set(quotes(more)) & set(quotes(reply))


async def test_why_shows_what_a_follow_up_took(ana):
    await ana.asks(WHO_BUILT)
    reply = await ana.asks(AND_WHEN)

    why = await ana.asks("/why", reply_to=reply)

    assert ENGLISH.why_follows(WHO_BUILT) in why["text"]
    assert f"• “Sunniva” {ENGLISH.WHY_CARRIED}: as asked" in why["text"]


async def test_what_follows_an_unanswerable_question_stays_unanswered(ana):
    await ana.asks(NEARLY)

    reply = await ana.asks(AND_WHEN)

    assert "The dossier does not mention “Lisbon”." in reply["text"]
    assert notes(reply)


async def test_a_pressed_example_can_be_followed(ana):
    hello = await ana.asks("/start")
    example = labels(hello)[0]
    await ana.presses(hello, example)
    await ana.hears()

    assert example in notes(await ana.asks("and why?"))[0]


async def test_what_was_forgotten_is_not_followed(ana):
    await ana.asks(WHO_BUILT)
    question = await ana.asks("/forget")
    await ana.presses(question, ENGLISH.FORGET_YES)
    await ana.sees(question)

    assert notes(await ana.asks(AND_WHEN)) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [("а когда это было?", "ru"), ("peki ne zaman oldu bu?", "tr"), ("و کی بود؟", "fa")],
)
async def test_a_follow_up_in_another_language_follows_too(ana, text, language):
    await ana.asks(WHO_BUILT)

    reply = await ana.asks(text)

    assert "in 2029" in quotes(reply)[0]
    words = messages_in(language)
    assert notes(reply)[0].startswith(words.follows(WHO_BUILT, ["yard", "built", "Sunniva"]))
