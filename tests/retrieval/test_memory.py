from dataclasses import replace
from random import Random
from statistics import fmean as mean

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from rank_bm25 import BM25Okapi

from retrieval.model import Form, Query
from retrieval.postings import build_postings
from tests.retrieval.builders import a_passage, a_query
from tests.retrieval.retrievers import MemoryRetriever, PlainRetriever, RetrieverContract

# Few terms, so that they repeat, occur in more than half of the passages and reach the idf's floor.
TERM = st.sampled_from("abcdefgh")
PASSAGES = st.lists(st.lists(TERM, max_size=8), min_size=1, max_size=14)
QUERY = st.lists(st.sampled_from("abcdefghz"), max_size=6)
FORM = st.builds(
    Form,
    st.lists(st.sampled_from("abcdefghz"), min_size=1, max_size=3).map(tuple),
    st.sampled_from([1.0, 0.95, 0.75, 0.5, 0.1]),
)
GROUP = st.lists(FORM, max_size=4).map(tuple)


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


def naive_scores(passages, query):
    """rank-bm25's scores, and for each group the best share of a form's mean weight."""
    bm25 = BM25Okapi(passages)
    scores = bm25.get_scores(query.terms)
    weights = {term: bm25.get_scores([term]) for term in bm25.idf}
    for number, passage in enumerate(passages):
        for group in query.groups:
            added = [
                form.share * mean(weights[term][number] for term in set(form.terms))
                for form in group
                if set(form.terms) <= set(passage)
            ]
            scores[number] += max(added, default=0.0)
    return scores


@given(PASSAGES.filter(any), QUERY, st.lists(GROUP, max_size=3))
def test_a_group_of_forms_adds_the_best_share_of_a_forms_mean_weight(passages, terms, groups):
    query = replace(a_query(*terms), groups=tuple(groups))

    scores = build_postings(passages).scores(query.terms, query.groups)

    assert scores == pytest.approx(naive_scores(passages, query), abs=1e-12)


@given(PASSAGES, QUERY, st.lists(GROUP, max_size=3), st.integers(0, 16))
def test_groups_find_the_passages_that_hold_a_whole_form_best_first(passages, terms, groups, top):
    indexed = [(a_passage("".join(p), id=f"p{i:02}"), p) for i, p in enumerate(passages)]
    query = replace(a_query(*terms), groups=tuple(groups))
    forms = [form for group in groups for form in group]

    hits = MemoryRetriever(indexed).search(query, top)

    sharing = [
        passage.id
        for passage, held in indexed
        if set(held) & set(terms) or any(set(form.terms) <= set(held) for form in forms)
    ]
    assert len(hits) == min(top, len(sharing))
    assert {hit.passage.id for hit in hits} <= set(sharing)
    assert hits == sorted(hits, key=lambda hit: (-hit.score, hit.passage.id))


@given(PASSAGES.filter(any), QUERY)
def test_a_group_of_the_term_alone_scores_as_the_term(passages, terms):
    postings = build_postings(passages)
    groups = [[Form((term,), 1.0)] for term in terms]

    assert np.array_equal(postings.scores([], groups), postings.scores(terms))


@given(PASSAGES.filter(any), QUERY, GROUP)
def test_a_group_that_nothing_holds_changes_no_score(passages, terms, group):
    postings = build_postings(passages)
    unknown = [replace(form, terms=(*form.terms, "z")) for form in group]

    assert np.array_equal(postings.scores(terms, [unknown]), postings.scores(terms))


def test_an_asked_word_counts_once_however_many_synonyms_a_passage_holds():
    retriever = a_retriever("quarrel sky", "quarrel row", "spat row", "spat sun", "fog", "dew")
    synonyms = (Form(("spat",), 0.7), Form(("row",), 0.7))
    group = (Form(("quarrel",), 1.0), *synonyms)

    scores = scores_of(retriever, Query("quarrel", (), (group,)))

    assert scores["p1"] == scores["p0"]
    assert scores["p2"] == scores["p3"]


def test_a_synonym_never_beats_the_asked_word_where_all_else_is_equal():
    retriever = a_retriever("spat", "quarrel", "fog", "dew", "sun", "sky")
    group = (Form(("quarrel",), 1.0), Form(("spat",), 0.99))

    [first, second] = retriever.search(Query("quarrel", (), (group,)), 9)

    assert (first.passage.id, second.passage.id) == ("p1", "p0")
    assert second.score == pytest.approx(0.99 * first.score)


def test_a_form_of_several_terms_is_found_only_where_all_of_them_are():
    retriever = a_retriever("drop anchor", "drop sky", "anchor sun", "fog", "dew", "ice")
    group = (Form(("moor",), 1.0), Form(("drop", "anchor"), 0.8))

    [hit] = retriever.search(Query("moor", (), (group,)), 9)

    assert hit.passage.id == "p0"


def a_retriever(*texts):
    return MemoryRetriever(
        (a_passage(text, id=f"p{i}"), text.split()) for i, text in enumerate(texts)
    )


def scores_of(retriever, query):
    return {hit.passage.id: hit.score for hit in retriever.search(query, 9)}
