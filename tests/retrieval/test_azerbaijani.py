import pytest
from hypothesis import given, strategies as st

from retrieval.answering import Answering
from retrieval.azerbaijani import SHORTEST_STEM, stem_azerbaijani
from retrieval.tokenization import terms
from tests.retrieval.builders import a_document, of_documents

LETTERS = st.text("abcçdeəfgğhxıijkqlmnoöprsştuüvyz", max_size=20)


@pytest.mark.parametrize(
    "forms",
    [
        "gəmi gəmilər gəmilərdən gəmidə gəmini gəminin",
        "dəniz dənizdə dənizdən dənizlər dənizin",
        "balıqçı balıqçılar balıqçılara balıqçıların",
        "fırtına fırtınadan fırtınalar fırtınanın",
        "bağ bağda bağlar bağlardan bağın",
    ],
)
def test_the_cases_and_numbers_of_a_word_share_a_stem(forms):
    assert len({stem_azerbaijani(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("dəniz", "gəmi"), ("bağ", "balıq"), ("qırmızı", "qızıl"), ("duz", "düz")]
)
def test_different_words_keep_different_stems(one, other):
    assert stem_azerbaijani(one) != stem_azerbaijani(other)


def test_capitals_with_and_without_a_dot_are_told_apart():
    assert terms("İSTİ SUDA", "az") == terms("isti suda", "az")
    assert terms("QIZIL", "az") == terms("qızıl", "az")


def test_what_follows_an_apostrophe_is_an_ending():
    assert terms("NATO'nun", "az") == terms("NATO", "az")


def test_an_inflected_question_finds_an_inflected_passage():
    answering = Answering(
        of_documents(
            a_document("Balıqçılar fırtınadan sonra limana qayıtdılar.", id="a", language="az"),
            a_document("Bağlarda almalar yetişib.", id="b", language="az"),
        )
    )

    assert answering.ask("fırtınalar").quotes[0].citation.document_id == "a"
    assert answering.ask("alma bağı").quotes[0].citation.document_id == "b"


@given(LETTERS)
def test_a_stem_begins_its_word_and_is_its_own_stem(word):
    stem = stem_azerbaijani(word)

    assert word.startswith(stem)
    assert len(stem) >= min(SHORTEST_STEM, len(word))
    assert stem_azerbaijani(stem) == stem
