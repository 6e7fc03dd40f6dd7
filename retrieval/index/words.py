"""The names and words of several segments as if they were of one.

Names and words of each are looked up by themselves. A typing error is repaired by the segment that
is surest; how often a word occurs, which decides between words that are equally near, is counted
in its own segment.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from retrieval.folding import fold
from retrieval.names import CLOSE_TO_BEST, NameIndex, NameMatch
from retrieval.spelling import Repair, Speller

Terms = tuple[str, ...]


class WordsOfSeveral(Mapping[str, Terms]):
    """The folded words of several segments, each with its terms."""

    def __init__(self, words: Sequence[Mapping[str, Terms]]) -> None:
        self._words = words

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(chain.from_iterable(self._words)))

    def __getitem__(self, word: str) -> Terms:
        for words in self._words:
            if word in words:
                return words[word]
        raise KeyError(word)


class NamesOfSeveral(NameIndex):
    """The names of several segments. words: all folded words, to tell whether one is there."""

    def __init__(self, names: Sequence[NameIndex], words: Mapping[str, Terms]) -> None:
        self._several = names
        self._all_words = words

    def find(self, word: str, limit: int = 3, language: str | None = None) -> list[NameMatch]:
        """Return other spellings of the asked name in any segment, best first."""
        found = [match for names in self._several for match in names.find(word, limit, language)]
        # Where the name itself is there, others must be as close to it as to the best.
        best = 1.0 if fold(word) in self._all_words else 0.0
        least = max((match.similarity for match in found), default=0.0)
        near = [m for m in found if m.similarity >= max(best, least) - CLOSE_TO_BEST]
        by_terms: dict[Terms, NameMatch] = {}
        for match in sorted(near, key=lambda match: -match.similarity):
            by_terms.setdefault(match.terms, match)
        return list(by_terms.values())[:limit]


class SpellerOfSeveral(Speller):
    """Repairs words against the words of several segments."""

    def __init__(self, spellers: Sequence[Speller]) -> None:
        self._several = spellers

    @property
    def terms(self) -> Mapping[str, Terms]:
        """The folded words of all segments, each with its terms."""
        return WordsOfSeveral([speller.terms for speller in self._several])

    def follows(self, first: str, second: str) -> bool:
        """Return whether a segment has the second folded word right after the first."""
        return any(speller.follows(first, second) for speller in self._several)

    def repair(
        self, word: str, before: str | None, after: str | None, language: str = "en"
    ) -> Repair | None:
        """Return what was meant by a word, as the surest segment has it; None where it stands."""
        words = self.terms
        if fold(word) in words:
            return None
        repairs = [speller.repair(word, before, after, language) for speller in self._several]
        return max(
            filter(None, repairs),
            # A segment that lacks the word may take another of the language for it.
            key=lambda repair: (
                all(map(words.__contains__, repair.word.split())),
                repair.confidence,
            ),
            default=None,
        )
