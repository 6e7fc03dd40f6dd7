from dataclasses import astuple, fields, replace

import pytest
from hypothesis import given, strategies as st

from retrieval.answering import Answering
from retrieval.confidence import (
    WEIGHTS,
    Evidence,
    coverage,
    covers,
    is_unknown,
    word_weight,
)
from retrieval.model import Form, Hit
from retrieval.parsing import AskedWord, read_question
from retrieval.ranking import Weigher, rank
from retrieval.reading import Library
from tests.retrieval.builders import a_document, a_dossier, a_passage, of_documents

PARAGRAPHS = (
    "The clock of Kelder was repaired by Ilse Brandvold in 1931.",
    "She charged forty crowns for the work.",
    "The ferry sails at noon and returns at dusk.",
    "Bread became dearer after the drought.",
    "Trees were planted along the road.",
    "The choir sang until late.",
)
SHARES = st.floats(0, 1)
FLAGS = st.sampled_from([0.0, 1.0])
# The first eight facts are shares or sums of them, the rest are said or not.
EVIDENCE = st.builds(Evidence, *([SHARES] * 8), *([FLAGS] * 7))


@pytest.fixture(scope="module")
def answering():
    return Answering(a_dossier(*PARAGRAPHS))


def a_word(term="clock", weight=1.0, is_name=False, forms=()):
    return AskedWord(term, term, (term,), weight, is_name, 0, forms)


def a_ranked(text, title="", heading=None):
    passage = a_passage(text, heading=heading)
    library = Library({"ferry": title}, {"ferry": "en"})
    question = read_question("clock", ("en",))
    [ranked] = rank([Hit(passage, 1.0)], question, library.read, Weigher(lambda term: 0, 1))
    return ranked


@given(EVIDENCE)
def test_confidence_is_between_0_and_1(evidence):
    assert 0 < evidence.confidence < 1


@given(EVIDENCE, st.sampled_from(["best", "first", "topic", "sentence"]), SHARES)
def test_confidence_grows_with_what_the_passages_cover(evidence, fact, share):
    less, more = sorted((getattr(evidence, fact), share))

    assert replace(evidence, **{fact: less}).confidence <= (
        replace(evidence, **{fact: more}).confidence
    )


@given(EVIDENCE, st.sampled_from(["lacks", "sentence_lacks", "lacks_name"]))
def test_confidence_falls_with_what_is_lacking(evidence, fact):
    assert replace(evidence, **{fact: 1.0}).confidence < (
        replace(evidence, **{fact: 0.0}).confidence
    )


def test_there_is_a_weight_for_every_fact():
    assert len(WEIGHTS) == len(fields(Evidence))


def test_a_question_that_a_sentence_answers_is_answered_confidently(answering):
    evidence = answering.evidence("When was the clock repaired?")

    assert evidence.first == evidence.topic == evidence.sentence == evidence.exact == 1.0
    assert evidence.unknown == evidence.missed == evidence.lacks == 0.0
    assert evidence.is_wanted == 1.0
    assert evidence.confidence > 0.9


def test_each_further_word_that_is_not_found_lowers_the_confidence(answering):
    questions = [
        "Who repaired the clock of the ferry?",
        "Who repaired the clock of the abbey?",
        "Who repaired the abbey and gilded its spire?",
    ]

    confidences = [answering.evidence(question).confidence for question in questions]

    assert confidences == sorted(confidences, reverse=True)
    assert confidences[0] > confidences[-1] + 0.3


def test_an_unknown_name_lowers_the_confidence(answering):
    known = answering.evidence("Did Brandvold repair the clock?")
    unknown = answering.evidence("Did Okonjo repair the clock?")

    assert (known.has_name, known.lacks_name, known.unknown) == (1.0, 0.0, 0.0)
    assert (unknown.has_name, unknown.lacks_name) == (1.0, 1.0)
    assert unknown.unknown > 0
    assert unknown.confidence < known.confidence - 0.3


def test_a_passage_without_the_kind_of_thing_lowers_the_confidence(answering):
    told = answering.evidence("When does the ferry return?")
    untold = answering.evidence("How many times does the ferry return?")

    assert (told.lacks, told.sentence_lacks) == (0.0, 0.0)
    assert (untold.lacks, untold.sentence_lacks) == (1.0, 1.0)


