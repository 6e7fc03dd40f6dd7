"""Names across spellings and scripts: which words of a dossier may be the name that was asked for.

Two steps: a short key of the consonants finds candidates, and a weighted edit distance over the
units of both words (sounds.py) decides. No name is listed anywhere; what rules cannot know belongs
in a dossier's aliases.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, islice
from math import inf
from typing import NamedTuple

from retrieval.folding import fold
from retrieval.inflection import base_forms
from retrieval.sounds import distance, is_vowel, readings, related, units
from retrieval.transliteration import skeleton

# Prices of a unit that only one of two spellings has, in twentieths of another consonant. Like the
# thresholds, chosen on the fitting half of tests/evaluation/names.tsv; to measure them again, run
# `python -m tests.evaluation.names`.
_CONSONANT = 20
_GLIDE = 2
_VOWEL = {"e": 8, "i": 10}
_OTHER_VOWEL = 12
_VOWEL_BESIDE_VOWEL = 4
_FIRST_VOWEL = 16
_LAST_VOWEL = {"a": 34, "o": 24, "i": 14, "u": 16, "e": 18}
_SILENT_E = 8
_UNWRITTEN_VOWEL = {"a": 1, "e": 1}
_RARELY_UNWRITTEN_VOWEL = 3
_WRITTEN_VOWEL = 14
_CARRIER = 2
_H = 8
_FIRST_H = 14
_SILENT_H = 2
_SOFT_G = 8
_VOWEL_WEIGHT = 10

# The least similarity of two spellings of one name: of short names, of others.
SHORT_WEIGHT = 50
SHORT_SIMILARITY = 0.95
LEAST_SIMILARITY = 0.88
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


def similarity(a: str, b: str) -> float:
    """Return how surely two words are one name as far as sound tells: 1 the same, 0 unlike."""
    return _similarity(_hear(a), _hear(b), 0.0)


def is_same_name(a: str, b: str) -> bool:
    """Return whether two words, without endings, are similar enough to be spellings of a name."""
    left, right = _hear(a), _hear(b)
    least = _threshold(_weight(left, right))
    return _similarity(left, right, least) >= least


class NameIndex:
    """The names of a dossier, to be found by other spellings.

    words: each name as written, with the terms that find it. is_ordinary: whether a word, folded,
    is one of everyday language, so that in lower case it is no name.
    """

    def __init__(
        self,
        words: Mapping[str, tuple[str, ...]],
        is_ordinary: Callable[[str], bool] = lambda word: False,
    ) -> None:
        self._terms = words
        self._is_ordinary = is_ordinary
        self._by_key: dict[str, list[str]] = {}
        for word in words:
            for key in dict.fromkeys(name_key(form) for form in base_forms(word)):
                self._by_key.setdefault(key, []).append(word)

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
        matches = [self._match(forms, name, price) for name in self._candidates(forms)]
        return _best([match for match in matches if match], fold(word), limit)

    def _candidates(self, forms: tuple[str, ...]) -> list[str]:
        """Return the names that share a key with one of the forms, by the likeliest keys first."""
        keys = dict.fromkeys(key for form in forms for key in _possible_keys(form))
        found = (name for key in keys for name in self._by_key.get(key, ()))
        return list(dict.fromkeys(islice(found, _MOST_CANDIDATES)))

    def _match(self, forms: tuple[str, ...], name: str, price: float) -> NameMatch | None:
        least = _threshold(_weight(_hear(forms[0]), _hear(name.lower()))) + price
        found = 0.0
        for nth, form in enumerate(forms):
            for other_nth, other in enumerate(base_forms(name)):
                lost = BASE_FORM_PRICE * ((nth > 0) + (other_nth > 0))
                similar = _similarity(_hear(form), _hear(other), max(found, least) + lost)
                found = max(found, similar - lost)
        return NameMatch(name, self._terms[name], found) if found >= least else None


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


class _Heard(NamedTuple):
    """A word as compared: its units, how much they hold, whether it lacks its short vowels."""

    units: tuple[str, ...]
    weight: int
    is_bare: bool


@lru_cache(maxsize=20_000)
def _hear(word: str) -> _Heard:
    heard = units(word)
    weight = sum(_VOWEL_WEIGHT if is_vowel(unit) else _CONSONANT for unit in heard)
    return _Heard(heard, weight, bool(skeleton(word)))


def _threshold(weight: float) -> float:
    return SHORT_SIMILARITY if weight < SHORT_WEIGHT else LEAST_SIMILARITY


def _weight(left: _Heard, right: _Heard) -> float:
    """Return how much two words hold to be compared; an abjad's word as much as the other."""
    if left.is_bare or right.is_bare:
        return max(left.weight, right.weight)
    return (left.weight + right.weight) / 2


