"""From the terms of passages, one after another, to posting arrays; some thousand at a time.

What is given is sorted at once, so that room is only taken for postings; `posting_arrays` then
puts each term's together.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from retrieval.bm25 import IntArray, Okapi
from retrieval.strings import Arrays

# Pairs of count and length that are looked up in a table, above which they are searched for.
_LARGEST_TABLE = 1 << 24


@dataclass(slots=True)
class _Sorted:
    """The postings of some passages, by term and then by passage.

    terms: those that occur, ascending. starts: where each one's postings start.
    """

    terms: npt.NDArray[np.int32]
    starts: npt.NDArray[np.int32]
    passages: npt.NDArray[np.int32]
    counts: npt.NDArray[np.int32]


@dataclass(slots=True)
class Occurrences:
    """The terms of passages as numbers, in the order in which passages are given."""

    _total: int = 0
    _lengths: list[IntArray] = field(default_factory=list)
    _sorted: list[_Sorted] = field(default_factory=list)
    _terms: list[npt.NDArray[np.int32]] = field(default_factory=list)

    def add(self, terms: npt.NDArray[Any], lengths: IntArray) -> None:
        """Take in passages: their terms, one passage after the other, and how many each has."""
        count = len(lengths)
        self._terms.append(terms.astype(np.int32))
        # One number for term and passage, sorted: by term, then passage.
        keys = terms.astype(np.int64) * count + np.repeat(np.arange(count), lengths)
        keys.sort()
        starts = _starts(keys)
        term_of, passage_of = np.divmod(keys[starts], count)
        first = _starts(term_of)
        self._sorted.append(
            _Sorted(
                term_of[first].astype(np.int32),
                first.astype(np.int32),
                (passage_of + self._total).astype(np.int32),
                np.diff(starts, append=len(keys)).astype(np.int32),
            )
        )
        self._lengths.append(lengths)
        self._total += count

    def arrays(self, terms: int) -> Arrays:
        """Return the arrays of so many terms, named "postings..." and "forward..."."""
        lengths = np.concatenate([np.zeros(0, dtype=np.int64), *self._lengths])
        bounds = self._bounds(terms)
        passages, counts = self._together(bounds)
        codes, count_of, length_of = _coded(counts, lengths[passages])
        del counts
        return {
            "postings_bounds": bounds,
            "postings_passages": passages,
            "postings_codes": codes,
            "postings_counts": count_of,
            "postings_lengths": length_of,
            "forward_terms": np.concatenate([np.zeros(0, dtype=np.int32), *self._terms]),
            "forward_bounds": np.concatenate(([0], np.cumsum(lengths))),
            "postings_size": np.array([len(lengths), lengths.sum()]),
            **weight_arrays(bounds, codes, count_of, length_of, len(lengths), int(lengths.sum())),
        }

    def _bounds(self, terms: int) -> IntArray:
        containing = np.zeros(terms + 1, dtype=np.int64)
        for part in self._sorted:
            containing[part.terms + 1] += np.diff(part.starts, append=len(part.passages))
        return np.cumsum(containing)

    def _together(self, bounds: IntArray) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
        """Return all postings, by term and then by passage, and their counts."""
        passages = np.empty(bounds[-1], dtype=np.int32)
        counts = np.empty(bounds[-1], dtype=np.int32)
        free = bounds[:-1].copy()
        for part in self._sorted:
            sizes = np.diff(part.starts, append=len(part.passages))
            places = np.repeat(free[part.terms] - part.starts, sizes)
            places += np.arange(len(places))
            passages[places] = part.passages
            counts[places] = part.counts
            free[part.terms] += sizes
        return passages, counts


def weight_arrays(
    bounds: IntArray,
    codes: npt.NDArray[Any],
    counts: IntArray,
    lengths: IntArray,
    total: int,
    words: int,
) -> Arrays:
    """Return the saturations of codes, each term's greatest, and the idfs."""
    if not words:
        return {
            "postings_saturations": np.zeros(0),
            "postings_highest": np.zeros(0),
            "postings_idf": np.zeros(0),
        }
    okapi = Okapi(total, words)
    saturations = okapi.saturation(counts, lengths)
    return {
        "postings_saturations": saturations,
        "postings_highest": np.maximum.reduceat(saturations[codes], bounds[:-1]),
        "postings_idf": okapi.idfs(np.diff(bounds)),
    }


def _coded(
    counts: npt.NDArray[np.int32], lengths: IntArray
) -> tuple[npt.NDArray[Any], IntArray, IntArray]:
    """Return a code for each pair of count and length, and what the codes stand for."""
    step = int(lengths.max(initial=0)) + 1
    pairs = counts * step
    pairs += lengths
    most = int(pairs.max(initial=0)) + 1
    if most <= _LARGEST_TABLE:
        occurs = np.zeros(most, dtype=bool)
        occurs[pairs] = True
        distinct = np.flatnonzero(occurs)
        table = np.zeros(most, dtype=_dtype_for(len(distinct)))
        table[distinct] = np.arange(len(distinct))
        codes = table[pairs]
    else:
        distinct = np.unique(pairs)
        codes = np.searchsorted(distinct, pairs).astype(_dtype_for(len(distinct)))
    count_of, length_of = np.divmod(distinct, step)
    return codes, count_of.astype(np.int64), length_of.astype(np.int64)


def _dtype_for(count: int) -> type[np.uint16] | type[np.uint32]:
    return np.uint16 if count <= 1 << 16 else np.uint32


def _starts(ordered: IntArray) -> IntArray:
    """Return where each run of equal numbers begins."""
    if not len(ordered):
        return np.zeros(0, dtype=np.int64)
    return np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
