from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from bot.conversations import Place, View, keep, keep_again, recall
from bot.rendering.reply import ReplyPart, Unfolded, render_part
from bot.store import chats, conversations
from bot.store.database import FILE_NAME, Database
from tests.bot.builders import ANA, BABAK, NOON
from tests.bot.rendering.builders import a_passage, a_quote, quotes, texts

PLACE = Place(ANA, ANA, 5)


def a_view(**changes) -> View:
    part = ReplyPart("Further passages:", (a_quote(), a_quote("Rain fell.", None)), first=3)
    return replace(View("a-Key_7", "Why?", "query-1", part, ("ferry#3",)), **changes)


@pytest.fixture
async def database(tmp_path):
    async with await Database.open(tmp_path / FILE_NAME, now=lambda: NOON) as database:
        yield database


async def test_a_view_is_recalled_as_it_was_kept(database):
    view = a_view(unfolded=3, before=a_passage("Before.", 2), feedback="good")

    await database.write(keep(view, PLACE, NOON))

    assert await recall(database, "a-Key_7", ANA) == view


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(quotes(), max_size=3).map(tuple), texts(), st.none() | st.just("Why?"))
async def test_a_message_can_be_drawn_again_word_for_word(database, found, lead, example):
    view = a_view(part=ReplyPart(lead, found, example=example))
    await database.write(keep(view, PLACE, NOON))

    recalled = await recall(database, view.key, ANA)

    assert recalled == view
    assert render_part(recalled.part, "k") == render_part(view.part, "k")


async def test_what_is_shown_now_takes_the_place_of_what_was(database):
    view = a_view()
    await database.write(keep(view, PLACE, NOON))

    unfolded = replace(view, unfolded=4, after=a_passage("After.", 4))
    await database.write(keep_again(unfolded))

    recalled = await recall(database, view.key, ANA)
    assert recalled == unfolded
    body = render_part(recalled.part, view.key, Unfolded(4, None, recalled.after)).body
    assert "¶ 4  After." in body.text


async def test_a_key_of_another_chat_is_not_recalled(database):
    await database.write(keep(a_view(), PLACE, NOON))

    assert await recall(database, "a-Key_7", BABAK) is None
    assert await recall(database, "unknown", ANA) is None


async def test_buttons_of_a_group_still_work_once_it_is_a_supergroup(database):
    await database.write(keep(a_view(), Place(-5, ANA, 5), NOON), *chats.moved(-5, -1005, NOON))

    assert await recall(database, "a-Key_7", -1005) == a_view()
    assert await recall(database, "a-Key_7", -5) is None


@pytest.mark.parametrize("kept", [None, [], {"key": "a-Key_7"}, {"of": "another version"}])
async def test_what_another_version_kept_is_out_of_date_and_no_failure(database, kept):
    row = conversations.Conversation("a-Key_7", ANA, "query-1", "Why?", kept, NOON)
    await database.write(conversations.save(row))

    assert await recall(database, "a-Key_7", ANA) is None


async def test_it_is_kept_whose_question_it_was(database):
    await database.write(keep(a_view(), PLACE, NOON))

    kept = await conversations.of_question(database, ANA, 5)

    assert kept is not None
    assert (kept.person_id, kept.query_id, kept.question) == (ANA, "query-1", "Why?")


async def test_what_nothing_can_follow_is_not_going_on(database):
    greeting = replace(a_view(), key="greeting", query_id="query-2")
    await database.write(keep(a_view(), PLACE, NOON))
    await database.write(keep(greeting, PLACE, NOON + timedelta(minutes=1), is_question=False))

    found = await conversations.going_on(database, ANA, ANA, NOON)

    assert found.id == "a-Key_7"


async def test_the_newest_part_of_the_last_question_goes_on(database):
    more = replace(a_view(), key="more", shown=("ferry#3", "ferry#4"))
    other = replace(a_view(), key="other", query_id="query-2")
    for minute, view in enumerate((a_view(), other, more)):
        await database.write(keep(view, PLACE, NOON + timedelta(minutes=minute)))

    found = await conversations.going_on(database, ANA, ANA, NOON)
    assert found.id == "other"

    await database.write(keep(replace(more, key="again", query_id="query-2"), PLACE, NOON))
    assert (await conversations.going_on(database, ANA, ANA, NOON)).id == "other"


async def test_a_conversation_that_ended_or_is_older_does_not_go_on(database):
    await database.write(keep(a_view(), PLACE, NOON))

    assert await conversations.going_on(database, ANA, ANA, NOON + timedelta(seconds=1)) is None
    assert await conversations.going_on(database, ANA, BABAK, NOON) is None
    await database.write(conversations.end(ANA, ANA, NOON))
    assert await conversations.going_on(database, ANA, ANA, NOON) is None
    assert (await conversations.latest(database, ANA, ANA)).ended_at == NOON


def test_a_chain_keeps_its_first_question_and_the_last_few():
    view = a_view(question="q0")
    for number in range(1, 12):
        view = a_view(question=f"q{number}", earlier=view.as_earlier(), follows=True)

    earlier = view.as_earlier()

    assert earlier.questions == ("q0", "q7", "q8", "q9", "q10", "q11")
    assert earlier.shown == ("ferry#3",)


def test_what_was_followed_before_is_left_behind_by_a_question_of_its_own():
    before = a_view(question="first").as_earlier()

    assert a_view(question="second", earlier=before).as_earlier().questions == ("second",)
