"""Names across spellings and scripts: which words of a dossier may be the name that was asked for.

Two steps: a short key of the consonants finds candidates, and how alike they sound (likeness.py)
decides. No name is listed anywhere; what rules cannot know belongs in a dossier's aliases. The
names of a dossier are arrays, made once by `name_arrays`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Self

import numpy as np

from retrieval.folding import fold
from retrieval.inflection import base_forms
from retrieval.likeness import LEAST_SIMILARITY, hear, likeness, threshold, weight_of
from retrieval.sounds import is_vowel, readings, related, units
from retrieval.strings import Arrays, StringMap, find_owners, hashes_of, pack, string_map_arrays

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


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A word of the dossier that may be the asked name; similarity: 0..1."""

    word: str
    terms: tuple[str, ...]
    similarity: float


def name_key(word: str) -> str:
    """Return the groups of consonants a word is found by; empty when it has no consonant."""
    return _joined(map(_class, units(word)))


def name_arrays(words: Mapping[str, tuple[str, ...]]) -> Arrays:
    """Return the arrays that a NameIndex works on, their names beginning with "names".

    words: each name as written, with the terms that find it.
    """
    keys = [dict.fromkeys(name_key(form) for form in base_forms(word)) for word in words]
    owners = np.repeat(np.arange(len(keys)), np.fromiter(map(len, keys), dtype=np.int64))
    return {
        **string_map_arrays("names", words),
        "names_keys": pack(hashes_of(key for some in keys for key in some), owners),
        "names_sounds": np.fromiter(map(_sounds, words), dtype=np.uint64),
    }


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
        self._names = StringMap(arrays, "names")
        self._keys = np.asarray(arrays["names_keys"])
        self._sounds = np.asarray(arrays["names_sounds"])
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
        forms = base_forms(word, language)
        price = ORDINARY_PRICE if is_ordinary else LOWER_CASE_PRICE if is_lower else 0.0
        matches = [self._match(forms, *found, price) for found in self._candidates(forms)]
        return _best([match for match in matches if match], fold(word), limit)

    def _candidates(self, forms: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the names that share a key with one of the forms, by the likeliest keys first.

        Where these are too many, those that are made of the most similar sounds.
        """
        keys = dict.fromkeys(key for form in forms for key in _possible_keys(form))
        found = find_owners(self._keys, hashes_of(keys))
        if len(found) > _MOST_CANDIDATES:
            differ = np.bitwise_count(self._sounds[found] ^ np.uint64(_sounds(forms[0])))
            found = found[np.argsort(differ, kind="stable")[:_MOST_CANDIDATES]]
        return map(self._names.item, dict.fromkeys(found.tolist()))

    def _match(
        self, forms: tuple[str, ...], name: str, terms: tuple[str, ...], price: float
    ) -> NameMatch | None:
        least = threshold(weight_of(hear(forms[0]), hear(name.lower()))) + price
        found = 0.0
        for nth, form in enumerate(forms):
            for other_nth, other in enumerate(base_forms(name)):
                lost = BASE_FORM_PRICE * ((nth > 0) + (other_nth > 0))
                similar = likeness(hear(form), hear(other), max(found, least) + lost)
                found = max(found, similar - lost)
        return NameMatch(name, terms, found) if found >= least else None


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


def _sounds(word: str) -> int:
    """Return the set of sounds of a word as bits; few sounds share a bit."""
    bits = 0
    for unit in units(word):
        bits |= 1 << (ord(readings(unit)[0][0]) % 64)
    return bits


def _class(unit: str) -> str:
    return _CLASSES.get(readings(unit)[0][0], "")


def _joined(classes: Iterable[str]) -> str:
    """Return classes as a key, neighbours of one class once, as vowels may be unwritten."""
    return "".join(group for group, _ in groupby(filter(None, classes)))


@lru_cache(maxsize=4_000)
def _possible_keys(word: str) -> tuple[str, ...]:
    """Return the keys that other spellings of a word may have, likeliest first."""
    heard = hear(word)
    # What is heard so differently that the words could not pass is not looked up.
    most = (1 - LEAST_SIMILARITY) * heard.weight * 1.1
    found: dict[tuple[str, ...], int] = {(): 0}
    for place in range(len(heard.units)):
        longer: dict[tuple[str, ...], int] = {}
        for classes, price in found.items():
            for group, more in _possible_classes(heard.units, place):
                key = (*classes, group)
                if price + more <= most:
                    longer[key] = min(price + more, longer.get(key, price + more))
        found = dict(sorted(longer.items(), key=lambda item: item[1])[:_MOST_KEYS])
    return tuple(dict.fromkeys(_joined(classes) for classes in found))


def _possible_classes(heard: tuple[str, ...], place: int) -> list[tuple[str, int]]:
    unit = heard[place]
    beside_vowel = any(is_vowel(u) for u in (*heard[max(place - 1, 0) : place],
                                             *heard[place + 1 : place + 2]))  # fmt: skip
    if is_vowel(unit) and unit.strip("^$").isascii() and not beside_vowel:
        return [("", 0)]
    prices: dict[str, int] = {}
    for sound, price in related(unit):
        group = _CLASSES.get(sound, "")
        prices[group] = min(price, prices.get(group, price))
    return list(prices.items())
