"""What each group of tables keeps and gives back."""

import random
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings, strategies as st

from bot.store import chats, conversations, outbox, people, queries, retention, updates
from bot.store.conversations import Conversation
from bot.store.database import Database
from bot.store.outbox import Owed
from bot.store.queries import LoggedQuery

BOT, ANA, BABAK, GROUP = 42, 7001, 7002, -500


@pytest.fixture
def a_message(noon):
    def build(**differences):
        return Owed(
            **{
                "bot_id": BOT,
                "chat_id": ANA,
                "method": "send",
                "payload": {"text": "Herons nest in March."},
                "created_at": noon,
            }
            | differences
        )

    return build


@pytest.fixture
def a_query(noon):
    ids = iter(range(100_000))

    def build(**differences):
        return LoggedQuery(
            **{
                "id": f"q{next(ids):05}",
                "asked_at": noon,
                "chat_id": ANA,
                "chat_kind": "private",
                "person_id": ANA,
                "question": "When do herons nest?",
                "outcome": "answer",
                "reason": "",
                "passages": [("herons#1", 3.25)],
                "elapsed_ms": 4.5,
            }
            | differences
        )

    return build


@pytest.fixture
def a_conversation(noon):
    def build(**differences):
        return Conversation(
            **{
                "id": "c0ffee",
                "chat_id": ANA,
                "person_id": ANA,
                "query_id": "q1",
                "question": "When do herons nest?",
                "question_message_id": 10,
                "quotes": [{"passage_id": "herons#1"}],
                "shown": {"unfolded": []},
                "created_at": noon,
            }
            | differences
        )

    return build


class TestUpdates:
    async def test_a_repeat_tells_the_state_and_changes_nothing(self, database, noon):
        first = await database.write(updates.receive(BOT, 5, '{"a":1}', noon))
        again = await database.write(updates.receive(BOT, 5, '{"b":2}', noon))
        await database.write(updates.finished(BOT, 5, noon))
        later = await database.write(updates.receive(BOT, 5, '{"c":3}', noon))

        assert [rows[0][0]["state"] for rows in (first, again, later)] == ["owed", "owed", "done"]
        assert await updates.unfinished(database, BOT) == []

    async def test_the_unfinished_come_in_order_of_arrival_and_per_bot(self, database, noon):
        for number in (9, 3, 7):
            await database.write(updates.receive(BOT, number, f'"{number}"', noon))
        await database.write(updates.receive(BOT + 1, 4, "{}", noon))
        await database.write(updates.finished(BOT, 3, noon))

        owed = await updates.unfinished(database, BOT)

        assert [(one.update_id, one.raw, one.attempts) for one in owed] == [
            (9, '"9"', 0),
            (7, '"7"', 0),
        ]

    async def test_a_finished_update_keeps_nothing_but_its_number(self, database, noon):
        await database.write(
            updates.receive(BOT, 5, '{"a":1}', noon, person_id=ANA, chat_id=GROUP),
            updates.finished(BOT, 5, noon, "ValueError"),
        )

        (row,) = await database.read("SELECT raw, person_id, chat_id, state, reason FROM updates")
        assert tuple(row) == (None, None, None, "failed", "ValueError")

    async def test_attempts_are_counted_only_while_owed(self, database, noon):
        await database.write(updates.receive(BOT, 5, "{}", noon))

        counts = [await database.write(updates.begin_again(BOT, 5)) for _ in range(2)]
        await database.write(updates.finished(BOT, 5, noon))

        assert [rows[0][0]["attempts"] for rows in counts] == [1, 2]
        assert await database.write(updates.begin_again(BOT, 5)) == [[]]

    async def test_what_is_set_aside_stays_to_be_looked_at(self, database, noon):
        await database.write(
            updates.receive(BOT, 5, '{"odd":1}', noon, unreadable="of an unknown shape"),
            updates.receive(BOT, 6, '{"b":2}', noon),
            updates.set_aside(BOT, 6, noon, "crashed"),
            updates.set_aside(BOT, 5, noon, "too late, it is aside"),
        )

        aside = await updates.those_set_aside(database)

        assert [(one.update_id, one.raw, one.reason) for one in aside] == [
            (6, '{"b":2}', "crashed"),
            (5, '{"odd":1}', "of an unknown shape"),
        ]
        assert await updates.state_of(database, BOT, 5) == "set_aside"
        assert await updates.state_of(database, BOT, 8) is None


