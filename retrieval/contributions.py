"""What the parts of a query add to the score of passages: a term, a form, a group of forms.

Each can say what it adds everywhere, or only at a few passages, and how much it can add at most;
with these `selection` finds the best passages without adding up all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from retrieval.bm25 import FloatArray

PassageNumbers = npt.NDArray[np.int32]
# Some passages, each once, and what each of them gets.
Added = tuple[PassageNumbers, FloatArray]


class Contribution(Protocol):
    """A part of a query.

    size: how many postings are read at most. most: what it adds to no passage more than; nought or
    less only where an idf is, which happens in small dossiers.
    """

    @property
    def size(self) -> int:
        """How many postings it reads at most."""
        ...

    @property
    def most(self) -> float:
        """What it adds at most, to any passage."""
        ...

    def everywhere(self) -> Added:
        """Return all passages that get something, each once, and what they get."""
        ...

    def at(self, passages: PassageNumbers) -> FloatArray:
        """Return what each of these passages gets; 0.0 where it gets nothing."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class OfTerm:
    """What a term adds: its idf times one of the saturations.

    passages: those that hold it, ascending. codes: the number of the saturation in each.
    standing: which of all passages have not been taken away; None where all stand.
    """

    passages: PassageNumbers
    codes: npt.NDArray[Any]
    saturations: FloatArray
    idf: float
    highest: float
    standing: npt.NDArray[np.bool_] | None = None

    @property
    def size(self) -> int:
        """How many passages hold it."""
        return len(self.passages)

    @property
    def most(self) -> float:
        """Its idf times the greatest saturation."""
        return self.idf * self.highest

    def everywhere(self) -> Added:
        """Return the passages that hold it and its weight in each."""
        passages, codes = self.passages, self.codes
        if self.standing is not None:
            stands = self.standing[passages]
            passages, codes = passages[stands], codes[stands]
        return passages, self.idf * self.saturations[codes]

    def at(self, passages: PassageNumbers) -> FloatArray:
        """Return its weight in each of these passages."""
        places, held = self.places(passages)
        return np.where(held, self.idf * self.saturations[self.codes[places]], 0.0)

    def places(self, passages: PassageNumbers) -> tuple[npt.NDArray[np.intp], npt.NDArray[Any]]:
        """Return where these passages are among its own, and which of them are."""
        places = np.searchsorted(self.passages, passages)
        places[places == len(self.passages)] = 0
        return places, self.passages[places] == passages


@dataclass(frozen=True, slots=True, eq=False)
class OfForm:
    """What a form adds where all its terms stand: its share of the mean of what they add."""

    share: float
    terms: Sequence[OfTerm]

    @property
    def size(self) -> int:
        """How many postings are read."""
        return sum(term.size for term in self.terms)

    @property
    def most(self) -> float:
        """The share of the mean of the most that each term adds."""
        return self.share * sum(term.most for term in self.terms) / len(self.terms)

    def everywhere(self) -> Added:
        """Return the passages that hold all terms, and the share of the mean of their weights."""
        if len(self.terms) == 1:
            passages, weights = self.terms[0].everywhere()
            return passages, self.share * weights
        rarest = min(self.terms, key=lambda term: term.size)
        passages, _ = rarest.everywhere()
        for term in self.terms:
            passages = passages[term.places(passages)[1]]
        return passages, self.at(passages)

    def at(self, passages: PassageNumbers) -> FloatArray:
        """Return what each of these passages gets."""
        total = np.zeros(len(passages))
        complete = np.ones(len(passages), dtype=bool)
        for term in self.terms:
            places, held = term.places(passages)
            complete &= held
            total += term.idf * term.saturations[term.codes[places]]
        return np.where(complete, self.share * (total / len(self.terms)), 0.0)


@dataclass(frozen=True, slots=True, eq=False)
class OfGroup:
    """What a group of forms adds: to each passage the best of those it holds, once."""

    forms: Sequence[OfForm]

    @property
    def size(self) -> int:
        """How many postings are read."""
        return sum(form.size for form in self.forms)

    @property
    def most(self) -> float:
        """The most that any of the forms adds."""
        return max(form.most for form in self.forms)

    def everywhere(self) -> Added:
        """Return the passages that hold any of the forms, each with the best it holds."""
        parts = [form.everywhere() for form in self.forms]
        passages = np.concatenate([numbers for numbers, _ in parts])
        weights = np.concatenate([weights for _, weights in parts])
        return _best_of_each(passages, weights)

    def at(self, passages: PassageNumbers) -> FloatArray:
        """Return the best that each of these passages holds."""
        best = self.forms[0].at(passages)
        for form in self.forms[1:]:
            np.maximum(best, form.at(passages), out=best)
        return best


def _best_of_each(passages: PassageNumbers, weights: FloatArray) -> Added:
    if not len(passages):
        return passages, weights
    order = np.argsort(passages, kind="stable")
    ordered = passages[order]
    starts = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
    return ordered[starts], np.maximum.reduceat(weights[order], starts)
