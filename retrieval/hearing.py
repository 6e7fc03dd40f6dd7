"""One word compared by sound with many at once, in arrays: as likeness.py compares it with each.

Units are numbers here, so that the units of all names of a dossier are one array. How far units
are apart and what they cost are tables worked out from sounds.py and likeness.py.
"""

from collections.abc import Sequence
from functools import cache
from itertools import product
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.likeness import (
    LEAST_SIMILARITY,
    SHORT_SIMILARITY,
    SHORT_WEIGHT,
    Place,
    price_of,
    weight_of_unit,
)
from retrieval.sounds import FARTHEST, READINGS, apart, is_always_written, is_vowel, readings
from retrieval.strings import Numbers

Codes = NDArray[np.uint16]
# A row for each place in the longest word, a column for each word.
Table = NDArray[np.int64]

# Letters that no table has begin here; each sounds like itself only.
_UNLISTED = 1024
_UNLISTED_LETTERS = 60_000
_ANY_UNLISTED = "□"
_NO_READING = 1_000


class Words(NamedTuple):
    """Words as units: a column each, their lengths, and which lack their short vowels."""

    units: Codes
    lengths: Numbers
    are_bare: NDArray[np.bool_]


def codes_of(units: Sequence[str]) -> list[int]:
    """Return units as numbers, which last as long as the list of units."""
    codes = _codes()
    return [codes.get(u) or _UNLISTED + ord(u[0]) % _UNLISTED_LETTERS for u in units]


def columns(codes: Codes, starts: Numbers, lengths: Numbers, are_bare: NDArray[Any]) -> Words:
    """Return words for `likenesses`; codes: of many words, each from its start on."""
    places = np.arange(max(lengths.max(initial=0), 1))[:, None]
    given = codes if len(codes) else np.zeros(1, dtype=np.uint16)
    units = np.where(places < lengths, given.take(starts + places, mode="clip"), 0)
    return Words(units, lengths, are_bare.astype(bool))


def thresholds(one: Words, words: Words) -> NDArray[np.float64]:
    """Return likeness.threshold of one word and each of many."""
    short = _common_weights(one, words) < SHORT_WEIGHT
    return np.where(short, SHORT_SIMILARITY, LEAST_SIMILARITY)


def likenesses(one: Words, words: Words) -> NDArray[np.float64]:
    """Return the similarity of one word to each of many, as likeness.likeness does."""
    alike = 1 - _costs(one, words) / np.maximum(_common_weights(one, words), 1)
    return np.where((one.lengths[0] > 0) & (words.lengths > 0), np.maximum(alike, 0.0), 0.0)


def _common_weights(one: Words, words: Words) -> NDArray[np.float64]:
    left, right = _weights(one), _weights(words)
    is_bare = one.are_bare[0] | words.are_bare
    return np.where(is_bare, np.maximum(left, right), (left + right) / 2)


def _weights(words: Words) -> Numbers:
    """Return how much each word holds to be compared, in twentieths of a consonant."""
    found: Numbers = _weight_table()[_listed(words.units)].sum(axis=0)
    return found


def _costs(one: Words, words: Words) -> Numbers:
    """Return the least price of turning one word into each of the others."""
    drop_one = [_prices(one, is_bare)[:, 0] for is_bare in (False, True)]
    drops = np.where(words.are_bare, drop_one[1][:, None], drop_one[0][:, None])
    # What it costs to add all units down to a place; then the cheapest way there by additions is
    # a running minimum.
    added = np.zeros((len(words.units) + 1, len(words.lengths)), dtype=np.int64)
    np.cumsum(_prices(words, bool(one.are_bare[0])), axis=0, out=added[1:])
    row = added.copy()
    listed = _listed(words.units)
    for unit, price in zip(one.units[: one.lengths[0], 0], drops, strict=False):
        replaced = row[:-1] + _distances(unit, words.units, listed)
        row += price
        np.minimum(row[1:], replaced, out=row[1:])
        row -= added
        np.minimum.accumulate(row, axis=0, out=row)
        row += added
    costs: Numbers = row[words.lengths, np.arange(len(words.lengths))]
    return costs


def _distances(unit: np.uint16, units: Codes, listed: Codes) -> Table:
    if unit < _UNLISTED:
        known: Table = _distance_table()[unit][listed]
        return known
    return np.where(units == unit, 0, _distance_table()[_codes()[_ANY_UNLISTED]][listed])


def _prices(words: Words, other_is_bare: bool) -> Table:
    """Return what each unit costs when the other spelling lacks it."""
    listed = _listed(words.units)
    vowels = _vowel_table()[listed]
    beside = np.zeros_like(vowels)
    beside[1:] = vowels[:-1]
    beside[:-1] |= vowels[1:]
    after_n = np.zeros_like(vowels)
    after_n[1:] = listed[:-1] == _codes()["n"]
    places = np.arange(len(listed))[:, None]
    stands = beside + 2 * (places == 0) + 4 * (places == words.lengths - 1) + 8 * after_n
    prices: Table = _price_table()[int(other_is_bare)][stands, listed]
    return prices


def _listed(units: Codes) -> Codes:
    """Return units with one number for all that no table has."""
    return np.where(units < _UNLISTED, units, np.uint16(_codes()[_ANY_UNLISTED]))


@cache
def _codes() -> dict[str, int]:
    """Return a number above 0 for each unit with each mark that it may have."""
    marked = [f"{before}{unit}{after}" for unit in READINGS if is_vowel(unit)
              for before in ("", "^") for after in ("", "$")]  # fmt: skip
    return {u: nth for nth, u in enumerate(dict.fromkeys(["", _ANY_UNLISTED, *READINGS, *marked]))}


@cache
def _vowel_table() -> NDArray[np.int64]:
    return np.array([unit != "" and is_vowel(unit) for unit in _codes()], dtype=np.int64)


@cache
def _weight_table() -> Numbers:
    return np.array([weight_of_unit(unit) if unit else 0 for unit in _codes()])


@cache
def _price_table() -> Table:
    """Return the price of a unit, by whether the other word is bare, its place, and its number."""
    places = [Place(*reversed(flags)) for flags in product((False, True), repeat=4)]
    return np.array(
        [
            [
                [price_of(unit, place, is_bare) if unit else 0 for unit in _codes()]
                for place in places
            ]
            for is_bare in (False, True)
        ]
    )


@cache
def _distance_table() -> Table:
    """Return sounds.distance between every two units."""
    units = list(_codes())
    sounds = sorted({sound for unit in units for sound, _ in readings(unit)})
    number = {sound: nth for nth, sound in enumerate(sounds)}
    prices = np.full((len(units), len(sounds)), _NO_READING, dtype=np.int64)
    for nth, unit in enumerate(units):
        for sound, price in readings(unit):
            prices[nth, number[sound]] = price
    between = np.array([[apart(x, y) for y in sounds] for x in sounds], dtype=np.int64)
    # From a unit to each sound, then from there to each unit.
    to_sounds = np.stack([(row[:, None] + between).min(axis=0) for row in prices])
    nearest = np.stack([(row + prices).min(axis=1) for row in to_sounds])
    begins, ends = (
        np.array([unit != "" and is_always_written(unit, mark) for unit in units]) for mark in "^$"
    )
    halves = np.where(np.outer(ends, ends), 4, 2)
    halves[np.outer(begins, begins)] = 3
    distances: Table = np.minimum(nearest * halves // 2, FARTHEST).astype(np.int64)
    np.fill_diagonal(distances, 0)
    distances[1, 1] = apart(_ANY_UNLISTED, "")  # two unlisted letters that differ
    return distances
