from collections import Counter

import pytest
from hypothesis import given, strategies as st

from retrieval.correction import Corrector
from retrieval.english import english_words
from retrieval.names import NameIndex
from retrieval.spelling import Speller
from retrieval.tokenization import tokenize

TEXT = "The lighthouse keeper Kovalenko painted intergalactic lanterns beside the harbour in 1923."


@pytest.fixture
def corrector():
    tokens = tokenize(TEXT, "en")
    held = Counter(term for token in tokens for term in token.terms)
    speller = Speller(Counter(token.folded for token in tokens), english_words())
    names = NameIndex({"Kovalenko": ("kovalenko",)})
    return Corrector(speller, names, held.__getitem__)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Who paimted the lighthuose?", "Who painted the lighthouse?"),
        ("Lighthuose keper, 1923", "Lighthouse keeper, 1923"),
        ("inter galactic lanterns", "intergalactic lanterns"),
        ("waht president", "what president"),
        ("the Harbuor lanterns", "the Harbour lanterns"),
        ("the lighthuose's lanyern", "the lighthouse's lantern"),
    ],
)
def test_a_question_is_corrected_where_the_fingers_slipped(corrector, typed, meant):
    assert corrector.correct(typed, "en").text == meant


def test_it_is_told_what_was_read_as_what(corrector):
    read_as = corrector.correct("Who paimted the inter galactic lighthouse?", "en").read_as

    assert read_as == (("paimted", "painted"), ("inter galactic", "intergalactic"))


@pytest.mark.parametrize(
    "question",
    [
        "Who painted the lighthouse?",
        'Who said "paimted lighthuose"?',
        "Ковaленко",
        "",
        "?!",
        "Koval",
    ],
)
def test_right_words_other_spellings_and_quoted_ones_stay(corrector, question):
    assert corrector.correct(question, "en").text == question
    assert corrector.correct(question, "en").read_as == ()


def test_a_question_on_the_wrong_layout_is_typed_again(corrector):
    assert corrector.retype("црщ зфштеув еру дшпрерщгыу") == "who painted the lighthouse"
    assert corrector.retype("who painted it") == "who painted it"


@given(st.text(max_size=40))
def test_any_text_may_be_corrected(text):
    corrector = Corrector(Speller({}, frozenset()), NameIndex({}), lambda term: 0)

    assert corrector.correct(text, "en").text == text
