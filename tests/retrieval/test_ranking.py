from dataclasses import replace

import pytest

from retrieval.model import Form, Hit
from retrieval.parsing import read_question
from retrieval.ranking import Weigher, rank
from retrieval.reading import Library
from tests.retrieval.builders import a_passage


def ranked(question, *documents, score=1.0, forms=()):
    """The passages in their final order; each document is given by its paragraphs.

    All have the same first score. forms: what stands for the first asked word too.
    """
    passages = [
        a_passage(text, f"d{number}", at, id=f"d{number}#{at}")
        for number, paragraphs in enumerate(documents)
        for at, text in enumerate(paragraphs, start=1)
    ]
    names = {passage.document_id for passage in passages}
    library = Library(dict.fromkeys(names, ""), dict.fromkeys(names, "en"), passages)
    asked = read_question(question, ("en",))
    first, *rest = asked.words
    asked = replace(asked, words=(replace(first, forms=tuple(forms)), *rest))
    hits = [Hit(passage, score) for passage in passages]
    return rank(hits, asked, library.read, Weigher(lambda term: 1, 50))


def first_of(question, *documents, forms=()):
    return ranked(question, *documents, forms=forms)[0].reading.passage.text


def scores(question, *documents, forms=()):
    items = ranked(question, *documents, forms=forms)
    return {item.reading.passage.text: item.score for item in items}


def test_of_equal_paragraphs_the_one_beside_the_rest_of_the_question_is_first():
    engine, pilot = "He blamed the engine.", "He blamed the pilot."

    found = scores("Marisol blamed", [pilot, "It rained."], [engine, "The Marisol sank."])

    assert found[engine] > found[pilot]


def test_the_paragraph_itself_counts_more_than_the_one_beside_it():
    found = scores("Marisol", ["The Marisol sank.", "It rained."], ["The sun rose."])

    assert found["The Marisol sank."] > found["It rained."] > found["The sun rose."]


def test_a_word_that_both_hold_counts_once():
    alone = scores("Marisol", ["The Marisol sank."])
    beside = scores("Marisol", ["The Marisol sank.", "The Marisol was blue."])

    assert alone["The Marisol sank."] == beside["The Marisol sank."]


@pytest.mark.parametrize(
    ("question", "with_it", "without"),
    [
        ("When was it closed?", "They closed it on Tuesday.", "They closed it with care."),
        ("How many closed?", "Some 40 mills closed.", "Some old mills closed."),
        ("Why was it closed?", "They closed it because of ice.", "They closed it once more there."),
    ],
)
def test_a_sentence_with_the_kind_of_thing_that_is_asked_for_is_preferred(
    question, with_it, without
):
    assert first_of(question, [without], [with_it]) == with_it


def test_the_best_sentence_is_one_with_the_kind_of_thing():
    [item] = ranked("When was the mill closed?", ["The mill closed. The mill closed on Tuesday."])

    assert item.best_sentence == 1


def test_a_synonym_counts_as_much_as_it_stands_for_and_never_more_than_the_word():
    half, almost = (Form(("watch",), share) for share in (0.5, 0.9))
    passages = (["The clock struck."], ["The watch struck."], ["The bell struck."])

    by_half = scores("clock", *passages, forms=[half])
    by_almost = scores("clock", *passages, forms=[almost])

    for found in (by_half, by_almost):
        assert found["The clock struck."] > found["The watch struck."] > found["The bell struck."]
    assert by_almost["The watch struck."] > by_half["The watch struck."]


def test_several_synonyms_in_a_sentence_count_as_the_best_of_them():
    forms = [Form(("watch",), 0.7), Form(("dial",), 0.7)]

    found = scores("clock", ["The watch, the dial."], ["The watch, the bell."], forms=forms)

    assert found["The watch, the dial."] == found["The watch, the bell."]


def test_a_synonym_beside_the_next_asked_word_is_a_pair():
    forms = [Form(("watch",), 0.7)]

    found = scores("clock tower", ["Watch tower here."], ["Tower here watch."], forms=forms)

    assert found["Watch tower here."] > found["Tower here watch."]
