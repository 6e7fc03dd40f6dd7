"""The retriever that keeps a dossier's postings in memory."""

from collections.abc import Iterable, Sequence

from retrieval.model import Hit, Passage, Query
from retrieval.postings import build_postings


class MemoryRetriever:
    """A Retriever over passages and the terms that each is found by.

    indexed: every passage with its terms, in any order; the terms may hold more than the
    passage's own text, such as its heading.
    """

    def __init__(self, indexed: Iterable[tuple[Passage, Sequence[str]]]) -> None:
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
