import pytest

from retrieval.answering import Answering
from retrieval.follow_up import Earlier, find_link
from retrieval.parsing import read_question
from retrieval.reasons import ReasonKind
from retrieval.wanted import Wanted
from tests.retrieval.builders import a_dossier
from tests.retrieval.exchanges import EXCHANGES, WHOLE, answering, is_right

FORMER = "Who is the skipper of the night ferry Sunniva?"


def link(text, *earlier):
    return find_link(
        read_question(text, ("en",)), [read_question(q, ("en",)) for q in earlier or (FORMER,)]
    )


def carried(text, *earlier):
    found = link(text, *earlier)
    return [word.text for part in found.parts for word in part.words] if found else None


@pytest.mark.parametrize(
    "text",
    [
        "and when was that?",
        "why?",
        "Why not?",
        "how come",
        "who?",
        "how much?",
        "since when?",
        "which one?",
        "and?",
        "but why?",
        "and then?",
        "who else?",
        "anything else?",
        "what about the fine?",
        "How about the pier?",
        "and the mayor?",
        "and in 2024?",
        "in 2024?",
        "how many of them?",
        "did he agree?",
        "and who is she?",
        "how old is he?",
        "where does it go?",
        "does it still sail?",
        "his wife?",
        "who caused that?",
        "why did that happen?",
        "who signed that agreement?",
        "is that true?",
        "so what happened then?",
        "Thanks! And why?",
        "ok and when?",
        "can you tell me why?",
        "and do you know when that was?",
    ],
)
def test_a_message_without_a_subject_follows(text):
    assert link(text).is_sure
    assert "Sunniva" in carried(text)


@pytest.mark.parametrize(
    "text",
    [
        "who is the captain?",
        "how many people died?",
        "who paid?",
        "the fine?",
        "and who paid the fine?",
        "and what did the mayor say?",
    ],
)
def test_a_short_question_may_follow(text):
    assert link(text).is_sure is False


@pytest.mark.parametrize(
    "text",
    [
        "Who built the Marisol?",
        "bridge cost",
        "Torsund ferry",
        "ferry",
        "Marisol",
        "2024 election results",
        "When was the treaty between Iran and Armenia signed?",
        "Is it true that the ferry stopped sailing?",
        "How long does it take to cross the strait by ferry?",
        "In his speech in Baku, what did Aliyev promise?",
        "Did the company pay its fine in full?",
        "Who signed the agreement that ended the war?",
        "What did the minister announce this week?",
        "What does Marit Holm say about the strait?",
        "Did the president say that he would resign?",
        "Are there ferries on Sunday nights?",
        "the agreement between Iran and Armenia on the bridge",
        "And so the ferry sank with all its passengers near the islets of Skarv",
        "and which yard in Orsnes built the night ferry Halvik in 2029?",
        "Then what did the harbour office of Halvik answer the four councillors?",
        "ok",
        "thanks",
        "🙂",
        "",
    ],
)
def test_what_is_whole_or_no_question_follows_nothing(text):
    assert link(text) is None


@pytest.mark.parametrize(
    ("earlier", "text", "words"),
    [
        ("When did Iran open the bridge in 2023?", "and in 2024?", ["Iran", "open", "bridge"]),
        ("How many sailed in May 2031?", "and in June?", ["sailed"]),
        ("What did Aliyev say about Iran?", "and about Turkey?", ["Aliyev"]),
        ("What did Aliyev say about Iran?", "and Pashinyan?", ["Iran"]),
        ("What did minister Ross promise in Halvik?", "and the mayor?", ["promise", "Halvik"]),
        ("Why was the bridge closed?", "and the tunnel?", ["bridge", "closed"]),
        ("When did the ferry sink?", "who owned it?", ["ferry", "sink"]),
        ("When did the ferry sink?", "when did the ferry leave?", None),
    ],
)
def test_what_a_follow_up_replaces_is_not_carried(earlier, text, words):
    assert carried(text, earlier) == words


