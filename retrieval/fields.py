"""Words that speak of the same narrow idea: our semantic fields, in the manner of Roget.

A thesaurus says that a "siren" may be called an "alarm"; a field says that "siren", "alarm", "go
off", "wail" and "warning" are all talk of one idea. So a question in quite other words than the
text's still meets it, a little, at each of its words; where several meet in one sentence, that is
evidence. Files: `lexicon/fields/en/*.txt`, a line a field, the most central words first:
`name: word, two words, …`.
"""

import math
from collections.abc import Callable, Iterable, Sequence
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


class _Field(NamedTuple):
    """A field's entries by their numbers, and how much each belongs to it."""

    numbers: npt.NDArray[np.int32]
    weights: npt.NDArray[np.float64]


class Fields:
    """Fields over words; a word's fields are the dimensions in which it is compared to others."""

    def __init__(self, lines: Iterable[str]) -> None:
        fields = [entries(words) for _, colon, words in map(_parted, lines) if colon]
        self._entries: list[Entry] = []
        self._numbers: dict[Terms, int] = {}
        for entry in (entry for members in fields for entry in members):
            if entry.stems not in self._numbers:
                self._numbers[entry.stems] = len(self._entries)
                self._entries.append(entry)
        self._fields = [self._field(members) for members in fields]
        self._of: list[dict[int, float]] = [{} for _ in self._entries]
        for number, (members, weights) in enumerate(self._fields):
            for entry, weight in zip(members.tolist(), weights.tolist(), strict=True):
                self._of[entry][number] = weight
        self._lengths = np.array([math.hypot(*held.values()) for held in self._of])
        self._is_sought = np.array([entry.is_found_by_terms for entry in self._entries], dtype=bool)
        self._runs = Runs(self._numbers)

    def _field(self, members: Sequence[Entry]) -> _Field:
        first = {self._numbers[e.stems]: n for n, e in reversed([*enumerate(members, start=1)])}
        # That of few words says more of them than that of many.
        specificity = math.log(len(self._entries) / len(first))
        weights = [specificity * place**_BY_PLACE for place in first.values()]
        return _Field(np.array([*first], dtype=np.int32), np.array(weights))

    def expansions(
        self, asked: Sequence[str], holds: Callable[[Terms], bool] = bool
    ) -> list[Expansion]:
        """Return the related words for every entry that stands in the asked stems.

        holds: whether a text, or a dossier, holds all these terms; others are left out.
        """
        return [
            Expansion(places, entry.terms, RELATED_SHARE * similarity**EXPONENT, entry.text)
            for run, places in self._runs.find(asked)
            for entry, similarity in self._related(self._numbers[run])
            if holds(entry.terms)
        ]

    def similarity(self, one: Terms, other: Terms) -> float:
        """Return how much two entries, by their stems, have in common: 0..1, a cosine."""
        if one not in self._numbers or other not in self._numbers:
            return 0.0
        first, second = self._numbers[one], self._numbers[other]
        held = self._of[second]
        common = sum(weight * held.get(field, 0.0) for field, weight in self._of[first].items())
        return common / float(self._lengths[first] * self._lengths[second])

    def _related(self, asked: int) -> list[tuple[Entry, float]]:
        """Return the entries that have enough in common with one, and how much."""
        fields = [(self._fields[field], weight) for field, weight in self._of[asked].items()]
        numbers = np.concatenate([field.numbers for field, _ in fields])
        shared = np.concatenate([weight * field.weights for field, weight in fields])
        met, places = np.unique(numbers, return_inverse=True)
        common = np.bincount(places, shared) / (self._lengths[met] * self._lengths[asked])
        near = (common >= LEAST_SIMILARITY) & self._is_sought[met] & (met != asked)
        return [
            (self._entries[number], similarity)
            for number, similarity in zip(met[near].tolist(), common[near].tolist(), strict=True)
        ]

    def __len__(self) -> int:
        return len(self._fields)


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
