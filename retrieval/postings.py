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
from retrieval.model import Form

PassageNumbers = npt.NDArray[np.int32]
# Some passages, each once, and what each of them gets.
Part = tuple[PassageNumbers, FloatArray]
Groups = Sequence[Sequence[Form]]

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

    def scores(self, terms: Sequence[str], groups: Groups = ()) -> FloatArray:
        """Return every passage's score, 0.0 where no term is shared; repeated terms count again.

        Each group of forms adds the best of them to a passage, once.
        """
        return self._sum([*map(self._posting, self._slices(terms)), *map(self._group, groups)])

    def best(self, terms: Sequence[str], top: int, groups: Groups = ()) -> list[tuple[int, float]]:
        """Return up to `top` passages that share a term, with their scores, best first."""
        if top < 1:
            return []
        parts = [*map(self._posting, self._slices(terms)), *map(self._group, groups)]
        scores = self._sum(parts)
        candidates = self._candidates(parts, scores, top)
        # Stable, so equal scores stay in the order of their numbers.
        order = np.argsort(-scores[candidates], kind="stable")[:top]
        return [(int(number), float(scores[number])) for number in candidates[order]]

    def _sum(self, parts: Sequence[Part]) -> FloatArray:
        if not parts:
            return np.zeros(self.total)
        # bincount adds in the order given: to each passage the first term's weight, then the next.
        passages = np.concatenate([numbers for numbers, _ in parts])
        weights = np.concatenate([weights for _, weights in parts])
        return cast("FloatArray", np.bincount(passages, weights, minlength=self.total))

    def _posting(self, place: tuple[int, int]) -> Part:
        start, end = place
        return self.passages[start:end], self.weights[start:end]

    def _group(self, forms: Sequence[Form]) -> Part:
        """Return the passages that hold any of the forms, each with the best it holds."""
        parts = [
            (numbers, form.share * weights)
            for form in forms
            for numbers, weights in [self._form(form)]
        ]
        numbers = np.concatenate([self.passages[:0], *(numbers for numbers, _ in parts)])
        if not len(numbers):
            return numbers, np.zeros(0)
        return _reduce(np.maximum, numbers, np.concatenate([weights for _, weights in parts]))

    def _form(self, form: Form) -> Part:
        """Return the passages that hold all terms of a form, with the mean of what they add."""
        slices = self._slices(dict.fromkeys(form.terms))
        if len(slices) < len(set(form.terms)) or not slices:
            return self.passages[:0], self.weights[:0]
        if len(slices) == 1:
            return self._posting(slices[0])
        parts = [self._posting(place) for place in slices]
        numbers = np.concatenate([numbers for numbers, _ in parts])
        held, weights = _reduce(np.add, numbers, np.concatenate([weights for _, weights in parts]))
        _, times = np.unique(numbers, return_counts=True)
        complete = times == len(slices)
        return held[complete], weights[complete] / len(slices)

    def _candidates(self, parts: Sequence[Part], scores: FloatArray, top: int) -> IntArray:
        """Return, in ascending order, passages among which the best `top` surely are."""
        bound = _lower_bound(scores, top)
        if bound > 0:  # then a passage that shares no term, with its 0.0, is below it
            return np.flatnonzero(scores >= bound)
        # Scores of zero and less occur in small dossiers; there only the postings tell who shares.
        sharing = np.zeros(self.total, dtype=bool)
        for numbers, _ in parts:
            sharing[numbers] = True
        return np.flatnonzero(sharing)

    def _slices(self, terms: Iterable[str]) -> list[tuple[int, int]]:
        numbers = (self.numbers.get(term) for term in terms)
        return [(int(self.bounds[n]), int(self.bounds[n + 1])) for n in numbers if n is not None]


def _reduce(combine: np.ufunc, numbers: PassageNumbers, weights: FloatArray) -> Part:
    """Return each passage once, in ascending order, its weights combined."""
    order = np.argsort(numbers, kind="stable")
    ordered = numbers[order]
    starts = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
    return ordered[starts], combine.reduceat(weights[order], starts)


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
