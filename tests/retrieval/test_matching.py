from hypothesis import given, strategies as st

from retrieval.matching import Matcher
from retrieval.model import Form
from retrieval.parsing import AskedWord

TERM = st.sampled_from("abcdefgh")
FORM = st.builds(
    Form, st.lists(TERM, min_size=1, max_size=3).map(tuple), st.sampled_from([1.0, 0.75, 0.5, 0.1])
)
WORD = st.builds(
    lambda terms, forms: AskedWord("word", "word", tuple(terms), 1.0, False, 0, tuple(forms)),
    st.lists(TERM, min_size=1, max_size=2, unique=True),
    st.lists(FORM, max_size=4),
)
WORDS = st.lists(WORD, max_size=4)


@given(WORDS, st.frozensets(TERM))
def test_shares_of_all_words_are_those_of_each(words, terms):
    assert Matcher(words).shares(terms) == [word.share_in(terms) for word in words]


@given(WORDS, st.lists(TERM, max_size=12))
def test_a_word_is_said_as_often_as_its_terms_or_the_best_of_its_forms(words, terms):
    naive = [
        max(
            sum(map(terms.count, word.terms)),
            *(form.share * min(map(terms.count, form.terms)) for form in word.forms),
            0,
        )
        for word in words
    ]

    assert Matcher(words).times(terms) == naive


@given(WORDS, st.frozensets(st.tuples(TERM, TERM), max_size=8))
def test_neighbours_are_words_that_single_terms_in_a_row_stand_for(words, pairs):
    assert Matcher(words).neighbours(pairs) == {
        (first, second)
        for first, one in enumerate(words)
        for second, other in enumerate(words)
        if any(a in one.single_terms and b in other.single_terms for a, b in pairs)
    }
