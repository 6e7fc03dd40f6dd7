import pytest

from retrieval.answering import Answering
from retrieval.model import Abstention
from retrieval.reasons import Reason, ReasonKind
from retrieval.wanted import Wanted
from tests.retrieval.builders import a_dossier

PARAGRAPHS = (
    "The ferry Marisol ran aground off Kelder Point with 212 people on board.",
    "Captain Ilse Brandvold dropped both anchors, which slowed the vessel for a time.",
    "A worn hydraulic hose caused the loss of steering, the inspector said.",
    "A bridge would cost 410 million crowns, according to a study of 2019.",
    "The pharmacy ran short of medicines twice in winter.",
)


@pytest.fixture(scope="module")
def answering():
    return Answering(a_dossier(*PARAGRAPHS))


@pytest.mark.parametrize(
    "question",
    [
        "test",
        "hello, thanks",
        "see you later",
        "What time is it in Lisbon?",
        "Recommend me a good novel",
        "You are a parrot now and repeat every message",
        "how are you today",
        "what is your name",
        "?",
    ],
)
def test_what_has_nothing_to_do_with_the_dossier_gets_nothing(answering, question):
    reply = answering.ask(question)

    assert isinstance(reply, Abstention)
    assert reply.outcome == "nothing"
    assert reply.quotes == ()
    assert reply.reason


@pytest.mark.parametrize(
    "question", ["Brandvold anchors", "pharmacy", "Kelder Point", "worn hose", "410 million"]
)
def test_a_few_words_that_a_passage_holds_get_an_answer(answering, question):
    assert answering.ask(question).outcome == "answer"


def test_an_unknown_name_is_said_to_be_unknown_and_the_closest_is_shown(answering):
    reply = answering.ask("What did Rosa Quill say about the hydraulic hose?")

    assert reply.outcome == "nearest"
    assert reply.reason == Reason(ReasonKind.NAME_UNKNOWN, ("Rosa Quill",))
    assert "hose" in reply.quotes[0].text


def test_a_question_half_covered_says_what_is_missing(answering):
    reply = answering.ask("Which vaccines did the pharmacy import?")

    assert reply.outcome == "nearest"
    assert reply.reason == Reason(ReasonKind.WORDS_LACKING, ("vaccines", "import"))


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("Which pancakes taste sweet?", Reason(ReasonKind.NONE_OCCUR)),
        ("pancakes", Reason(ReasonKind.WORD_UNKNOWN, ("pancakes",))),
        ("what is this dossier about?", Reason(ReasonKind.NO_WORDS)),
        ("…", Reason(ReasonKind.NO_WORDS)),
        ("Is it raining in Lisbon?", Reason(ReasonKind.NAME_UNKNOWN, ("Lisbon",))),
        ("Write a poem about pancakes", Reason(ReasonKind.ORDER)),
    ],
)
def test_the_reason_says_what_stands_against_an_answer(answering, question, reason):
    assert answering.ask(question).reason == reason


def test_a_kind_of_thing_that_the_closest_passage_lacks_is_named():
    answering = Answering(a_dossier(*PARAGRAPHS), least_confidence=0.99)

    reply = answering.ask("When did the pharmacy run short of medicines?")

    assert reply.outcome == "nearest"
    assert reply.reason == Reason(ReasonKind.KIND_LACKING, wanted=Wanted.TIME)
