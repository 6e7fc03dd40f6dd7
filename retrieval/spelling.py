"""Typing errors: which word of the dossier was meant by a word that is none.

A word of the dossier or of the language, or a form of one, is never touched; neither are numbers,
and short words hardly ever. Words one or two errors away are found by `nearby`; what an error costs
is typing_cost's to say. The words of a dossier are arrays, made once by `spelling_arrays`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import inf, log10
from types import MappingProxyType
from typing import NamedTuple, Self

import numpy as np

from retrieval.english import base_forms, english_names
from retrieval.keystrokes import VOWELS, respellings, typing_cost
from retrieval.nearby import LONGEST, SHORTEST, Nearby, may_be_near, nearby_arrays
from retrieval.right_words import RightWords, listed_words, right_words
from retrieval.strings import Arrays, StringMap, hashes_of_pairs, string_map_arrays
from retrieval.word_sets import WordSet

# What a repair may cost, by how long the word is; of words as long as the first, two errors. These
# and the other figures were chosen on generated errors: `python -m tests.evaluation.typos`.
SHORTEST_FOR_TWO = 8
_MOST = {3: 0.8, 4: 0.8, 5: 1.0}
_MOST_OF_LONGER = 1.2
_MOST_FOR_TWO = 1.7
# A word that looks like one of the language may be a right one that no list of ours has, and one
# with a capital a name that the dossier lacks: more evidence is asked for.
_MOST_IF_USUAL = {3: 0.6}
_MOST_OF_LONGER_IF_USUAL = 0.8
_SHORTEST_NAME = 4
_MOST_OF_NAMES = 0.8
# Up to this, and for names shorter than the second up to the third, it is hardly another name,
# unless only a vowel differs; else it is a guess, unless a word beside it is the same too.
_SURE_OF_NAMES = 0.8
_LONG_NAME = 7
_SURE_OF_SHORT_NAMES = 0.6
CONFIDENCE_OF_GUESS = 0.5
_MOST_TO_ORDINARY = {4: 0.0, 5: 0.6}
# Other languages than English have more forms of words than our lists tell.
_SHORTEST_FOREIGN = 5
_MOST_OF_FOREIGN = 0.8
# A word of the language that the dossier lacks is meant less often.
_UNHELD = 0.55
_LEAST_UNHELD = 0.1
_FORM = 0.05
_USUAL = 0.2
_FREQUENCY = 0.08
_AFTER_NEIGHBOUR = 0.25
# Two candidates closer than this are a guess, and of short words not even that.
_CLEAR = 0.1
_SHORT = 4
_SHORTEST_PART = 3

_NO_TERMS: Mapping[str, tuple[str, ...]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Repair:
    """What was meant: a word, or two with a space between.

    confidence: 0..1. joins: -1 or 1 where the word before or after is part of it, else 0.
    is_guess: whether it may as well be right as it stands, as a name that the dossier lacks.
    """

    word: str
    confidence: float
    joins: int = 0
    is_guess: bool = False


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
        "spelling_pairs": np.sort(hashes_of_pairs(pairs)),
    }


class _Candidate(NamedTuple):
    """A word that may be meant, how often the dossier has it, what typing the other costs."""

    word: str
    times: int
    cost: float


class _Typed(NamedTuple):
    """A word that is none, where it stands, and what is right in its language."""

    word: str
    before: str | None
    after: str | None
    is_name: bool
    right: RightWords
    language: str


class Speller:
    """Repairs words against the words of a dossier.

    counts: folded words of the dossier and how often each occurs. known: folded words of the
    language. follows: whether the dossier has the second word right after the first. arrays: what
    spelling_arrays returned, instead of counts and follows.
    """

    def __init__(
        self,
        counts: Mapping[str, int],
        known: WordSet,
        follows: Callable[[str, str], bool] | None = None,
        *,
        arrays: Arrays | None = None,
    ) -> None:
        arrays = spelling_arrays(counts) if arrays is None else arrays
        self._words = StringMap(arrays, "spelling_words")
        self._near = Nearby(arrays, "spelling_near")
        self._counts = np.asarray(arrays["spelling_counts"])
        self._pairs = np.asarray(arrays["spelling_pairs"])
        self._known = known
        self._known_pairs = follows

    @classmethod
    def from_arrays(cls, arrays: Arrays, known: WordSet) -> Self:
        """Return a speller over what spelling_arrays returned, which may be memory-mapped."""
        return cls({}, known, arrays=arrays)

    @property
    def terms(self) -> Mapping[str, tuple[str, ...]]:
        """The folded words of the dossier, each with its terms."""
        return self._words

    def follows(self, first: str, second: str) -> bool:
        """Return whether the dossier has the second folded word right after the first."""
        if self._known_pairs:
            return self._known_pairs(first, second)
        [pair] = hashes_of_pairs([(first, second)])
        place = np.searchsorted(self._pairs, pair)
        return bool(np.any(self._pairs[place : place + 1] == pair))

    def repair(
        self, word: str, before: str | None, after: str | None, language: str = "en"
    ) -> Repair | None:
        """Return what was meant by a word of this language, or None where it stands as it is.

        word: as written, so that a capital tells a name; its neighbours, folded, or None.
        """
        asked = word.casefold()
        if not asked.isalpha() or len(asked) > LONGEST or self._is_right(asked, language):
            return None
        joined = self._joined(asked, before, after)
        if joined or len(asked) < SHORTEST:
            return joined
        # What begins a question has a capital anyhow.
        is_name = word[0].lower() == word[0].upper() or (word[0].isupper() and before is not None)
        typed = _Typed(asked, before, after, is_name, self._right(language), language)
        return self._parted(asked) or self._respelled(typed)

    def _is_right(self, word: str, language: str) -> bool:
        forms = list(base_forms(word)) if language == "en" else [word]
        return self._right(language).holds(word) or any(True for _ in self._words.numbers(forms))

    def _right(self, language: str) -> RightWords:
        return right_words(self._known if language == "en" else listed_words(language), language)

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
        following = [pair for pair in pairs if self.follows(*pair)]
        return Repair(" ".join(following[0]), 0.9) if following else None

    def _respelled(self, typed: _Typed) -> Repair | None:
        most = _most(typed)
        word = typed.word
        heard = self._words.numbers(respellings(word))
        held = {*self._near.one_error_away(word), *heard}
        lacked = set() if typed.is_name else typed.right.one_error_away(word)
        found = self._candidates(typed, held, lacked, most)
        if not found and not typed.is_name:
            if len(word) >= SHORTEST_FOR_TWO:
                most = _MOST_FOR_TWO
            lacked = typed.right.two_errors_away(word)
            found = self._candidates(typed, self._near.two_errors_away(word), lacked, most)
        return self._choose(typed, found)

    def _candidates(
        self, typed: _Typed, held: Iterable[int], lacked: Iterable[str], most: float
    ) -> list[_Candidate]:
        """Return those words that may have been mistyped so; held: words of the dossier."""
        times = dict.fromkeys(lacked, 0)
        times |= {self._words.item(nth)[0]: int(self._counts[nth]) for nth in held}
        found = []
        for other, count in times.items():
            limit = min(most, _limit(typed, other, count))
            cost = typing_cost(typed.word, other, limit) if other != typed.word else inf
            if cost <= limit:
                found.append(_Candidate(other, count or self._times_of_form(typed, other), cost))
        return found

    def _times_of_form(self, typed: _Typed, word: str) -> int:
        """Return how often the dossier has what a word that it lacks is an English form of."""
        forms = base_forms(word) if typed.language == "en" else ()
        return max((int(self._counts[nth]) for nth in self._words.numbers([*forms])), default=0)

    def _choose(self, typed: _Typed, candidates: list[_Candidate]) -> Repair | None:
        """Return the likeliest candidate, its confidence by its cost and by how clear it is."""
        merits = {c: c.cost - self._support(typed, c) for c in candidates}
        ordered = sorted(candidates, key=lambda c: (merits[c], c.word))
        if not ordered:
            return None
        best = ordered[0]
        gap = merits[ordered[1]] - merits[best] if ordered[1:] else 1.0
        if gap < _CLEAR and len(typed.word) <= _SHORT:
            return None
        confidence = (1 - best.cost / (2 * _MOST_FOR_TWO)) * (1.0 if gap >= _CLEAR else 0.6)
        if typed.is_name and not self._is_beside_same(typed, best) and _may_be_other(typed, best):
            return Repair(best.word, min(confidence, CONFIDENCE_OF_GUESS), is_guess=True)
        return Repair(best.word, confidence)

    def _support(self, typed: _Typed, candidate: _Candidate) -> float:
        """Return what speaks for a candidate: how often it occurs, and beside its neighbours."""
        word, times, _ = candidate
        follows = (typed.before and self.follows(typed.before, word)) or (
            typed.after and self.follows(word, typed.after)
        )
        held = _FREQUENCY * log10(times) if times else -_unheld(typed.right, word)
        return held + (_AFTER_NEIGHBOUR if follows else 0.0)

    def _is_beside_same(self, typed: _Typed, candidate: _Candidate) -> bool:
        """Return whether a telling word beside it stands beside the candidate too."""
        before, after, word = typed.before or "", typed.after or "", candidate.word
        return (not typed.right.is_everyday(before) and self.follows(before, word)) or (
            not typed.right.is_everyday(after) and self.follows(word, after)
        )


def _most(typed: _Typed) -> float:
    """Return the most that a repair may cost, of one error or of letters that sound alike."""
    length, is_usual = len(typed.word), typed.right.is_usual(typed.word)
    if typed.is_name:
        return _MOST_OF_NAMES if length >= _SHORTEST_NAME else 0.0
    if typed.language != "en":
        return _MOST_OF_FOREIGN if length >= _SHORTEST_FOREIGN else 0.0
    if is_usual:
        return _MOST_IF_USUAL.get(length, _MOST_OF_LONGER_IF_USUAL)
    return _MOST.get(length, _MOST_OF_LONGER)


def _limit(typed: _Typed, other: str, times: int) -> float:
    """Return the most that a repair to this very word may cost."""
    is_ordinary = typed.right.is_listed(other) and other not in english_names()
    if _differ_in_last_vowel(typed.word, other) and (typed.is_name or not is_ordinary):
        return 0.0
    if not times:
        return _MOST_OF_LONGER if len(typed.word) >= _SHORT else 0.0
    return _MOST_TO_ORDINARY.get(len(typed.word), inf) if typed.is_name and is_ordinary else inf


def _differ_in_last_vowel(word: str, other: str) -> bool:
    """Return whether one word is the other and a vowel, as wives' names are their husbands'."""
    longer, shorter = sorted((word, other), key=len, reverse=True)
    return longer[:-1] == shorter and longer[-1] in VOWELS and shorter[-1] not in VOWELS


def _may_be_other(typed: _Typed, candidate: _Candidate) -> bool:
    """Return whether a name may be right as it stands, though the dossier has one like it."""
    word, other = typed.word, candidate.word
    most = _SURE_OF_NAMES if len(word) >= _LONG_NAME else _SURE_OF_SHORT_NAMES
    differ = [pair for pair in zip(word, other, strict=False) if pair[0] != pair[1]]
    is_vowel = len(word) == len(other) and len(differ) == 1 and set(differ[0]) <= VOWELS
    return candidate.cost > most or is_vowel


def _unheld(right: RightWords, word: str) -> float:
    """Return what speaks against a word that the dossier lacks: less where it is a usual one."""
    form = 0.0 if right.is_listed(word) else _FORM
    usual = _USUAL * log10(1 + right.times(word))
    return max(_UNHELD + form - usual, 0.0 if right.is_everyday(word) else _LEAST_UNHELD)
