from random import Random

import numpy as np
from hypothesis import given, settings, strategies as st
from rank_bm25 import BM25Okapi

from retrieval.memory import MemoryRetriever
from retrieval.postings import build_postings
from tests.retrieval.builders import a_passage, a_query
from tests.retrieval.retrievers import PlainRetriever, RetrieverContract

# Few terms, so that they repeat, occur in more than half of the passages and reach the idf's floor.
TERM = st.sampled_from("abcdefgh")
PASSAGES = st.lists(st.lists(TERM, max_size=8), min_size=1, max_size=14)
QUERY = st.lists(st.sampled_from("abcdefghz"), max_size=6)


class TestMemoryRetriever(RetrieverContract):
    def make(self, indexed):
        return MemoryRetriever(indexed)


class TestPlainRetriever(RetrieverContract):
    def make(self, indexed):
        return PlainRetriever(indexed)


@given(PASSAGES.filter(any), QUERY)
def test_posting_lists_give_exactly_the_scores_of_rank_bm25(passages, query):
    scores = build_postings(passages).scores(query)

    assert np.array_equal(scores, BM25Okapi(passages).get_scores(query))


@given(PASSAGES, QUERY, st.integers(0, 16))
def test_both_retrievers_return_the_same_hits_in_the_same_order(passages, query, top):
    indexed = [(a_passage("".join(p), id=f"p{i:02}"), p) for i, p in enumerate(passages)]

    assert MemoryRetriever(indexed).search(a_query(*query), top) == (
        PlainRetriever(indexed).search(a_query(*query), top)
    )


def test_a_term_in_most_passages_scores_by_the_floor_of_the_idf():
    passages = [["dam", "gate"], ["dam", "wall"], ["dam"], ["sky"]]

    scores = build_postings(passages).scores(["dam"])

    assert np.array_equal(scores, BM25Okapi(passages).get_scores(["dam"]))
    assert BM25Okapi(passages).idf["dam"] == 0.25 * BM25Okapi(passages).average_idf


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 40))
def test_the_best_of_many_passages_are_those_of_rank_bm25(seed, top):
    random = Random(seed)
    passages = [random.choices("abcdefghijklmnopqrst", k=random.randint(0, 4)) for _ in range(700)]
    indexed = [(a_passage("".join(p), id=f"p{i:03}"), p) for i, p in enumerate(passages)]
    query = a_query(*random.choices("abcdefghijklmnopqrst", k=2))

    assert MemoryRetriever(indexed).search(query, top) == PlainRetriever(indexed).search(query, top)
