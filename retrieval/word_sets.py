"""Sets of many words, and rows of texts, in a tenth of the memory that Python's own take.

The words are one string, in the order of their hashes, which are numbers in a row: a look-up is one
bisection. Hashes of 64 bits differ for as many words as any language has.
"""

from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set as AbstractSet
from itertools import accumulate, chain

_BETWEEN_WORDS = "\n"
_BETWEEN_STEMS = "\t"
_UTF = ("utf-8", "surrogatepass")

Stems = tuple[str, ...]


class WordSet(AbstractSet[str]):
    """Words that hold no line feed; immutable."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        hashes = sorted((hash(word), word) for word in set(words))
        self._hashes = array("q", (number for number, _ in hashes))
        # UTF-8 takes less than Python's own strings of mixed scripts.
        self._text = _BETWEEN_WORDS.join(word for _, word in hashes).encode(*_UTF)

    @classmethod
    def _from_iterable(cls, it: Iterable[str]) -> frozenset[str]:  # type: ignore[override]
        return frozenset(it)

    def __contains__(self, word: object) -> bool:
        return self.place(word) >= 0

    def __iter__(self) -> Iterator[str]:
        return iter(self._text.decode(*_UTF).split(_BETWEEN_WORDS) if self._hashes else ())

    def __len__(self) -> int:
        return len(self._hashes)

    def __hash__(self) -> int:
        return hash(self._text)

    def place(self, word: object) -> int:
        """Return the place of a word among these, the same as in iteration; -1 if it is none."""
        number = hash(word)
        at = bisect_left(self._hashes, number)
        return at if at < len(self._hashes) and self._hashes[at] == number else -1


class WordCounts:
    """How often each of some words occurs, none of any other."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self.words = WordSet(counts)
        self._counts = array("i", (counts[word] for word in self.words))

    def __getitem__(self, word: str) -> int:
        at = self.words.place(word)
        return self._counts[at] if at >= 0 else 0


class StemsNumbers(Collection[Stems]):
    """The stems of words and phrases, each with its number, in the order of these."""

    def __init__(self, runs: Iterable[Stems]) -> None:
        written = list(map(_BETWEEN_STEMS.join, runs))
        self._set = WordSet(written)
        order = {run: number for number, run in enumerate(written)}
        self._numbers = array("i", (order[run] for run in self._set))

    def __contains__(self, run: object) -> bool:
        return isinstance(run, tuple) and _BETWEEN_STEMS.join(run) in self._set

    def __iter__(self) -> Iterator[Stems]:
        return (tuple(run.split(_BETWEEN_STEMS)) for run in self._set)

    def __len__(self) -> int:
        return len(self._set)

    def number(self, run: Stems) -> int:
        """Return the number of a run of stems; -1 if it is none of these."""
        at = self._set.place(_BETWEEN_STEMS.join(run))
        return self._numbers[at] if at >= 0 else -1


class Texts:
    """Texts by their number, from 0 on."""

    def __init__(self, texts: Iterable[str]) -> None:
        encoded = [text.encode(*_UTF) for text in texts]
        self._ends = array("i", accumulate(map(len, encoded), initial=0))
        self._text = b"".join(encoded)

    def __getitem__(self, number: int) -> str:
        return self._text[self._ends[number] : self._ends[number + 1]].decode(*_UTF)

    def __len__(self) -> int:
        return len(self._ends) - 1


class StemsOf:
    """Stems by the number of what has them."""

    def __init__(self, runs: Iterable[Stems]) -> None:
        self._texts = Texts(map(_BETWEEN_STEMS.join, runs))

    def __getitem__(self, number: int) -> Stems:
        text = self._texts[number]
        return tuple(text.split(_BETWEEN_STEMS)) if text else ()


class Rows:
    """Rows of numbers by the number of a row, from 0 on."""

    def __init__(self, rows: Iterable[Sequence[int]]) -> None:
        rows = list(rows)
        self._ends = array("i", accumulate(map(len, rows), initial=0))
        self._numbers = array("i", chain.from_iterable(rows))

    def __getitem__(self, number: int) -> Sequence[int]:
        return self._numbers[self._ends[number] : self._ends[number + 1]]
