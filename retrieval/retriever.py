"""What finds passages for a query: the protocol that answering asks, whoever stands behind it."""

from typing import Protocol

from retrieval.model import Hit, Query


class Retriever(Protocol):
    """Finds the passages of one dossier that share terms with a query."""

    def search(self, query: Query, top: int) -> list[Hit]:
        """Return up to `top` hits, best first, equal scores by passage id.

        Only passages that share a term with the query, scored as rank-bm25's BM25Okapi scores
        them; a score may be zero or negative where a dossier is small. Of each group of forms the
        best counts: its share of the mean of what its terms add.
        """
        ...

    def containing(self, term: str) -> int:
        """Return how many passages hold the term."""
        ...