def _similarity(left: _Heard, right: _Heard, least: float) -> float:
    """Return the similarity of two words, or 0 as soon as it must be below the least."""
    weight = _weight(left, right)
    if not left.units or not right.units:
        return 0.0
    most = (1 - least) * weight
    return max(0.0, 1 - _cost(left, right, most) / weight)


def _cost(left: _Heard, right: _Heard, most: float) -> float:
    """Return the least price of turning one row of units into the other; any above `most`."""
    drop_left, drop_right = _prices(left.units, right.is_bare), _prices(right.units, left.is_bare)
    row = [0]
    for price in drop_right:
        row.append(row[-1] + price)
    for unit, price in zip(left.units, drop_left, strict=True):
        above = row
        row = [last := above[0] + price]
        for column, other in enumerate(right.units):
            last = min(
                above[column] + distance(unit, other),
                above[column + 1] + price,
                last + drop_right[column],
            )
            row.append(last)
        if min(row) > most:
            return inf
    return row[-1]


@lru_cache(maxsize=20_000)
def _prices(heard: tuple[str, ...], other_is_bare: bool) -> tuple[int, ...]:
    """Return what each unit costs when the other spelling lacks it."""
    return tuple(_price(heard, place, other_is_bare) for place in range(len(heard)))


def _price(heard: tuple[str, ...], place: int, other_is_bare: bool) -> int:
    unit = heard[place]
    neighbours = (*heard[max(place - 1, 0) : place], *heard[place + 1 : place + 2])
    beside_vowel = any(map(is_vowel, neighbours))
    if unit.strip("^$") in {"ا", "ع"}:
        return _CARRIER
    if readings(unit)[0][0] in {"y", "i"} and beside_vowel and place < len(heard) - 1:
        return _GLIDE
    if is_vowel(unit):
        return _vowel_price(unit, beside_vowel, other_is_bare, after=neighbours[:1])
    if unit == "h" and place == len(heard) - 1 and beside_vowel:
        return _SILENT_H
    return _consonant_price(unit, place, beside_vowel)


def _vowel_price(unit: str, beside_vowel: bool, other_is_bare: bool, after: tuple[str, ...]) -> int:
    sound = readings(unit)[0][0]
    if unit[0] == "^":
        return _FIRST_VOWEL
    if sound in "ĪŪ":
        return _WRITTEN_VOWEL
    if unit == "e$" and after == ("n",):
        return _SILENT_E
    if unit[-1] == "$":
        return _LAST_VOWEL[sound] // (2 if other_is_bare else 1)
    if other_is_bare:
        return _UNWRITTEN_VOWEL.get(unit, _RARELY_UNWRITTEN_VOWEL * len(unit))
    return _VOWEL_BESIDE_VOWEL if beside_vowel else _VOWEL.get(sound, _OTHER_VOWEL)


def _consonant_price(unit: str, place: int, beside_vowel: bool) -> int:
    if unit in {"h", "ح", "ه"}:
        return _H if place else _FIRST_H
    if unit == "ه$":
        return _SILENT_H
    if unit in {"gh", "ğ", "غ"}:
        return _SOFT_G
    return _GLIDE + 1 if unit == "j" and beside_vowel else _CONSONANT


def _class(unit: str) -> str:
    return _CLASSES.get(readings(unit)[0][0], "")


def _joined(classes: Iterable[str]) -> str:
    """Return classes as a key, neighbours of one class once, as vowels may be unwritten."""
    return "".join(group for group, _ in groupby(filter(None, classes)))


@lru_cache(maxsize=4_000)
def _possible_keys(word: str) -> tuple[str, ...]:
    """Return the keys that other spellings of a word may have, likeliest first."""
    heard = _hear(word)
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
