"""Every question of every set can be graded: its answer stands where it is said to stand."""

import re
from collections import Counter

import pytest

from retrieval.evaluation import is_document, load_questions
from retrieval.ingest import read_folder
from tests.evaluation.sets import DOSSIERS, OF_SEEDS, QUESTIONS, SEEDS, TEST, TRAINING

# The development questions name answers of the articles that the seeds restate.
SETS = {name: DOSSIERS / name for name in (*TRAINING, *TEST)} | {
    "development": SEEDS,
    OF_SEEDS: SEEDS,
}


@pytest.fixture(scope="module", params=SETS)
def asked(request):
    questions = load_questions(QUESTIONS / f"{request.param}.jsonl")
    return questions, read_folder(SETS[request.param]).passages


def test_some_passage_of_every_listed_document_gives_the_whole_answer(asked):
    questions, passages = asked

    unfounded = [
        (question.id, doc)
        for question in questions
        for doc in question.docs
        if not any(
            is_document(passage.document_id, doc)
            and _gives(passage.text, question.answers_by_doc.get(doc, question.answers))
            for passage in passages
        )
    ]

    assert unfounded == []


def test_a_question_has_documents_and_answers_unless_it_is_unanswerable(asked):
    questions, _ = asked

    for question in questions:
        assert question.is_answerable != question.kind.startswith("unanswerable"), question.id
        assert bool(question.answers) == question.is_answerable, question.id
        assert set(question.answers_by_doc) in (set(), set(question.docs)), question.id


def test_no_question_is_asked_twice_and_no_two_have_the_same_id(asked):
    questions, _ = asked
    ids = Counter(question.id for question in questions)
    texts = Counter(question.question for question in questions)

    assert {*ids.values(), *texts.values()} == {1}


def _gives(text, answers):
    return all(re.search(answer, text, re.IGNORECASE) for answer in answers)