def test_a_chain_keeps_its_subject_and_what_was_replaced_stays_so():
    assert carried("and where?", FORMER, "when did she start?") == [
        "skipper", "ferry", "Sunniva", "start",
    ]  # fmt: skip
    assert carried("and where?", "Who built the Sunniva?", "and the Marisol?") == [
        "built", "Marisol",
    ]  # fmt: skip


def test_a_part_of_a_question_asks_for_the_same_kind_of_thing():
    assert link("and in 2024?", "When did the ferry sink in 2023?").wanted is Wanted.TIME
    assert link("and why?", "When did the ferry sink in 2023?").wanted is Wanted.REASON
    assert link("what about the crew?", "When did the ferry sink?").wanted is Wanted.ANYTHING


def test_nothing_is_carried_from_nothing():
    assert find_link(read_question("and why?", ("en",)), []) is None
    assert link("and why?", "why?") is None


def a_story():
    return Answering(
        a_dossier(
            "The ferry Sunniva sank off Skarv in May 2031.",
            "The Sunniva was built by the Orsnes yard.",
            "The Sunniva carried apples and a brass band.",
            "The mill of Kelder burned down in June 2030.",
            "Bread is baked by night.",
            "Nobody sang.",
        )
    )


def test_the_result_says_what_was_carried_and_from_where():
    first = "Where did the Sunniva sink?"

    reply = a_story().ask("and when was that?", Earlier((first,)))

    assert reply.outcome == "answer"
    assert "May 2031" in reply.quotes[0].text
    assert reply.query.carried == ("Sunniva", "sink")
    assert reply.query.follows == first
    assert reply.query.text == "and when was that?"


def test_a_question_that_follows_nothing_says_so():
    reply = a_story().ask("When did the mill of Kelder burn?", Earlier(("Who sang?",)))

    assert (reply.query.carried, reply.query.follows) == ((), "")


def test_who_else_leaves_out_what_was_quoted():
    answers = a_story()
    first = answers.ask("Sunniva")
    shown = tuple(quote.passage.id for quote in first.quotes[:1])

    reply = answers.ask("anything else?", Earlier(("Sunniva",), shown))

    assert reply.quotes
    assert not {quote.passage.id for quote in reply.quotes} & set(shown)


def test_when_all_was_quoted_there_is_no_more():
    answers = a_story()
    shown = tuple(quote.passage.id for quote in answers.ask("Sunniva").quotes)

    reply = answers.ask("anything else?", Earlier(("Sunniva",), shown))

    assert reply.outcome == "nothing"
    assert reply.reason.kind is ReasonKind.NO_MORE


def test_what_follows_an_unanswerable_question_is_not_answered():
    reply = a_story().ask("and when was that?", Earlier(("Did the Sunniva sail to Lisbon?",)))

    assert reply.outcome != "answer"
    assert reply.reason.words == ("Lisbon",)


def test_a_part_that_the_dossier_lacks_is_not_answered_with_the_rest():
    reply = a_story().ask("and in 2044?", Earlier(("Where did the Sunniva sink in 2031?",)))

    assert reply.outcome != "answer"
    assert reply.reason.words == ("2044",)


def test_further_quotes_of_a_follow_up_are_about_its_subject():
    answers, after = a_story(), Earlier(("Where did the Sunniva sink?",))
    reply = answers.ask("and when was that?", after)

    more = answers.more("and when was that?", [q.passage.id for q in reply.quotes], after=after)

    assert all("Sunniva" in quote.text for quote in more)


def test_exchanges_find_what_was_meant():
    wrong = [exchange.questions for exchange in EXCHANGES if not is_right(exchange)]

    assert len(wrong) <= 4, wrong


@pytest.mark.parametrize(("dossier", "first", "second"), WHOLE)
def test_a_whole_question_is_never_bent(dossier, first, second):
    answers = answering(dossier)

    assert answers.ask(second, Earlier((first,))) == answers.ask(second)
