from datetime import date

from retrieval.answering import Answering
from retrieval.examples import describe, example_questions
from retrieval.model import Answer
from tests.retrieval.builders import ADossier, a_document, a_dossier, of_documents

PARAGRAPHS = (
    "The ferry was led by the captain Ilse Brandvold, who dropped both anchors.",
    "The wind blew hard around Kelder Point until the morning.",
    "A study in 2019 said that a bridge would cost 410 million crowns.",
    "Medicines ran short at the pharmacy of Margit Oyelaran, who also runs the post.",
    "Fishermen fear for the herring grounds.",
)


def examples_of(dossier, count=3):
    return example_questions(dossier, Answering(dossier), count)


def test_questions_are_made_from_people_names_and_dates():
    assert examples_of(a_dossier(*PARAGRAPHS)) == (
        "Who is Ilse Brandvold?",
        "What does the dossier say about Kelder Point?",
        "What happened in 2019?",
    )


def test_every_example_gets_an_answer_from_another_passage():
    dossier = a_dossier(*PARAGRAPHS)
    answering = Answering(dossier)

    replies = [answering.ask(question) for question in examples_of(dossier, 4)]

    assert all(isinstance(reply, Answer) for reply in replies)
    assert len(replies) >= 3
    assert len({reply.quotes[0].passage.id for reply in replies}) == len(replies)


def test_the_editors_examples_come_first_if_they_get_an_answer():
    dossier = a_dossier(*PARAGRAPHS, examples=("Who eats pancakes?", "Why fear for the herring?"))

    assert examples_of(dossier)[0] == "Why fear for the herring?"
    assert "Who eats pancakes?" not in examples_of(dossier, 9)


def test_an_empty_dossier_has_no_examples():
    assert examples_of(ADossier()) == ()


def test_a_dossier_in_another_language_proposes_its_names():
    dossier = of_documents(
        a_document("Этот мост построил Иван Петров в городе.", language="ru"),
    )

    assert examples_of(dossier) == ("Иван Петров",)


def test_the_manifest_says_what_the_dossier_is_about():
    assert describe(a_dossier(*PARAGRAPHS, about="A ferry that ran aground")) == (
        "A ferry that ran aground."
    )


def test_names_and_dates_say_it_otherwise():
    one = a_document("They met Ilse Brandvold at Kelder Point.", published=date(2023, 11, 4))
    two = a_document("So Ilse Brandvold left.", id="two", published=date(2024, 5, 2))

    assert describe(of_documents(one, two)) == (
        "2 documents about Ilse Brandvold and Kelder Point, 4 November 2023 to 2 May 2024."
    )


def test_no_span_is_given_where_a_document_has_no_date():
    one = a_document("They met Ilse Brandvold.", published=date(2023, 11, 4))

    assert describe(of_documents(one, a_document("So it was.", id="two"))) == (
        "2 documents about Ilse Brandvold."
    )


def test_an_empty_dossier_says_so():
    assert describe(ADossier()) == "The dossier is empty."
