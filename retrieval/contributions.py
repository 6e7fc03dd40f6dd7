"""What the parts of a query add to the score of passages: a term, a form, a group of forms.

A part is a list of forms, of which the best that a passage holds counts, once; a term that was
asked is a part of one form. Here a part says what it adds everywhere; `scoring` adds up all parts
for a few passages.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from retrieval.bm25 import FloatArray

PassageNumbers = npt.NDArray[np.int32]
# Some passages, each once, and what each of them gets.
Added = tuple[PassageNumbers, FloatArray]


@dataclass(slots=True, eq=False)
class OfTerm:
    """What a term adds: its idf times one of the saturations.

    number: the term's. passages: those that hold it, ascending. codes: the number of the
    saturation in each. most: the greatest weight. standing: which of all passages have not been
    taken away; None where all stand.
    """

    number: int
    passages: PassageNumbers
    codes: npt.NDArray[Any]
    saturations: FloatArray
    idf: float
    most: float
    standing: npt.NDArray[np.bool_] | None = None

    def everywhere(self) -> Added:
        """Return the passages that hold it and its weight in each."""
        passages, codes = self.passages, self.codes
        if self.standing is not None:
            stands = self.standing.take(passages)
            passages, codes = passages[stands], codes[stands]
        return passages, self.idf * self.saturations.take(codes)

    def places(self, passages: PassageNumbers) -> tuple[npt.NDArray[np.intp], npt.NDArray[Any]]:
        """Return where these passages are among its own, and which of them are."""
        places = np.searchsorted(self.passages, passages)
        places[places == len(self.passages)] = 0
        return places, self.passages.take(places) == passages


class OfForm:
    """What a form adds where all its terms stand: its share of the mean of what they add.

    size: how many passages hold it at most. most: what it adds at most.
    """

    __slots__ = ("most", "share", "size", "terms")

    def __init__(self, share: float, terms: Sequence[OfTerm]) -> None:
        self.share = share
        self.terms = terms
        if len(terms) == 1:
            self.size = len(terms[0].passages)
            self.most = share * terms[0].most
        else:
            self.size = min(len(term.passages) for term in terms)
            self.most = share * (sum(term.most for term in terms) / len(terms))

    def everywhere(self) -> Added:
        """Return the passages that hold all terms, and the share of the mean of their weights."""
        if len(self.terms) == 1:
            passages, weights = self.terms[0].everywhere()
            return passages, self.share * weights
        passages, _ = min(self.terms, key=lambda term: len(term.passages)).everywhere()
        for term in self.terms:
            passages = passages[term.places(passages)[1]]
        return passages, self.at(passages)

    def at(self, passages: PassageNumbers) -> FloatArray:
        """Return what each of these passages gets; 0.0 where a term is lacking."""
        total = np.zeros(len(passages))
        complete = np.ones(len(passages), dtype=bool)
        for term in self.terms:
            places, held = term.places(passages)
            total += term.idf * term.saturations.take(term.codes.take(places))
            complete &= held
        return np.where(complete, self.share * (total / len(self.terms)), 0.0)


# The forms of which the best counts.
Part = Sequence[OfForm]


def added_by(part: Part) -> Added:
    """Return the passages that hold any of the forms, each with the best it holds."""
    if len(part) == 1:
        return part[0].everywhere()
    every = [form.everywhere() for form in part]
    passages = np.concatenate([numbers for numbers, _ in every])
    weights = np.concatenate([weights for _, weights in every])
    if not len(passages):
        return passages, weights
    order = np.argsort(passages, kind="stable")
    ordered = passages.take(order)
    starts = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
    return ordered.take(starts), np.maximum.reduceat(weights.take(order), starts)


def added_in_turn(parts: Sequence[Part]) -> Added:
    """Return what all parts add, one after the other: passages may occur once for each part."""
    if all(len(part) == 1 and _is_plain(part[0]) for part in parts):
        return _added_by_terms([part[0].terms[0] for part in parts])
    every = list(map(added_by, parts))
    return (
        np.concatenate([passages for passages, _ in every]),
        np.concatenate([weights for _, weights in every]),
    )


def _is_plain(form: OfForm) -> bool:
    return len(form.terms) == 1 and form.share == 1.0 and form.terms[0].standing is None


def _added_by_terms(terms: Sequence[OfTerm]) -> Added:
    """Return the same for terms alone, in five operations however many there are."""
    passages = np.concatenate([term.passages for term in terms])
    codes = np.concatenate([term.codes for term in terms])
    idfs = np.repeat([term.idf for term in terms], [len(term.passages) for term in terms])
    idfs *= terms[0].saturations.take(codes)
    return passages, idfs
