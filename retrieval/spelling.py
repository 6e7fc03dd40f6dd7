"""Typing errors: which word of the dossier was meant by a word that is none.

A word of the dossier or of the language, or a form of one, is never touched; neither are numbers,
and short words hardly ever. Words one error away are found through the forms that lack one letter
(as in symmetric deletion), words two errors away through the letters they are made of; what an
error costs is typing_cost's to say.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import log10
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from retrieval.english import base_forms, differ_in_ending
from retrieval.keystrokes import typing_cost

# Shorter words are never repaired, words shorter than the second for one error only. These and the
# costs a repair may have were chosen on generated errors: `python -m tests.evaluation.typos`.
SHORTEST = 4
SHORTEST_FOR_TWO = 8
_MOST = {4: 0.6, 5: 0.8}
_MOST_OF_LONGER = 1.2
_MOST_FOR_TWO = 1.7
# A word that looks like one of the language may be a right one that no list of ours has: every
# three letters of it stand together in this many words, and more evidence is asked for.
_USUAL = 3
_MOST_IF_USUAL = {4: 0.0, 5: 0.7}
_MOST_OF_LONGER_IF_USUAL = 0.8
_SHORTEST_UNHELD = 7
# With a capital it may be a name that the dossier lacks, and not to be mistaken for another.
_SHORTEST_NAME = 5
_MOST_OF_NAMES = 0.7
# A word of the language that the dossier lacks is meant less often.
_UNHELD = 0.3
_FREQUENCY = 0.08
_AFTER_NEIGHBOUR = 0.25
# Two candidates closer than this are a guess.
_CLEAR = 0.15
_SHORTEST_PART = 3
# Two swaps of letters change three pairs of neighbours each, on both sides.
_MOST_PAIRS = 12
# Words with more pairs in common come first; the rest is not worth the time.
_MOST_TRIED = 12
_LONGEST = 32


@dataclass(frozen=True, slots=True)
class Repair:
    """What was meant: a word, or two with a space between.

    confidence: 0..1. joins: -1 or 1 where the word before or after is part of it, else 0.
    """

    word: str
    confidence: float
    joins: int = 0


def _never(before: str, after: str) -> bool:
    return False


class Speller:
    """Repairs words against the words of a dossier.

    counts: folded words of the dossier and how often each occurs. known: folded words
    of the language. follows: whether the dossier has the second word right after the first.
    """

    def __init__(
        self,
        counts: Mapping[str, int],
        known: frozenset[str],
        follows: Callable[[str, str], bool] = _never,
    ) -> None:
        self._counts = counts
        self._known = known
        self._follows = follows
        self._words = [word for word in counts if _may_be_meant(word)]
        self._hashes, self._owners = _deletion_index(self._words)
        self._letters = np.array([_letters(word) for word in self._words], dtype=np.uint64)
        self._pairs = np.array([_pairs(word) for word in self._words], dtype=np.uint64)
        self._lengths = np.array([len(word) for word in self._words], dtype=np.int16)

    def repair(self, word: str, before: str | None, after: str | None) -> Repair | None:
        """Return what was meant by a word, or None where it stands as it is.

        word: as written, so that a capital tells a name; its neighbours, folded, or None.
        """
        asked = word.casefold()
        if not asked.isalpha() or len(asked) > _LONGEST or self._is_right(asked):
            return None
        joined = self._joined(asked, before, after)
        if joined or len(asked) < SHORTEST:
            return joined
        return self._parted(asked) or self._respelled(asked, before, after, word[0].isupper())

    def _is_right(self, word: str) -> bool:
        return any(form in self._counts or form in self._known for form in base_forms(word))

    def _joined(self, word: str, before: str | None, after: str | None) -> Repair | None:
        """Return one word that was written as two, of which this one alone is no word."""
        for whole, side in ((word + (after or ""), 1), ((before or "") + word, -1)):
            if whole != word and whole in self._counts:
                return Repair(whole, 0.9, side)
        return None

    def _parted(self, word: str) -> Repair | None:
        """Return two words that were written as one, and that follow each other in the dossier."""
        places = range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
        pairs = [(word[:at], word[at:]) for at in places]
        following = [pair for pair in pairs if self._follows(*pair)]
        return Repair(" ".join(following[0]), 0.9) if following else None

    def _respelled(
        self, word: str, before: str | None, after: str | None, is_name: bool
    ) -> Repair | None:
        is_usual = self._is_usual(word)
        most = _most(len(word), is_name, is_usual)
        costs = self._costs(word, self._one_error_away(word), most)
        if not costs and not is_name and not is_usual:
            if len(word) >= _SHORTEST_UNHELD:
                costs = self._costs_of_known(word, most)
            if not costs and len(word) >= SHORTEST_FOR_TWO:
                costs = self._costs(word, self._two_errors_away(word), _MOST_FOR_TWO)
        return self._choose(costs, before, after)

    def _is_usual(self, word: str) -> bool:
        """Return whether a word looks like one of the language, by its runs of three letters."""
        runs = _runs(self._known)
        return all(runs[run] >= _USUAL for run in _threes(word))

    def _costs(self, word: str, candidates: list[str], most: float) -> dict[str, float]:
        others = [other for other in candidates if not differ_in_ending(word, other)]
        costs = {other: typing_cost(word, other, most) for other in others}
        return {other: cost for other, cost in costs.items() if cost <= most}

    def _choose(
        self, costs: Mapping[str, float], before: str | None, after: str | None
    ) -> Repair | None:
        """Return the likeliest candidate, its confidence by its cost and by how clear it is."""
        merits = {word: cost - self._support(word, before, after) for word, cost in costs.items()}
        ordered = sorted(merits, key=lambda word: (merits[word], word))
        if not ordered:
            return None
        best = ordered[0]
        gap = merits[ordered[1]] - merits[best] if len(ordered) > 1 else 1.0
        confidence = 1 - costs[best] / (2 * _MOST_FOR_TWO)
        return Repair(best, confidence * (1.0 if gap >= _CLEAR else 0.6))

    def _support(self, word: str, before: str | None, after: str | None) -> float:
        """Return what speaks for a candidate: how often it occurs, and beside its neighbours."""
        follows = (before and self._follows(before, word)) or (after and self._follows(word, after))
        count = self._counts.get(word, 0)
        held = _FREQUENCY * log10(count) if count else -_UNHELD
        return held + (_AFTER_NEIGHBOUR if follows else 0.0)

    def _one_error_away(self, word: str) -> list[str]:
        hashes = np.array([_hash(form) for form in _without_one(word)], dtype=np.uint32)
        starts = np.searchsorted(self._hashes, hashes, side="left")
        ends = np.searchsorted(self._hashes, hashes, side="right")
        found = {
            int(owner)
            for start, end in zip(starts, ends, strict=True)
            for owner in self._owners[start:end]
        }
        return [self._words[owner] for owner in sorted(found)]

    def _two_errors_away(self, word: str) -> list[str]:
        """Return words of nearly the same letters, pairs of letters and length."""
        near = np.abs(self._lengths - len(word)) <= 2
        # Two errors change at most four of the letters a word has.
        near &= np.bitwise_count(self._letters ^ np.uint64(_letters(word))) <= 4
        places = np.flatnonzero(near)
        differ = np.bitwise_count(self._pairs[places] ^ np.uint64(_pairs(word)))
        order = np.argsort(differ, kind="stable")[:_MOST_TRIED]
        return [self._words[places[nth]] for nth in order if differ[nth] <= _MOST_PAIRS]

    def _costs_of_known(self, word: str, most: float) -> dict[str, float]:
        """Return words of the language, which the dossier lacks, that are one error away."""
        return self._costs(word, [form for form in _one_edit(word) if form in self._known], most)


def _most(length: int, is_name: bool, is_usual: bool) -> float:
    """Return the most that a repair may cost."""
    if is_name:
        return _MOST_OF_NAMES if length >= _SHORTEST_NAME else 0.0
    if is_usual:
        return _MOST_IF_USUAL.get(length, _MOST_OF_LONGER_IF_USUAL)
    return _MOST.get(length, _MOST_OF_LONGER)


def _may_be_meant(word: str) -> bool:
    return SHORTEST <= len(word) <= _LONGEST and word.isalpha()


@lru_cache(maxsize=4)
def _runs(words: frozenset[str]) -> Counter[str]:
    """Return in how many words each run of three letters occurs; a word begins and ends with #."""
    return Counter(run for word in words for run in _threes(word))