class TestOutbox:
    async def test_a_message_comes_back_as_it_was_owed(self, database, a_message, noon):
        message = a_message(
            person_id=ANA, update_id=5, reply="r1", part=2, not_before=noon + timedelta(hours=1)
        )
        await database.write(outbox.owe(message))

        assert await outbox.owed(database, BOT) == [message]

    async def test_after_a_restart_what_was_owed_or_being_sent_is_owed(
        self, database, a_message, noon
    ):
        states = {}
        for name in ("owed", "sending", "sent", "unknown", "given_up", "postponed"):
            states[name] = a_message(id=name)
            await database.write(outbox.owe(states[name], sending=name == "sending"))
        await database.write(
            outbox.sent("sent", 31, noon),
            outbox.unknown("unknown", "the connection broke"),
            outbox.given_up("given_up", "blocked"),
            outbox.sending("postponed"),
            outbox.postpone("postponed", noon, "flood limit"),
        )

        owed = await outbox.owed(database, BOT)

        assert [(one.id, one.attempts, one.reason) for one in owed] == [
            ("owed", 0, None),
            ("sending", 1, None),
            ("postponed", 1, "flood limit"),
        ]

    async def test_what_was_sent_keeps_its_number_and_not_its_words(
        self, database, a_message, noon
    ):
        await database.write(outbox.owe(a_message(id="m")), outbox.sent("m", 31, noon))

        (row,) = await database.read("SELECT state, message_id, payload FROM outbox")
        assert tuple(row) == ("sent", 31, None)

    async def test_the_same_message_is_owed_once(self, database, a_message):
        await database.write(outbox.owe(a_message(id="m")))

        with pytest.raises(Exception, match="UNIQUE"):
            await database.write(outbox.owe(a_message(id="m")))

    async def test_ids_are_drawn_anew(self, a_message):
        assert a_message().id != a_message().id


class TestConversations:
    async def test_a_conversation_comes_back_as_it_was_saved(self, database, a_conversation):
        conversation = a_conversation(reply_message_ids=(11, 12))
        await database.write(conversations.save(conversation))

        assert await conversations.get(database, "c0ffee") == conversation
        assert await conversations.get(database, "unknown") is None

    async def test_what_is_shown_and_quoted_can_change(self, database, a_conversation):
        await database.write(
            conversations.save(a_conversation()),
            conversations.show("c0ffee", {"unfolded": [1]}),
        )
        after_unfolding = await conversations.get(database, "c0ffee")
        await database.write(conversations.show("c0ffee", {"unfolded": []}, quotes=[1, 2]))
        after_more = await conversations.get(database, "c0ffee")

        assert (after_unfolding.shown, after_unfolding.quotes) == (
            {"unfolded": [1]},
            [{"passage_id": "herons#1"}],
        )
        assert (after_more.shown, after_more.quotes) == ({"unfolded": []}, [1, 2])

    async def test_reply_messages_are_remembered_once_each(self, database, a_conversation):
        await database.write(
            conversations.save(a_conversation()),
            *(conversations.add_reply_message("c0ffee", number) for number in (11, 12, 11)),
        )

        assert (await conversations.get(database, "c0ffee")).reply_message_ids == (11, 12)

    async def test_an_edited_question_finds_its_latest_conversation(
        self, database, a_conversation, noon
    ):
        await database.write(
            conversations.save(a_conversation(id="old")),
            conversations.save(a_conversation(id="new", created_at=noon + timedelta(minutes=1))),
            conversations.save(a_conversation(id="elsewhere", chat_id=GROUP)),
        )

        assert (await conversations.of_question(database, ANA, 10)).id == "new"
        assert await conversations.of_question(database, ANA, 99) is None

    async def test_a_question_edited_at_once_finds_its_latest_wording(
        self, database, a_conversation
    ):
        await database.write(
            *(conversations.save(a_conversation(id=id_)) for id_ in ("b-old", "c-older", "a-new"))
        )

        assert (await conversations.of_question(database, ANA, 10)).id == "a-new"

    async def test_a_message_of_a_reply_finds_its_latest_conversation(
        self, database, a_conversation
    ):
        await database.write(
            conversations.save(a_conversation(id="old", reply_message_ids=(11, 12))),
            conversations.save(a_conversation(id="new", reply_message_ids=(11,))),
            conversations.save(
                a_conversation(id="elsewhere", chat_id=GROUP, reply_message_ids=(11, 15))
            ),
        )

        assert (await conversations.of_reply(database, ANA, 11)).id == "new"
        assert (await conversations.of_reply(database, ANA, 12)).id == "old"
        assert await conversations.of_reply(database, ANA, 15) is None

    async def test_the_latest_is_what_the_person_asked_last_there(
        self, database, a_conversation, noon
    ):
        later = noon + timedelta(minutes=1)
        await database.write(
            conversations.save(a_conversation(id="first", query_id="q1")),
            conversations.save(a_conversation(id="last", query_id="q2")),
            conversations.save(a_conversation(id="more", query_id="q1", created_at=later)),
            conversations.save(a_conversation(id="his", query_id="q3", person_id=BABAK)),
            conversations.save(a_conversation(id="there", query_id="q4", chat_id=GROUP)),
            conversations.save(a_conversation(id="channel", query_id="q5", person_id=None)),
        )

        assert (await conversations.latest(database, ANA, ANA)).id == "last"
        assert (await conversations.latest(database, ANA, None)).id == "channel"
        assert await conversations.latest(database, GROUP, BABAK) is None


