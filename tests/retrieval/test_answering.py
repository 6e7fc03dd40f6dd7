from concurrent.futures import ThreadPoolExecutor

import pytest

from retrieval.answering import Answering
from retrieval.model import Abstention, Answer
from retrieval.reasons import Reason, ReasonKind
from tests.retrieval.builders import ADossier, a_document, a_dossier, of_documents

PARAGRAPHS = (
    "The ferry Marisol ran aground off Kelder Point with 212 people on board.",
    "Captain Ilse Brandvold dropped both anchors, which slowed the vessel.",
    "Two lifeboats took the passengers off before midnight.",
    "A worn hydraulic hose caused the loss of steering, the inspector said.",
    "A bridge would cost 410 million crowns, according to a study of 2019.",
    "Fishermen fear that bridge piers would change the currents.",
    "The pharmacy ran short of medicines twice in winter.",
)


@pytest.fixture(scope="module")
def answering():
    return Answering(a_dossier(*PARAGRAPHS))


def test_a_question_gets_the_paragraph_that_holds_its_answer_first(answering):
    answer = answering.ask("What caused the loss of steering?")

    assert isinstance(answer, Answer)
    assert answer.quotes[0].text == PARAGRAPHS[3]
    assert answer.quotes[0].highlight == PARAGRAPHS[3]


def test_at_most_three_quotes_are_shown_best_first(answering):
    quotes = answering.ask("bridge ferry passengers anchors steering medicines").quotes

    assert len(quotes) <= 3
    assert [q.score for q in quotes] == sorted((q.score for q in quotes), reverse=True)


def test_what_was_not_quoted_is_further_on_and_comes_with_more(answering):
    question = "bridge crowns, bridge piers"
    answer = answering.ask(question)
    shown = [quote.passage.id for quote in answer.quotes]

    more = answering.more(question, shown[:1], top=1)

    assert [quote.passage.id for quote in more] == shown[1:2]
    assert not {hit.passage.id for hit in answer.further} & set(shown)


def test_more_ends_when_nothing_is_left(answering):
    everything = {passage.id for passage in a_dossier(*PARAGRAPHS).passages}

    assert answering.more("bridge", everything) == ()


def test_near_identical_paragraphs_are_quoted_once():
    text = "The ferry Marisol ran aground off Kelder Point with 212 people on board"
    answering = Answering(a_dossier(f"{text}.", f"{text}!", *PARAGRAPHS[1:]))

    quotes = answering.ask("Where did the Marisol run aground?").quotes

    assert len([quote for quote in quotes if "aground" in quote.text]) == 1


def test_another_source_on_the_same_point_is_preferred_to_more_of_the_first():
    answering = Answering(
        of_documents(
            a_document(
                "The bridge at Kelder was closed for repairs last spring.",
                "Repairs of the bridge at Kelder cost four million crowns.",
                "Workers spoke of the bridge at Kelder and its repairs.",
                "Repairs kept the bridge at Kelder out of use for weeks.",
                id="a",
            ),
            a_document("The bridge at Kelder had its repairs paid by the county itself.", id="b"),
            a_document("Bread is baked.", "Nobody yawned.", "Trees grow.", "Rain fell.", id="c"),
        )
    )

    quotes = answering.ask("bridge Kelder repairs").quotes

    assert "b" in {quote.citation.document_id for quote in quotes}


def test_a_title_leads_to_its_paragraphs_but_not_to_more_and_more_of_them():
    answering = Answering(
        of_documents(
            a_document("It sank.", "Nobody was hurt.", id="a", title="The Marisol disaster"),
            a_document("Trees grow.", "The Marisol was painted blue.", id="b", title="Colours"),
        )
    )

    by_title = answering.ask("the disaster")
    more = answering.more("Marisol", [], top=9)

    assert by_title.quotes[0].citation.document_id == "a"
    assert [quote.text for quote in more] == ["The Marisol was painted blue."]


def test_a_quote_can_be_made_again_and_a_gone_passage_cannot(answering):
    question = "What caused the loss of steering?"
    quote = answering.ask(question).quotes[0]

    assert answering.quote_passage(quote.passage.id, question) == quote
    assert answering.quote_passage("ferry#gone", question) is None


def test_a_passage_can_be_quoted_for_a_question_it_does_not_answer(answering):
    passage = answering.ask("bridge").quotes[0].passage

    quote = answering.quote_passage(passage.id, "Who is the captain?")

    assert quote is not None
    assert quote.pieces == (passage.text,)


def test_an_empty_dossier_has_nothing():
    reply = Answering(ADossier()).ask("Who is the captain?")

    assert isinstance(reply, Abstention)
    assert reply.outcome == "nothing"
    assert reply.reason == Reason(ReasonKind.EMPTY_DOSSIER)


@pytest.mark.parametrize("paragraphs", [("Marisol",), ("Marisol", "Kelder"), ("…", "Marisol")])
def test_one_document_and_one_word_paragraphs_can_be_asked(paragraphs):
    answer = Answering(a_dossier(*paragraphs)).ask("Marisol")

    assert isinstance(answer, Answer)
    assert [quote.text for quote in answer.quotes] == ["Marisol"]


