"""Words that speak of the same narrow idea: our semantic fields, in the manner of Roget.

A thesaurus says that a "siren" may be called an "alarm"; a field says that "siren", "alarm", "go
off", "wail" and "warning" are all talk of one idea. So a question in quite other words than the
text's still meets it, a little, at each of its words; where several meet in one sentence, that is
evidence. Files: `lexicon/fields/en/*.txt`, a line a field, the most central words first:
`name: word, two words, …`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from retrieval.runs import Runs
from retrieval.thesaurus import Entry, Expansion, entries

# What a word that has all its fields in common with the asked one counts beside it, how fast that
# falls with the similarity, and the least that two words must have in common. Chosen on the
# training dossiers of tests/evaluation, by the mean reciprocal rank: `python -m
# tests.evaluation.fit_ranking` after changing them. Nearby values are as good: with exponents from
# 0.35 to 0.5 and shares from 0.9 to 1.1, 62 to 65 of 100 paraphrases are among the first three,
# with exponent 1 and share 0.7 there are 54.
RELATED_SHARE = 0.9
EXPONENT = 0.4
LEAST_SIMILARITY = 0.03

# How much less a word belongs to a field than the one at its head: by its place in the line. Of
# 592 everyday pairs of words, against 4,000 random ones, this told 75 to 94 of 100 apart by 0.5 %
# false alarms, belonging alike 61 to 77.
_BY_PLACE = -0.5

Terms = tuple[str, ...]
IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float64]
_NONE = np.zeros(0)


class _Table(NamedTuple):
    """Rows of numbers with weights; row n is what lies between bounds[n] and bounds[n + 1]."""

    bounds: IntArray
    numbers: IntArray
    weights: FloatArray

    def row(self, number: int) -> tuple[IntArray, FloatArray]:
        """Return the numbers of a row, and their weights."""
        place = slice(self.bounds[number], self.bounds[number + 1])
        return self.numbers[place], self.weights[place]


class Fields:
    """Fields over words; a word's fields are the dimensions in which it is compared to others."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._numbers: dict[Terms, int] = {}
        self._terms: list[Terms] = []
        self._texts: list[str] = []
        known: dict[str, int] = {}
        fields = [self._read(words, known) for _, colon, words in map(_parted, lines) if colon]
        self._members = self._weighed([field for field in fields if field])
        self._of = _turned(self._members, len(self._terms))
        squares = np.add.reduceat(self._of.weights**2, self._of.bounds[:-1]) if known else _NONE
        self._lengths = np.sqrt(squares)
        self._runs = Runs(self._numbers)

    def _read(self, words: str, known: dict[str, int]) -> dict[int, int]:
        """Return the numbers of a line's entries with their places. known: entries by text."""
        places: dict[int, int] = {}
        for place, text in enumerate(filter(None, map(str.strip, words.split(","))), start=1):
            if text not in known:
                known[text] = self._number(text)
            places.setdefault(known[text], place)
        return places

    def _number(self, text: str) -> int:
        """Return the number of an entry, that of another one with the same stems if there is."""
        [entry] = entries(text) or (Entry((), (text,), text),)
        number = self._numbers.setdefault(entry.stems, len(self._terms))
        if number == len(self._terms):
            self._terms.append(entry.terms if entry.is_found_by_terms else ())
            self._texts.append(text)
        return number

    def _weighed(self, fields: Sequence[Mapping[int, int]]) -> _Table:
        """Return how much each entry belongs to each field; rows are the fields."""
        sizes = np.array([len(places) for places in fields], dtype=np.int64)
        numbers = np.fromiter((n for places in fields for n in places), np.int64, sizes.sum())
        place = np.fromiter((p for places in fields for p in places.values()), float, sizes.sum())
        # A field of few words says more of them than one of many.
        specificity = np.log(len(self._terms) / sizes) if len(sizes) else _NONE
        weights = place**_BY_PLACE * np.repeat(specificity, sizes)
        return _Table(np.concatenate(([0], np.cumsum(sizes))), numbers, weights)

    def expansions(
        self, asked: Sequence[str], holds: Callable[[Terms], bool] = bool
    ) -> list[Expansion]:
        """Return the related words for every entry that stands in the asked stems.

        holds: whether a text, or a dossier, holds all these terms; others are left out.
        """
        return [
            Expansion(
                places,
                self._terms[entry],
                RELATED_SHARE * similarity**EXPONENT,
                self._texts[entry],
            )
            for run, places in self._runs.find(asked)
            for entry, similarity in self._related(self._numbers[run])
            if self._terms[entry] and holds(self._terms[entry])
        ]

    def similarity(self, one: Terms, other: Terms) -> float:
        """Return how much two entries, by their stems, have in common: 0..1, a cosine."""
        if one not in self._numbers or other not in self._numbers:
            return 0.0
        met, common = self._common(self._numbers[one])
        return float(common[met == self._numbers[other]].sum())

    def _related(self, asked: int) -> Iterator[tuple[int, float]]:
        """Yield the entries that have enough in common with one, and how much."""
        met, common = self._common(asked)
        near = (common >= LEAST_SIMILARITY) & (met != asked)
        yield from zip(met[near].tolist(), common[near].tolist(), strict=True)

    def _common(self, asked: int) -> tuple[IntArray, FloatArray]:
        """Return all entries that share a field with one, and their cosines."""
        fields, weights = self._of.row(asked)
        rows = [self._members.row(field) for field in fields.tolist()]
        numbers = np.concatenate([numbers for numbers, _ in rows])
        shared = np.concatenate([w * row for w, (_, row) in zip(weights, rows, strict=True)])
        met, places = np.unique(numbers, return_inverse=True)
        return met, np.bincount(places, shared) / (self._lengths[met] * self._lengths[asked])

    def __len__(self) -> int:
        return len(self._members.bounds) - 1


def _turned(table: _Table, count: int) -> _Table:
    """Return a table by its numbers, of which there are so many: rows for columns."""
    rows = np.repeat(np.arange(len(table.bounds) - 1), np.diff(table.bounds))
    order = np.argsort(table.numbers, kind="stable")
    bounds = np.searchsorted(table.numbers[order], np.arange(count + 1))
    return _Table(bounds, rows[order], table.weights[order])


def _parted(line: str) -> tuple[str, str, str]:
    return line.partition("#")[0].partition(":")


@cache
def english_fields() -> Fields:
    """Return the fields that ship with the project; read once."""
    folder = resources.files("retrieval.lexicon") / "fields" / "en"
    files = sorted(
        (f for f in folder.iterdir() if f.name.endswith(".txt")), key=lambda file: file.name
    )
    return Fields(line for f in files for line in f.read_text(encoding="utf-8").splitlines())