class TestQueries:
    async def test_a_query_comes_back_as_it_was_logged(self, database, a_query):
        query = a_query(edited_from="q0", person_id=None)
        await database.write(queries.log(query))

        assert await queries.recent(database) == [query]

    async def test_feedback_is_one_per_person_and_the_last_counts(self, database, a_query, noon):
        query = a_query()
        await database.write(
            queries.log(query),
            queries.feedback(query.id, ANA, -1, noon),
            queries.feedback(query.id, ANA, 1, noon),
            queries.feedback(query.id, BABAK, -1, noon),
        )

        (read,) = await queries.recent(database)
        assert (read.liked, read.disliked) == (1, 1)
        assert await queries.feedback_of(database, query.id, ANA) == 1

        await database.write(queries.withdraw_feedback(query.id, ANA))
        assert await queries.feedback_of(database, query.id, ANA) is None

    async def test_feedback_on_a_forgotten_query_is_no_error(self, database, noon):
        assert await database.write(queries.feedback("gone", ANA, 1, noon)) == [[]]

    async def test_the_recent_come_newest_first(self, database, a_query, noon):
        for hours in (1, 3, 2):
            await database.write(
                queries.log(a_query(question=str(hours), asked_at=noon + timedelta(hours=hours)))
            )

        assert [query.question for query in await queries.recent(database, 2)] == ["3", "2"]

    async def test_the_unanswered_are_counted_by_meaning_and_leave_when_answered(
        self, database, a_query, noon
    ):
        def asked(question, outcome, minutes, person=ANA):
            return queries.log(
                a_query(
                    question=question,
                    outcome=outcome,
                    asked_at=noon + timedelta(minutes=minutes),
                    person_id=person,
                )
            )

        await database.write(
            asked("Who feeds the café's swans?", "answer", 0, BABAK),
            asked("who feeds the CAFE’S swans", "nearest", 1),
            asked("Who feeds the cafe's swans ?!", "nothing", 2),
            asked("What do otters eat?", "nothing", 3),
            asked("Where do frogs sleep?", "nothing", 4),
            asked("where do frogs sleep", "answer", 5),
        )

        lacking = await queries.unanswered(database)

        assert [(one.question, one.outcome, one.times, one.people) for one in lacking] == [
            ("Who feeds the cafe's swans ?!", "nothing", 2, 1),
            ("What do otters eat?", "nothing", 1, 1),
        ]
        assert lacking[0].last_asked == noon + timedelta(minutes=2)

    @pytest.mark.parametrize(
        ("times", "median"), [([], None), ([3.0], 3.0), ([9.0, 1.0], 5.0), ([9.0, 1.0, 2.0], 2.0)]
    )
    async def test_the_median_is_the_middle(self, database, a_query, noon, times, median):
        for elapsed in times:
            await database.write(queries.log(a_query(elapsed_ms=elapsed)))

        assert (await queries.stats(database, noon)).median_ms == median

    async def test_stats_count_what_was_asked_since(self, database, a_query, noon):
        liked = a_query(person_id=BABAK, chat_id=GROUP)
        await database.write(
            queries.log(liked),
            queries.log(a_query(outcome="nothing")),
            queries.log(a_query(asked_at=noon - timedelta(seconds=1), person_id=1, chat_id=1)),
            queries.feedback(liked.id, ANA, 1, noon),
        )

        stats = await queries.stats(database, noon)

        assert (stats.outcomes, stats.questions) == ({"answer": 1, "nothing": 1}, 2)
        assert (stats.people, stats.chats, stats.liked, stats.disliked) == (2, 2, 1, 0)

    async def test_the_whole_log_is_read_page_by_page(self, database, a_query, noon):
        logged = [
            a_query(asked_at=noon + timedelta(seconds=number // 3))
            for number in range(queries.PAGE * 2 + 1)
        ]
        await database.write(*map(queries.log, random.sample(logged, len(logged))))

        assert [query.id async for query in queries.every(database)] == [one.id for one in logged]

    def test_a_question_of_signs_only_stays_itself(self):
        assert queries.fold(" ?! ") == "?!"

    @settings(deadline=None)
    @given(st.text())
    def test_folding_twice_is_folding_once(self, text):
        assert queries.fold(queries.fold(text)) == queries.fold(text)


class TestChats:
    async def test_a_blocked_chat_is_free_again_when_somebody_writes(self, database, noon):
        later = noon + timedelta(hours=1)
        await database.write(chats.blocked(ANA, noon))
        blocked = await chats.get(database, ANA)
        await database.write(chats.seen(ANA, later))
        seen = await chats.get(database, ANA)

        assert (blocked.blocked_at, seen.blocked_at) == (noon, None)
        assert seen.last_seen == later
        assert await chats.get(database, BABAK) is None

    async def test_a_move_is_followed_to_its_end_and_takes_the_outbox_along(
        self, database, a_message, noon
    ):
        await database.write(
            outbox.owe(a_message(id="m", chat_id=-1)),
            *chats.moved(-1, -2, noon),
            *chats.moved(-2, -3, noon),
        )

        assert [await chats.resolve(database, chat) for chat in (-1, -2, -3, -4)] == [
            -3,
            -3,
            -3,
            -4,
        ]
        assert [one.chat_id for one in await outbox.owed(database, BOT)] == [-3]

    async def test_moves_in_a_circle_end_somewhere(self, database, noon):
        await database.write(*chats.moved(-1, -2, noon), *chats.moved(-2, -1, noon))

        assert await chats.resolve(database, -1) == -1


class TestPeople:
    async def test_everything_of_a_person_is_counted_and_forgotten_and_nobody_elses(
        self, database, a_message, a_query, a_conversation, noon
    ):
        mine, theirs = a_query(), a_query(person_id=BABAK, chat_id=BABAK)
        in_group = a_query(chat_id=GROUP, asked_at=noon - timedelta(days=1))
        other_in_group = f'{{"message":{{"reply_to_message":{{"from":{{"id":{ANA}}}}}}}}}'
        await database.write(
            *map(queries.log, (mine, theirs, in_group)),
            queries.feedback(theirs.id, ANA, 1, noon),
            queries.feedback(mine.id, BABAK, 1, noon),
            queries.feedback(theirs.id, BABAK, 1, noon),
            conversations.save(a_conversation(id="mine")),
            conversations.save(a_conversation(id="group", chat_id=GROUP)),
            conversations.save(a_conversation(id="theirs", chat_id=BABAK, person_id=BABAK)),
            outbox.owe(a_message(id="private")),
            outbox.owe(a_message(id="group", chat_id=GROUP, person_id=ANA)),
            outbox.owe(a_message(id="theirs", chat_id=BABAK, person_id=BABAK)),
            chats.seen(ANA, noon),
            updates.receive(BOT, 1, "{}", noon, person_id=ANA, chat_id=ANA),
            updates.set_aside(BOT, 1, noon, "crashed"),
            updates.receive(BOT, 2, other_in_group, noon, person_id=BABAK, chat_id=GROUP),
            updates.set_aside(BOT, 2, noon, "crashed"),
            updates.receive(BOT, 3, '{"id":1}', noon, person_id=BABAK),
            updates.set_aside(BOT, 3, noon, "crashed"),
            updates.receive(BOT, 4, "[" * 3000 + "]" * 3000, noon, unreadable="too deep"),
        )
        stored = await people.what_is_stored(database, ANA)

        await database.write(*people.forget(ANA))

        assert (stored.questions, stored.feedback, stored.conversations) == (2, 1, 2)
        assert (stored.messages, stored.updates, stored.total) == (2, 1, 8)
        assert stored.since == noon - timedelta(days=1)
        assert (await people.what_is_stored(database, ANA)).total == 0
        assert (await people.what_is_stored(database, ANA)).since is None
        left = await people.what_is_stored(database, BABAK)
        assert (left.questions, left.feedback, left.conversations, left.messages) == (1, 1, 1, 1)
        raws = {one.update_id: one.raw for one in await updates.those_set_aside(database)}
        assert raws == {1: None, 2: None, 3: '{"id":1}', 4: None}
        assert await chats.get(database, ANA) is None

    async def test_a_question_not_answered_yet_is_still_answered(self, database, noon):
        await database.write(updates.receive(BOT, 1, "{}", noon, person_id=ANA, chat_id=ANA))

        await database.write(*people.forget(ANA))

        assert [one.update_id for one in await updates.unfinished(database, BOT)] == [1]

    async def test_forgotten_words_are_in_no_file_any_more(self, path, a_query):
        # Without the VACUUM in `scrub`, some of these words survive `secure_delete`.
        chance = random.Random(2)
        copy = path.with_name(f"{path.name}.before-something")
        logged = []
        for number in range(2000):
            person = ANA + number % 20
            words = f"WORDS-OF-{person}-{number}-" + "x" * int(chance.expovariate(1 / 120))
            name = chance.randbytes(6).hex()
            logged.append(a_query(id=name, question=words, person_id=person, chat_id=person))
        async with await Database.open(path) as database:
            await database.write(*map(queries.log, logged))
            for person in range(ANA + 10, ANA + 20):
                await database.write(*people.forget(person))
            copy.write_bytes(b"WORDS-OF-7001")

            await database.write(*people.forget(ANA))
            assert await database.scrub()

            content = b"".join(file.read_bytes() for file in path.parent.iterdir()).upper()
        assert not re.findall(rb"WORDS.OF.(?:7001|701[1-9]|7020)", content)
        assert re.findall(rb"WORDS.OF.7002", content)
        assert not copy.exists()

    async def test_scrubbing_says_when_a_reader_stands_in_the_way(self, path, database, a_query):
        await database.write(queries.log(a_query()))
        async with await Database.open_readonly(path) as reader:
            await reader.run(lambda connection: connection.execute("BEGIN").fetchall())
            await reader.run(
                lambda connection: connection.execute("SELECT * FROM queries").fetchone()
            )
            await database._connection.run(
                lambda connection: connection.execute("PRAGMA busy_timeout = 1").fetchall()
            )

            assert not await database.scrub()

        assert await database.scrub()


class TestRetention:
    async def test_what_is_old_goes_and_what_is_owed_stays(
        self, database, a_message, a_query, a_conversation, noon
    ):
        old, new = noon - timedelta(days=100), noon - timedelta(days=80)
        for at, name in ((old, "old"), (new, "new")):
            await database.write(
                queries.log(a_query(id=name, asked_at=at)),
                queries.feedback(name, ANA, 1, at),
                conversations.save(a_conversation(id=name, created_at=at)),
                outbox.owe(a_message(id=f"{name} sent", created_at=at)),
                outbox.sent(f"{name} sent", 1, at),
                outbox.owe(a_message(id=f"{name} owed", created_at=at)),
                chats.seen(len(name) if at is old else ANA, at),
            )
        for number, at in enumerate((old, new, noon)):
            await database.write(
                updates.receive(BOT, number * 10, "{}", at),
                updates.receive(BOT, number * 10 + 1, "{}", at),
                updates.finished(BOT, number * 10 + 1, at),
                updates.receive(BOT, number * 10 + 2, "{}", at, unreadable="odd"),
            )

        deleted = await database.write(*retention.purge(noon - timedelta(days=90), noon))

        assert [len(rows) for rows in deleted] == [1, 1, 1, 1, 1, 4]
        assert [query.id for query in await queries.recent(database)] == ["new"]
        assert await database.read("SELECT 1 FROM feedback WHERE query_id = 'old'") == []
        assert await conversations.get(database, "old") is None
        assert len(await outbox.owed(database, BOT)) == 2
        assert await chats.get(database, 3) is None
        assert [one.update_id for one in await updates.unfinished(database, BOT)] == [0, 10, 20]
        assert await updates.state_of(database, BOT, 21) == "done"
        again = await database.write(*retention.purge(noon - timedelta(days=90), noon))
        assert not any(again)


async def test_a_reply_and_its_update_share_one_commit(database, a_message, a_query, noon):
    await database.write(updates.receive(BOT, 5, "{}", noon))

    with pytest.raises(Exception, match="CHECK"):
        await database.write(
            updates.finished(BOT, 5, noon),
            outbox.owe(a_message(update_id=5)),
            queries.log(replace(a_query(), outcome="surprise")),
        )

    assert await outbox.owed(database, BOT) == []
    assert await updates.state_of(database, BOT, 5) == "owed"
