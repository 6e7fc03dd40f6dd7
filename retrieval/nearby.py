"""Words that are one or two typing errors away from a word, found among many in no time.

Words one error away share a form without one letter (as in symmetric deletion); words two errors
away are made of nearly the same letters and pairs of letters, which bits of a number tell.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.strings import Arrays, Entries, Numbers, find_owners, pack

SHORTEST = 3
LONGEST = 32

# Two swaps of letters change three pairs of neighbours each, on both sides.
_MOST_PAIRS = 12
# Two errors change at most four of the letters a word has.
_MOST_LETTERS = 4
# Words with more pairs in common come first; the rest is not worth the time.
_MOST_TRIED = 12
# Words of one length that are looked through; a dossier of 100,000 paragraphs has hardly more,
# and what is rarer than so many words is seldom meant.
_MOST_SCANNED = 20_000

# Any odd multipliers do; these are the 64-bit golden ratio and a prime.
_BASE = 0x9E37_79B9_7F4A_7C15
_INVERSE = np.uint64(pow(_BASE, -1, 2**64))
_MIXER = np.uint64(0xFF51_AFD7_ED55_8CCD)


def may_be_near(word: str) -> bool:
    """Return whether a word is looked for at all: letters only, and of usual length."""
    return SHORTEST <= len(word) <= LONGEST and word.isalpha()


def nearby_arrays(name: str, words: Sequence[str]) -> Arrays:
    """Return the arrays of words for `Nearby`, their names beginning with `name`.

    words: such as may_be_near, by length, the most frequent of a length first.
    """
    codes, lengths = _codes(words)
    hashes, owners = _forms_without_one(codes, lengths)
    return {
        f"{name}_forms": pack(hashes, owners),
        f"{name}_bounds": np.searchsorted(lengths, np.arange(LONGEST + 2)),
        f"{name}_letters": _letters(codes, lengths),
        f"{name}_pairs": _pairs(codes, lengths),
    }


class Nearby:
    """Finds words by what was typed for them; they are given by their numbers."""

    def __init__(self, arrays: Arrays, name: str) -> None:
        self._forms = np.asarray(arrays[f"{name}_forms"])
        self._bounds = np.asarray(arrays[f"{name}_bounds"]).tolist()
        self._letters = np.asarray(arrays[f"{name}_letters"])
        self._pairs = np.asarray(arrays[f"{name}_pairs"])

    def one_error_away(self, word: str) -> list[int]:
        """Return the words with one letter more, fewer or other, or two swapped, and a few more."""
        hashes, _ = _forms_without_one(*_codes([word]))
        found: list[int] = np.unique(find_owners(self._forms, hashes)).tolist()
        return found

    def two_errors_away(self, word: str) -> list[int]:
        """Return words of nearly the same letters, pairs of letters and length, nearest first."""
        codes, lengths = _codes([word])
        near = self._of_length(len(word), _letters(codes, lengths)[0])
        differ = np.bitwise_count(self._pairs[near] ^ _pairs(codes, lengths)[0])
        order = np.argsort(differ, kind="stable")[:_MOST_TRIED]
        found: list[int] = near[order[differ[order] <= _MOST_PAIRS]].tolist()
        return found

    def _of_length(self, length: int, letters: np.uint64) -> Numbers:
        """Return the words of this length and of two more or fewer, of nearly these letters."""
        found = []
        for other in range(max(length - 2, SHORTEST), min(length + 2, LONGEST) + 1):
            start = self._bounds[other]
            end = min(self._bounds[other + 1], start + _MOST_SCANNED)
            differ = np.bitwise_count(self._letters[start:end] ^ letters)
            found.append(np.flatnonzero(differ <= _MOST_LETTERS) + start)
        return np.concatenate(found)


def _codes(words: Sequence[str]) -> tuple[Entries, Numbers]:
    """Return the letters of all words, one after another, as numbers; and each word's length."""
    text = "".join(words).encode("utf-32-le", "surrogatepass")
    codes = np.frombuffer(text, dtype=np.uint32).astype(np.uint64)
    return codes, np.fromiter(map(len, words), dtype=np.int64, count=len(words))


def _forms_without_one(codes: Entries, lengths: Numbers) -> tuple[Entries, Numbers]:
    """Return hashes of all words and of their forms without one letter, and whose they are.

    A word's hash is the sum of its letters times powers of a number, so that those after a missing
    letter need but be divided by it.
    """
    if not len(codes):
        return np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int64)
    owners = np.repeat(np.arange(len(lengths)), lengths)
    places = np.arange(len(codes)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    parts = codes * _powers(int(lengths.max()))[places]
    wholes = np.add.reduceat(parts, np.cumsum(lengths) - lengths)
    through = np.cumsum(parts)
    through -= np.repeat(through[np.cumsum(lengths) - 1] - wholes, lengths)
    without = through - parts + (wholes[owners] - through) * _INVERSE
    sums = np.concatenate((wholes, without))
    return _mixed(sums), np.concatenate((np.arange(len(lengths)), owners))


def _powers(count: int) -> Entries:
    factors = np.full(count, _BASE, dtype=np.uint64)
    factors[0] = 1
    return np.cumprod(factors)


def _mixed(sums: Entries) -> Entries:
    """Return 32 bits of each that depend on all 64."""
    folded = (sums ^ (sums >> np.uint64(29))) * _MIXER
    return folded >> np.uint64(32)


def _letters(codes: Entries, lengths: Numbers) -> Entries:
    """Return the set of letters of each word as bits; letters of some scripts share bits."""
    return _bits(codes, lengths)


def _pairs(codes: Entries, lengths: Numbers) -> Entries:
    """Return the set of pairs of neighbouring letters as bits, each bit for several pairs."""
    pairs = codes.copy()
    pairs[:-1] = codes[:-1] * np.uint64(31) + codes[1:]
    # The last letter has no neighbour: it repeats the pair before, as no word has one letter.
    lasts = np.cumsum(lengths) - 1
    pairs[lasts] = pairs[lasts - 1]
    return _bits(pairs, lengths)


def _bits(numbers: NDArray[Any], lengths: Numbers) -> Entries:
    if not len(numbers):
        return np.zeros(0, dtype=np.uint64)
    bits = np.uint64(1) << (numbers % np.uint64(64))
    return np.bitwise_or.reduceat(bits, np.cumsum(lengths) - lengths)