def test_documents_of_several_languages_are_asked_each_in_its_own():
    answering = Answering(
        of_documents(
            a_document("The bridges were built by farmers.", id="en"),
            a_document("Мосты построили крестьяне.", id="ru", language="ru"),
            a_document("Die Brücken wurden von Bauern gebaut.", id="de", language="de"),
        )
    )

    assert answering.ask("bridge built").quotes[0].citation.document_id == "en"
    assert answering.ask("Кто построил мосты?").quotes[0].citation.document_id == "ru"
    assert answering.ask("Wer baute die Brücke?").quotes[0].citation.document_id == "de"


def test_threads_may_share_an_answering():
    fresh = Answering(a_dossier(*PARAGRAPHS))
    questions = ["What caused the loss of steering?", "bridge", "Who is Ilse Brandvold?"] * 20

    with ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(fresh.ask, questions))

    assert replies[:3] * 20 == replies


@pytest.mark.parametrize("text", ["", "   ", "?!", "\x00", "a" * 100_000, "bridge " * 20_000, "🙂"])
def test_any_message_gets_a_reply(answering, text):
    assert answering.ask(text).outcome in {"answer", "nearest", "nothing"}


@pytest.fixture(scope="module")
def doubtful():
    """A question between sure and hopeless, with its confidence."""
    question = "Why did the pharmacy lack syringes?"
    return question, Answering(a_dossier(*PARAGRAPHS)).evidence(question).confidence


def test_the_least_confidence_moves_a_reply_between_answer_and_nearest(doubtful):
    question, confidence = doubtful

    bold = Answering(a_dossier(*PARAGRAPHS), least_confidence=confidence - 0.01).ask(question)
    shy = Answering(a_dossier(*PARAGRAPHS), least_confidence=confidence + 0.01).ask(question)

    assert (bold.outcome, shy.outcome) == ("answer", "nearest")
    assert bold.quotes == shy.quotes
    assert shy.reason


@pytest.mark.parametrize("least", [0.0, 0.5, 0.9])
def test_no_least_confidence_answers_for_an_unknown_name(least):
    answering = Answering(a_dossier(*PARAGRAPHS), least_confidence=least)

    reply = answering.ask("What did Rosa Quill say about the hydraulic hose?")

    assert reply.outcome == "nearest"
    assert reply.reason == Reason(ReasonKind.NAME_UNKNOWN, ("Rosa Quill",))


def test_more_questions_are_answered_the_less_confidence_is_asked_for():
    questions = (
        "What caused the loss of steering?",
        "Why did the pharmacy lack syringes?",
        "Which vaccines did the pharmacy import?",
        "Who paid for the study of the tunnel?",
        "When did the fishermen strike?",
        "bridge currents",
    )

    answered = [
        {
            question
            for question in questions
            if Answering(a_dossier(*PARAGRAPHS), least).ask(question).outcome == "answer"
        }
        for least in (0.1, 0.5, 0.9)
    ]

    assert answered[0] >= answered[1] >= answered[2]
    assert len(answered[0]) > len(answered[2])


def test_a_paragraph_beside_the_best_is_found_though_it_shares_no_word():
    answering = Answering(
        a_dossier(
            "The old mill of Kelder burned down in May.",
            "She had left it by the door, a neighbour told the constable.",
            "Paper costs 4.80.",
            "Nobody yawned.",
            "Two plus two.",
            "Sarabande in G minor.",
        )
    )

    answer = answering.ask("Why did the old mill of Kelder burn down?")

    found = {hit.passage.paragraph for hit in answer.further}
    found |= {quote.passage.paragraph for quote in answer.quotes}
    assert found == {1, 2}


def test_a_paragraph_of_another_document_is_beside_nothing():
    answering = Answering(
        of_documents(
            a_document("Trees grow.", "The mill of Kelder burned down.", id="a", title=None),
            a_document("Nobody yawned.", "Rain fell.", "Snow fell.", id="b", title=None),
        )
    )

    answer = answering.ask("the mill of Kelder")

    assert {hit.passage.document_id for hit in answer.further} == {"a"}


def test_a_sentence_with_the_kind_of_thing_asked_for_is_preferred():
    answering = Answering(
        of_documents(
            a_document("The bridge at Kelder was closed with a feast.", id="a", title=None),
            a_document("The bridge at Kelder was closed on Tuesday.", id="b", title=None),
            a_document("Bread is baked.", "Trees grow.", "Snow fell.", "Ice.", id="c", title=None),
        )
    )

    asked_when = answering.ask("When was the bridge at Kelder closed?")

    assert asked_when.quotes[0].citation.document_id == "b"


def test_evidence_is_what_the_outcome_is_judged_by(answering):
    assert answering.evidence("What caused the loss of steering?").confidence > 0.8
    assert answering.evidence("pancakes") is None
    assert Answering(ADossier()).evidence("Who is the captain?") is None
