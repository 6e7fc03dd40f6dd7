import pytest
from hypothesis import given, strategies as st

from retrieval.vocabulary import read_vocabulary


def vocabulary_of(*texts, language="en"):
    return read_vocabulary((text, language) for text in texts)


def names(*texts, language="en", ordinary=()):
    return set(vocabulary_of(*texts, language=language).names(set(ordinary).__contains__))


def test_words_are_counted_folded_and_kept_with_their_terms():
    vocabulary = vocabulary_of("The ferries left. A Ferry and a ferry stayed.")

    assert vocabulary.counts["ferry"] == 2
    assert vocabulary.counts["ferries"] == 1
    assert vocabulary.terms["ferries"] == vocabulary.terms["ferry"]


def test_stop_words_are_not_taken_in():
    assert set(vocabulary_of("The boat is at the pier").counts) == {"boat", "pier"}


def test_a_word_with_a_capital_that_grammar_does_not_ask_for_is_a_name():
    assert names("Yesterday the Marisol met Brandvold off Kelder.", ordinary=["yesterday"]) == {
        "Marisol",
        "Brandvold",
        "Kelder",
    }


def test_a_word_that_begins_a_sentence_is_a_name_unless_it_is_ordinary():
    text = "Bread was dear. Brandvold baked none. “Winter came early,” she said."

    assert names(text, ordinary=["bread", "winter"]) == {"Brandvold"}


@pytest.mark.parametrize("mark", [". ", "! ", "? ", ": ", "; ", " “", " (", " «", "… "])
def test_capitals_after_the_end_of_a_sentence_tell_nothing(mark):
    assert names(f"They waited{mark}Boats came at last", ordinary=["boats", "waited"]) == set()


def test_a_word_often_written_small_is_no_name():
    assert names("We saw the Dam. No dam held, every dam broke.", ordinary=["saw"]) == set()


def test_a_name_once_written_small_is_still_a_name():
    text = "Old Kelder, new Kelder, lost Kelder, dear Kelder, and www kelder"

    assert "Kelder" in names(text)


def test_a_name_is_kept_as_written_inside_a_sentence_and_without_its_genitive():
    assert names("KELDER burned. All of Kelder's boats sank.", ordinary=["boats"]) == {"Kelder"}


def test_a_name_has_the_terms_that_find_it():
    vocabulary = vocabulary_of("Off Kelder’s coast lay the Marisol")

    assert vocabulary.names(lambda word: False)["Marisol"] == ("marisol",)


def test_numbers_are_no_names():
    assert names("Of 212 people 90 saw 24.06.2031 and the Marisol", ordinary=["people"]) == {
        "Marisol"
    }


@pytest.mark.parametrize(
    ("text", "language", "word"),
    [("وصلت سفينة مرجان", "ar", "مرجان"), ("کشتی مرجان رسید", "fa", "مرجان")],
)
def test_any_word_of_a_script_without_capitals_may_be_a_name(text, language, word):
    assert word in names(text, language=language)


def test_cyrillic_capitals_tell_names_too():
    assert names("Вчера пароход Ласточка ушёл в Кельдер", language="ru", ordinary=["вчера"]) == {
        "Ласточка",
        "Кельдер",
    }


def test_an_empty_dossier_has_no_words():
    assert not vocabulary_of().counts
    assert not vocabulary_of("", "…").names(lambda word: False)


@given(st.lists(st.sampled_from(["Kelder", "kelder", "boat", "Boat", "the", ".", "212"])))
def test_every_occurrence_is_counted_and_names_are_among_the_words(words):
    vocabulary = vocabulary_of(" ".join(words))
    lowered = [word.lower() for word in words]

    assert vocabulary.counts["kelder"] == lowered.count("kelder")
    assert vocabulary.counts["boat"] == lowered.count("boat")
    capitals = vocabulary.capitals["kelder"] + vocabulary.beginnings["kelder"]
    assert capitals == words.count("Kelder")
    assert {name.lower() for name in vocabulary.names(lambda _: False)} <= set(vocabulary.counts)


@given(st.text(max_size=60), st.sampled_from(["en", "ru", "tr", "ar", "ja"]))
def test_any_text_can_be_read(text, language):
    vocabulary_of(text, language=language).names(lambda word: False)


def test_words_that_follow_each_other_are_remembered_with_stop_words_among_them():
    vocabulary = vocabulary_of("The Ferry sails at noon.", "Bread rose.")

    assert vocabulary.follows("ferry", "sails")
    assert vocabulary.follows("sails", "at")
    assert not vocabulary.follows("sails", "ferry")
    assert not vocabulary.follows("noon", "bread")
