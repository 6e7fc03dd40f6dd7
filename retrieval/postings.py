"""Posting arrays: for each term, the passages that hold it and the score it adds there.

A search adds up a few slices and cuts the best; nothing is worked out per passage. Passages are
numbers here, and equal scores are ordered by number, so the caller numbers them by id.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count, pairwise
from typing import cast

import numpy as np
import numpy.typing as npt

from retrieval.bm25 import FloatArray, IntArray, Okapi

# Passages looked at together when the best are cut; 64 to 256 are equally quick at 100,000.
_BLOCK = 128


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """The postings of all passages.

    numbers: each term's number. bounds: where its postings start, and at [number + 1] end.
    passages, weights: the postings themselves, by term and then by passage.
    """

    total: int
    numbers: dict[str, int]
    bounds: IntArray
    passages: npt.NDArray[np.int32]
    weights: FloatArray

    def containing(self, term: str) -> int:
        """Return how many passages hold the term."""
        number = self.numbers.get(term)
        return 0 if number is None else int(self.bounds[number + 1] - self.bounds[number])

    def scores(self, terms: Sequence[str]) -> FloatArray:
        """Return every passage's score, 0.0 where no term is shared; repeated terms count again."""
        slices = self._slices(terms)
        if not slices:
            return np.zeros(self.total)
        # bincount adds in the order given: to each passage the first term's weight, then the next.
        passages = np.concatenate([self.passages[start:end] for start, end in slices])
        weights = np.concatenate([self.weights[start:end] for start, end in slices])
        return cast("FloatArray", np.bincount(passages, weights, minlength=self.total))

    def best(self, terms: Sequence[str], top: int) -> list[tuple[int, float]]:
        """Return up to `top` passages that share a term, with their scores, best first."""
        if top < 1:
            return []
        scores = self.scores(terms)
        candidates = self._candidates(terms, scores, top)
        # Stable, so equal scores stay in the order of their numbers.
        order = np.argsort(-scores[candidates], kind="stable")[:top]
        return [(int(number), float(scores[number])) for number in candidates[order]]

    def _candidates(self, terms: Sequence[str], scores: FloatArray, top: int) -> IntArray:
        """Return, in ascending order, passages among which the best `top` surely are."""
        bound = _lower_bound(scores, top)
        if bound > 0:  # then a passage that shares no term, with its 0.0, is below it
            return np.flatnonzero(scores >= bound)
        # Scores of zero and less occur in small dossiers; there only the postings tell who shares.
        sharing = np.zeros(self.total, dtype=bool)
        for start, end in self._slices(terms):
            sharing[self.passages[start:end]] = True
        return np.flatnonzero(sharing)

    def _slices(self, terms: Iterable[str]) -> list[tuple[int, int]]:
        numbers = (self.numbers.get(term) for term in terms)
        return [(int(self.bounds[n]), int(self.bounds[n + 1])) for n in numbers if n is not None]


def _lower_bound(scores: FloatArray, top: int) -> float:
    """Return a number that at least `top` scores reach, close to the lowest of the best.

    Each of the `top` best blocks holds one score as high as the lowest of their maxima, and there
    are far fewer blocks than scores to sort. 0.0 where there are too few blocks.
    """
    blocks = len(scores) // _BLOCK
    if blocks < top:
        return 0.0
    highest = scores[: blocks * _BLOCK].reshape(blocks, _BLOCK).max(axis=1)
    return float(np.partition(highest, blocks - top)[blocks - top])


def build_postings(passages: Iterable[Sequence[str]]) -> Postings:
    """Return the postings of passages, each given by its terms; number n is the n-th of them."""
    # A term gets the next number when it is first asked for: faster than setdefault by two thirds.
    numbers: defaultdict[str, int] = defaultdict(count().__next__)
    occurrences, lengths = array("q"), array("q")
    for terms in passages:
        lengths.append(len(terms))
        occurrences.extend(map(numbers.__getitem__, terms))
    if not numbers:
        return _nothing_indexed(len(lengths))
    return _from_occurrences(dict(numbers), np.array(occurrences), np.array(lengths))


def _nothing_indexed(total: int) -> Postings:
    return Postings(
        total, {}, np.zeros(1, dtype=np.int64), np.zeros(0, dtype=np.int32), np.zeros(0)
    )


def _from_occurrences(
    numbers: dict[str, int], occurrences: IntArray, lengths: IntArray
) -> Postings:
    """occurrences: the term numbers of all passages, one after another."""
    total = len(lengths)
    # One number for term and passage, sorted: postings by term, then passage, with their counts.
    keys = occurrences * total + np.repeat(np.arange(total), lengths)
    keys.sort()
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
    counts = np.diff(np.append(starts, len(keys)))
    term_of, passage_of = np.divmod(keys[starts], total)
    bounds = np.searchsorted(term_of, np.arange(len(numbers) + 1))

    containing = (end - start for start, end in pairwise(bounds.tolist()))
    okapi = Okapi(lengths, dict(zip(numbers, containing, strict=True)))
    idf = np.fromiter(okapi.idf.values(), dtype=np.float64, count=len(numbers))
    weights = okapi.weights(idf[term_of], counts, passage_of)
    return Postings(total, numbers, bounds, passage_of.astype(np.int32), weights)
