"""Typing errors: which word of the dossier was meant by a word that is none.

A word of the dossier or of the language, or a form of one, is never touched; neither are numbers,
and short words hardly ever. Words one or two errors away are found by `nearby`; what an error costs
is typing_cost's to say. The words of a dossier are arrays, made once by `spelling_arrays`.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log10
from types import MappingProxyType
from typing import NamedTuple, Self

import numpy as np

from retrieval.english import base_forms, english_names, inflections
from retrieval.keystrokes import respellings, typing_cost
from retrieval.nearby import LONGEST, SHORTEST, Nearby, may_be_near, nearby_arrays
from retrieval.stopwords import everyday_words, stop_words
from retrieval.strings import Arrays, Entries, StringMap, hash_of, string_map_arrays

# Shorter words are never repaired, words shorter than the second for one error only. These and the
# costs a repair may have were chosen on generated errors: `python -m tests.evaluation.typos`.
SHORTEST_FOR_TWO = 8
_MOST = {3: 0.8, 4: 0.8, 5: 1.0}
_MOST_OF_LONGER = 1.2
_MOST_FOR_TWO = 1.7
# A word that looks like one of the language may be a right one that no list of ours has: every
# three letters of it stand together in this many words, and more evidence is asked for.
_USUAL = 3
_MOST_IF_USUAL = {3: 0.6, 4: 0.8, 5: 0.8}
_MOST_OF_LONGER_IF_USUAL = 0.8
# With a capital it may be a name that the dossier lacks, and not to be mistaken for another.
_SHORTEST_NAME = 5
_MOST_OF_NAMES = 0.8
# A word of the language that the dossier lacks is meant less often.
_UNHELD = 0.3
_UNHELD_EVERYDAY = 0.1
_UNHELD_FORM = 0.4
_FREQUENCY = 0.08
_AFTER_NEIGHBOUR = 0.25
# Two candidates closer than this are a guess, and of short words not even that.
_CLEAR = 0.15
_SHORT = 4
_SHORTEST_PART = 3

_NO_TERMS: Mapping[str, tuple[str, ...]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Repair:
    """What was meant: a word, or two with a space between.

    confidence: 0..1. joins: -1 or 1 where the word before or after is part of it, else 0.
    """

    word: str
    confidence: float
    joins: int = 0


def spelling_arrays(
    counts: Mapping[str, int],
    pairs: Iterable[tuple[str, str]] = (),
    terms: Mapping[str, tuple[str, ...]] = _NO_TERMS,
) -> Arrays:
    """Return the arrays that a Speller works on, their names beginning with "spelling".

    counts: folded words of the dossier and how often each occurs. pairs: words of which the second
    follows the first somewhere. terms: what each word is found by.
    """
    words = sorted(counts, key=lambda w: (not may_be_near(w), len(w), -counts[w], w))
    meant = sum(map(may_be_near, words))
    return {
        **string_map_arrays("spelling_words", {word: terms.get(word, ()) for word in words}),
        **nearby_arrays("spelling_near", words[:meant]),
        "spelling_counts": np.fromiter((counts[word] for word in words), dtype=np.int64),
        "spelling_pairs": np.sort(_pair_hashes(pairs)),
    }


class _Candidate(NamedTuple):
    """A word that may be meant, how often the dossier has it, what typing the other costs."""

    word: str
    times: int
    cost: float


class Speller:
    """Repairs words against the words of a dossier.

    counts: folded words of the dossier and how often each occurs. known: folded words of the
    language. follows: whether the dossier has the second word right after the first. arrays: what
    spelling_arrays returned, instead of counts and follows.
    """

    def __init__(
        self,
        counts: Mapping[str, int],
        known: frozenset[str],
        follows: Callable[[str, str], bool] | None = None,
        *,
        arrays: Arrays | None = None,
    ) -> None:
        if arrays is None:
            arrays = spelling_arrays(counts)
        self._words = StringMap(arrays, "spelling_words")
        self._near = Nearby(arrays, "spelling_near")
        self._counts = np.asarray(arrays["spelling_counts"])
        self._pairs = np.asarray(arrays["spelling_pairs"])
        self._known = known
        self._follows = follows or self._are_neighbours

    @classmethod
    def from_arrays(cls, arrays: Arrays, known: frozenset[str]) -> Self:
        """Return a speller over what spelling_arrays returned, which may be memory-mapped."""
        return cls({}, known, arrays=arrays)

    @property
    def terms(self) -> Mapping[str, tuple[str, ...]]:
        """The folded words of the dossier, each with its terms."""
        return self._words

    def repair(self, word: str, before: str | None, after: str | None) -> Repair | None:
        """Return what was meant by a word, or None where it stands as it is.

        word: as written, so that a capital tells a name; its neighbours, folded, or None.
        """
        asked = word.casefold()
        if not asked.isalpha() or len(asked) > LONGEST or self._is_right(asked):
            return None
        joined = self._joined(asked, before, after)
        if joined or len(asked) < SHORTEST:
            return joined
        return self._parted(asked) or self._respelled(asked, before, after, word[0].isupper())

    def _is_right(self, word: str) -> bool:
        forms = list(base_forms(word))
        listed = (form for form in forms if form in self._known)
        is_listed = any(form == word or form not in english_names() for form in listed)
        return is_listed or any(True for _ in self._words.numbers(forms))

    def _joined(self, word: str, before: str | None, after: str | None) -> Repair | None:
        """Return one word that was written as two, of which this one alone is no word."""
        for whole, side in ((word + (after or ""), 1), ((before or "") + word, -1)):
            if whole != word and whole in self._words:
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
        # What begins a question has a capital anyhow.
        is_of_dossier = is_name and before is not None
        found = self._candidates(word, Nearby.one_error_away, most, is_of_dossier)
        if not found and not is_name:
            if len(word) >= SHORTEST_FOR_TWO and not is_usual:
                most = _MOST_FOR_TWO
            found = self._candidates(word, Nearby.two_errors_away, most, is_of_dossier)
        return self._choose(len(word), found, before, after)

    def _is_usual(self, word: str) -> bool:
        """Return whether a word looks like one of the language, by its runs of three letters."""
        runs = _runs(self._known)
        return all(runs[run] >= _USUAL for run in _threes(word))

    def _candidates(
        self,
        word: str,
        near: Callable[[Nearby, str], list[int]],
        most: float,
        is_of_dossier: bool,
    ) -> list[_Candidate]:
        """Return the words that may have been mistyped so, of the dossier and of the language."""
        heard = respellings(word)
        found = {}
        if not is_of_dossier:
            language = _language(self._known)
            found = {language.words[number]: 0 for number in near(language.near, word)}
            found |= dict.fromkeys(heard & language.all, 0)
        for number in (*near(self._near, word), *self._words.numbers(heard)):
            found[self._words.item(number)[0]] = int(self._counts[number])
        costs = {other: typing_cost(word, other, most) for other in found if other != word}
        return [_Candidate(o, found[o], cost) for o, cost in costs.items() if cost <= most]

    def _choose(
        self, length: int, candidates: list[_Candidate], before: str | None, after: str | None
    ) -> Repair | None:
        """Return the likeliest candidate, its confidence by its cost and by how clear it is."""
        merits = {c: c.cost - self._support(c, before, after) for c in candidates}
        ordered = sorted(candidates, key=lambda c: (merits[c], c.word))
        if not ordered:
            return None
        best = ordered[0]
        gap = merits[ordered[1]] - merits[best] if len(ordered) > 1 else 1.0
        if gap < _CLEAR and length <= _SHORT:
            return None
        confidence = 1 - best.cost / (2 * _MOST_FOR_TWO)
        return Repair(best.word, confidence * (1.0 if gap >= _CLEAR else 0.6))

    def _support(self, candidate: _Candidate, before: str | None, after: str | None) -> float:
        """Return what speaks for a candidate: how often it occurs, and beside its neighbours."""
        word, times, _ = candidate
        follows = (before and self._follows(before, word)) or (after and self._follows(word, after))
        held = _FREQUENCY * log10(times) if times else -self._unheld(word)
        return held + (_AFTER_NEIGHBOUR if follows else 0.0)

    def _unheld(self, word: str) -> float:
        if word not in self._known:
            return _UNHELD_FORM
        return _UNHELD_EVERYDAY if _is_everyday(word) else _UNHELD

    def _are_neighbours(self, first: str, second: str) -> bool:
        [pair] = _pair_hashes([(first, second)])
        place = int(np.searchsorted(self._pairs, pair))
        return place < len(self._pairs) and bool(self._pairs[place] == pair)


def _pair_hashes(pairs: Iterable[tuple[str, str]]) -> Entries:
    hashes = (hash_of(first) << 32 | hash_of(second) for first, second in pairs)
    return np.fromiter(hashes, dtype=np.uint64)


def _most(length: int, is_name: bool, is_usual: bool) -> float:
    """Return the most that a repair may cost."""
    if is_name:
        return _MOST_OF_NAMES if length >= _SHORTEST_NAME else 0.0
    if is_usual:
        return _MOST_IF_USUAL.get(length, _MOST_OF_LONGER_IF_USUAL)
    return _MOST.get(length, _MOST_OF_LONGER)


def _is_everyday(word: str) -> bool:
    return word in stop_words("en") or word in everyday_words("en")


class _Language(NamedTuple):
    """The words of a language, and regular forms of them, as candidates."""

    words: list[str]
    all: frozenset[str]
    near: Nearby


@lru_cache(maxsize=4)
def _language(known: frozenset[str]) -> _Language:
    bases = (word for word in known - english_names() if word.isascii())
    forms = {form for word in bases for form in inflections(word)}
    words = sorted(filter(may_be_near, known | forms), key=lambda word: (len(word), word))
    return _Language(words, frozenset(words), Nearby(nearby_arrays("known", words), "known"))


@lru_cache(maxsize=4)
def _runs(words: frozenset[str]) -> Counter[str]:
    """Return in how many words each run of three letters occurs; a word begins and ends with #."""
    return Counter(run for word in words for run in _threes(word))


def _threes(word: str) -> set[str]:
    framed = f"#{word}#"
    return {framed[at : at + 3] for at in range(len(framed) - 2)}
