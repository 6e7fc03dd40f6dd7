from hypothesis import given, strategies as st

from retrieval.nearby import Nearby, may_be_near, nearby_arrays

WORDS = ["quay", "mole", "pier", "harbour", "lighthouse", "intergalactic"]

near_words = st.text(alphabet="abcdeяжш", min_size=4, max_size=10)


def nearby(*words):
    return Nearby(nearby_arrays("near", words), "near")


def one_away(typed, *words):
    return [words[number] for number in nearby(*words).one_error_away(typed)]


@given(near_words, st.data())
def test_every_word_one_error_away_is_found(word, data):
    at = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from("abxш"))
    swapped = word[:at] + word[at : at + 2][::-1] + word[at + 2 :]

    for typed in (word[:at] + letter + word[at:], word[:at] + letter + word[at + 1 :], swapped):
        assert one_away(typed, word) == [word]
    assert one_away(word[:at] + word[at + 1 :], word) == [word]


def test_words_further_away_are_not_found_with_them():
    assert one_away("lihgthuose", *WORDS) == []
    assert one_away("keys", *WORDS) == []


def test_words_two_errors_away_are_found_the_nearest_first():
    words = ["lightships", "lighthouse"]

    found = nearby(*words).two_errors_away("lihgthuose")

    assert words[found[0]] == "lighthouse"


def test_numbers_and_very_short_or_long_words_are_left_out():
    assert may_be_near("quay")
    assert not may_be_near("q42x")
    assert not may_be_near("as")
    assert not may_be_near("h" * 33)


def test_no_words_are_near_where_there_are_none():
    assert nearby().one_error_away("harbour") == []
    assert nearby().two_errors_away("lighthouse") == []
