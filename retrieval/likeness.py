"""How surely two words are spellings of one name, as far as sound tells.

A weighted edit distance over the units of both words (sounds.py): vowels, glides and h count less
than other consonants, and nearly nothing against a script that does not write them.
"""

from functools import lru_cache
from math import inf
from typing import NamedTuple

from retrieval.sounds import distance, is_vowel, readings, units
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
SHORT_WEIGHT = 51
SHORT_SIMILARITY = 0.95
LEAST_SIMILARITY = 0.875


class Heard(NamedTuple):
    """A word as compared: its units, how much they hold, whether it lacks its short vowels."""

    units: tuple[str, ...]
    weight: int
    is_bare: bool


def similarity(a: str, b: str) -> float:
    """Return how surely two words are one name as far as sound tells: 1 the same, 0 unlike."""
    return likeness(hear(a), hear(b), 0.0)


def is_same_name(a: str, b: str) -> bool:
    """Return whether two words, without endings, are similar enough to be spellings of a name."""
    left, right = hear(a), hear(b)
    least = threshold(weight_of(left, right))
    return likeness(left, right, least) >= least


@lru_cache(maxsize=20_000)
def hear(word: str) -> Heard:
    """Return a word as it is compared."""
    heard = units(word)
    return Heard(heard, sum(map(weight_of_unit, heard)), bool(skeleton(word)))


def weight_of_unit(unit: str) -> int:
    """Return how much a unit holds to be compared, in twentieths of a consonant."""
    return _VOWEL_WEIGHT if is_vowel(unit) else _CONSONANT


def threshold(weight: float) -> float:
    """Return the least similarity of two spellings of one name that hold so much."""
    return SHORT_SIMILARITY if weight < SHORT_WEIGHT else LEAST_SIMILARITY


def weight_of(left: Heard, right: Heard) -> float:
    """Return how much two words hold to be compared; an abjad's word as much as the other."""
    if left.is_bare or right.is_bare:
        return max(left.weight, right.weight)
    return (left.weight + right.weight) / 2


def likeness(left: Heard, right: Heard, least: float) -> float:
    """Return the similarity of two words, or 0 as soon as it must be below the least."""
    weight = weight_of(left, right)
    if not left.units or not right.units:
        return 0.0
    most = (1 - least) * weight
    return max(0.0, 1 - _cost(left, right, most) / weight)


def _cost(left: Heard, right: Heard, most: float) -> float:
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
    last = len(heard) - 1
    found = []
    for place, unit in enumerate(heard):
        neighbours = (*heard[max(place - 1, 0) : place], *heard[place + 1 : place + 2])
        stands = Place(
            beside_vowel=any(map(is_vowel, neighbours)),
            is_first=place == 0,
            is_last=place == last,
            after_n=place > 0 and heard[place - 1] == "n",
        )
        found.append(price_of(unit, stands, other_is_bare))
    return tuple(found)


class Place(NamedTuple):
    """What of a unit's place in its word tells how often it goes unwritten."""

    beside_vowel: bool
    is_first: bool
    is_last: bool
    after_n: bool


def price_of(unit: str, place: Place, other_is_bare: bool) -> int:
    """Return what a unit costs when the other spelling lacks it."""
    if unit.strip("^$") in {"ا", "ع"}:
        return _CARRIER
    if readings(unit)[0][0] in {"y", "i"} and place.beside_vowel and not place.is_last:
        return _GLIDE
    if is_vowel(unit):
        return _vowel_price(unit, place, other_is_bare)
    if unit == "h" and place.is_last and place.beside_vowel:
        return _SILENT_H
    return _consonant_price(unit, place)


def _vowel_price(unit: str, place: Place, other_is_bare: bool) -> int:
    sound = readings(unit)[0][0]
    if unit[0] == "^":
        return _FIRST_VOWEL
    if sound in "ĪŪ":
        return _WRITTEN_VOWEL
    if unit == "e$" and place.after_n:
        return _SILENT_E
    if unit[-1] == "$":
        return _LAST_VOWEL[sound] // (2 if other_is_bare else 1)
    if other_is_bare:
        return _UNWRITTEN_VOWEL.get(unit, _RARELY_UNWRITTEN_VOWEL * len(unit))
    return _VOWEL_BESIDE_VOWEL if place.beside_vowel else _VOWEL.get(sound, _OTHER_VOWEL)


def _consonant_price(unit: str, place: Place) -> int:
    if unit in {"h", "ح", "ه"}:
        return _FIRST_H if place.is_first else _H
    if unit == "ه$":
        return _SILENT_H
    if unit in {"gh", "ğ", "غ"}:
        return _SOFT_G
    return _GLIDE + 1 if unit == "j" and place.beside_vowel else _CONSONANT
