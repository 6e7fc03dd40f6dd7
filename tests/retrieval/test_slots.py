"""A sentence fills the blank of a question only with what the question does not say itself."""

import pytest

from retrieval.parsing import read_question
from retrieval.slots import Blank
from retrieval.wanted import WEAK


def a_blank(question: str) -> Blank:
    return Blank(read_question(question, ("en",)))


def filled(question: str, sentence: str, language: str = "en") -> float:
    return a_blank(question).filled_by(sentence, language)


@pytest.mark.parametrize(
    ("question", "better", "worse"),
    [
        ("How many children died?", "Nine children died.", "In all 58 people died there."),
        ("How many boats sank?", "They lost 14 boats.", "The boats of 1904 rotted."),
        ("Who shut the valve?", "It was Ada Brandt who shut the valve.", "The valve was shut."),
        ("Who saw Ada Brandt?", "Jon Melk saw Ada Brandt.", "Ada Brandt was seen."),
        ("When did it sail?", "It sailed on 4 May 1912.", "It sailed later."),
        ("When did it sail in 1912?", "It sailed on 4 May 1912.", "In 1912 it sailed."),
        ("How old is Jon Melk?", "Jon Melk, 54, left.", "Jon Melk left the old hall."),
        ("Which bank bought it?", "The bank Orell bought it.", "A bank bought it."),
    ],
)
def test_one_sentence_fills_the_blank_better(question: str, better: str, worse: str) -> None:
    assert filled(question, better) > filled(question, worse)


def test_a_number_beside_what_is_counted_fills_it_wholly() -> None:
    assert filled("How many hens were sold?", "He sold 40 brown hens.") == 1.0
    assert filled("How many hens were sold?", "The goats were sold.") == 0.0


def test_of_other_languages_nothing_is_denied() -> None:
    assert filled("How many hens were sold?", "Tavuklar satıldı.", "tr") == WEAK


@pytest.mark.parametrize("question", ["Was it sold?", "describe the harbour", "What happened?"])
def test_a_question_without_a_known_kind_has_no_blank(question: str) -> None:
    assert not a_blank(question).is_known
