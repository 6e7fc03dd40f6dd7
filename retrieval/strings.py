"""Strings and what is found by them, in arrays that can be memory-mapped.

Strings are one row of bytes and where each ends. What is looked up by a hash is a sorted array of
64-bit entries: the hash in the upper half, the number of its owner in the lower. So nothing is
read or built when a dossier is opened, and a lookup is one bisection.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[Any]]
Entries = NDArray[np.uint64]
Numbers = NDArray[np.int64]

_HALF = np.uint64(32)
_LOWER = np.uint64(0xFFFF_FFFF)


def hash_of(string: str) -> int:
    """Return a hash of 32 bits, the same in every process."""
    return crc32(string.encode("utf-8", "surrogatepass"))


def hashes_of(strings: Iterable[str]) -> Entries:
    """Return the hashes of strings."""
    return np.fromiter(map(hash_of, strings), dtype=np.uint64)


def hashes_of_pairs(pairs: Iterable[tuple[str, str]]) -> Entries:
    """Return hashes of 64 bits of pairs of strings."""
    hashes = (hash_of(first) << 32 | hash_of(second) for first, second in pairs)
    return np.fromiter(hashes, dtype=np.uint64)


def pack(hashes: NDArray[Any], owners: NDArray[Any]) -> Entries:
    """Return sorted entries for `find_owners`, each once. owners: below 2 ** 32."""
    entries = hashes.astype(np.uint64) << _HALF | owners.astype(np.uint64)
    entries.sort()  # np.unique takes seventy times as long
    return entries[np.concatenate(([True], entries[1:] != entries[:-1]))[: len(entries)]]


def find_owners(entries: Entries, hashes: Entries) -> Numbers:
    """Return the owners of the entries that have one of the hashes, by hash in the order given."""
    starts = np.searchsorted(entries, hashes << _HALF, side="left")
    ends = np.searchsorted(entries, hashes << _HALF | _LOWER, side="right")
    found = [entries[start:end] for start, end in zip(starts, ends, strict=True) if start < end]
    if not found:
        return np.zeros(0, dtype=np.int64)
    return (np.concatenate(found) & _LOWER).astype(np.int64)


def string_arrays(name: str, strings: Sequence[str], *, is_looked_up: bool = False) -> Arrays:
    """Return the arrays of strings for `Strings`, their names beginning with `name`.

    is_looked_up: whether numbers are asked for by their string, which takes 8 bytes more a string.
    """
    encoded = [string.encode("utf-8", "surrogatepass") for string in strings]
    ends = np.cumsum([0, *map(len, encoded)], dtype=np.int64)
    arrays: dict[str, NDArray[Any]] = {
        f"{name}_text": np.frombuffer(b"".join(encoded), dtype=np.uint8),
        f"{name}_ends": ends,
    }
    if is_looked_up:
        arrays[f"{name}_hashes"] = pack(hashes_of(strings), np.arange(len(strings)))
    return arrays


class Strings:
    """Strings by their number, and numbers by their string where the arrays say so."""

    def __init__(self, arrays: Arrays, name: str) -> None:
        self._text = np.asarray(arrays[f"{name}_text"]).data
        self._ends = np.asarray(arrays[f"{name}_ends"])
        hashes = arrays.get(f"{name}_hashes")
        self._hashes = np.zeros(0, dtype=np.uint64) if hashes is None else np.asarray(hashes)

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __iter__(self) -> Iterator[str]:
        return map(self.__getitem__, range(len(self)))

    def __getitem__(self, number: int) -> str:
        start, end = self._ends[number : number + 2].tolist()
        return str(self._text[start:end], "utf-8", "surrogatepass")

    def number(self, string: str) -> int | None:
        """Return the number of a string; None if it is none of these."""
        return self.first_number((string,))

    def first_number(self, strings: Collection[str]) -> int | None:
        """Return the number of one of the strings that is among these; None if none is."""
        return next(self.numbers(strings), None)

    def numbers(self, strings: Collection[str]) -> Iterator[int]:
        """Yield the numbers of those strings that are among these."""
        owners = find_owners(self._hashes, hashes_of(strings)).tolist()
        return (owner for owner in owners if self[owner] in strings)


def string_map_arrays(name: str, values: Mapping[str, tuple[str, ...]]) -> Arrays:
    """Return the arrays of a mapping for `StringMap`, their names beginning with `name`."""
    joined = [" ".join(value) for value in values.values()]
    return {
        **string_arrays(name, list(values), is_looked_up=True),
        **string_arrays(f"{name}_values", joined),
    }


class StringMap(Mapping[str, tuple[str, ...]]):
    """A mapping of strings to strings without spaces, over what `string_map_arrays` returned."""

    def __init__(self, arrays: Arrays, name: str) -> None:
        self._strings = Strings(arrays, name)
        self._values = Strings(arrays, f"{name}_values")

    def __len__(self) -> int:
        return len(self._strings)

    def __iter__(self) -> Iterator[str]:
        return iter(self._strings)

    def __getitem__(self, string: str) -> tuple[str, ...]:
        number = self._strings.number(string)
        if number is None:
            raise KeyError(string)
        return self.item(number)[1]

    def numbers(self, strings: Collection[str]) -> Iterator[int]:
        """Yield the numbers of those strings that are keys."""
        return self._strings.numbers(strings)

    def item(self, number: int) -> tuple[str, tuple[str, ...]]:
        """Return the key with this number and its value."""
        value = self._values[number]
        return self._strings[number], tuple(value.split(" ")) if value else ()
