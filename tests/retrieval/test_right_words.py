import pytest

from retrieval.english import english_words
from retrieval.right_words import listed_words, right_words


@pytest.fixture
def english():
    return right_words(english_words(), "en")


@pytest.mark.parametrize("word", ["lighthouse", "lighthouses", "visited", "patricia"])
def test_words_and_their_forms_are_right(english, word):
    assert english.holds(word)


@pytest.mark.parametrize("word", ["lighthuose", "walkked", "patriciaed"])
def test_other_words_are_not(english, word):
    assert not english.holds(word)


def test_forms_of_words_are_found_by_their_errors(english):
    assert "visited" in english.one_error_away("visted")
    assert "telephone" in english.one_error_away("telefone")
    assert "intergovernmental" not in english.one_error_away("visted")


def test_a_run_of_letters_that_no_word_has_looks_unusual(english):
    assert english.is_usual("lighthouse")
    assert not english.is_usual("lihgthouse")


def test_usual_words_stand_in_more_lists_than_rare_ones(english):
    assert english.times("homes") > english.times("hems")
    assert english.times("lihgthouse") == 0


def test_the_words_of_another_language_come_from_its_translations():
    russian = right_words(listed_words("ru"), "ru")

    assert russian.holds("президент")
    assert russian.holds("президентом")
    assert russian.holds("парома")
    assert "президент" in russian.one_error_away("президнет")
    assert listed_words("en") == listed_words("fi") == frozenset()
