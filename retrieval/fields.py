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
from retrieval.word_sets import StemsNumbers, StemsOf, Texts

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
IntArray = npt.NDArray[np.int64] | npt.NDArray[np.int32]
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


class _Read:
    """Entries as they are read: by their stems, their numbers; by these, their terms and texts."""

    def __init__(self) -> None:
        self.numbers: dict[Terms, int] = {}
        self.terms: list[Terms] = []
        self.texts: list[str] = []
        self._known: dict[str, int] = {}

    def field(self, words: str) -> dict[int, int]:
        """Return the numbers of a line's entries with their places."""
        places: dict[int, int] = {}
        for place, text in enumerate(filter(None, map(str.strip, words.split(","))), start=1):
            if text not in self._known:
                self._known[text] = self._number(text)
            places.setdefault(self._known[text], place)
        return places

    def _number(self, text: str) -> int:
        """Return the number of an entry, that of another one with the same stems if there is."""
        [entry] = entries(text) or (Entry((), (text,), text),)
        number = self.numbers.setdefault(entry.stems, len(self.terms))
        if number == len(self.terms):
            self.terms.append(entry.terms if entry.is_found_by_terms else ())
            self.texts.append(text)
        return number


class Fields:
    """Fields over words; a word's fields are the dimensions in which it is compared to others."""

    def __init__(self, lines: Iterable[str]) -> None:
        read = _Read()
        fields = [read.field(words) for _, colon, words in map(_parted, lines) if colon]
        count = len(read.numbers)
        self._members = _weighed([field for field in fields if field], count)
        self._of = _turned(self._members, count)
        squares = np.add.reduceat(self._of.weights**2, self._of.bounds[:-1]) if count else _NONE
        self._lengths = np.sqrt(squares)
        self._numbers = StemsNumbers(read.numbers)
        self._terms, self._texts = StemsOf(read.terms), Texts(read.texts)
        self._runs = Runs(self._numbers)

    def expansions(
        self, asked: Sequence[str], holds: Callable[[int], bool] | None = None
    ) -> list[Expansion]:
        """Return the related words for every entry that stands in the asked stems.

        holds: whether a text, or a dossier, holds the entry of a number; others are left out.
        """
        return [
            Expansion(places, terms, RELATED_SHARE * similarity**EXPONENT, self._texts[entry])
            for run, places in self._runs.find(asked)
            for entry, similarity in self._related(self._numbers.number(run))
            if (holds is None or holds(entry)) and (terms := self._terms[entry])
        ]

    def terms_of(self, entry: int) -> Terms:
        """Return the terms by which the entry of a number is found; none for "take over"."""
        return self._terms[entry]

    @property
    def entries(self) -> int:
        """How many entries there are; they are numbered from 0."""
        return len(self._lengths)

    def similarity(self, one: Terms, other: Terms) -> float:
        """Return how much two entries, by their stems, have in common: 0..1, a cosine."""
        asked, said = self._numbers.number(one), self._numbers.number(other)
        if asked < 0 or said < 0:
            return 0.0
        met, common = self._common(asked)
        return float(common[met == said].sum())

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


def _weighed(fields: Sequence[Mapping[int, int]], count: int) -> _Table:
    """Return how much each of so many entries belongs to each field; rows are the fields."""
    sizes = np.array([len(places) for places in fields], dtype=np.int64)
    numbers = np.fromiter((n for places in fields for n in places), np.int32, sizes.sum())
    place = np.fromiter((p for places in fields for p in places.values()), float, sizes.sum())
    # A field of few words says more of them than one of many.
    specificity = np.log(count / sizes) if len(sizes) else _NONE
    weights = place**_BY_PLACE * np.repeat(specificity, sizes)
    return _Table(np.concatenate(([0], np.cumsum(sizes))), numbers, weights)


def _turned(table: _Table, count: int) -> _Table:
    """Return a table by its numbers, of which there are so many: rows for columns."""
    rows = np.repeat(np.arange(len(table.bounds) - 1, dtype=np.int32), np.diff(table.bounds))
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
