"""A large segment that some documents were taken out of, and a small one beside it.

Scores stay what rank-bm25 gives for all passages together: both segments weigh terms by the
passages of both. Only the floor of the idf, for terms in more than half of all passages, is an
average that is added up in another order, and may differ in its last digit until all is built into
one.
"""

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from retrieval.bm25 import IntArray, Okapi
from retrieval.index.building import Written, segment_arrays
from retrieval.index.index import Index
from retrieval.index.segment import Segment, open_segment


def extend(large: Segment, removed: Collection[str], added: Written) -> Index:
    """Return the index of a large segment without some documents and with others.

    removed: ids of documents that are no longer there, or that are among the added.
    """
    gone = [number for id_ in removed if (number := large.documents.number(id_)) is not None]
    taken = large.passages.numbers_of(gone) if gone else np.zeros(0, dtype=np.int64)
    small = open_segment(segment_arrays(added))
    forward = large.postings.forward
    held, lost = _holding(large), forward.occurrences(taken)
    held -= _passages_with_each(*lost, len(held))
    shared = _shared(small, large)
    in_small = np.diff(small.postings.bounds)
    held[shared[shared >= 0]] += in_small[shared >= 0]
    new = in_small[shared < 0]

    okapi = Okapi(
        large.postings.total - len(taken) + small.postings.total,
        large.postings.words - len(lost[0]) + small.postings.words,
    )
    idfs = _idfs(okapi, np.concatenate((held, new)))
    place = np.where(shared >= 0, shared, len(held) + np.cumsum(shared < 0) - 1)
    standing = np.ones(large.postings.total, dtype=bool)
    standing[taken] = False
    return Index(
        _weighed(large, okapi, idfs[: len(held)], held, standing),
        _weighed(small, okapi, idfs[place], np.where(shared >= 0, held[shared], in_small)),
    )


def _weighed(
    segment: Segment,
    okapi: Okapi,
    idfs: np.ndarray,
    holding: IntArray,
    standing: np.ndarray | None = None,
) -> Segment:
    """Return a segment that weighs its terms as one of several."""
    before = segment.postings
    saturations = okapi.saturation(
        segment.arrays["postings_counts"], segment.arrays["postings_lengths"]
    )
    # No term's greatest saturation grew by more than the most that any grew by.
    growth = float((saturations / before.saturations).max(initial=1.0))
    postings = replace(
        before,
        saturations=saturations,
        highest=before.highest * growth,
        idf=idfs,
        okapi=okapi,
        holding=holding,
        standing=None if standing is None or standing.all() else standing,
        remembered={},
    )
    return replace(segment, postings=postings)


def _holding(segment: Segment) -> IntArray:
    result: IntArray = np.diff(segment.postings.bounds)
    return result


def _passages_with_each(terms: np.ndarray, passages: np.ndarray, total: int) -> IntArray:
    """Return how many of some passages hold each term, given every occurrence in them."""
    once = np.sort(terms.astype(np.int64) << 32 | passages)
    once = once[np.concatenate(([True], once[1:] != once[:-1]))[: len(once)]]
    return np.bincount(once >> 32, minlength=total)


def _shared(small: Segment, large: Segment) -> IntArray:
    """Return for each term of the small segment its number in the large one, or -1."""
    numbers = (large.terms.get(term) for term in small.terms.terms)
    return np.array([-1 if n is None else n for n in numbers], dtype=np.int64)


def _idfs(okapi: Okapi, holding: IntArray) -> np.ndarray:
    """Return the idf of each term; 0.0 for one that no passage holds any more."""
    idfs = np.zeros(len(holding))
    held = holding > 0
    idfs[held] = okapi.idfs(holding[held])
    return idfs
