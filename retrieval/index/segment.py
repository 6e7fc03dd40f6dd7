"""A part of an index that never changes: its passages, and how they are found."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from retrieval.index.passages import StoredPassages
from retrieval.postings import Postings, open_postings
from retrieval.strings import Arrays, Strings

# A question asks for some hundred terms, most of which the next one asks for again.
_REMEMBERED = 20_000
# Of passages that are read, where every term is asked for; some 150 bytes each.
_WRITTEN = 100_000


class TermNumbers:
    """The numbers of terms; the latest asked for are remembered."""

    def __init__(self, terms: Strings) -> None:
        self.terms = terms
        self.get = lru_cache(maxsize=_REMEMBERED)(terms.number)
        self.written = lru_cache(maxsize=_WRITTEN)(terms.__getitem__)


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """Some documents and their passages, over arrays as `segment_arrays` returns them."""

    arrays: Arrays
    documents: Strings
    titles: Strings
    languages: Strings
    published: Strings
    passages: StoredPassages
    terms: TermNumbers
    postings: Postings

    def terms_of(self, number: int) -> frozenset[str]:
        """Return the terms of a passage's own words."""
        count = int(self.arrays["passages_terms"][number])
        return frozenset(map(self.terms.written, self.postings.forward.first(number, count)))

    def has(self, number: int) -> bool:
        """Return whether a passage stands, and was not taken away."""
        standing = self.postings.standing
        return standing is None or bool(standing[number])

    @property
    def standing_passages(self) -> int:
        """How many passages were not taken away."""
        standing = self.postings.standing
        return len(self.passages) if standing is None else int(standing.sum())


def open_segment(arrays: Arrays) -> Segment:
    """Return a segment over its arrays, memory-mapped or not; nothing is read."""
    documents = Strings(arrays, "documents")
    terms = TermNumbers(Strings(arrays, "terms"))
    return Segment(
        arrays,
        documents,
        Strings(arrays, "titles"),
        Strings(arrays, "languages"),
        Strings(arrays, "published"),
        StoredPassages(arrays, documents),
        terms,
        open_postings(arrays, terms, np.asarray(arrays["passages_order"])),
    )
