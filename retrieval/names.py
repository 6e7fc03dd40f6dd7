"""Names across spellings and scripts: which words of a dossier may be the name that was asked for.

Two steps: a short key of the consonants finds candidates, and how alike they sound (likeness.py)
decides. No name is listed anywhere; what rules cannot know belongs in a dossier's aliases. The
names of a dossier are arrays, made once by `name_arrays`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from typing import NamedTuple, Self

import numpy as np

from retrieval.folding import fold
from retrieval.hearing import Words, codes_of, columns, likenesses, thresholds
from retrieval.inflection import base_forms
from retrieval.likeness import LEAST_SIMILARITY, weight_of_unit
from retrieval.sounds import is_vowel, readings, related, units
from retrieval.strings import (
    Arrays,
    Entries,
    Numbers,
    StringMap,
    find_owners,
    hashes_of,
    pack,
    string_map_arrays,
)
from retrieval.transliteration import skeleton

# A name in lower case may be an ordinary word, and a form without its ending another name.
LOWER_CASE_PRICE = 0.03
# An ordinary word with a capital may only begin a sentence.
ORDINARY_PRICE = 0.09
BASE_FORM_PRICE = 0.03
# Spellings this much less similar than the best one are other names.
CLOSE_TO_BEST = 0.06

_MOST_KEYS = 32
# Bounds the time of a question among 60,000 names; a dossier of thousands never meets it.
_MOST_CANDIDATES = 400
_CLASSES = {sound: group[0] for group in ("Ppbfvw", "Mm", "Nnŋ", "TtdTD", "SszSZCJcQ", "KkgqGxX",
                                          "Ll", "Rr") for sound in group[1:]}  # fmt: skip
_OF_FORMS = ("keys", "sounds", "units", "ends", "bare", "owners", "written")


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A word of the dossier that may be the asked name; similarity: 0..1."""

    word: str
    terms: tuple[str, ...]
    similarity: float


def name_key(word: str) -> str:
    """Return the groups of consonants a word is found by; empty when it has no consonant."""
    return _key(units(word))


def name_arrays(words: Mapping[str, tuple[str, ...]]) -> Arrays:
    """Return the arrays that a NameIndex works on, their names beginning with "names".

    words: each name as written, with the terms that find it.
    """
    forms = [form for word in words for form in base_forms(word)]
    counts = np.array([len(base_forms(word)) for word in words], dtype=np.int64)
    heard = [units(form) for form in forms]
    codes = [codes_of(some) for some in heard]
    return {
        **string_map_arrays("names_words", words),
        "names_keys": pack(hashes_of(map(_key, heard)), np.arange(len(forms))),
        "names_sounds": np.array([_sounds(some) for some in heard], dtype=np.uint64),
        "names_units": np.array([code for some in codes for code in some], dtype=np.uint16),
        "names_ends": np.cumsum([0, *map(len, codes)], dtype=np.int64),
        "names_bare": np.array([bool(skeleton(form)) for form in forms], dtype=bool),
        # Whose form each is, and the place of the name as written, its first form.
        "names_owners": np.repeat(np.arange(len(counts)), counts),
        "names_written": np.repeat(np.cumsum(counts) - counts, counts),
    }


class _Asked(NamedTuple):
    """A form of an asked name: as heard, by what keys to find it, of what sounds it is."""

    heard: Words
    keys: Entries
    sounds: np.uint64


