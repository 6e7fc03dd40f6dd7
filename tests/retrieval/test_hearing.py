import numpy as np
from hypothesis import given, strategies as st

from retrieval.hearing import codes_of, columns, likenesses, thresholds
from retrieval.likeness import hear, likeness, threshold, weight_of

# Letters of many scripts, some that are heard in several ways and some that no table has.
spellings = st.text(alphabet="aeinouhgjkscztyъшјәğçə" + "اوهعخیپ" + "שבח" + "東京4'", max_size=9)


def words(*written):
    heard = [hear(word) for word in written]
    codes = [codes_of(word.units) for word in heard]
    lengths = np.array([len(some) for some in codes])
    flat = np.array([code for some in codes for code in some], dtype=np.uint16)
    bare = np.array([word.is_bare for word in heard])
    return columns(flat, np.cumsum(lengths) - lengths, lengths, bare)


@given(spellings, st.lists(spellings, min_size=1, max_size=6))
def test_many_words_at_once_are_as_alike_as_one_by_one(asked, others):
    found = likenesses(words(asked), words(*others))

    assert found.tolist() == [likeness(hear(asked), hear(other), 0.0) for other in others]


@given(spellings, st.lists(spellings, min_size=1, max_size=6))
def test_many_words_at_once_need_to_be_as_alike_as_one_by_one(asked, others):
    found = thresholds(words(asked), words(*others))

    assert found.tolist() == [threshold(weight_of(hear(asked), hear(o))) for o in others]


def test_a_letter_of_no_table_is_like_itself_only():
    same, turned = likenesses(words("東京"), words("東京", "京東")).tolist()

    assert same == 1.0
    assert turned < 0.1
