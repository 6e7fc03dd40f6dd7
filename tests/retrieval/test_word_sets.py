from hypothesis import given, strategies as st

from retrieval.word_sets import StemsNumbers, WordCounts, WordSet

words = st.text(st.characters(exclude_characters="\n\t", exclude_categories=["Cs"]), min_size=1)


@given(st.sets(words), words)
def test_a_word_set_holds_what_a_set_holds(known, word):
    found = WordSet(known)

    assert set(found) == known
    assert len(found) == len(known)
    assert all(one in found for one in known)
    assert (word in found) == (word in known)


def test_equal_word_sets_are_one_key():
    assert WordSet(["mill", "fire"]) == WordSet(["fire", "mill", "fire"])
    assert hash(WordSet(["mill", "fire"])) == hash(WordSet(["fire", "mill"]))
    assert WordSet() == frozenset()
    assert WordSet(["mill", "fire"]) & {"mill", "sea"} == {"mill"}


@given(st.dictionaries(words, st.integers(1, 10**6)), words)
def test_counts_are_those_given_and_none_of_other_words(given_counts, word):
    counts = WordCounts(given_counts)

    assert all(counts[one] == times for one, times in given_counts.items())
    assert counts[word] == given_counts.get(word, 0)


@given(st.lists(st.lists(words, min_size=1).map(tuple), unique=True))
def test_stems_have_the_numbers_in_which_order_they_were_given(runs):
    numbers = StemsNumbers(runs)

    assert [numbers.number(run) for run in runs] == list(range(len(runs)))
    assert sorted(numbers) == sorted(runs)
    assert len(numbers) == len(runs)
    assert all(run in numbers for run in runs)


def test_stems_of_two_words_are_no_stem_with_a_space():
    numbers = StemsNumbers([("take", "over"), ("take",)])

    assert numbers.number(("take over",)) == -1
    assert ("over",) not in numbers
    assert "take" not in numbers
