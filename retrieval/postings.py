"""Posting arrays: for each term, the passages that hold it and a code for what it adds there.

The code stands for how often the term occurs and how long the passage is; of such pairs there are
a few thousand in any dossier, so their saturations are a small table, and what a term adds is its
idf times an entry of it. Passages are numbers here. When passages are added or taken away, only
the table and the idfs change.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from retrieval.bm25 import FloatArray, IntArray
from retrieval.contributions import Contribution, OfForm, OfGroup, OfTerm, PassageNumbers
from retrieval.model import Form
from retrieval.occurrences import Occurrences
from retrieval.selection import Sums, scores_of, select
from retrieval.strings import Arrays

Groups = Sequence[Sequence[Form]]

# Passages that are sorted together: more take more memory, fewer more time.
AT_ONCE = 50_000


class Numbers(Protocol):
    """The numbers of terms; a dict is one."""

    def get(self, term: str, /) -> int | None:
        """Return the number of a term; None if no passage holds it."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """The postings of all passages.

    numbers: each term's number. bounds: where its postings start, and at [number + 1] end.
    passages, codes: the postings, by term and then by passage. saturations: of each code. highest:
    each term's greatest. idf: each term's. order: what decides between equal scores, lowest first;
    the passage's number where it is None. standing: which passages have not been taken away; None
    where all stand. room: to add up in.
    """

    total: int
    numbers: Numbers
    bounds: IntArray
    passages: PassageNumbers
    codes: npt.NDArray[Any]
    saturations: FloatArray
    highest: FloatArray
    idf: FloatArray
    room: Sums
    order: IntArray | None = None
    standing: npt.NDArray[np.bool_] | None = None

    def containing(self, term: str) -> int:
        """Return how many passages hold the term, those that were taken away among them."""
        number = self.numbers.get(term)
        if number is None:
            return 0
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
        passages, scores = select(self._parts(terms, groups), self.total, top, self.room)
        ties = passages if self.order is None else self.order[passages]
        ordered = np.lexsort((ties, -scores))[:top]
        return list(zip(passages[ordered].tolist(), scores[ordered].tolist(), strict=True))

    def _parts(self, terms: Sequence[str], groups: Groups) -> list[Contribution]:
        parts: list[Contribution] = [part for term in terms if (part := self._term(term))]
        for group in groups:
            forms = [form for given in group if (form := self._form(given))]
            if forms:
                parts.append(OfGroup(forms))
        return parts

    def _form(self, form: Form) -> OfForm | None:
        terms = [self._term(term) for term in dict.fromkeys(form.terms)]
        held = [term for term in terms if term is not None]
        return OfForm(form.share, held) if held and len(held) == len(terms) else None

    def _term(self, term: str) -> OfTerm | None:
        number = self.numbers.get(term)
        if number is None:
            return None
        start, end = self.bounds[number : number + 2].tolist()
        return OfTerm(
            self.passages[start:end],
            self.codes[start:end],
            self.saturations,
            float(self.idf[number]),
            float(self.highest[number]),
            self.standing,
        )


def open_postings(arrays: Arrays, numbers: Numbers, order: IntArray | None = None) -> Postings:
    """Return the postings over what `Occurrences.arrays` returned, memory-mapped or not."""
    total = int(arrays["postings_size"][0])
    return Postings(
        total,
        numbers,
        np.asarray(arrays["postings_bounds"]),
        np.asarray(arrays["postings_passages"]),
        np.asarray(arrays["postings_codes"]),
        np.asarray(arrays["postings_saturations"]),
        np.asarray(arrays["postings_highest"]),
        np.asarray(arrays["postings_idf"]),
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