def test_another_language_is_not_said_to_lack_what_only_english_shapes_tell():
    answering = Answering(
        of_documents(
            a_document("Часы починили в понедельник.", "Поют.", id="a", language="ru", title=None)
        )
    )

    evidence = answering.evidence("Когда починили часы?")

    assert (evidence.is_wanted, evidence.lacks, evidence.sentence_lacks) == (1.0, 0.0, 0.0)


def test_words_of_the_paragraphs_beside_it_are_near(answering):
    evidence = answering.evidence("clock repaired Brandvold crowns")

    assert evidence.first < 1
    assert evidence.near == pytest.approx(1 - evidence.first)


def test_keywords_and_short_questions_are_told(answering):
    keywords = answering.evidence("clock repaired crowns")
    short = answering.evidence("What of the clock?")

    assert (keywords.is_keywords, keywords.is_short) == (1.0, 0.0)
    assert (short.is_keywords, short.is_short) == (0.0, 1.0)


def test_there_is_no_evidence_where_nothing_is_found(answering):
    assert answering.evidence("pancakes") is None
    assert answering.evidence("…") is None
    assert answering.evidence("") is None


def test_a_synonym_covers_as_much_as_it_stands_for():
    word = a_word("clock", forms=(Form(("watch",), 0.7), Form(("time", "piec"), 0.6)))

    assert covers(word, a_ranked("The clock struck.")) == 1.0
    assert covers(word, a_ranked("The watch and the clock struck.")) == 1.0
    assert covers(word, a_ranked("The watch and the watches struck.")) == 0.7
    assert covers(word, a_ranked("The time piece struck.")) == 0.6
    assert covers(word, a_ranked("The bell struck.")) == 0.0


def test_a_title_or_heading_covers_less_than_the_passage():
    in_title = covers(a_word(), a_ranked("It struck.", title="The clock"))
    in_heading = covers(a_word(), a_ranked("It struck.", heading="Clocks"))

    assert 0 < in_title == in_heading < 1


def test_coverage_is_a_share_of_the_weight():
    item = a_ranked("The clock struck.")
    weighted = [(3.0, a_word("clock")), (1.0, a_word("bell"))]

    assert coverage(weighted, item) == 0.75
    assert coverage([], item) == 1.0


def test_a_word_is_unknown_that_is_held_in_no_form():
    assert is_unknown(a_word("clock"), lambda term: 0)
    assert not is_unknown(a_word("clock"), lambda term: 1)
    assert not is_unknown(a_word("clock", forms=(Form(("watch",), 0.7),)), lambda term: 0)


@given(st.integers(1, 1000).flatmap(lambda n: st.tuples(st.just(n), *[st.integers(0, n)] * 2)))
def test_a_rarer_word_never_weighs_less(counts):
    total, *held_by = counts
    fewer, more = sorted(held_by)

    rare = word_weight(a_word(), lambda term: fewer, total)
    common = word_weight(a_word(), lambda term: more, total)

    assert 0 < common <= rare <= 1


def test_a_word_found_only_in_another_form_weighs_by_how_rare_that_is():
    held = {"watch": 3}
    word = a_word("clock", forms=(Form(("watch",), 0.7),))

    by_form = word_weight(word, lambda term: held.get(term, 0), 50)

    assert by_form == word_weight(a_word("watch"), lambda term: held.get(term, 0), 50)


@given(words=st.lists(st.sampled_from(["clock", "bell", "repaired", "Kelder", "Okonjo", "the"])))
def test_every_share_is_a_share(answering, words):
    evidence = answering.evidence(" ".join(["When", *words]))

    if evidence is not None:
        facts = {f.name: getattr(evidence, f.name) for f in fields(evidence)}
        assert all(0 <= value <= 1 + 1e-9 for name, value in facts.items() if name != "missed")
        assert facts["missed"] >= 0
        assert evidence.best >= evidence.first
        assert 0 < evidence.confidence < 1
        assert len(astuple(evidence)) == len(WEIGHTS)
