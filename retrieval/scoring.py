"""The exact scores of a few passages, from the terms of these passages rather than from postings.

However many forms a question has, the terms of forty passages are read in one go.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from retrieval.bm25 import FloatArray, IntArray, Okapi
from retrieval.contributions import OfForm, Part


class Forward:
    """The terms of each passage, in any order.

    terms: numbers of terms, one passage after another. bounds: where those of a passage start, and
    at [passage + 1] end.
    """

    def __init__(self, terms: npt.NDArray[np.int32], bounds: IntArray) -> None:
        self._terms = terms
        self._bounds = bounds

    def first(self, passage: int, count: int) -> list[int]:
        """Return the first terms of a passage."""
        start = self._bounds.item(passage)
        terms: list[int] = self._terms[start : start + count].tolist()
        return terms

    def occurrences(
        self, passages: npt.NDArray[Any]
    ) -> tuple[npt.NDArray[np.int32], npt.NDArray[Any]]:
        """Return every term of these passages, as often as it occurs, and the passage it is in."""
        terms, lengths = self._of(passages)
        return terms, np.repeat(passages, lengths)

    def _of(self, passages: npt.NDArray[Any]) -> tuple[npt.NDArray[np.int32], IntArray]:
        starts = self._bounds.take(passages)
        lengths = self._bounds.take(passages + 1) - starts
        ends = lengths.cumsum()
        places = np.arange(lengths.sum())
        places += np.repeat(starts - ends + lengths, lengths)
        return self._terms.take(places), lengths

    def count(
        self, passages: npt.NDArray[Any], wanted: npt.NDArray[np.int32]
    ) -> tuple[IntArray, IntArray]:
        """Return how often each passage holds each of the ascending terms, and its length."""
        terms, lengths = self._of(passages)
        ends = lengths.cumsum()
        slots = wanted.searchsorted(terms)
        slots[slots == len(wanted)] = 0
        held = np.flatnonzero(wanted.take(slots) == terms)
        rows = ends.searchsorted(held, side="right")
        cells = rows * len(wanted) + slots.take(held)
        counts = np.bincount(cells, minlength=len(passages) * len(wanted))
        return counts.reshape(len(passages), len(wanted)), lengths


class Scorer:
    """Adds up the parts of one query, in their order, as rank-bm25 does."""

    def __init__(self, parts: Sequence[Part], forward: Forward, okapi: Okapi) -> None:
        terms = {term.number: term for part in parts for form in part for term in form.terms}
        numbers = sorted(terms)
        self._column = {number: nth for nth, number in enumerate(numbers)}
        self._wanted = np.array(numbers, dtype=np.int32)
        self._idfs = np.array([terms[number].idf for number in numbers])
        self._parts = parts
        self._forward = forward
        self._okapi = okapi
        self._known = np.zeros(0, dtype=np.intp)
        self._known_scores = np.zeros(0)

    def scores(self, passages: npt.NDArray[Any]) -> FloatArray:
        """Return the exact score of each of these passages, which are in ascending order.

        Those that were asked for last are remembered, as the next are mostly among them.
        """
        places = self._known.searchsorted(passages)
        if not len(passages) or not len(self._known) or places[-1] == len(self._known):
            return self._scored(passages)
        if (self._known.take(places) != passages).any():
            return self._scored(passages)
        return self._known_scores.take(places)

    def _scored(self, passages: npt.NDArray[Any]) -> FloatArray:
        scores = np.zeros(len(passages))
        if not len(passages):
            return scores
        self._known, self._known_scores = passages, scores
        counts, lengths = self._forward.count(passages, self._wanted)
        weights = self._idfs * self._okapi.saturation(counts, lengths[:, None])
        for part in self._parts:
            scores += self._added(part, weights, counts)
        return scores

    def _added(self, part: Part, weights: FloatArray, counts: IntArray) -> FloatArray:
        single = [form for form in part if len(form.terms) == 1]
        if len(part) == len(single) == 1 and part[0].share == 1:
            column: FloatArray = weights[:, self._column[part[0].terms[0].number]]
            return column
        best = np.zeros(len(weights))
        if single:
            columns = [self._column[form.terms[0].number] for form in single]
            shares = np.array([form.share for form in single])
            best = (shares * weights[:, columns]).max(axis=1)
        for form in part:
            if len(form.terms) > 1:
                np.maximum(best, self._of_several(form, weights, counts), out=best)
        return best

    def _of_several(self, form: OfForm, weights: FloatArray, counts: IntArray) -> FloatArray:
        columns = [self._column[term.number] for term in form.terms]
        total = np.zeros(len(weights))
        for column in columns:
            total += weights[:, column]
        complete = counts[:, columns].all(axis=1)
        return np.where(complete, form.share * (total / len(columns)), 0.0)