def _threes(word: str) -> set[str]:
    framed = f"#{word}#"
    return {framed[at : at + 3] for at in range(len(framed) - 2)}


def _deletion_index(words: list[str]) -> tuple[NDArray[np.uint32], NDArray[np.int32]]:
    """Return the hashes of all words and of their forms without one letter, sorted, with owners."""
    hashes: list[int] = []
    owners: list[int] = []
    for owner, word in enumerate(words):
        forms = _without_one(word)
        hashes += map(_hash, forms)
        owners += [owner] * len(forms)
    unsorted = np.array(hashes, dtype=np.uint32)
    order = np.argsort(unsorted, kind="stable")
    return unsorted[order], np.array(owners, dtype=np.int32)[order]


def _without_one(word: str) -> set[str]:
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def _hash(form: str) -> int:
    return crc32(form.encode())


def _letters(word: str) -> int:
    """Return the set of letters of a word as bits; letters of some scripts share bits."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) % 64)
    return bits


def _pairs(word: str) -> int:
    """Return the set of pairs of neighbouring letters as bits, each bit for several pairs."""
    bits = 0
    for letter, following in pairwise(word):
        bits |= 1 << ((ord(letter) * 31 + ord(following)) % 64)
    return bits


def _one_edit(word: str) -> set[str]:
    """Return what a word may be with one letter replaced, added, dropped or swapped."""
    alphabet = "abcdefghijklmnopqrstuvwxyz" if word.isascii() else ""
    halves = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    dropped = {a + b[1:] for a, b in halves if b}
    swapped = {a + b[1] + b[0] + b[2:] for a, b in halves if len(b) > 1}
    replaced = {a + c + b[1:] for a, b in halves if b for c in alphabet}
    return dropped | swapped | replaced | {a + c + b for a, b in halves for c in alphabet}
