"""Posting arrays: for each term, the passages that hold it and a code for what it adds there.

The code stands for how often the term occurs and how long the passage is; of such pairs there are
a few thousand in any dossier, so their saturations are a small table, and what a term adds is its
idf times an entry of it. Passages are numbers here. When passages are added or taken away, only
the table and the idfs change.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Protocol, cast

import numpy as np
import numpy.typing as npt

from retrieval.bm25 import FloatArray, IntArray, Okapi
from retrieval.contributions import OfForm, OfTerm, Part, PassageNumbers
from retrieval.model import Form
from retrieval.occurrences import Occurrences
from retrieval.scoring import Forward, Scorer
from retrieval.selection import (
    FEW_PASSAGES,
    FEW_POSTINGS,
    Found,
    Sums,
    best_of,
    best_of_added,
    scores_of,
    select,
)
from retrieval.strings import Arrays

Groups = Sequence[Sequence[Form]]

# Passages that are sorted together: more take more memory, fewer more time.
AT_ONCE = 50_000
# Some 200 bytes each, and 12 for each passage.
_MOST_REMEMBERED = 10_000
# So many passages are asked for at most where it is to be quickest.
_MOST_ASKED = 50


# What a term adds, and the greatest of it, greatest first; empty where it is nothing or less.
_Remembered = tuple[npt.NDArray[np.intp], FloatArray, list[float]]


class Numbers(Protocol):
    """The numbers of terms; a dict is one."""

    def get(self, term: str, /) -> int | None:
        """Return the number of a term; None if no passage holds it."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """The postings of all passages.

    words: how many terms they have. numbers: each term's number. bounds: where its postings start,
    and at [number + 1] end. passages, codes: the postings, by term and then by passage.
    saturations: of each code. highest: each term's greatest. idf: each term's. forward: the terms
    of each passage. room: to add up in. order: what decides between equal scores, lowest first; the
    passage's number where it is None. standing: which passages have not been taken away; None where
    all stand. holding: how many passages hold each term, here and elsewhere; None where these are
    all. remembered: what the terms of a small dossier add, made when first asked for.
    """

    total: int
    words: int
    numbers: Numbers
    bounds: IntArray
    passages: PassageNumbers
    codes: npt.NDArray[Any]
    saturations: FloatArray
    highest: FloatArray
    idf: FloatArray
    forward: Forward
    okapi: Okapi
    room: Sums
    order: IntArray | None = None
    standing: npt.NDArray[np.bool_] | None = None
    holding: IntArray | None = None
    remembered: dict[str, _Remembered | None] = field(default_factory=dict)

    def containing(self, term: str) -> int:
        """Return how many passages hold the term."""
        number = self.numbers.get(term)
        if number is None:
            return 0
        if self.holding is not None:
            return int(self.holding[number])
        start, end = self.bounds[number : number + 2].tolist()
        return int(end - start)

    def scores(self, terms: Sequence[str], groups: Groups = ()) -> FloatArray:
        """Return every passage's score, 0.0 where no term is shared; repeated terms count again.

        Each group of forms adds the best of them to a passage, once.
        """
        return scores_of(self._parts(terms, groups), self.total)

    def best(self, terms: Sequence[str], top: int, groups: Groups = ()) -> list[tuple[int, float]]:
        """Return up to `top` passages that share a term, with their scores, best first."""
        if top < 1:
            return []
        found = None if groups else self._best_of_terms(terms, top)
        if found is not None:
            passages, scores = found
        else:
            parts = self._parts(terms, groups)
            passages, scores = select(
                parts, self.total, top, self.room, lambda: Scorer(parts, self.forward, self.okapi)
            )
        return self._in_order(passages, scores)[:top]

    def _in_order(self, passages: npt.NDArray[Any], scores: FloatArray) -> list[tuple[int, float]]:
        """Return each passage once, best first."""
        # A passage that occurs twice has the same score each time, so that both are one here.
        if self.order is None:
            pairs = sorted(zip((-scores).tolist(), passages.tolist(), strict=True))
            return [(passage, -score) for score, passage in dict.fromkeys(pairs)]
        ties = self.order.take(passages).tolist()
        found = sorted(zip((-scores).tolist(), ties, passages.tolist(), strict=True))
        return [(passage, -score) for score, _, passage in dict.fromkeys(found)]

    def _best_of_terms(self, terms: Sequence[str], top: int) -> Found | None:
        """Return what `select` returns for terms alone, sooner; None where it had better do it."""
        if self.total <= FEW_PASSAGES:
            return self._best_of_remembered(terms, top)
        numbers = [number for term in terms if (number := self.numbers.get(term)) is not None]
        spans = [self.bounds[number : number + 2].tolist() for number in numbers]
        idfs = [self.idf.item(number) for number in numbers]
        postings = sum(end - start for start, end in spans)
        if not 0 < postings <= FEW_POSTINGS or min(idfs) <= 0 or self.standing is not None:
            return None
        passages = np.concatenate([self.passages[start:end] for start, end in spans])
        weights = self.saturations.take(np.concatenate([self.codes[s:e] for s, e in spans]))
        at = 0
        for idf, (start, end) in zip(idfs, spans, strict=True):
            weights[at : at + end - start] *= idf
            at += end - start
        with self.room.taken() as sums:
            return best_of_added(passages, weights, top, len(numbers), sums)

    def _best_of_remembered(self, terms: Sequence[str], top: int) -> Found:
        every = [added for term in terms if (added := self._remembered(term)) is not None]
        if not every:
            return self.passages[:0], np.zeros(0)
        passages = np.concatenate([passages for passages, _, _ in every])
        weights = np.concatenate([weights for _, weights, _ in every])
        scores = cast("FloatArray", np.bincount(passages, weights, minlength=self.total))
        if all(greatest for _, _, greatest in every):
            # At least `top` passages have as much from one term alone. Only those that share a
            # term have a score, each of them once.
            reached = [greatest[top - 1] for _, _, greatest in every if len(greatest) >= top]
            passages = (scores >= max(reached) if reached else scores > 0).nonzero()[0]
            return passages, scores.take(passages)
        return best_of(passages, scores.take(passages), top, len(every))

    def _remembered(self, term: str) -> _Remembered | None:
        try:
            return self.remembered[term]
        except KeyError:
            if len(self.remembered) >= _MOST_REMEMBERED:
                self.remembered.clear()
            added = self.remembered[term] = self._to_remember(term)
            return added

    def _to_remember(self, term: str) -> _Remembered | None:
        found = self._term(term)
        if found is None:
            return None
        passages, weights = found.everywhere()
        greatest = np.sort(weights)[::-1][:_MOST_ASKED].tolist() if found.idf > 0 else []
        return passages.astype(np.intp), weights, greatest

    def _parts(self, terms: Sequence[str], groups: Groups) -> list[Part]:
        asked = (self._term(term) for term in terms)
        parts: list[Part] = [[OfForm(1.0, (term,))] for term in asked if term]
        for group in groups:
            forms = [form for given in group if (form := self._form(given))]
            if forms:
                parts.append(forms)
        return parts

    def _form(self, form: Form) -> OfForm | None:
        terms = [self._term(term) for term in dict.fromkeys(form.terms)]
        held = [term for term in terms if term is not None]
        return OfForm(form.share, held) if held and len(held) == len(terms) else None

    def _term(self, term: str) -> OfTerm | None:
        number = self.numbers.get(term)
        if number is None or (self.holding is not None and not self.holding[number]):
            return None
        start, end = self.bounds[number : number + 2].tolist()
        idf = self.idf.item(number)
        return OfTerm(
            number,
            self.passages[start:end],
            self.codes[start:end],
            self.saturations,
            idf,
            idf * self.highest.item(number),
            self.standing,
        )


def open_postings(arrays: Arrays, numbers: Numbers, order: IntArray | None = None) -> Postings:
    """Return the postings over what `Occurrences.arrays` returned, memory-mapped or not."""
    total, words = arrays["postings_size"].tolist()
    return Postings(
        total,
        words,
        numbers,
        np.asarray(arrays["postings_bounds"]),
        np.asarray(arrays["postings_passages"]),
        np.asarray(arrays["postings_codes"]),
        np.asarray(arrays["postings_saturations"]),
        np.asarray(arrays["postings_highest"]),
        np.asarray(arrays["postings_idf"]),
        Forward(np.asarray(arrays["forward_terms"]), np.asarray(arrays["forward_bounds"])),
        Okapi(max(total, 1), words),
        Sums(total),
        order,
    )


def build_postings(passages: Iterable[Sequence[str]]) -> Postings:
    """Return the postings of passages, each given by its terms; number n is the n-th of them."""
    # A term gets the next number when it is first asked for: faster than setdefault by two thirds.
    numbers: defaultdict[str, int] = defaultdict(count().__next__)
    found, lengths = array("i"), array("q")
    occurrences = Occurrences()
    for terms in passages:
        lengths.append(len(terms))
        found.extend(map(numbers.__getitem__, terms))
        if len(lengths) == AT_ONCE:
            occurrences.add(np.array(found), np.array(lengths))
            found, lengths = array("i"), array("q")
    if lengths:
        occurrences.add(np.array(found), np.array(lengths))
    return open_postings(occurrences.arrays(len(numbers)), dict(numbers))
