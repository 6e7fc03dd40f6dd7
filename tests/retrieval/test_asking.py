"""Questions with typing errors, as the whole walk takes them."""

from datetime import date

import pytest

from retrieval.answering import Answering
from retrieval.follow_up import Earlier
from retrieval.reasons import Reason, ReasonKind
from tests.retrieval.builders import a_document, a_dossier, of_documents

SWORN_IN = "The swearing in of the mayor of Kelder took place in the old town hall."
FILLER = (
    "The choir sang until late.",
    "Trees grow along the road.",
    "Cats sleep on the roof.",
    "Rain fell for a week.",
    "A prize was handed out.",
)


@pytest.fixture
def answering():
    return Answering(a_dossier(SWORN_IN, *FILLER))


@pytest.mark.parametrize(
    "question",
    ["Where was the mayor inauguurated?", "wheer was the mayor inauguurated"],
)
def test_a_mistyped_word_finds_its_synonyms_and_its_kind_of_thing(answering, question):
    answer = answering.ask(question)

    assert answer.outcome == "answer"
    assert answer.quotes[0].text == SWORN_IN
    assert answer.query.text == question
    assert ("inauguurated", "inaugurated") in answer.query.understood


def test_a_question_on_the_wrong_keyboard_layout_is_answered(answering):
    answer = answering.ask("црщ ыфтп гтешд дфеу")

    assert answer.quotes[0].text == "The choir sang until late."
    assert answer.query.text == "црщ ыфтп гтешд дфеу"
    assert answer.query.understood == (("црщ ыфтп гтешд дфеу", "who sang until late"),)


def test_a_question_without_errors_is_read_as_it_stands(answering):
    assert answering.ask("Where was the mayor of Kelder sworn in?").query.understood == ()


def test_a_mistyped_follow_up_and_what_it_follows_are_both_corrected(answering):
    earlier = Earlier(("Was the mayor of Kelder inauguurated?",))

    answer = answering.ask("and wheer?", after=earlier)

    assert answer.quotes[0].text == SWORN_IN
    assert "inaugurated" in answer.query.carried


def test_a_name_that_may_be_another_is_shown_only_as_the_nearest():
    text = "In Kelder the smith Marek repaired the bell."
    answering = Answering(a_dossier(text, *FILLER))

    reply = answering.ask("Where did Mirek repair the bell?")

    assert reply.outcome == "nearest"
    assert reply.reason == Reason(ReasonKind.NAME_UNKNOWN, ("Mirek",))
    assert reply.query.understood == (("Mirek", "Marek"),)
    assert reply.quotes[0].text == text
    assert answering.ask("Where did Marek repair the bell?").outcome == "answer"


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Abdulrahman", "Abdul Rahman"),
        ("Abdul Rahman", "Abdulrahman"),
        ("Abdul Rahman", "Abdoulrahmane"),
    ],
)
def test_a_name_is_found_however_its_words_are_parted(written, asked):
    answering = Answering(a_dossier(f"In Kelder {written} repaired the bell.", *FILLER))

    answer = answering.ask(f"What did {asked} repair?")

    assert answer.outcome == "answer"
    assert answer.quotes[0].text == f"In Kelder {written} repaired the bell."


def test_yesterday_is_told_from_the_day_on_which_it_is_asked():
    dossier = of_documents(
        a_document("The ferry sank on 27 April 2025.", id="a", title=None),
        a_document("The ferry sank on 3 March 2025.", id="b", title=None),
        a_document(*FILLER, id="c", title=None),
    )
    answering = Answering(dossier, today=lambda: date(2025, 4, 28))

    assert answering.ask("Which ferry sank yesterday?").quotes[0].citation.document_id == "a"
