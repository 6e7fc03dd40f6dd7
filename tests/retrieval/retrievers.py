"""The contract of a Retriever, and its plain second implementation: rank-bm25 asked as it is."""

from collections.abc import Sequence

from rank_bm25 import BM25Okapi

from retrieval.model import Hit, Passage, Query
from retrieval.postings import build_postings
from retrieval.retriever import Retriever
from tests.retrieval.builders import a_passage, a_query

Indexed = Sequence[tuple[Passage, Sequence[str]]]


class PlainRetriever:
    """Scores every passage with rank-bm25 itself, and keeps those that share a term."""

    def __init__(self, indexed: Indexed) -> None:
        self._indexed = sorted(indexed, key=lambda pair: pair[0].id)
        terms = [list(terms) for _, terms in self._indexed]
        self._bm25 = BM25Okapi(terms) if any(terms) else None

    def search(self, query: Query, top: int) -> list[Hit]:
        if self._bm25 is None:
            return []
        scores = self._bm25.get_scores(query.terms)
        hits = [
            Hit(passage, float(score))
            for (passage, terms), score in zip(self._indexed, scores, strict=True)
            if set(terms) & set(query.terms)
        ]
        return sorted(hits, key=lambda hit: (-hit.score, hit.passage.id))[: max(top, 0)]

    def containing(self, term: str) -> int:
        return sum(term in terms for _, terms in self._indexed)


class RetrieverContract:
    """What every Retriever does; an implementation inherits it and makes itself."""

    def make(self, indexed: Indexed) -> Retriever:
        raise AssertionError("an implementation says how it is made")

    def over(self, *texts: str) -> Retriever:
        """A retriever over passages p0, p1 … whose terms are the words of these texts."""
        return self.make(
            [(a_passage(text, id=f"p{i}"), text.split()) for i, text in enumerate(texts)]
        )

    def test_the_passage_that_shares_most_comes_first(self):
        retriever = self.over("dam water gate", "dam wall", "bread oven", "fish boat", "sun sky")

        hits = retriever.search(a_query("dam", "gate"), 10)

        assert [hit.passage.id for hit in hits] == ["p0", "p1"]

    def test_only_passages_that_share_a_term_are_found(self):
        retriever = self.over("dam water", "bread oven")

        assert retriever.search(a_query("moon"), 10) == []

    def test_equal_scores_are_ordered_by_passage_id(self):
        retriever = self.over("bread", "dam", "dam", "dam", "oven", "sun", "sky", "tree")

        hits = retriever.search(a_query("dam"), 2)

        assert [hit.passage.id for hit in hits] == ["p1", "p2"]

    def test_the_order_in_which_passages_are_given_does_not_matter(self):
        pairs = [(a_passage("dam", id=f"p{i}"), ["dam"]) for i in (2, 0, 1)]

        hits = self.make(pairs).search(a_query("dam"), 3)

        assert [hit.passage.id for hit in hits] == ["p0", "p1", "p2"]

    def test_an_empty_dossier_has_no_hits(self):
        retriever = self.make([])

        assert retriever.search(a_query("dam"), 5) == []
        assert retriever.containing("dam") == 0

    def test_passages_without_any_term_are_never_hits(self):
        assert self.over("", "").search(a_query("dam"), 5) == []

    def test_a_single_passage_is_found_although_its_score_is_not_positive(self):
        [hit] = self.over("dam").search(a_query("dam"), 5)

        assert hit.passage.id == "p0"
        assert hit.score <= 0

    def test_an_empty_query_and_no_room_have_no_hits(self):
        retriever = self.over("dam", "wall")

        assert retriever.search(a_query(), 5) == []
        assert retriever.search(a_query("dam"), 0) == []

    def test_a_term_asked_twice_counts_twice(self):
        retriever = self.over("dam", "wall", "gate", "sun", "sky")

        [once] = retriever.search(a_query("dam"), 1)
        [twice] = retriever.search(a_query("dam", "dam"), 1)

        assert twice.score == 2 * once.score

    def test_it_counts_the_passages_that_hold_a_term(self):
        retriever = self.over("dam dam", "dam wall", "sky")

        assert [retriever.containing(term) for term in ("dam", "wall", "moon")] == [2, 1, 0]


class MemoryRetriever:
    """A Retriever over passages and the terms that each is found by.

    indexed: every passage with its terms, in any order; the terms may hold more than the
    passage's own text, such as its heading.
    """

    def __init__(self, indexed: Indexed) -> None:
        by_id = sorted(indexed, key=lambda pair: pair[0].id)
        self._passages = tuple(passage for passage, _ in by_id)
        self._postings = build_postings(terms for _, terms in by_id)

    def search(self, query: Query, top: int) -> list[Hit]:
        """Return up to `top` hits, best first, equal scores by passage id."""
        best = self._postings.best(query.terms, top, query.groups)
        return [Hit(self._passages[number], score) for number, score in best]

    def containing(self, term: str) -> int:
        """Return how many passages hold the term."""
        return self._postings.containing(term)
