"""The weight of a term in a passage, as rank-bm25's BM25Okapi defines it.

The idf with its floor comes from rank-bm25's own code; the rest of its formula is worked out once
per posting, by the same operations in the same order, so that sums of these weights equal its
scores to the last bit.
"""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
from rank_bm25 import BM25Okapi

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]


class Okapi(BM25Okapi):  # type: ignore[misc]
    """BM25Okapi over counts that are already known, instead of over lists of words.

    lengths: terms in each passage, not all zero. containing: passages that hold each term, in the
    order in which the terms first occur, because the average idf is summed in that order.
    """

    def __init__(self, lengths: IntArray, containing: Mapping[str, int]) -> None:
        self._lengths = lengths
        super().__init__(containing)

    def _initialize(self, corpus: Mapping[str, int]) -> Mapping[str, int]:
        self.corpus_size = len(self._lengths)
        self.avgdl = int(self._lengths.sum()) / self.corpus_size
        return corpus

    def weights(self, idf: FloatArray, counts: IntArray, passages: IntArray) -> FloatArray:
        """Return the score that each posting adds: a term `counts` times in one of `passages`."""
        lengths = self._lengths[passages]
        saturation = counts + self.k1 * (1 - self.b + self.b * lengths / self.avgdl)
        result: FloatArray = idf * (counts * (self.k1 + 1) / saturation)
        return result
