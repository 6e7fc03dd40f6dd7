from collections import Counter

import numpy as np
import pytest
from hypothesis import given, strategies as st

from retrieval.english import english_words
from retrieval.keystrokes import typing_cost
from retrieval.spelling import Speller, spelling_arrays
from tests.evaluation.names import read_pairs
from tests.evaluation.typos import measure, read_texts

# Measured on the dossiers that nothing was chosen on: 0.996, 0.9997, 0.957, and 0.836 of words that
# the dossier lacks.
LEAST_PRECISION = 0.99
LEAST_UNTOUCHED = 0.999
LEAST_RECALL = 0.94
LEAST_RECALL_OF_LACKED = 0.81

TEXT = "the lighthouse keeper painted four lanterns beside Kovalenko harbour orchard 1923"


def a_speller(*words, follows=lambda before, after: False):
    counts = Counter(word.casefold() for word in words or TEXT.split())
    return Speller(counts, english_words(), follows)


def repaired(speller, word, before=None, after=None):
    repair = speller.repair(word, before, after)
    return repair and repair.word


def test_errors_never_looked_at_are_repaired_and_right_words_left_alone():
    tally = measure(read_texts(), held_back=True)

    assert tally.precision >= LEAST_PRECISION
    assert tally.untouched >= LEAST_UNTOUCHED
    assert tally.recall >= LEAST_RECALL
    assert tally.lacked_repaired >= LEAST_RECALL_OF_LACKED * tally.lacked


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("lihgthouse", "lighthouse"),
        ("lightouse", "lighthouse"),
        ("lighthoouse", "lighthouse"),
        ("lanyerns", "lanterns"),
        ("hsrbour", "harbour"),
        ("lihgthuose", "lighthouse"),
        ("lightheuce", "lighthouse"),
        ("Kovalneko", "kovalenko"),
    ],
)
def test_an_error_is_repaired_to_a_word_of_the_dossier(typed, meant):
    assert repaired(a_speller(), typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("goverment", "government"),
        ("parlament", "parliament"),
        ("recieved", "received"),
        ("independance", "independence"),
        ("telefone", "telephone"),
        ("harber", "harbour"),
    ],
)
def test_what_is_written_as_it_is_heard_is_understood(typed, meant):
    assert repaired(a_speller(), typed) == meant


@pytest.mark.parametrize(
    "word",
    ["lighthouse", "keepers", "paint", "president", "governed", "1932", "fuor2", "lsa", "", "q"],
)
def test_right_words_numbers_and_little_words_stay(word):
    assert repaired(a_speller(), word) is None


def test_a_name_that_the_dossier_lacks_is_not_taken_for_another():
    assert repaired(a_speller(), "Kowalewski") is None
    assert repaired(a_speller("Martina"), "Marina") is None


def test_hardly_a_name_is_taken_for_another_of_the_table():
    different = [pair for pair in read_pairs(held_back=True) if not pair.is_same]
    repairs = [a_speller(pair.a).repair(pair.b, "", None) for pair in different]

    assert sum(repair is not None and not repair.is_guess for repair in repairs) <= 2


def test_a_name_that_may_be_another_is_repaired_as_a_guess_and_surely_beside_the_same_name():
    pairs = {("yusuf", "kerimli")}
    speller = a_speller("Kerimli", follows=lambda a, b: (a, b) in pairs)

    guess = speller.repair("Karimli", "with", None)
    sure = speller.repair("Karimli", "yusuf", None)

    assert guess is not None
    assert guess.is_guess
    assert sure is not None
    assert not sure.is_guess


def test_a_wife_is_not_her_husband():
    assert repaired(a_speller("Chubarov"), "Chubarova", before="with") is None
    assert repaired(a_speller("Chubarova"), "chubarov", before="with") is None


def test_words_that_differ_by_an_ending_are_both_right():
    assert repaired(a_speller("fatigues"), "fatigue") is None


def test_a_word_written_as_two_is_joined():
    repair = a_speller("intergalactic").repair("galactic", "inter", None)

    assert repair is not None
    assert (repair.word, repair.joins) == ("intergalactic", -1)


def test_two_words_written_as_one_are_parted_where_they_follow_each_other():
    pairs = {("lighthouse", "keeper")}
    speller = a_speller(follows=lambda a, b: (a, b) in pairs)

    assert repaired(speller, "lighthousekeeper") == "lighthouse keeper"
    assert repaired(a_speller(), "lighthousekeeper") is None


def test_the_neighbours_decide_between_two_words():
    pairs = {("ripe", "orchard")}
    speller = a_speller("orchard", "orchars", follows=lambda a, b: (a, b) in pairs)

    assert repaired(speller, "orchatd", before="ripe") == "orchard"


def test_a_word_of_the_language_may_be_meant_that_the_dossier_lacks():
    assert repaired(a_speller(), "prsident") == "president"


def test_a_word_of_another_language_is_repaired_to_one_of_that_language():
    repair = a_speller().repair("президнет", None, None, language="ru")

    assert repair is not None
    assert repair.word == "президент"
    assert a_speller().repair("президента", None, None, language="ru") is None
    assert a_speller().repair("harbour", None, None, language="ru") is None


def test_a_short_name_is_not_taken_for_an_everyday_word():
    assert repaired(a_speller("hotel"), "Hatel", before="with") is None
    assert repaired(a_speller("hotel"), "hatel", before="with") == "hotel"


def test_a_form_of_a_word_that_the_dossier_has_is_likelier_than_a_word_it_lacks():
    assert repaired(a_speller("harbour", "home", "home"), "hmoes") == "homes"
    assert repaired(a_speller("harbour", "lantern"), "lanetrns") == "lanterns"


def test_a_dossier_of_no_words_repairs_nothing_of_its_own():
    assert Speller({}, frozenset()).repair("lighthoose", None, None) is None


def test_fingers_slip_to_the_next_key_more_than_across_the_keyboard():
    assert typing_cost("hsrbour", "harbour") < typing_cost("hprbour", "harbour")
    assert typing_cost("abrour", "arbour") == typing_cost("arbour", "abrour")


def test_a_speller_over_saved_arrays_repairs_alike(tmp_path):
    words = {"lighthouse": ("lighthous",), "keeper": ("keeper",), "of": ()}
    arrays = spelling_arrays(Counter(list(words)), [("lighthouse", "keeper")], words)
    np.savez(tmp_path / "saved.npz", **arrays)

    with np.load(tmp_path / "saved.npz") as saved:
        speller = Speller.from_arrays(dict(saved), english_words())

    assert repaired(speller, "lihgthouse") == "lighthouse"
    assert repaired(speller, "lighthousekeeper") == "lighthouse keeper"
    assert dict(speller.terms) == words


@given(st.text(max_size=40))
def test_any_text_may_be_asked_to_be_repaired(word):
    repair = a_speller().repair(word, None, None)

    assert repair is None or 0 < repair.confidence <= 1
