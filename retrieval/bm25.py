"""The weight of a term in a passage, as rank-bm25's BM25Okapi defines it.

A weight is the term's idf times a saturation, which depends only on how often the term stands in
the passage and on how long that is. Both come from rank-bm25's own code or are worked out by the
same operations in the same order, so that sums of weights equal its scores to the last bit.
"""

import numpy as np
import numpy.typing as npt
from rank_bm25 import BM25Okapi

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]


class Okapi(BM25Okapi):  # type: ignore[misc]
    """BM25Okapi over numbers that are already known, instead of over lists of words.

    passages: how many there are. words: how many terms they have together.
    """

    def __init__(self, passages: int, words: int) -> None:
        self._words = words
        self._passages = passages
        super().__init__({1: 1})

    def _initialize(self, corpus: dict[int, int]) -> dict[int, int]:
        self.corpus_size = self._passages
        self.avgdl = self._words / self._passages
        return corpus

    def idfs(self, containing: IntArray) -> FloatArray:
        """Return the idf of terms, in nats, with its floor.

        containing: how many passages hold each term, in the order in which the terms first occur,
        because rank-bm25 adds up the average in that order.
        """
        if not len(containing):
            return np.zeros(0)
        distinct, places = np.unique(containing, return_inverse=True)
        every = np.array([self._one_idf(number) for number in distinct.tolist()])[places]
        # cumsum adds one after the other, as a loop does; sum would add in pairs.
        average = np.cumsum(every)[-1] / len(every)
        result: FloatArray = np.where(every < 0, self.epsilon * average, every)
        return result

    def _one_idf(self, containing: int) -> float:
        self.idf.clear()
        self._calc_idf({containing: containing})
        # The average of one is that one, before the floor.
        return float(self.average_idf)

    def saturation(self, counts: IntArray, lengths: IntArray) -> FloatArray:
        """Return what the idf is multiplied by where a term stands `counts` times in so many."""
        # rank-bm25 multiplies the counts as integers, which changes nothing below 2**53.
        result: FloatArray = (
            counts
            * (self.k1 + 1)
            / (counts + self.k1 * (1 - self.b + self.b * lengths / self.avgdl))
        )
        return result