class NameIndex:
    """The names of a dossier, to be found by other spellings.

    words: each name as written, with the terms that find it. is_ordinary: whether a word, folded,
    is one of everyday language, so that in lower case it is no name. arrays: what name_arrays
    returned, instead of words.
    """

    def __init__(
        self,
        words: Mapping[str, tuple[str, ...]],
        is_ordinary: Callable[[str], bool] = lambda word: False,
        *,
        arrays: Arrays | None = None,
    ) -> None:
        if arrays is None:
            arrays = name_arrays(words)
        self._names = StringMap(arrays, "names_words")
        self._forms = {key: np.asarray(arrays[f"names_{key}"]) for key in _OF_FORMS}
        self._is_ordinary = is_ordinary

    @classmethod
    def from_arrays(cls, arrays: Arrays, is_ordinary: Callable[[str], bool]) -> Self:
        """Return an index over what name_arrays returned, which may be memory-mapped."""
        return cls({}, is_ordinary, arrays=arrays)

    def find(self, word: str, limit: int = 3, language: str | None = None) -> list[NameMatch]:
        """Return other spellings of the asked name in this dossier, best first.

        language: that of the question, for its case endings. The asked spelling itself is left
        out, but where the dossier has it, names that are only similar are not found.
        """
        is_lower, is_ordinary = word[:1].islower(), self._is_ordinary(fold(word))
        if is_lower and is_ordinary:
            return []
        price = ORDINARY_PRICE if is_ordinary else LOWER_CASE_PRICE if is_lower else 0.0
        asked = [_asked(form) for form in base_forms(word, language)]
        found: dict[int, float] = {}
        for nth, form in enumerate(asked):
            for name, similar in self._alike(form, asked[0], price, BASE_FORM_PRICE * (nth > 0)):
                found[name] = max(similar, found.get(name, 0.0))
        matches = [NameMatch(*self._names.item(name), found[name]) for name in found]
        return _best(matches, fold(word), limit)

    def _alike(
        self, form: _Asked, written: _Asked, price: float, lost: float
    ) -> Iterator[tuple[int, float]]:
        """Yield the numbers of the names that are similar enough to this form of the asked."""
        places = self._candidates(form)
        if not len(places):
            return
        similar = likenesses(form.heard, self._heard(places)) - lost
        similar -= BASE_FORM_PRICE * (self._forms["written"][places] != places)
        enough = similar >= LEAST_SIMILARITY + price
        places, similar = places[enough], similar[enough]
        first = self._heard(self._forms["written"][places])
        enough = similar >= thresholds(written.heard, first) + price
        owners = self._forms["owners"][places[enough]]
        yield from zip(owners.tolist(), similar[enough].tolist(), strict=True)

    def _candidates(self, form: _Asked) -> Numbers:
        """Return the places of forms of names that share a key with an asked one.

        Where these are too many, those that are made of the most similar sounds.
        """
        found = find_owners(self._forms["keys"], form.keys)
        if len(found) > _MOST_CANDIDATES:
            differ = np.bitwise_count(self._forms["sounds"][found] ^ form.sounds)
            found = found[np.argsort(differ, kind="stable")[:_MOST_CANDIDATES]]
        return found

    def _heard(self, places: Numbers) -> Words:
        starts, ends = self._forms["ends"][places], self._forms["ends"][places + 1]
        return columns(self._forms["units"], starts, ends - starts, self._forms["bare"][places])


def _best(matches: list[NameMatch], asked: str, limit: int) -> list[NameMatch]:
    ordered = sorted(matches, key=lambda match: _rank(match, asked))
    by_terms: dict[tuple[str, ...], NameMatch] = {}
    for match in ordered:
        if match.similarity >= ordered[0].similarity - CLOSE_TO_BEST and fold(match.word) != asked:
            by_terms.setdefault(match.terms, match)
    return list(by_terms.values())[:limit]


def _rank(match: NameMatch, asked: str) -> tuple[float, bool, int, str]:
    """Return what orders matches: those that sound alike by how alike they look."""
    looks_otherwise = fold(match.word)[:1] != asked[:1]
    return -match.similarity, looks_otherwise, abs(len(match.word) - len(asked)), match.word


@lru_cache(maxsize=4_000)
def _asked(form: str) -> _Asked:
    heard = units(form)
    codes = np.array(codes_of(heard), dtype=np.uint16)
    length = np.array([len(codes)])
    words = columns(codes, np.zeros(1, dtype=np.int64), length, np.array([bool(skeleton(form))]))
    return _Asked(words, hashes_of(_possible_keys(heard)), np.uint64(_sounds(heard)))


def _sounds(heard: Iterable[str]) -> int:
    """Return a set of sounds as bits; few sounds share a bit."""
    bits = 0
    for unit in heard:
        bits |= 1 << (ord(readings(unit)[0][0]) % 64)
    return bits


def _class(unit: str) -> str:
    return _CLASSES.get(readings(unit)[0][0], "")


def _key(heard: Iterable[str]) -> str:
    return _joined(map(_class, heard))


def _joined(classes: Iterable[str]) -> str:
    """Return classes as a key, neighbours of one class once, as vowels may be unwritten."""
    return "".join(group for group, _ in groupby(filter(None, classes)))


def _possible_keys(heard: tuple[str, ...]) -> tuple[str, ...]:
    """Return the keys that other spellings of a word may have, likeliest first."""
    # What is heard so differently that the words could not pass is not looked up.
    most = (1 - LEAST_SIMILARITY) * sum(map(weight_of_unit, heard)) * 1.1
    found: dict[str, int] = {"": 0}
    for place, unit in enumerate(heard):
        neighbours = (*heard[max(place - 1, 0) : place], *heard[place + 1 : place + 2])
        longer: dict[str, int] = {}
        for group, more in _possible_classes(unit, any(map(is_vowel, neighbours))):
            for classes, price in found.items():
                key = classes if classes.endswith(group) else classes + group
                if price + more <= most:
                    longer[key] = min(price + more, longer.get(key, price + more))
        found = dict(sorted(longer.items(), key=lambda item: item[1])[:_MOST_KEYS])
    return tuple(found)


@cache
def _possible_classes(unit: str, beside_vowel: bool) -> tuple[tuple[str, int], ...]:
    """Return the groups of consonants that a unit may be written with, with their prices."""
    if is_vowel(unit) and unit.strip("^$").isascii() and not beside_vowel:
        return (("", 0),)
    prices: dict[str, int] = {}
    for sound, price in related(unit):
        group = _CLASSES.get(sound, "")
        prices[group] = min(price, prices.get(group, price))
    return tuple(prices.items())
