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
    says,
    word_weight,
)
from retrieval.matching import Weigher
from retrieval.model import Form, FormKind, Hit
from retrieval.parsing import AskedWord, read_question
from retrieval.ranking import rank
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
SAID_OR_NOT = {"empty", "hardly", "unsaid", "is_keywords"}
EVIDENCE = st.builds(
    Evidence, *(FLAGS if fact.name in SAID_OR_NOT else SHARES for fact in fields(Evidence))
)


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


@given(EVIDENCE, st.sampled_from(["first", "said", "sentence", "names"]), SHARES)
def test_confidence_grows_with_what_the_passages_cover(evidence, fact, share):
    less, more = sorted((getattr(evidence, fact), share))

    assert replace(evidence, **{fact: less}).confidence <= (
        replace(evidence, **{fact: more}).confidence
    )


@given(EVIDENCE, st.sampled_from(["empty", "hardly", "unsaid", "unmet"]))
def test_confidence_falls_with_what_is_lacking(evidence, fact):
    assert replace(evidence, **{fact: 1.0}).confidence < (
        replace(evidence, **{fact: 0.0}).confidence
    )


def test_there_is_a_weight_for_every_fact():
    assert len(WEIGHTS) == len(fields(Evidence))


def test_a_question_that_a_sentence_answers_is_answered_confidently(answering):
    evidence = answering.evidence("When was the clock of Kelder repaired?")

    assert evidence.first == evidence.said == evidence.sentence == evidence.exact == 1.0
    assert evidence.names == evidence.wanted == 1.0
    assert evidence.unmet == evidence.missed == evidence.empty == evidence.hardly == 0.0
    assert evidence.confidence > 0.7


def test_each_further_word_that_is_not_found_lowers_the_confidence(answering):
    questions = [
        "Who repaired the clock of the ferry?",
        "Who repaired the clock of the abbey?",
        "Who repaired the abbey and gilded its spire?",
    ]

    confidences = [answering.evidence(question).confidence for question in questions]

    assert confidences == sorted(confidences, reverse=True)
    assert confidences[0] > confidences[-1] + 0.2


def test_a_name_that_stands_nowhere_near_lowers_the_confidence(answering):
    known = answering.evidence("Did Brandvold repair the clock?")
    beside = answering.evidence("Did Brandvold charge forty crowns?")
    unknown = answering.evidence("Did Okonjo repair the clock?")

    assert (known.names, beside.names, unknown.names) == (1.0, 1.0, 0.0)
    assert unknown.confidence < known.confidence - 0.2


def test_a_passage_that_does_not_fill_the_blank_lowers_the_confidence(answering):
    told = answering.evidence("When does the ferry return?")
    untold = answering.evidence("How many times does the ferry return?")

    assert (told.empty, untold.empty) == (0.0, 1.0)
    assert told.wanted > untold.wanted == 0.0
    assert answering.evidence("Does the ferry return?").empty == 0.0


def test_a_sentence_that_says_that_it_is_not_known_is_told():
    answering = Answering(
        a_dossier("Who repaired the clock is not known.", "Bread became dearer.", "Rain fell.")
    )

    assert answering.evidence("Who repaired the clock?").unsaid == 1.0


def test_another_language_is_not_said_to_lack_what_only_english_shapes_tell():
    answering = Answering(
        of_documents(
            a_document("Часы починили в понедельник.", "Поют.", id="a", language="ru", title=None)
        )
    )

    evidence = answering.evidence("Когда починили часы?")

    assert (evidence.empty, evidence.hardly) == (0.0, 0.0)


def test_words_are_counted_and_keywords_told(answering):
    keywords = answering.evidence("clock repaired crowns")
    short = answering.evidence("What of the clock?")

    assert (keywords.is_keywords, keywords.words) == (1.0, 0.5)
    assert (short.is_keywords, short.words) == (0.0, pytest.approx(1 / 6))


def test_a_word_of_the_same_idea_covers_but_does_not_say():
    word = a_word("clock", forms=(Form(("hour",), 0.8, FormKind.RELATED),))

    assert covers(word, a_ranked("An hour passed.")) == 0.8
    assert says(word, {"hour"}) == 0.0
    assert says(word, {"clock"}) == 1.0
    assert says(a_word("clock", forms=(Form(("watch",), 0.7),)), {"watch"}) == 0.7


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
        assert 0 < evidence.confidence < 1
        assert len(astuple(evidence)) == len(WEIGHTS)
